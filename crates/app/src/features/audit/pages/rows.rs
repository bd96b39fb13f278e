//! A row of the table.

use serde_json::Value;

use super::super::{
    deeds::said,
    list::{Named, Row},
};
use crate::{
    http::{
        time::{in_zone, rfc3339},
        visit::Visit,
    },
    words::Words,
};

/// A row as the page shows it.
pub(super) struct RowView {
    pub(super) id: i64,
    pub(super) at: String,
    pub(super) at_words: String,
    pub(super) actor: Link,
    /// From which network.
    pub(super) network: String,
    pub(super) deed: Link,
    /// To whom and to what.
    pub(super) targets: Vec<Link>,
    /// What changed, line by line.
    pub(super) detail: Vec<(String, String)>,
}

/// A name and where it leads.
pub(super) struct Link {
    pub(super) name: String,
    /// Nothing: nowhere.
    pub(super) href: String,
}

impl RowView {
    pub(super) fn new(visit: &Visit, row: &Row) -> Self {
        let words = &visit.words;
        Self {
            id: row.id,
            at: rfc3339(row.at),
            at_words: in_zone(&visit.words, row.at, &visit.zone),
            actor: actor(words, &row.actor),
            network: row.network.clone().unwrap_or_default(),
            deed: Link {
                name: said(words, &row.deed),
                href: format!("/admin/audit?deed={}", row.deed),
            },
            targets: targets(words, row),
            detail: detail(&row.detail),
        }
    }
}

fn actor(words: &Words, actor: &Named) -> Link {
    let named = |key: &str| words.say(key).to_string();
    let name = match &actor.name {
        Some(name) if actor.id.starts_with("guest:") => {
            words.say("audit-guest").with("name", name).to_string()
        }
        Some(name) => name.clone(),
        None if actor.id == "system" => named("audit-system"),
        None => named("audit-gone"),
    };
    Link {
        name,
        href: format!("/admin/audit?actor={}", actor.id),
    }
}

fn targets(words: &Words, row: &Row) -> Vec<Link> {
    let person = row.person.as_ref().map(|person| Link {
        name: (person.name.clone()).unwrap_or_else(|| words.say("audit-gone").to_string()),
        href: format!("/admin/audit?person=account:{}", person.id),
    });
    // The person stands in both columns, and the guest has been named.
    let subject = row.subject.as_ref().and_then(|subject| {
        let is_said = Some(&subject.id) == row.person.as_ref().map(|person| &person.id)
            || row.actor.id.ends_with(&subject.id);
        let name = subject.name.clone().filter(|_| !is_said)?;
        let entry = row.entry.as_ref();
        let list = if row.deed.starts_with("guest") {
            "guests"
        } else {
            "invites"
        };
        let href = entry.map(|entry| format!("/media/{}/{list}", entry.id));
        Some(Link {
            name,
            href: href.unwrap_or_default(),
        })
    });
    // What has no name is said by what it is called in the code: a module of the console.
    let bare = row
        .subject
        .as_ref()
        .filter(|subject| subject.name.is_none() && subject.id.len() < 36 && row.person.is_none());
    let bare = bare.map(|subject| Link {
        name: subject.id.clone(),
        href: String::new(),
    });
    let entry = row.entry.as_ref().map(|entry| Link {
        href: entry_href(entry),
        name: (entry.name.clone()).unwrap_or_else(|| words.say("audit-gone").to_string()),
    });
    [person, subject, bare, entry]
        .into_iter()
        .flatten()
        .collect()
}

/// What became of an entry is asked here; its page is one step further.
fn entry_href(entry: &Named) -> String {
    format!("/admin/audit?entry={}", entry.id)
}

/// The detail's fields; what is nested stays JSON.
fn detail(json: &str) -> Vec<(String, String)> {
    let Ok(Value::Object(fields)) = serde_json::from_str(json) else {
        return Vec::new();
    };
    let line = |(name, value): (String, Value)| match value {
        Value::String(text) => (name, text),
        other => (name, other.to_string()),
    };
    fields.into_iter().map(line).collect()
}
