use serde_json::json;
use usher_db::{Tx, params};
use usher_domain::{
    ids::{AccountId, SessionId},
    people::AdminDeed,
};

use super::locked;
use crate::{
    features::{
        accounts::{self, Which},
        audit,
        people::deeds::Order,
    },
    http::fault::Fault,
};

/// Suspends somebody and ends their sessions; which. Once more changes nothing.
pub(in super::super) fn suspend(
    tx: &Tx,
    order: Order,
    id: AccountId,
) -> Result<Vec<SessionId>, Fault> {
    let person = locked(tx, id)?;
    person.check(tx, order, AdminDeed::Suspend)?;
    if person.suspended_at.is_some() {
        return Ok(Vec::new());
    }
    tx.execute(
        "UPDATE accounts SET suspended_at = $2 WHERE id = $1",
        params![id, order.now],
    )?;
    accounts::forget_password_links(tx, id)?;
    let ended = accounts::end_sessions(tx, id)?;
    let deed = order.deed("account_suspended").to(id).to_person(id);
    let deed = deed.with(json!({ "sessions": ended.len() }));
    audit::note(tx, order.now, &deed)?;
    Ok(ended)
}

/// Lets somebody in again. Once more changes nothing.
pub(in super::super) fn unsuspend(tx: &Tx, order: Order, id: AccountId) -> Result<(), Fault> {
    let person = locked(tx, id)?;
    person.check(tx, order, AdminDeed::Unsuspend)?;
    if person.suspended_at.is_none() {
        return Ok(());
    }
    tx.execute(
        "UPDATE accounts SET suspended_at = NULL WHERE id = $1",
        params![id],
    )?;
    let deed = order.deed("account_unsuspended").to(id).to_person(id);
    Ok(audit::note(tx, order.now, &deed)?)
}

/// Ends sessions of somebody; which. Those that have ended already are well so.
pub(in super::super) fn end_sessions(
    tx: &Tx,
    order: Order,
    id: AccountId,
    which: Which,
) -> Result<Vec<SessionId>, Fault> {
    let person = locked(tx, id)?;
    person.check(tx, order, AdminDeed::Edit)?;
    let ended = accounts::end_which(tx, id, which)?;
    if !ended.is_empty() {
        let deed = order.deed("sessions_ended").to(id).to_person(id);
        let deed = deed.with(json!({ "sessions": ended.len() }));
        audit::note(tx, order.now, &deed)?;
    }
    Ok(ended)
}
