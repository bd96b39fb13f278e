use serde_json::json;
use usher_db::Tx;
use usher_domain::{email::Email, ids::AccountId, people::AdminDeed};

use super::locked;
use crate::{
    features::{
        accounts::{self, Address, addresses, one_of, store},
        audit,
        people::deeds::Order,
    },
    http::fault::Fault,
};

/// Who vouches for what an administrator adds.
const ADMINISTRATOR: &str = "administrator";

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
            accounts::vouch(tx, &one.email, ADMINISTRATOR, order.now)?;
            "address_verified"
        }
        AddressWish::Main(email) => {
            let one = one_of(&all, email)?;
            if one.main {
                return Ok(());
            }
            accounts::make_main(tx, id, &one.email)?;
            "address_made_main"
        }
        AddressWish::Remove(email) => {
            let one = one_of(&all, email)?;
            if one.main {
                return Err(Fault::field("email", "address_is_main"));
            }
            accounts::remove_address(tx, &one.email)?;
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
    accounts::room_beside(all.len())?;
    accounts::add_address(tx, id, email, ADMINISTRATOR, order.now)?;
    Ok("address_added")
}
