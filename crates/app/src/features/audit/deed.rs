//! One audit row on its way.

use std::net::IpAddr;

use serde_json::{Value, json};
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, EntryId, GrantId, InviteId},
};

use crate::http::network;

/// One audit row on its way.
#[derive(Clone, Debug)]
pub struct Deed {
    actor: String,
    name: &'static str,
    entry: Option<EntryId>,
    subject: Option<String>,
    person: Option<AccountId>,
    network: Option<String>,
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

    /// A deed of a guest by a guest link.
    pub fn of_link_guest(guest: GrantId, deed: &'static str) -> Self {
        Self::by(format!("guest:{guest}"), deed)
    }

    /// A deed of the hub itself, or of whoever sits at its command line.
    pub fn of_system(deed: &'static str) -> Self {
        Self::by("system".to_owned(), deed)
    }

    /// A deed of a member, or of the command line where there is none.
    pub fn of_anybody(account: Option<AccountId>, deed: &'static str) -> Self {
        account.map_or_else(|| Self::of_system(deed), |account| Self::of(account, deed))
    }

    fn by(actor: String, deed: &'static str) -> Self {
        Self {
            actor,
            name: deed,
            entry: None,
            subject: None,
            person: None,
            network: None,
            detail: json!({}),
        }
    }

    /// The entry it was done to.
    pub fn on(mut self, entry: EntryId) -> Self {
        self.entry = Some(entry);
        self
    }

    /// What else it was done to: an id, never an address or a secret.
    pub fn to(mut self, subject: impl std::fmt::Display) -> Self {
        self.subject = Some(subject.to_string());
        self
    }

    /// The member it was done to; it is found by them.
    pub fn to_person(mut self, account: AccountId) -> Self {
        self.person = Some(account);
        self
    }

    /// Where it was asked for: the network of the address, never the address. For deeds by
    /// which somebody comes in or changes who may (ADR 0028).
    pub fn from(mut self, address: IpAddr) -> Self {
        self.network = Some(network::region(address));
        self
    }

    /// What changed.
    pub fn with(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }
}

/// Writes a row. It is sealed into the chain seconds later, by whoever runs
/// [`seal_on`](super::seal_on).
pub fn note(tx: &Tx, now: Timestamp, it: &Deed) -> Result<(), Error> {
    #[cfg(test)]
    assert!(
        super::deeds::is_listed(it.name),
        "{} is in no list of deeds and has no sentence",
        it.name
    );
    tx.put(
        "INSERT INTO audit (at, actor, deed, entry_id, subject, detail, network, person)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            now,
            it.actor.as_str(),
            it.name,
            it.entry,
            it.subject.as_deref(),
            it.detail.to_string(),
            it.network.as_deref(),
            it.person
        ],
    )
}
