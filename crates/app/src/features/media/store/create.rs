use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::{AccountId, EntryId},
    media::{EntryKind, EntryState, PublishStatus},
};

use crate::features::{
    audit::{self, Deed},
    media::{
        details::{Details, Tags},
        finding,
    },
};

/// An entry to be made: private, and without media yet.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// What it will be.
    pub kind: EntryKind,
    /// Title, description, tags.
    pub details: Details,
    /// Whose it will be.
    pub owner: AccountId,
}

/// Makes an entry.
pub fn create_entry(
    tx: &Tx,
    new: &NewEntry,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<EntryId, Error> {
    let id = EntryId::new(now, entropy);
    tx.execute(
        "INSERT INTO entries
           (id, kind, title, description, owner_id, publish, state, created_at, updated_at, worded)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
        params![
            id,
            new.kind.as_str(),
            new.details.title.as_str(),
            new.details.description.as_str(),
            new.owner,
            PublishStatus::Private.as_str(),
            EntryState::Empty.as_str(),
            now,
            now
        ],
    )?;
    write_tags(tx, id, &new.details.tags)?;
    finding::write_written(tx, id)?;
    let deed = Deed::of(new.owner, "entry_created").on(id);
    audit::note(tx, now, &deed.with(json!({ "kind": new.kind.as_str() })))?;
    Ok(id)
}

/// Writes the tags of an entry that has none.
pub(super) fn write_tags(tx: &Tx, entry: EntryId, tags: &Tags) -> Result<(), Error> {
    for (position, tag) in (0_i64..).zip(tags.iter()) {
        tx.execute(
            "INSERT INTO entry_tags (entry_id, tag, position) VALUES ($1, $2, $3)",
            params![entry, tag, position],
        )?;
    }
    Ok(())
}
