//! Who is in a channel, and as what.

use serde_json::json;
use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::{Action, AppRole},
    channel::{ChannelKind, ChannelRole, may_become},
    email::Email,
    ids::{AccountId, ChannelId},
};

use super::{Order, channel::decide};
use crate::{
    features::{accounts, audit},
    http::fault::{Fault, FieldFault},
};

/// How many people a channel has, at most.
const MOST_PEOPLE: i64 = 5_000;

const PEOPLE: &str = "
    SELECT m.account_id, m.role, a.first_name, a.last_name, a.app_role, d.written
    FROM channel_members m JOIN accounts a ON a.id = m.account_id
    LEFT JOIN addresses d ON d.account_id = a.id AND d.main = 1
    WHERE m.channel_id = $1 AND m.account_id > $2 ORDER BY m.account_id LIMIT $3";
const ROLE: &str = "SELECT role FROM channel_members WHERE channel_id = $1 AND account_id = $2";
const MANAGERS: &str = "
    SELECT CAST(COUNT(*) AS BIGINT) AS n FROM channel_members WHERE channel_id = $1 AND role = 'manager'";
const COUNT: &str = "
    SELECT CAST(COUNT(*) AS BIGINT) AS n FROM
      (SELECT 1 AS one FROM channel_members WHERE channel_id = $1 LIMIT 5001) c";
const SET: &str = "
    INSERT INTO channel_members (channel_id, account_id, role, added_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (channel_id, account_id) DO UPDATE SET role = excluded.role";
const TAKE: &str = "DELETE FROM channel_members WHERE channel_id = $1 AND account_id = $2";

/// Somebody in a channel.
#[derive(Clone, Debug)]
pub(in super::super) struct Person {
    pub(in super::super) account: AccountId,
    pub(in super::super) name: String,
    pub(in super::super) email: String,
    pub(in super::super) role: ChannelRole,
    /// Whether the site lets them do no more than view.
    pub(in super::super) capped: bool,
}

fn row_of_person(row: &Row<'_>) -> Result<Person, Error> {
    let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
    let role: ChannelRole = row.parse("role")?;
    let app: AppRole = row.parse("app_role")?;
    Ok(Person {
        account: row.get("account_id")?,
        name: format!("{first} {last}").trim().to_owned(),
        email: row.get::<Option<String>>("written")?.unwrap_or_default(),
        capped: app < AppRole::PrivateOnly && role > ChannelRole::Member,
        role,
    })
}

/// At most `count` people behind the account `after`, the oldest accounts first.
pub(in super::super) fn people(
    tx: &Tx,
    channel: ChannelId,
    after: &str,
    count: u32,
) -> Result<Vec<Person>, Error> {
    tx.query(PEOPLE, params![channel, after, count], row_of_person)
}

/// How many there are, counted up to [`MOST_PEOPLE`] and one.
fn count(tx: &Tx, channel: ChannelId) -> Result<i64, Error> {
    tx.query_one(COUNT, params![channel], |row| row.get("n"))
}

/// Whoever was meant: the one chosen from the type-ahead, else the member who has the address.
pub(in super::super) fn find_person(
    tx: &Tx,
    typed: &str,
    chosen: &str,
) -> Result<Option<AccountId>, Error> {
    if let Ok(id) = chosen.parse()
        && let Some(member) = accounts::active(tx, id)?
    {
        return Ok(Some(member.id));
    }
    let Ok(email) = typed.parse::<Email>() else {
        return Ok(None);
    };
    let found = accounts::store::by_email(tx, &email)?;
    Ok(found.and_then(|(member, _, suspended)| (!suspended).then_some(member.id)))
}

/// Whether there is such a person.
pub(in super::super) fn is_person(tx: &Tx, person: AccountId) -> Result<bool, Error> {
    Ok(accounts::store::by_id(tx, person)?.is_some())
}

/// Makes somebody something in the channel, or nothing any more. `false`: they are it already.
pub(in super::super) fn set_role(
    tx: &Tx,
    by: Order,
    (channel, person): (ChannelId, AccountId),
    after: Option<ChannelRole>,
) -> Result<bool, Fault> {
    let (found, _) = decide(tx, by.asker, Action::ManageChannel, channel)?;
    if found.kind == ChannelKind::Gallery {
        return Err(no_people());
    }
    let before = role(tx, channel, person)?;
    if before.is_none() && after.is_some() {
        if accounts::active(tx, person)?.is_none() {
            return Err(Fault::field("who", "nobody"));
        }
        if count(tx, channel)? >= MOST_PEOPLE {
            let fault = FieldFault::new("who", "too_many_people").with("max", MOST_PEOPLE);
            return Err(Fault::fields(vec![fault]));
        }
    }
    become_it(tx, by, (channel, person), (before, after))
}

/// Leaves the channel.
pub(in super::super) fn leave(tx: &Tx, by: Order, channel: ChannelId) -> Result<(), Fault> {
    decide(tx, by.asker, Action::LeaveChannel, channel)?;
    let me = by.account()?;
    let before = role(tx, channel, me)?;
    become_it(tx, by, (channel, me), (before, None)).map(drop)
}

fn become_it(
    tx: &Tx,
    by: Order,
    (channel, person): (ChannelId, AccountId),
    (before, after): (Option<ChannelRole>, Option<ChannelRole>),
) -> Result<bool, Fault> {
    if before == after {
        return Ok(false);
    }
    let managers: i64 = tx.query_one(MANAGERS, params![channel], |row| row.get("n"))?;
    let managers = u32::try_from(managers).unwrap_or(u32::MAX);
    may_become(before, after, managers).map_err(|_| Fault::field("role", "last_manager"))?;
    match after {
        Some(role) => tx.execute(SET, params![channel, person, role.as_str(), by.now])?,
        None => tx.execute(TAKE, params![channel, person])?,
    };
    let name = |role: Option<ChannelRole>| role.map(ChannelRole::as_str);
    let detail = json!({ "person": person.to_string(), "from": name(before), "to": name(after) });
    let deed = by.deed("channel_role_changed")?.to(channel);
    audit::note(tx, by.now, &deed.to_person(person).with(detail))?;
    Ok(true)
}

fn role(tx: &Tx, channel: ChannelId, person: AccountId) -> Result<Option<ChannelRole>, Error> {
    tx.query_opt(ROLE, params![channel, person], |row| row.parse("role"))
}

/// A gallery is everybody's.
pub(in super::super) fn no_people() -> Fault {
    Fault::new(axum::http::StatusCode::CONFLICT, "gallery_people")
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 6] = [PEOPLE, ROLE, MANAGERS, COUNT, SET, TAKE];
