//! The latest moment that this site has told, kept in the database: a clock that is
//! set back revives nothing, also over a restart (security.md R6, `domain::clock`).

use std::{sync::Arc, time::Duration};

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use usher_db::{Db, Error, Tx, params};
use usher_domain::clock::{Clock, SteadyClock, Timestamp};

/// How often it is written down, whatever the number of requests.
const EVERY: Duration = Duration::from_secs(5);

/// A machine's clock that is further behind is worth a word: more than what is
/// written ahead, and more than a time server takes away at once.
pub const WORTH_A_WORD: Duration = Duration::from_mins(1);

/// The mark of earlier runs.
pub fn read(tx: &Tx) -> Result<Option<Timestamp>, Error> {
    let written = tx.query_opt(
        "SELECT value FROM site WHERE name = 'clock.mark'",
        &[],
        |row| row.get::<String>("value"),
    )?;
    let micros = written.and_then(|text| text.parse().ok());
    Ok(micros.map(Timestamp::from_micros))
}

/// Writes a mark that is later than the one before; whether it was.
pub fn raise(tx: &Tx, mark: Timestamp) -> Result<bool, Error> {
    if read(tx)?.is_some_and(|before| before >= mark) {
        return Ok(false);
    }
    set(tx, mark).map(|()| true)
}

/// Writes a mark whatever stood before: for whoever knows that the clock was wrong
/// then and is right now.
pub fn set(tx: &Tx, mark: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO site (name, value) VALUES ('clock.mark', $1)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        params![mark.micros().to_string()],
    )
    .map(drop)
}

/// Writes the mark down every few seconds until asked to stop, and says when the
/// machine's clock has gone back or is right again.
pub async fn keep(db: Db, clock: Arc<SteadyClock>, asked_to_stop: CancellationToken) {
    let mut tick = interval(EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut was_behind = false;
    while asked_to_stop
        .run_until_cancelled(tick.tick())
        .await
        .is_some()
    {
        write(&db, &clock).await;
        let behind = clock.behind();
        metrics::gauge!("usher_clock_behind_seconds").set(behind.as_secs_f64());
        let is_behind = behind > WORTH_A_WORD;
        if is_behind && !was_behind {
            tracing::warn!(
                seconds = behind.as_secs(),
                "the machine's clock went back; the site goes on from the latest moment it knows"
            );
        } else if was_behind && !is_behind {
            tracing::info!("the machine's clock is caught up with");
        }
        was_behind = is_behind;
    }
    write(&db, &clock).await;
}

async fn write(db: &Db, clock: &SteadyClock) {
    // Far enough ahead that a kill before the next time forgets nothing that was told.
    let mark = clock.mark(2 * EVERY);
    if let Err(error) = db.write(move |tx| raise(tx, mark)).await {
        tracing::warn!(%error, "the latest moment could not be written down");
    }
}

#[cfg(test)]
mod tests;
