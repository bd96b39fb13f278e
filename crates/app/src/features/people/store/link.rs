use axum::http::StatusCode;
use usher_db::Tx;
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::AccountId,
    invite::Mac,
    people::AdminDeed,
};

use super::{Person, locked};
use crate::{
    features::{
        accounts::{PasswordMail, give_password_link},
        audit,
        mail::NotQueued,
        people::deeds::Order,
    },
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

/// Mails somebody such a link. Whoever is kept out gets none.
pub(in super::super) fn mail_link(
    tx: &Tx,
    order: Order,
    id: AccountId,
    mail: &PasswordMail,
    entropy: &dyn Entropy,
) -> Result<(), Fault> {
    let person = locked(tx, id)?;
    person.check(tx, order, AdminDeed::Edit)?;
    if person.suspended_at.is_some() {
        return Err(Fault::new(StatusCode::CONFLICT, "person_suspended"));
    }
    mail.send(tx, id, order.by, order.now, entropy)
        .map_err(|why| match why {
            NotQueued::TooMuch(too_much) => {
                Fault::new(StatusCode::TOO_MANY_REQUESTS, too_much.code())
            }
            NotQueued::Error(error) => error.into(),
        })?;
    let deed = order.deed("password_link_mailed").to(id).to_person(id);
    Ok(audit::note(tx, order.now, &deed)?)
}
