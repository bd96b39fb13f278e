//! A guest link as its owner sees it.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{EntryId, GuestLinkId},
    invite::{GuestLinkFacts, GuestLinkState, Uses, UsesAllowed},
};

/// A guest link.
#[derive(Clone, Debug)]
pub(in super::super) struct GuestLink {
    pub(in super::super) id: GuestLinkId,
    pub(in super::super) entry: EntryId,
    pub(in super::super) name: String,
    pub(in super::super) uses: Uses,
    /// How many it ever let in.
    pub(in super::super) came: u32,
    /// For how many days it was made.
    pub(in super::super) days: Option<u32>,
    pub(in super::super) ends_at: Option<Timestamp>,
    pub(in super::super) created_at: Timestamp,
    pub(in super::super) renewed_at: Option<Timestamp>,
    pub(in super::super) deleted_at: Option<Timestamp>,
    /// Whether *Guest access* of the entry is on.
    pub(in super::super) access_on: bool,
}

impl GuestLink {
    /// How it stands now.
    pub(in super::super) fn state(&self, now: Timestamp) -> GuestLinkState {
        let facts = GuestLinkFacts {
            uses: self.uses,
            ends_at: self.ends_at,
            deleted: self.deleted_at.is_some(),
            replaced_at: None,
            access_on: self.access_on,
        };
        GuestLinkState::of(&facts, now)
    }
}

const OF_ENTRY: &str = "
    SELECT l.id, l.entry_id, l.name, l.uses_allowed, l.uses_spent, l.came, l.days, l.ends_at, l.created_at,
           l.renewed_at, l.deleted_at, e.guest_access
    FROM guest_links l JOIN entries e ON e.id = l.entry_id
    WHERE l.entry_id = $1 AND l.deleted_at IS NULL ORDER BY l.id";

const ONE: &str = "
    SELECT l.id, l.entry_id, l.name, l.uses_allowed, l.uses_spent, l.came, l.days, l.ends_at, l.created_at,
           l.renewed_at, l.deleted_at, e.guest_access
    FROM guest_links l JOIN entries e ON e.id = l.entry_id
    WHERE l.id = $1";

/// The links of an entry that were not deleted, in the order in which they were made.
pub(in super::super) fn links(tx: &Tx, entry: EntryId) -> Result<Vec<GuestLink>, Error> {
    tx.query(OF_ENTRY, params![entry], link)
}

/// One link, held until the transaction ends.
pub(super) fn locked(tx: &Tx, id: GuestLinkId) -> Result<Option<GuestLink>, Error> {
    tx.query_opt(tx.lock("l", ONE), params![id], link)
}

fn link(row: &Row<'_>) -> Result<GuestLink, Error> {
    Ok(GuestLink {
        id: row.get("id")?,
        entry: row.get("entry_id")?,
        name: row.get("name")?,
        uses: uses(row)?,
        came: count(row, "came")?,
        days: row
            .get::<Option<i64>>("days")?
            .and_then(|days| u32::try_from(days).ok()),
        ends_at: row.get("ends_at")?,
        created_at: row.get("created_at")?,
        renewed_at: row.get("renewed_at")?,
        deleted_at: row.get("deleted_at")?,
        access_on: row.get("guest_access")?,
    })
}

/// The uses of the link in a row.
pub(super) fn uses(row: &Row<'_>) -> Result<Uses, Error> {
    let allowed = row.get::<i64>("uses_allowed")?;
    Ok(Uses {
        allowed: UsesAllowed::try_from(allowed).map_err(|_| Error::Column {
            column: "uses_allowed",
            wanted: "a number of uses",
        })?,
        spent: count(row, "uses_spent")?,
    })
}

fn count(row: &Row<'_>, column: &'static str) -> Result<u32, Error> {
    u32::try_from(row.get::<i64>(column)?).map_err(|_| Error::Column {
        column,
        wanted: "a count",
    })
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 2] = [OF_ENTRY, ONE];
