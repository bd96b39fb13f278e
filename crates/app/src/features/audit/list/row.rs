//! A row with the names behind its ids.

use usher_db::{Error, Row as Found};
use usher_domain::clock::Timestamp;

/// A row as it is shown and exported.
#[derive(Clone, Debug)]
pub(in super::super) struct Row {
    pub(in super::super) id: i64,
    pub(in super::super) at: Timestamp,
    /// `account:ID`, `guest:INVITE`, `guest:GUEST` (by a guest link) or `system`, and the name.
    pub(in super::super) actor: Named,
    pub(in super::super) deed: String,
    pub(in super::super) entry: Option<Named>,
    pub(in super::super) person: Option<Named>,
    /// An id of anything; with a name if it is an invite's, a guest link's, a group's or a member's.
    pub(in super::super) subject: Option<Named>,
    pub(in super::super) network: Option<String>,
    /// JSON.
    pub(in super::super) detail: String,
}

/// An id and what it is called, as long as it is there.
#[derive(Clone, Debug)]
pub(in super::super) struct Named {
    pub(in super::super) id: String,
    pub(in super::super) name: Option<String>,
}

impl Row {
    pub(super) fn of(row: &Found<'_>) -> Result<Self, Error> {
        let named = |id: Option<String>, name: Option<String>| id.map(|id| Named { id, name });
        let guest = name(row.get("guest_first")?, row.get("guest_last")?);
        let actor = Named {
            id: row.get("actor")?,
            name: name(row.get("actor_first")?, row.get("actor_last")?).or(guest),
        };
        // A group's or a guest link's.
        let group: Option<String> = row.get("group_name")?;
        let invited = name(row.get("invited_first")?, row.get("invited_last")?);
        let account = name(row.get("subject_first")?, row.get("subject_last")?);
        Ok(Self {
            id: row.get("id")?,
            at: row.get("at")?,
            actor,
            deed: row.get("deed")?,
            entry: named(row.get("entry_id")?, row.get("entry_title")?),
            person: named(
                row.get("person")?,
                name(row.get("person_first")?, row.get("person_last")?),
            ),
            subject: named(row.get("subject")?, invited.or(group).or(account)),
            network: row.get("network")?,
            detail: row.get("detail")?,
        })
    }
}

fn name(first: Option<String>, last: Option<String>) -> Option<String> {
    let (first, last) = (first?, last.unwrap_or_default());
    let name = format!("{first} {last}").trim().to_owned();
    // A guest of whom nothing is known any more has none.
    Some(name).filter(|name| !name.is_empty())
}
