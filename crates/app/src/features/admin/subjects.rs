//! People and groups that a field names: found by name, address or id.

use std::{fmt, str::FromStr};

use axum::{extract::State, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use usher_db::{Error, Tx};
use usher_domain::{
    config::Subjects,
    ids::{AccountId, GroupId, NotAnId},
};

use crate::{
    App,
    features::accounts::directory::{self, Group, Person},
    http::{
        body::{Params, json},
        fault::Fault,
    },
};

/// One person or one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Account(AccountId),
    Group(GroupId),
}

/// What is known of a subject.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// `account:ID` or `group:ID`.
    pub(super) value: String,
    /// Full name, or the group's.
    pub(super) name: String,
    /// The address; groups have none.
    pub(super) email: Option<String>,
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Group(id) => write!(f, "group:{id}"),
        }
    }
}

impl FromStr for Subject {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        match text.split_once(':').ok_or(NotAnId)? {
            ("account", id) => id.parse().map(Self::Account),
            ("group", id) => id.parse().map(Self::Group),
            _ => Err(NotAnId),
        }
    }
}

impl Subject {
    /// Everybody who is named; people before groups.
    pub(super) fn all(subjects: &Subjects) -> Vec<Self> {
        let accounts = subjects.accounts.iter().copied().map(Self::Account);
        let groups = subjects.groups.iter().copied().map(Self::Group);
        accounts.chain(groups).collect()
    }

    /// What is known of it; nothing if it is not there, or suspended.
    pub(super) fn find(self, tx: &Tx) -> Result<Option<Named>, Error> {
        Ok(match self {
            Self::Account(id) => directory::person_with_id(tx, id)?.map(Named::from),
            Self::Group(id) => directory::group_with_id(tx, id)?.map(Named::from),
        })
    }
}

impl From<Person> for Named {
    fn from(person: Person) -> Self {
        Self {
            value: format!("account:{}", person.id),
            name: person.name,
            email: Some(person.email),
        }
    }
}

impl From<Group> for Named {
    fn from(group: Group) -> Self {
        Self {
            value: format!("group:{}", group.id),
            name: group.name,
            email: None,
        }
    }
}

/// Whom a search found.
#[derive(Serialize)]
pub(super) struct Found {
    pub(super) people: Vec<Person>,
    pub(super) groups: Vec<Group>,
}

/// Finds by the beginning of a name or address, or by id, bare or as `account:ID`.
pub(super) fn search(tx: &Tx, q: &str) -> Result<Found, Error> {
    let q = q.trim();
    let id = q.rsplit(':').next().unwrap_or_default();
    if let (Ok(account), Ok(group)) = (id.parse(), id.parse()) {
        return Ok(Found {
            people: directory::person_with_id(tx, account)?
                .into_iter()
                .collect(),
            groups: directory::group_with_id(tx, group)?.into_iter().collect(),
        });
    }
    let term = q.to_lowercase();
    if term.is_empty() {
        return Ok(Found {
            people: Vec::new(),
            groups: Vec::new(),
        });
    }
    Ok(Found {
        people: directory::people_beginning(tx, &term)?,
        groups: directory::groups_beginning(tx, &term)?,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    #[serde(default)]
    q: String,
}

/// `GET /admin/subjects?q=`: unlike the members' type-ahead, this one is not narrowed
/// by `DirectorySearch`.
pub(super) async fn find(
    State(app): State<App>,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let found = app.parts.db.read(move |tx| search(tx, &query.q)).await?;
    Ok(json(StatusCode::OK, found))
}
