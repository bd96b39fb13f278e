use axum::http::StatusCode;
use usher_db::Tx;
use usher_domain::{clock::Timestamp, ids::AccountId, invite::Mac, people::AdminDeed};

use super::{Person, locked};
use crate::{
    features::{accounts::give_password_link, audit, people::deeds::Order},
    http::fault::Fault,
};

/// Writes down a link by which somebody sets their password, and when it ends. Whoever is kept out gets none.
pub(in super::super) fn give_link(
    tx: &Tx,
    order: Order,
    id: AccountId,
    secret: &Mac,
) -> Result<(Person, Timestamp), Fault> {
    let person = locked(tx, id)?;
    person.check(tx, order, AdminDeed::Edit)?;
    if person.suspended_at.is_some() {
        return Err(Fault::new(StatusCode::CONFLICT, "person_suspended"));
    }
    let ends = give_password_link(tx, id, secret, order.now)?;
    let deed = order.deed("password_link_made").to(id).to_person(id);
    audit::note(tx, order.now, &deed)?;
    Ok((person, ends))
}
