//! Who comes after the rows and seals them.

use std::time::Duration;

use serde_json::json;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use usher_db::{Db, Error, Tx};
use usher_domain::{clock::Timestamp, invite::SecretKey};

use super::{
    super::deed::{Deed, note},
    row::{self, Row},
    seal::{self, Head, Seal},
    settled::Settled,
};
use crate::App;

/// How often new rows are looked for. A row is sealed at the time after the next.
const EVERY: Duration = Duration::from_secs(5);
/// The most rows under one seal: 24 bytes of each stand in it.
const MOST: usize = 1000;

/// Seals rows once nothing can come before them any more. Every server runs one; they do not
/// get in each other's way.
#[derive(Debug, Default)]
pub struct Sealer {
    settled: Settled,
}

/// The chain does not end where it was last seen to.
#[derive(Clone, Copy)]
struct Torn {
    /// Where it was.
    noted: Option<Head>,
    /// Where it ends now.
    found: Option<Head>,
}

/// What is sealed next.
struct Batch {
    before: Option<Seal>,
    torn: Option<Torn>,
    rows: Vec<Row>,
}

impl Sealer {
    /// Seals what was there at the look before this one and is certain to be complete.
    /// Answers how many rows.
    pub async fn pass(&mut self, db: &Db, key: &SecretKey, now: Timestamp) -> Result<usize, Error> {
        let Some(sure) = self.settled.look(db).await? else {
            return Ok(0);
        };
        let mut sealed = 0;
        loop {
            let batch = db.read(move |tx| next_batch(tx, sure)).await?;
            let count = batch.rows.len();
            let Some(end) = batch.rows.last().map(|row| row.id) else {
                return Ok(sealed);
            };
            let marks = row::marks(&batch.rows, key);
            let seal = Seal::after(batch.before.as_ref(), end, marks, now, key);
            let torn = batch.torn;
            let put = db.write_locking(move |tx| -> Result<bool, Error> {
                let is_ours = seal.put(tx)?;
                if let (true, Some(torn)) = (is_ours, torn) {
                    note_torn(tx, now, torn)?;
                }
                Ok(is_ours)
            });
            // Another server has sealed these.
            if !put.await? {
                return Ok(sealed);
            }
            sealed += count;
        }
    }
}

fn next_batch(tx: &Tx, sure: i64) -> Result<Batch, Error> {
    let before = seal::last(tx)?;
    let head = before.as_ref().map(Seal::head);
    let noted = seal::noted_head(tx)?;
    let after = before.as_ref().map_or(0, |before| before.last_id);
    Ok(Batch {
        rows: row::between(tx, after, sure, MOST)?,
        torn: (noted != head).then_some(Torn { noted, found: head }),
        before,
    })
}

/// The chain goes on, and this stays in it.
fn note_torn(tx: &Tx, now: Timestamp, torn: Torn) -> Result<(), Error> {
    tracing::error!("the audit's chain does not end where it did; see usher audit verify");
    let text = |head: Option<Head>| head.map(|head| head.to_string());
    let detail = json!({ "noted": text(torn.noted), "found": text(torn.found) });
    note(tx, now, &Deed::of_system("audit_torn").with(detail))
}

/// Seals what is written from now on and what was not sealed yet, until asked to stop.
pub async fn seal_on(app: App, asked_to_stop: CancellationToken) {
    let mut sealer = Sealer::default();
    let mut tick = interval(EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while asked_to_stop
        .run_until_cancelled(tick.tick())
        .await
        .is_some()
    {
        pass(&mut sealer, &app).await;
    }
    // Once to see what is there, once to seal it.
    pass(&mut sealer, &app).await;
    pass(&mut sealer, &app).await;
}

async fn pass(sealer: &mut Sealer, app: &App) {
    let parts = &app.parts;
    if let Err(error) = sealer.pass(&parts.db, &parts.key, app.now()).await {
        tracing::warn!(%error, "the audit could not be sealed; it is tried again");
    }
}
