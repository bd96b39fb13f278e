//! When the holder of a grant was last seen, for the owner's list.

use std::time::Duration;

use usher_db::{Error, Tx, params};
use usher_domain::{clock::Timestamp, ids::EntryId, invite::Mac};

use crate::{App, features::media::Asker};

/// How often it is noted, at most.
const AT_MOST_EVERY: Duration = Duration::from_mins(1);

/// Notes that `asker` has the entry's page before them, at most once a minute.
/// Call it when the page is opened, never when a link is. Nobody is kept out because
/// it cannot be written down.
pub async fn touch(app: &App, asker: Asker, entry: EntryId) {
    let now = app.now();
    if asker.actor.account().is_none() && asker.seat.is_none() {
        return;
    }
    if !app.settings.now().privacy.attendance {
        return;
    }
    let noted = async {
        if app
            .parts
            .db
            .read(move |tx| is_due(tx, asker, entry, now))
            .await?
        {
            let write = move |tx: &Tx| note(tx, asker, entry, now);
            app.parts.db.write(write).await?;
        }
        Ok::<(), Error>(())
    };
    if let Err(error) = noted.await {
        tracing::warn!(%error, "it could not be noted that somebody was seen");
    }
}

fn is_due(tx: &Tx, asker: Asker, entry: EntryId, now: Timestamp) -> Result<bool, Error> {
    let account = asker.actor.account();
    let seat = asker.seat.as_ref().map(Mac::as_bytes);
    let due = tx.query_opt(
        "SELECT 1 AS one FROM (
           SELECT 1 FROM grants WHERE seat = $1 AND entry_id = $3
             AND ended_at IS NULL AND last_seen_at <= $4
           UNION ALL
           SELECT 1 FROM grants WHERE account_id = $2 AND entry_id = $3
             AND ended_at IS NULL AND last_seen_at <= $4
         ) AS due LIMIT 1",
        params![seat, account, entry, now.before(AT_MOST_EVERY)],
        |row| row.get::<i64>("one"),
    )?;
    Ok(due.is_some())
}

fn note(tx: &Tx, asker: Asker, entry: EntryId, now: Timestamp) -> Result<(), Error> {
    let before = now.before(AT_MOST_EVERY);
    if let Some(account) = asker.actor.account() {
        tx.execute(
            "UPDATE grants SET last_seen_at = $3
             WHERE account_id = $1 AND entry_id = $2 AND ended_at IS NULL AND last_seen_at <= $4",
            params![account, entry, now, before],
        )?;
    } else if let Some(seat) = asker.seat {
        tx.execute(
            "UPDATE grants SET last_seen_at = $3
             WHERE seat = $1 AND entry_id = $2 AND ended_at IS NULL AND last_seen_at <= $4",
            params![seat.as_bytes(), entry, now, before],
        )?;
    }
    Ok(())
}
