//! Writing what was heard.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use usher_db::{Error, Tx};

use super::{
    gather::{Heard, Place, Strangers},
    store,
};
use crate::{
    App,
    features::analytics::{self, Tally},
};

/// How often it is written: what a process that is killed loses.
const EVERY: Duration = Duration::from_secs(5);
/// How many people are written in one transaction: others wait for the write lane too.
const AT_ONCE: usize = 50;

/// Writes what is heard until asked to stop, and what the last requests said.
pub async fn keep(app: App, asked_to_stop: CancellationToken) {
    let mut tick = interval(EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while (asked_to_stop.run_until_cancelled(tick.tick()).await).is_some() {
        pass(&app).await;
    }
    pass(&app).await;
}

async fn pass(app: &App) {
    if let Err(error) = flush(app).await {
        tracing::warn!(%error, "who was here could not be written; it is tried again");
    }
}

/// Writes all that was heard so far; how many people.
pub async fn flush(app: &App) -> Result<usize, Error> {
    let strangers = app.attendance.take_strangers();
    if !strangers.is_empty() {
        let plays = strangers.clone();
        let write = move |tx: &Tx| count_strangers(tx, &plays);
        if let Err(error) = app.parts.db.write(write).await {
            app.attendance.give_strangers_back(strangers);
            return Err(error);
        }
    }
    let mut written = 0;
    loop {
        let taken = app.attendance.take(AT_ONCE);
        if taken.is_empty() {
            return Ok(written);
        }
        let people = taken.clone();
        let write = move |tx: &Tx| write(tx, &people);
        if let Err(error) = app.parts.db.write(write).await {
            app.attendance.give_back(taken);
            return Err(error);
        }
        written += taken.len();
    }
}

fn write(tx: &Tx, people: &[(Place, Heard)]) -> Result<(), Error> {
    let mut tally = Tally::default();
    for (place, heard) in people {
        store::take_in(tx, *place, heard, &mut tally)?;
    }
    analytics::count(tx, &tally)
}

fn count_strangers(tx: &Tx, plays: &Strangers) -> Result<(), Error> {
    let mut tally = Tally::default();
    for ((entry, day, device), plays) in plays {
        tally.played_by_strangers(*entry, *day, *device, *plays);
    }
    analytics::count(tx, &tally)
}
