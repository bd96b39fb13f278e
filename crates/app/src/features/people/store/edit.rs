use serde_json::json;
use usher_db::{Tx, params};
use usher_domain::{
    access::AppRole,
    ids::AccountId,
    people::{AdminDeed, MEGABYTE},
    text::PersonName,
};

use super::locked;
use crate::{
    features::{accounts::store, audit, people::deeds::Order},
    http::fault::Fault,
};

/// What somebody is to be called and may do; what is absent stays.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Edited {
    /// First and last name; some people have one.
    pub(in super::super) names: Option<(PersonName, Option<PersonName>)>,
    pub(in super::super) role: Option<AppRole>,
    pub(in super::super) site_admin: Option<bool>,
    /// In bytes; below nothing as much as they like, nothing inside is the site's.
    pub(in super::super) quota: Option<OwnQuota>,
}

/// What somebody may store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum OwnQuota {
    /// What the site gives everybody.
    Sites,
    /// So many bytes; below nothing as many as they like.
    Bytes(i64),
}

impl OwnQuota {
    /// From megabytes, -1 for as many as they like; `None` for what can be nobody's.
    pub(in super::super) fn of_megabytes(number: i64) -> Option<Self> {
        match number {
            -1 => Some(Self::Bytes(-1)),
            0..=100_000_000 => Some(Self::Bytes(number * MEGABYTE as i64)),
            _ => None,
        }
    }

    /// Bytes as they are kept, in the megabytes that were asked for.
    pub(in super::super) const fn megabytes(bytes: i64) -> i64 {
        if bytes < 0 {
            -1
        } else {
            bytes / MEGABYTE as i64
        }
    }
}

/// Changes it; what is as it was already is not written down as a deed.
pub(in super::super) fn edit(
    tx: &Tx,
    order: Order,
    id: AccountId,
    edited: &Edited,
) -> Result<(), Fault> {
    let before = locked(tx, id)?;
    let mut after = before.clone();
    if let Some((first, last)) = &edited.names {
        first.as_str().clone_into(&mut after.first_name);
        let last = last.as_ref().map_or("", PersonName::as_str);
        last.clone_into(&mut after.last_name);
    }
    after.role = edited.role.unwrap_or(before.role);
    after.site_admin = edited.site_admin.unwrap_or(before.site_admin);
    match edited.quota {
        None => {}
        Some(OwnQuota::Sites) => after.quota_bytes = None,
        Some(OwnQuota::Bytes(bytes)) => after.quota_bytes = Some(bytes),
    }
    let console = match (before.site_admin, after.site_admin) {
        (true, false) => Some(AdminDeed::TakeConsole),
        (false, true) => Some(AdminDeed::GiveConsole),
        _ => None,
    };
    before.check(tx, order, AdminDeed::Edit)?;
    if let Some(deed) = console {
        before.check(tx, order, deed).map_err(at_the_switch)?;
    }
    let renamed = before.name() != after.name() || before.first_name != after.first_name;
    let mut detail = json!({});
    if renamed {
        detail["renamed"] = json!(true);
    }
    if before.role != after.role {
        detail["role"] = json!([before.role.as_str(), after.role.as_str()]);
    }
    if before.quota_bytes != after.quota_bytes {
        detail["quota_bytes"] = json!([before.quota_bytes, after.quota_bytes]);
    }
    if console.is_some() {
        detail["site_admin"] = json!([before.site_admin, after.site_admin]);
    }
    if detail.as_object().is_some_and(serde_json::Map::is_empty) {
        return Ok(());
    }
    tx.execute(
        "UPDATE accounts SET first_name = $2, last_name = $3, app_role = $4, site_admin = $5,
           quota_bytes = $6
         WHERE id = $1",
        params![
            id,
            after.first_name,
            after.last_name,
            after.role.as_str(),
            after.site_admin,
            after.quota_bytes
        ],
    )?;
    if renamed {
        store::index(tx, id)?;
    }
    let deed = order
        .deed("account_changed")
        .to(id)
        .to_person(id)
        .with(detail);
    Ok(audit::note(tx, order.now, &deed)?)
}

/// The refusal stands beside what was asked for.
fn at_the_switch(fault: Fault) -> Fault {
    let code = fault.details().code;
    if code == "internal" {
        fault
    } else {
        Fault::field("site_admin", code)
    }
}
