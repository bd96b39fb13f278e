use serde_json::json;
use usher_db::Tx;
use usher_domain::{
    access::AppRole, clock::Entropy, email::Email, ids::AccountId, text::PersonName,
};

use crate::{
    features::{
        accounts::store::{self, NewAccount},
        audit,
        people::deeds::Order,
    },
    http::fault::Fault,
};

/// Somebody to be added. They set their password themselves.
#[derive(Clone, Debug)]
pub(in super::super) struct NewPerson {
    pub(in super::super) email: Email,
    pub(in super::super) first_name: PersonName,
    pub(in super::super) last_name: Option<PersonName>,
    pub(in super::super) role: AppRole,
    pub(in super::super) site_admin: bool,
}

/// Adds them, unless the address is somebody's.
pub(in super::super) fn add(
    tx: &Tx,
    order: Order,
    new: &NewPerson,
    entropy: &dyn Entropy,
) -> Result<AccountId, Fault> {
    if store::by_email(tx, &new.email)?.is_some() {
        return Err(Fault::field("email", "address_taken"));
    }
    let account = NewAccount {
        email: new.email.clone(),
        first_name: new.first_name.clone(),
        last_name: new.last_name.clone(),
        role: new.role,
        site_admin: new.site_admin,
        password_hash: None,
    };
    let id = store::create(tx, &account, order.now, entropy)?;
    let deed = order.deed("create_account").to(id);
    let detail = json!({ "role": new.role.as_str(), "site_admin": new.site_admin });
    audit::note(tx, order.now, &deed.with(detail))?;
    Ok(id)
}
