//! A member's addresses, as they themselves and administrators see and change them.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    email::Email,
    ids::AccountId,
    proof::{MOST_ADDRESSES, OwnAddress},
};

use crate::http::{
    fault::{Fault, FieldFault},
    time::in_zone,
    visit::Visit,
};

/// An address of somebody.
#[derive(Clone, Debug)]
pub struct Address {
    /// As it is compared.
    pub email: String,
    /// As it was written.
    pub written: String,
    /// Whether they are written to at it.
    pub main: bool,
    /// Who vouched for it: `administrator`, `mail`, `provider`; nobody yet.
    pub verified_how: Option<String>,
    /// When.
    pub verified_at: Option<Timestamp>,
}

impl Address {
    /// As the rules see it.
    pub(super) fn own(&self) -> OwnAddress {
        OwnAddress {
            main: self.main,
            verified: self.verified_how.is_some(),
        }
    }

    /// Who vouched for it and when, in the reader's words.
    pub fn how(&self, visit: &Visit) -> String {
        match (&self.verified_how, self.verified_at) {
            (Some(how), Some(at)) => (visit.words)
                .say(format!("users-verified-{how}"))
                .with("when", in_zone(&visit.words, at, &visit.zone))
                .to_string(),
            _ => visit.words.say("users-unverified").to_string(),
        }
    }
}

/// Somebody's addresses, the main one first.
pub fn addresses(tx: &Tx, id: AccountId) -> Result<Vec<Address>, Error> {
    let mut all = tx.query(
        "SELECT email, written, main, verified_how, verified_at FROM addresses
         WHERE account_id = $1",
        params![id],
        |row| {
            Ok(Address {
                email: row.get("email")?,
                written: row.get("written")?,
                main: row.get("main")?,
                verified_how: row.get("verified_how")?,
                verified_at: row.get("verified_at")?,
            })
        },
    )?;
    all.sort_by(|a, b| (!a.main, &a.email).cmp(&(!b.main, &b.email)));
    Ok(all)
}

/// One of them.
pub fn one_of<'a>(all: &'a [Address], email: &Email) -> Result<&'a Address, Fault> {
    let one = all.iter().find(|one| one.email == email.as_str());
    one.ok_or_else(|| Fault::field("email", "not_their_address"))
}

/// Whether there is room for one more beside so many.
pub fn room_beside(count: usize) -> Result<(), Fault> {
    if count < MOST_ADDRESSES {
        return Ok(());
    }
    let fault = FieldFault::new("email", "too_many_addresses").with("max", MOST_ADDRESSES);
    Err(Fault::fields(vec![fault]))
}

/// Adds an address that is nobody's; `how` says who vouches for it.
pub fn add_address(
    tx: &Tx,
    id: AccountId,
    email: &Email,
    how: &'static str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO addresses (email, account_id, written, main, verified_how, verified_at)
         VALUES ($1, $2, $3, 0, $4, $5)",
        params![email.as_str(), id, email.written(), how, now],
    )
    .map(drop)
}

/// Somebody vouches for an address that is there.
pub fn vouch(tx: &Tx, email: &str, how: &'static str, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE addresses SET verified_how = $2, verified_at = $3 WHERE email = $1",
        params![email, how, now],
    )
    .map(drop)
}

/// They are written to at this one of theirs.
pub fn make_main(tx: &Tx, id: AccountId, email: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE addresses SET main = CASE WHEN email = $2 THEN 1 ELSE 0 END
         WHERE account_id = $1",
        params![id, email],
    )
    .map(drop)
}

/// It is theirs no more.
pub fn remove_address(tx: &Tx, email: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM addresses WHERE email = $1", params![email])
        .map(drop)
}
