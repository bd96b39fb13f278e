//! Who did what to whom, when: one row per deed, written in the deed's own transaction.

use serde_json::{Value, json};
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, EntryId, InviteId},
};

/// One audit row on its way.
#[derive(Clone, Debug)]
pub struct Deed {
    actor: String,
    name: &'static str,
    entry: Option<EntryId>,
    subject: Option<String>,
    detail: Value,
}

impl Deed {
    /// A deed of a member.
    pub fn of(account: AccountId, deed: &'static str) -> Self {
        Self::by(format!("account:{account}"), deed)
    }

    /// A deed of the guest of an invite.
    pub fn of_guest(invite: InviteId, deed: &'static str) -> Self {
        Self::by(format!("guest:{invite}"), deed)
    }

    /// A deed of the hub itself, or of whoever sits at its command line.
    pub fn of_system(deed: &'static str) -> Self {
        Self::by("system".to_owned(), deed)
    }

    fn by(actor: String, deed: &'static str) -> Self {
        Self {
            actor,
            name: deed,
            entry: None,
            subject: None,
            detail: json!({}),
        }
    }

    /// The entry it was done to.
    pub fn on(mut self, entry: EntryId) -> Self {
        self.entry = Some(entry);
        self
    }

    /// Whom or what else it was done to: an id, never an address or a secret.
    pub fn to(mut self, subject: impl std::fmt::Display) -> Self {
        self.subject = Some(subject.to_string());
        self
    }

    /// What changed.
    pub fn with(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }
}

/// Writes a row.
pub fn note(tx: &Tx, now: Timestamp, it: &Deed) -> Result<(), Error> {
    tx.put(
        "INSERT INTO audit (at, actor, deed, entry_id, subject, detail)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            now,
            it.actor.as_str(),
            it.name,
            it.entry,
            it.subject.as_deref(),
            it.detail.to_string()
        ],
    )
}
