use usher_db::{Tx, params};
use usher_domain::{
    access::{self, Action, EntryStanding},
    clock::Timestamp,
    ids::{AccountId, EntryId},
};

use super::super::{Asker, load_standing};
use crate::http::fault::Fault;

/// Decides `action` again where it counts: inside the write transaction, on
/// facts loaded there, with the entry's row locked until the transaction ends
/// (architecture.md, rule 2).
pub fn decide(
    tx: &Tx,
    asker: Asker,
    action: Action,
    entry: EntryId,
    now: Timestamp,
) -> Result<EntryStanding, Fault> {
    let lock = tx.lock("e", "SELECT e.id FROM entries e WHERE e.id = $1");
    tx.query_opt(lock, params![entry], |_| Ok(()))?;
    let standing = load_standing(tx, asker, entry, now)?.ok_or_else(Fault::not_found)?;
    access::may(&asker.actor, action, Some(&standing))?;
    Ok(standing)
}

/// The member who acts. Whatever takes a role in the entry is a member's deed.
pub(super) fn account(asker: Asker) -> Result<AccountId, Fault> {
    asker.actor.account().ok_or_else(Fault::sign_in)
}
