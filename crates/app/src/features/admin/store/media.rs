//! How much of what there is of media a change touches.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    media::{EntryKind, EntryState},
};

use super::touched::{BEYOND, Count, LOOKED_AT, counted};

const DELETED: &str = "
    SELECT trashed_at FROM entries WHERE trashed_at IS NOT NULL AND trashed_at <= $1
    ORDER BY trashed_at LIMIT $2";
const ON_THEIR_WAY: &str = "
    SELECT finished_at FROM uploads WHERE expires_at > $1 ORDER BY expires_at LIMIT $2";
const ENTRIES: &str = "
    SELECT kind, state, trashed_at FROM entries WHERE id < $1 ORDER BY id DESC LIMIT $2";
const WORK: &str = "
    SELECT kind, state FROM jobs WHERE kind <> 'mail' AND state <> 'done' AND id < $1
    ORDER BY id DESC LIMIT $2";
const WITHOUT_LADDER: &str = "
    SELECT original_id FROM entries
    WHERE ladder IS NULL AND state = 'ready' AND trashed_at IS NULL
      AND kind IN ('video', 'audio', 'quiz', 'simulive') AND id < $1
    ORDER BY id DESC LIMIT $2";
const RENDITIONS: &str = "
    SELECT sort, width, height FROM renditions WHERE blob_id < $1 ORDER BY blob_id DESC LIMIT $2";
const CAPTIONS: &str = "
    SELECT standard FROM captions WHERE id < $1 ORDER BY id DESC LIMIT $2";

/// How many entries were put into the trash at `then` or before.
pub(in super::super) fn deleted_before(tx: &Tx, then: Timestamp) -> Result<Count, Error> {
    let rows = tx.query(DELETED, params![then, LOOKED_AT], |_| Ok(true))?;
    Ok(counted(&rows))
}

/// How many uploads have begun and not ended.
pub(in super::super) fn on_their_way(tx: &Tx, now: Timestamp) -> Result<Count, Error> {
    let rows = tx.query(ON_THEIR_WAY, params![now, LOOKED_AT], |row| {
        Ok(row.get::<Option<Timestamp>>("finished_at")?.is_none())
    })?;
    Ok(counted(&rows))
}

/// How many entries of some kinds have no file, of the newest thousands.
pub(in super::super) fn empty_of(tx: &Tx, kinds: &[EntryKind]) -> Result<Count, Error> {
    let rows = tx.query(ENTRIES, params![BEYOND, LOOKED_AT], |row| {
        let kind: EntryKind = row.parse("kind")?;
        let state: EntryState = row.parse("state")?;
        let trashed = row.get::<Option<Timestamp>>("trashed_at")?.is_some();
        Ok(kinds.contains(&kind) && state == EntryState::Empty && !trashed)
    })?;
    Ok(counted(&rows))
}

/// How many films are about to get renditions that players choose among.
pub(in super::super) fn being_made(tx: &Tx) -> Result<Count, Error> {
    let rows = tx.query(WORK, params![BEYOND, LOOKED_AT], |row| {
        let (kind, state): (String, String) = (row.get("kind")?, row.get("state")?);
        Ok(["rung", "ladder"].contains(&kind.as_str()) && state != "failed")
    })?;
    Ok(counted(&rows))
}

/// How many films and recordings have none, and nobody has said that they need none.
pub(in super::super) fn without_ladder(tx: &Tx) -> Result<Count, Error> {
    let rows = tx.query(WITHOUT_LADDER, params![BEYOND, LOOKED_AT], |row| {
        Ok(row.get::<Option<String>>("original_id")?.is_some())
    })?;
    Ok(counted(&rows))
}

/// How many renditions have a shorter side of more than `top` pixels, of the newest thousands.
pub(in super::super) fn taller(tx: &Tx, top: u32) -> Result<Count, Error> {
    let rows = tx.query(RENDITIONS, params![BEYOND, LOOKED_AT], |row| {
        let (width, height): (u32, u32) = (row.get("width")?, row.get("height")?);
        Ok(row.get::<String>("sort")? == "rung" && width.min(height) > top)
    })?;
    Ok(counted(&rows))
}

/// How many tracks of captions are shown from the beginning, of the newest thousands.
pub(in super::super) fn standard_captions(tx: &Tx) -> Result<Count, Error> {
    let rows = tx.query(CAPTIONS, params![BEYOND, LOOKED_AT], |row| {
        row.get("standard")
    })?;
    Ok(counted(&rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn what_is_counted_is_found_by_indices() {
        let hub = Hub::new();
        for sql in [
            DELETED,
            ON_THEIR_WAY,
            ENTRIES,
            WORK,
            WITHOUT_LADDER,
            RENDITIONS,
            CAPTIONS,
        ] {
            assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
        }
    }
}
