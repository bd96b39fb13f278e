use std::{collections::BTreeMap, fmt, str::FromStr};

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::{AppRole, EntryRole, EntryRoles},
    clock::Timestamp,
    email::Email,
    ids::{AccountId, EntryId, GroupId, NotAnId},
};

use crate::features::accounts;

/// Who can be a collaborator: `account:ID` or `group:ID`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// One person.
    Account(AccountId),
    /// Everybody in a group.
    Group(GroupId),
}

/// Somebody who works on an entry beside its owner.
#[derive(Clone, Debug)]
pub struct Collaborator {
    /// Who.
    pub subject: Subject,
    /// Full name, or the group's.
    pub name: String,
    /// The address the person is written to.
    pub email: Option<String>,
    /// What the person may do on the site, which caps the roles here.
    pub app_role: Option<AppRole>,
    /// What they are here.
    pub roles: EntryRoles,
}

impl Subject {
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::Group(_) => "group",
        }
    }

    pub(super) fn id(self) -> String {
        match self {
            Self::Account(id) => id.to_string(),
            Self::Group(id) => id.to_string(),
        }
    }

    fn of(kind: &str, id: &str) -> Result<Self, NotAnId> {
        match kind {
            "account" => id.parse().map(Self::Account),
            "group" => id.parse().map(Self::Group),
            _ => Err(NotAnId),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind(), self.id())
    }
}

impl FromStr for Subject {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (kind, id) = text.split_once(':').ok_or(NotAnId)?;
        Self::of(kind, id)
    }
}

/// The collaborators of an entry by name; people before groups. There are at
/// most [`MOST`](super::sharing).
pub fn collaborators(tx: &Tx, entry: EntryId) -> Result<Vec<Collaborator>, Error> {
    let rows = tx.query(
        "SELECT c.subject, c.subject_kind, c.role, a.first_name, a.last_name, a.app_role,
                d.written, g.name
         FROM collaborators c
         LEFT JOIN accounts a ON a.id = c.subject
         LEFT JOIN addresses d ON d.account_id = a.id AND d.main = 1
         LEFT JOIN groups g ON g.id = c.subject
         WHERE c.entry_id = $1",
        params![entry],
        row_of_collaborator,
    )?;
    let mut merged: BTreeMap<Subject, Collaborator> = BTreeMap::new();
    for (role, row) in rows {
        merged.entry(row.subject).or_insert(row).roles.insert(role);
    }
    let mut list: Vec<Collaborator> = merged.into_values().collect();
    list.sort_by_key(|one| (one.subject.kind(), one.name.to_lowercase(), one.subject));
    Ok(list)
}

fn row_of_collaborator(row: &Row<'_>) -> Result<(EntryRole, Collaborator), Error> {
    let (id, kind): (String, String) = (row.get("subject")?, row.get("subject_kind")?);
    let subject = Subject::of(&kind, &id).map_err(|NotAnId| Error::Column {
        column: "subject",
        wanted: "Subject",
    })?;
    let role = row.parse("role")?;
    let first = row.get::<Option<String>>("first_name")?.unwrap_or_default();
    let last = row.get::<Option<String>>("last_name")?.unwrap_or_default();
    let group = row.get::<Option<String>>("name")?;
    let collaborator = Collaborator {
        subject,
        name: group.unwrap_or_else(|| format!("{first} {last}").trim().to_owned()),
        email: row.get("written")?,
        app_role: row.parse_opt("app_role")?,
        roles: EntryRoles::NONE,
    };
    Ok((role, collaborator))
}

/// The collaborator's roles in the entry, those of groups not counted.
pub(super) fn roles_of(tx: &Tx, entry: EntryId, subject: Subject) -> Result<EntryRoles, Error> {
    let roles = tx.query(
        "SELECT role FROM collaborators WHERE entry_id = $1 AND subject = $2",
        params![entry, subject.id()],
        |row| row.parse::<EntryRole>("role"),
    )?;
    Ok(roles.into_iter().collect())
}

/// Names a collaborator, without asking whether anybody may: for whoever fills
/// a new hub. Naming somebody again changes nothing.
pub fn add_collaborator(
    tx: &Tx,
    entry: EntryId,
    subject: Subject,
    role: EntryRole,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO collaborators (entry_id, subject, subject_kind, role, added_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (entry_id, subject, role) DO NOTHING",
        params![entry, subject.id(), subject.kind(), role.as_str(), now],
    )
    .map(drop)
}

/// Takes one role from a collaborator.
pub(super) fn take_role(
    tx: &Tx,
    entry: EntryId,
    subject: Subject,
    role: EntryRole,
) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM collaborators WHERE entry_id = $1 AND subject = $2 AND role = $3",
        params![entry, subject.id(), role.as_str()],
    )
    .map(drop)
}

/// Whether there is such a person, not suspended, or such a group.
pub(super) fn exists(tx: &Tx, subject: Subject) -> Result<bool, Error> {
    let found = match subject {
        Subject::Account(id) => tx.query_opt(
            "SELECT id FROM accounts WHERE id = $1 AND suspended_at IS NULL",
            params![id],
            |_| Ok(()),
        )?,
        Subject::Group(id) => {
            tx.query_opt("SELECT id FROM groups WHERE id = $1", params![id], |_| {
                Ok(())
            })?
        }
    };
    Ok(found.is_some())
}

/// Whoever was meant: the one chosen from the type-ahead, else the member who
/// has the address, else the group of that name.
pub(in crate::features::media) fn find_subject(
    tx: &Tx,
    typed: &str,
    chosen: &str,
) -> Result<Option<Subject>, Error> {
    let chosen = [
        chosen.parse().ok().map(Subject::Account),
        chosen.parse().ok().map(Subject::Group),
    ];
    for subject in chosen.into_iter().flatten() {
        if exists(tx, subject)? {
            return Ok(Some(subject));
        }
    }
    if let Ok(email) = typed.parse::<Email>() {
        let found = accounts::store::by_email(tx, &email)?;
        return Ok(found.map(|(member, _, _)| Subject::Account(member.id)));
    }
    tx.query_opt(
        "SELECT id FROM groups WHERE name = $1",
        params![typed.trim()],
        |row| row.get("id").map(Subject::Group),
    )
}
