use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::AppRole,
    clock::Timestamp,
    ids::AccountId,
    people::{AdminDeed, AdminRefusal, Administered, may_administer},
};

use crate::{
    features::{accounts::store, people::deeds::Order},
    http::fault::Fault,
};

/// Somebody who has an account.
#[derive(Clone, Debug)]
pub(in super::super) struct Person {
    pub(in super::super) id: AccountId,
    pub(in super::super) first_name: String,
    pub(in super::super) last_name: String,
    /// The address they are written to.
    pub(in super::super) email: String,
    pub(in super::super) role: AppRole,
    pub(in super::super) site_admin: bool,
    pub(in super::super) suspended_at: Option<Timestamp>,
    pub(in super::super) created_at: Timestamp,
    /// What they may store, in bytes, if that is their own to say; below nothing as much as they like.
    pub(in super::super) quota_bytes: Option<i64>,
    /// Whether they can sign in with a password.
    pub(in super::super) has_password: bool,
}

macro_rules! person_columns {
    () => {
        "a.id, a.first_name, a.last_name, a.app_role, a.site_admin, a.suspended_at, a.created_at, a.quota_bytes,
         CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password, d.written"
    };
}
pub(super) use person_columns;

pub(super) fn from_row(row: &Row<'_>) -> Result<Person, Error> {
    Ok(Person {
        id: row.get("id")?,
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
        email: row.get("written")?,
        role: row.parse("app_role")?,
        site_admin: row.get("site_admin")?,
        suspended_at: row.get("suspended_at")?,
        created_at: row.get("created_at")?,
        quota_bytes: row.get("quota_bytes")?,
        has_password: row.get("has_password")?,
    })
}

impl Person {
    /// Both names as one.
    pub(in super::super) fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
            .trim()
            .to_owned()
    }

    /// Refuses what may not be done to them.
    pub(in super::super) fn check(
        &self,
        tx: &Tx,
        order: Order,
        deed: AdminDeed,
    ) -> Result<(), Fault> {
        let facts = Administered {
            oneself: order.by == self.id,
            site_admin: self.site_admin,
            suspended: self.suspended_at.is_some(),
            others_administer: others_administer(tx, self.id)?,
        };
        Ok(may_administer(deed, facts)?)
    }
}

fn others_administer(tx: &Tx, id: AccountId) -> Result<bool, Error> {
    let other = tx.query_opt(
        "SELECT 1 AS one FROM accounts WHERE site_admin = 1 AND id > '' AND id <> $1
         AND suspended_at IS NULL LIMIT 1",
        params![id],
        |row| row.get::<i64>("one"),
    )?;
    Ok(other.is_some())
}

/// Whether the console may be taken from somebody by whoever sits at the command line.
pub fn may_lose_console(tx: &Tx, id: AccountId) -> Result<Result<(), AdminRefusal>, Error> {
    let Some(person) = find(tx, id)? else {
        return Ok(Ok(()));
    };
    let facts = Administered {
        oneself: false,
        site_admin: person.site_admin,
        suspended: person.suspended_at.is_some(),
        others_administer: others_administer(tx, id)?,
    };
    Ok(may_administer(AdminDeed::TakeConsole, facts))
}

const FIND: &str = concat!(
    "SELECT ",
    person_columns!(),
    " FROM accounts a JOIN addresses d ON d.account_id = a.id AND d.main = 1 WHERE a.id = $1"
);

/// The person of this id; nobody who was removed has an address.
pub(in super::super) fn find(tx: &Tx, id: AccountId) -> Result<Option<Person>, Error> {
    tx.query_opt(FIND, params![id], from_row)
}

/// Whoever was chosen from a list by their id, or has that address.
pub(in super::super) fn named(
    tx: &Tx,
    address: &str,
    id: &str,
) -> Result<Option<AccountId>, Error> {
    if let Ok(id) = id.parse() {
        return Ok(Some(id));
    }
    match address.trim().parse() {
        Ok(email) => Ok(store::by_email(tx, &email)?.map(|(member, ..)| member.id)),
        Err(_) => Ok(None),
    }
}

/// The same, about to be changed.
pub(in super::super) fn locked(tx: &Tx, id: AccountId) -> Result<Person, Fault> {
    let person = tx.query_opt(tx.lock("a", FIND), params![id], from_row)?;
    person.ok_or_else(Fault::not_found)
}
