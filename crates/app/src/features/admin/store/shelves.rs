//! How much of what there is in channels and galleries a change touches.

use usher_db::{Error, Tx, params};
use usher_domain::channel::ChannelKind;

use super::touched::{BEYOND, Count, LOOKED_AT, counted};

const SHELVES: &str = "
    SELECT kind, moderated FROM channels WHERE id < $1 ORDER BY id DESC LIMIT $2";
const IN_GALLERIES: &str = "
    SELECT p.state FROM channels c JOIN channel_entries p ON p.channel_id = c.id
    JOIN entries e ON e.id = p.entry_id
    WHERE c.kind = 'gallery' AND c.audience = 'everyone' AND p.state <> 'rejected'
      AND e.trashed_at IS NULL LIMIT $1";
const WAITING: &str = "
    SELECT c.kind FROM channel_entries p JOIN channels c ON c.id = p.channel_id
    JOIN entries e ON e.id = p.entry_id
    WHERE p.state = 'waiting' AND p.asked_at > $1 AND e.trashed_at IS NULL
    ORDER BY p.asked_at LIMIT $2";

fn shelves(tx: &Tx, counts: impl Fn(ChannelKind, bool) -> bool) -> Result<Count, Error> {
    let rows = tx.query(SHELVES, params![BEYOND, LOOKED_AT], |row| {
        Ok(counts(row.parse("kind")?, row.get("moderated")?))
    })?;
    Ok(counted(&rows))
}

/// How many channels there are, of the newest thousands of channels and galleries.
pub(in super::super) fn channels(tx: &Tx) -> Result<Count, Error> {
    shelves(tx, |kind, _| kind == ChannelKind::Channel)
}

/// In how many channels and galleries media are shown at once, of the newest thousands.
pub(in super::super) fn unmoderated(tx: &Tx) -> Result<Count, Error> {
    shelves(tx, |_, moderated| !moderated)
}

/// How many entries stand or wait in galleries.
pub(in super::super) fn in_galleries(tx: &Tx) -> Result<Count, Error> {
    let rows = tx.query(IN_GALLERIES, params![LOOKED_AT], |_| Ok(true))?;
    Ok(counted(&rows))
}

fn waits(tx: &Tx, counts: impl Fn(ChannelKind) -> bool) -> Result<Count, Error> {
    let rows = tx.query(WAITING, params![0_i64, LOOKED_AT], |row| {
        Ok(counts(row.parse("kind")?))
    })?;
    Ok(counted(&rows))
}

/// How many entries wait in any channel or gallery.
pub(in super::super) fn waiting(tx: &Tx) -> Result<Count, Error> {
    waits(tx, |_| true)
}

/// How many entries wait in galleries.
pub(in super::super) fn waiting_in_galleries(tx: &Tx) -> Result<Count, Error> {
    waits(tx, |kind| kind == ChannelKind::Gallery)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn what_is_counted_is_found_by_indices() {
        let hub = Hub::new();
        for sql in [SHELVES, IN_GALLERIES, WAITING] {
            assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
        }
    }
}
