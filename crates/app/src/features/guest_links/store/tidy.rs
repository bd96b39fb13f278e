//! What goes with an entry, and after a restore.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, EntryId},
};

const GUESTS: &str = "
    DELETE FROM guests WHERE id IN (SELECT id FROM guests WHERE entry_id = $1 ORDER BY id LIMIT $2)";

const SECRETS: &str = "
    DELETE FROM guest_link_secrets WHERE link_id IN (SELECT id FROM guest_links WHERE entry_id = $1)";

const LINKS: &str = "DELETE FROM guest_links WHERE entry_id = $1";

const HAND_OVER: &str = "
    UPDATE guest_links SET maker_id = (SELECT owner_id FROM entries e WHERE e.id = guest_links.entry_id)
    WHERE maker_id = $1 AND deleted_at IS NULL";

/// Deletes some of an entry's guests, and the links once none is left; whether there may be more.
pub fn purge(tx: &Tx, entry: EntryId, most: i64) -> Result<bool, Error> {
    if tx.execute(GUESTS, params![entry, most])? > 0 {
        return Ok(true);
    }
    tx.execute(SECRETS, params![entry])?;
    tx.execute(LINKS, params![entry])?;
    Ok(false)
}

/// The guest links of somebody who leaves: each entry's owner gave them out from now on.
pub fn hand_over(tx: &Tx, from: AccountId) -> Result<(), Error> {
    tx.execute(HAND_OVER, params![from]).map(drop)
}

/// Deletes every guest link and puts every guest out: in a database that was restored. How many links.
pub fn close_all(tx: &Tx, now: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "UPDATE guests SET ended_at = $1, ended_why = 'ended' WHERE ended_at IS NULL AND ends_at > $1",
        params![now],
    )?;
    tx.execute(
        "UPDATE guest_links SET deleted_at = $1 WHERE deleted_at IS NULL",
        params![now],
    )
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 4] = [GUESTS, SECRETS, LINKS, HAND_OVER];
