//! What somebody looks for.

use serde::Deserialize;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    email::Email,
    ids::{AccountId, EntryId, InviteId},
};

use crate::{
    features::accounts::store,
    http::{fault::FieldFault, time},
};

/// What stands in the address or the form; all of it may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::features) struct Asked {
    /// Who did it: an address, `account:ID`, `guest:INVITE` or `system`.
    pub(in crate::features) actor: String,
    /// What was done.
    pub(in crate::features) deed: String,
    /// The entry it was done to: its id, or the address of its page.
    pub(in crate::features) entry: String,
    /// The member it was done to: an address or `account:ID`.
    pub(in crate::features) person: String,
    /// From this moment on: RFC 3339, or as a form sends it in the reader's zone.
    pub(in crate::features) from: String,
    /// Before this moment.
    pub(in crate::features) until: String,
    /// Only rows before this one.
    pub(in crate::features) before: Option<i64>,
}

/// The same, understood. Texts that are empty look for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::features) struct Filter {
    pub(super) actor: String,
    pub(super) deed: String,
    pub(super) entry: String,
    pub(super) person: String,
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
    pub(super) before: i64,
}

impl Asked {
    /// What is looked for, or what is wrong with it by field. `zone` is the reader's.
    pub(in super::super) fn understood(
        &self,
        tx: &Tx,
        zone: &str,
    ) -> Result<Result<Filter, Vec<FieldFault>>, Error> {
        let mut faults = Vec::new();
        let mut keep = |field: &str, found: Option<String>, code: &str| {
            found.unwrap_or_else(|| {
                faults.push(FieldFault::new(field, code));
                String::new()
            })
        };
        let actor = keep("actor", actor(tx, self.actor.trim())?, "nobody");
        let person = keep("person", person(tx, self.person.trim())?, "nobody");
        let entry = keep("entry", entry(self.entry.trim()), "no_entry");
        let mut moment = |field: &str, text: &str, without: Timestamp| match text.trim() {
            "" => without,
            text => moment(text, zone).unwrap_or_else(|| {
                faults.push(FieldFault::new(field, "no_time"));
                without
            }),
        };
        let from = moment("from", &self.from, Timestamp::from_micros(i64::MIN));
        let until = moment("until", &self.until, Timestamp::MAX);
        Ok(if faults.is_empty() {
            Ok(Filter {
                actor,
                deed: self.deed.trim().to_owned(),
                entry,
                person,
                from,
                until,
                before: self.before.unwrap_or(i64::MAX),
            })
        } else {
            Err(faults)
        })
    }

    /// Whether everything is asked for.
    pub(in super::super) fn is_empty(&self) -> bool {
        [
            &self.actor,
            &self.deed,
            &self.entry,
            &self.person,
            &self.from,
            &self.until,
        ]
        .iter()
        .all(|text| text.trim().is_empty())
    }

    /// The query of an address that asks the same, before the row `before` if one is given.
    pub(in super::super) fn query(&self, before: Option<i64>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, text) in [
            ("actor", &self.actor),
            ("deed", &self.deed),
            ("entry", &self.entry),
            ("person", &self.person),
            ("from", &self.from),
            ("until", &self.until),
        ] {
            if !text.trim().is_empty() {
                query.append_pair(name, text.trim());
            }
        }
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        query.finish()
    }
}

impl Filter {
    /// The same from the row `before` on.
    pub(in super::super) fn before(&self, before: i64) -> Self {
        Self {
            before,
            ..self.clone()
        }
    }
}

fn actor(tx: &Tx, text: &str) -> Result<Option<String>, Error> {
    if text.is_empty() || text == "system" {
        return Ok(Some(text.to_owned()));
    }
    if let Some(id) = text.strip_prefix("guest:") {
        // An invite's or, of a guest by a guest link, their own.
        let invite = id.parse::<InviteId>().ok();
        return Ok(invite.map(|invite| format!("guest:{invite}")));
    }
    Ok(account(tx, text)?.map(|account| format!("account:{account}")))
}

fn person(tx: &Tx, text: &str) -> Result<Option<String>, Error> {
    if text.is_empty() {
        return Ok(Some(String::new()));
    }
    Ok(account(tx, text)?.map(|account| account.to_string()))
}

fn account(tx: &Tx, text: &str) -> Result<Option<AccountId>, Error> {
    if let Some(id) = text.strip_prefix("account:") {
        return Ok(id.parse().ok());
    }
    let Ok(email) = text.parse::<Email>() else {
        return Ok(None);
    };
    Ok(store::by_email(tx, &email)?.map(|(member, ..)| member.id))
}

/// An id, alone or as the end of an entry's address.
fn entry(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(String::new());
    }
    let mut parts = text.split(['/', '?', '#']);
    let id = parts.find_map(|part| part.parse::<EntryId>().ok())?;
    Some(id.to_string())
}

fn moment(text: &str, zone: &str) -> Option<Timestamp> {
    time::parse_rfc3339(text).or_else(|| time::parse_local(text, zone))
}

/// The entry that a guest was let in to: their deeds are found by it.
pub(super) fn entry_of_guest(tx: &Tx, actor: &str) -> Result<Option<String>, Error> {
    let Some(invite) = actor.strip_prefix("guest:") else {
        return Ok(None);
    };
    tx.query_opt(
        "SELECT entry_id FROM invites WHERE id = $1
         UNION ALL SELECT entry_id FROM guests WHERE id = $1",
        params![invite],
        |row| row.get("entry_id"),
    )
}
