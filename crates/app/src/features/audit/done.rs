//! Deeds as they are read by whoever comes after them.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, EntryId},
};

/// A deed that was done.
#[derive(Clone, Debug)]
pub struct Done {
    /// Its number: later deeds have higher ones.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// What.
    pub deed: String,
    /// The member who did it, if one did.
    pub by: Option<AccountId>,
    /// Of a guest: the invite that let them in, or by a guest link they themself.
    pub guest: Option<String>,
    /// The entry it was done to.
    pub entry: Option<EntryId>,
    /// What else it was done to.
    pub subject: Option<String>,
    /// What changed, as JSON.
    pub detail: String,
}

/// The deeds after number `after` up to number `last`, the first `most` of them.
pub fn done_between(tx: &Tx, after: i64, last: i64, most: u32) -> Result<Vec<Done>, Error> {
    tx.query(
        "SELECT id, at, actor, deed, entry_id, subject, detail FROM audit
         WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3",
        params![after, last, most],
        |row| {
            let actor: String = row.get("actor")?;
            let by = actor.strip_prefix("account:");
            let guest = actor.strip_prefix("guest:").map(str::to_owned);
            Ok(Done {
                id: row.get("id")?,
                at: row.get("at")?,
                deed: row.get("deed")?,
                by: by.and_then(|id| id.parse().ok()),
                guest,
                entry: row.get("entry_id")?,
                subject: row.get("subject")?,
                detail: row.get("detail")?,
            })
        },
    )
}
