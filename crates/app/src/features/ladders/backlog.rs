//! Films that were there before there were ladders.
//!
//! They get theirs one after the other: when the last is made the next is begun, so that whatever was uploaded a moment
//! ago waits for one of them at most.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::{BlobId, EntryId},
};
use uuid::Uuid;

const NEXT: &str = "SELECT e.id, e.original_id FROM entries e
    WHERE e.ladder IS NULL AND e.state = 'ready' AND e.trashed_at IS NULL
      AND e.kind IN ('video', 'audio', 'quiz', 'simulive') AND e.original_id IS NOT NULL
      AND e.id <= $1
    ORDER BY e.id DESC LIMIT 1";

const IN_LINE: &str = "SELECT id FROM jobs
    WHERE kind = $1 AND state IN ('waiting', 'running') LIMIT 1";

const BEING_PREPARED: &str = "SELECT id FROM jobs
    WHERE entry_id = $1 AND kind IN ('look', 'render') AND state IN ('waiting', 'running') LIMIT 1";

/// Begins the ladder of one entry that has none, as high as the site makes them, unless it makes none or others are in
/// line; whether it did.
pub fn begin_one(
    tx: &Tx,
    top: Option<u32>,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<bool, Error> {
    let Some(top) = top else { return Ok(false) };
    for kind in ["rung", "ladder"] {
        if tx.query_opt(IN_LINE, params![kind], |_| Ok(()))?.is_some() {
            return Ok(false);
        }
    }
    let newest = EntryId::from_uuid(Uuid::max());
    let next = tx.query_opt(NEXT, params![newest], |row| {
        Ok((row.get::<EntryId>("id")?, row.get::<BlobId>("original_id")?))
    })?;
    let Some((entry, original)) = next else {
        return Ok(false);
    };
    let waits = tx.query_opt(BEING_PREPARED, params![entry], |_| Ok(()))?;
    if waits.is_some() {
        return Ok(false);
    }
    super::begin(tx, entry, (original, top), now, entropy)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn whoever_looks_for_old_films_reads_no_others() {
        let hub = Hub::new();
        for sql in [NEXT, IN_LINE, BEING_PREPARED] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
