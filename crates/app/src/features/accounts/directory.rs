//! Finding people and groups: by the beginning of a name or address, by the whole
//! address, by id. Suspended people are not found.

use serde::Serialize;
use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    email::Email,
    ids::{AccountId, GroupId},
};

/// How many people, and how many groups, are offered at most.
const OFFERED: i64 = 8;

/// A person who was found.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Person {
    /// The account.
    pub id: String,
    /// Both names as one.
    pub name: String,
    /// First name.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// The address the person is written to.
    pub email: String,
}

/// A group that was found.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Group {
    /// The group.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Everything that begins with `term` lies between it and `term` + the last code point.
fn end(term: &str) -> String {
    format!("{term}\u{10FFFF}")
}

fn person(row: &Row<'_>) -> Result<Person, Error> {
    let (first_name, last_name): (String, String) = (row.get("first_name")?, row.get("last_name")?);
    Ok(Person {
        id: row.get("id")?,
        name: format!("{first_name} {last_name}").trim().to_owned(),
        first_name,
        last_name,
        email: row.get("written")?,
    })
}

fn group(row: &Row<'_>) -> Result<Group, Error> {
    Ok(Group {
        id: row.get("id")?,
        name: row.get("name")?,
    })
}

/// People of whose name or address a word begins with `term`, which is in lower case.
pub fn people_beginning(tx: &Tx, term: &str) -> Result<Vec<Person>, Error> {
    tx.query(
        "SELECT a.id, a.first_name, a.last_name, d.written
         FROM (SELECT DISTINCT account_id FROM
                 (SELECT account_id FROM people_terms WHERE term >= $1 AND term < $2
                  ORDER BY term LIMIT 200) hits) found
         JOIN accounts a ON a.id = found.account_id
         JOIN addresses d ON d.account_id = a.id AND d.main = 1
         WHERE a.suspended_at IS NULL
         ORDER BY a.last_name, a.first_name, a.id LIMIT $3",
        params![term, end(term), OFFERED],
        person,
    )
}

/// Whoever has this address, whichever of theirs it is.
pub fn person_at(tx: &Tx, email: &Email) -> Result<Option<Person>, Error> {
    tx.query_opt(
        "SELECT a.id, a.first_name, a.last_name, d.written
         FROM addresses d JOIN accounts a ON a.id = d.account_id
         WHERE d.email = $1 AND a.suspended_at IS NULL",
        params![email.as_str()],
        person,
    )
}

/// The person of this id.
pub fn person_with_id(tx: &Tx, id: AccountId) -> Result<Option<Person>, Error> {
    tx.query_opt(
        "SELECT a.id, a.first_name, a.last_name, d.written
         FROM accounts a JOIN addresses d ON d.account_id = a.id AND d.main = 1
         WHERE a.id = $1 AND a.suspended_at IS NULL",
        params![id],
        person,
    )
}

/// Groups of whose name a word begins with `term`, which is in lower case.
pub fn groups_beginning(tx: &Tx, term: &str) -> Result<Vec<Group>, Error> {
    tx.query(
        "SELECT g.id, g.name
         FROM (SELECT DISTINCT group_id FROM
                 (SELECT group_id FROM group_terms WHERE term >= $1 AND term < $2
                  ORDER BY term LIMIT 200) hits) found
         JOIN groups g ON g.id = found.group_id
         ORDER BY g.name LIMIT $3",
        params![term, end(term), OFFERED],
        group,
    )
}

/// The group of this id.
pub fn group_with_id(tx: &Tx, id: GroupId) -> Result<Option<Group>, Error> {
    tx.query_opt(
        "SELECT id, name FROM groups WHERE id = $1",
        params![id],
        group,
    )
}
