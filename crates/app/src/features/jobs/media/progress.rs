//! How far an encoder is, for whoever waits for it.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU16, Ordering},
    },
    time::Duration,
};

use tokio::time::{self, MissedTickBehavior};
use usher_db::{Tx, params};
use usher_domain::ids::EntryId;

use crate::App;

/// The shortest time between two writes.
const PACE: Duration = Duration::from_secs(1);

/// The side that is told.
pub(super) struct Teller(Arc<AtomicU16>);

/// The side that writes.
pub(super) struct Told(Arc<AtomicU16>);

pub(super) fn channel() -> (Teller, Told) {
    let thousandths = Arc::new(AtomicU16::new(0));
    (Teller(thousandths.clone()), Told(thousandths))
}

impl Teller {
    pub(super) fn tell(&self, thousandths: u16) {
        self.0.store(thousandths, Ordering::Relaxed);
    }
}

impl Told {
    /// Waits for `work`, and writes now and then how much of it is done, in
    /// percent. Nobody is rung for it.
    pub(super) async fn write_while<T>(
        self,
        app: &App,
        entry: EntryId,
        work: impl Future<Output = T>,
    ) -> T {
        let (mut work, mut written) = (pin!(work), 0);
        let mut tick = time::interval(PACE);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                done = &mut work => return done,
                _ = tick.tick() => {}
            }
            let percent = self.0.load(Ordering::Relaxed) / 10;
            if percent == written {
                continue;
            }
            written = percent;
            let write = move |tx: &Tx| {
                let sql = "UPDATE entries SET progress = $2 WHERE id = $1";
                tx.execute(sql, params![entry, percent])
            };
            tokio::select! {
                biased;
                done = &mut work => return done,
                noted = app.parts.db.write(write) => if let Err(error) = noted {
                    tracing::debug!(%error, "progress could not be written");
                },
            }
        }
    }
}
