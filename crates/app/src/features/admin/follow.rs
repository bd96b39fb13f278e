//! Keeping the snapshot true when somebody else saves: another process, such as
//! `usher admin`, or somebody in this one.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use usher_bus::Topic;

use crate::App;

/// How long another process's change may go unnoticed.
const EVERY: Duration = Duration::from_secs(2);

/// Reads the configuration again whenever it changed, until asked to stop. A change
/// that nobody rang for is rung for here, so that whoever holds something open looks
/// again as well.
pub async fn follow(app: App, asked_to_stop: CancellationToken) {
    let mut rings = app.parts.bus.watch(&[Topic::Config]);
    let mut tick = interval(EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = asked_to_stop.cancelled() => return,
            () = rings.wait() => {}
            _ = tick.tick() => {}
        }
        match app.settings.refresh(&app.parts.db).await {
            // The ring is heard here, too, and finds nothing new.
            Ok(true) => app.parts.bus.ring(&[Topic::Config]),
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the configuration could not be read again"),
        }
    }
}
