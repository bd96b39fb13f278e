use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{clock::Timestamp, email::Email, ids::AccountId, people::AdminDeed};

use super::locked;
use crate::{
    features::{accounts::store, audit, people::deeds::Order},
    http::fault::{Fault, FieldFault},
};

/// The most addresses that one person has.
const MOST: usize = 20;

/// An address of somebody.
#[derive(Clone, Debug)]
pub(in super::super) struct Address {
    /// As it is compared.
    pub(in super::super) email: String,
    /// As it was written.
    pub(in super::super) written: String,
    /// Whether they are written to at it.
    pub(in super::super) main: bool,
    /// Who vouched for it: `administrator`, `mail`, `provider`; nobody yet.
    pub(in super::super) verified_how: Option<String>,
    pub(in super::super) verified_at: Option<Timestamp>,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub(in super::super) enum AddressWish {
    /// One more, which the administrator vouches for.
    Add(Email),
    /// The administrator vouches for this one.
    Verify(Email),
    /// They are written to at this one from now on.
    Main(Email),
    /// This one is theirs no more.
    Remove(Email),
}

/// Somebody's addresses, the main one first.
pub(in super::super) fn addresses(tx: &Tx, id: AccountId) -> Result<Vec<Address>, Error> {
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

/// Does one of these to somebody's addresses.
pub(in super::super) fn change_addresses(
    tx: &Tx,
    order: Order,
    id: AccountId,
    wish: &AddressWish,
) -> Result<(), Fault> {
    locked(tx, id)?.check(tx, order, AdminDeed::Edit)?;
    let all = addresses(tx, id)?;
    let name = match wish {
        AddressWish::Add(email) => add(tx, order, id, email, &all)?,
        AddressWish::Verify(email) => {
            let one = one_of(&all, email)?;
            if one.verified_how.is_some() {
                return Ok(());
            }
            tx.execute(
                "UPDATE addresses SET verified_how = 'administrator', verified_at = $2 WHERE email = $1",
                params![one.email, order.now],
            )?;
            "address_verified"
        }
        AddressWish::Main(email) => {
            let one = one_of(&all, email)?;
            if one.main {
                return Ok(());
            }
            tx.execute(
                "UPDATE addresses SET main = CASE WHEN email = $2 THEN 1 ELSE 0 END
                 WHERE account_id = $1",
                params![id, one.email],
            )?;
            "address_made_main"
        }
        AddressWish::Remove(email) => {
            let one = one_of(&all, email)?;
            if one.main {
                return Err(Fault::field("email", "address_is_main"));
            }
            tx.execute("DELETE FROM addresses WHERE email = $1", params![one.email])?;
            "address_removed"
        }
    };
    store::index(tx, id)?;
    let deed = order.deed(name).to(id).with(json!({}));
    Ok(audit::note(tx, order.now, &deed)?)
}

fn add(
    tx: &Tx,
    order: Order,
    id: AccountId,
    email: &Email,
    all: &[Address],
) -> Result<&'static str, Fault> {
    if store::by_email(tx, email)?.is_some() {
        return Err(Fault::field("email", "address_taken"));
    }
    if all.len() >= MOST {
        let fault = FieldFault::new("email", "too_many_addresses").with("max", MOST);
        return Err(Fault::fields(vec![fault]));
    }
    tx.execute(
        "INSERT INTO addresses (email, account_id, written, main, verified_how, verified_at)
         VALUES ($1, $2, $3, 0, 'administrator', $4)",
        params![email.as_str(), id, email.written(), order.now],
    )?;
    Ok("address_added")
}

fn one_of<'a>(all: &'a [Address], email: &Email) -> Result<&'a Address, Fault> {
    let one = all.iter().find(|one| one.email == email.as_str());
    one.ok_or_else(|| Fault::field("email", "not_their_address"))
}
