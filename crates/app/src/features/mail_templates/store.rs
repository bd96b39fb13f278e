//! Templates in the database: as they are, as they were, and saving them.

use std::collections::BTreeMap;

use serde_json::json;
use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::AccountId,
    mail::{MailTemplate, TemplateName, Usage},
};

use super::shipped::{self, is_shipped, shipped};
use crate::features::{
    admin,
    audit::{self, Deed},
};

/// The most templates of a hub.
pub(super) const MOST: usize = 100;

/// A template, and how far it is.
#[derive(Clone)]
pub(super) struct Held {
    /// What it is now; nothing, if it was never there or is no longer.
    pub(super) template: Option<MailTemplate>,
    /// Whether that is the shipped one.
    pub(super) is_shipped: bool,
    /// How often it was saved; 0 if it never was.
    pub(super) version: i64,
    /// The last time, if there was one.
    pub(super) last: Option<Saving>,
}

/// Who saved, when.
#[derive(Clone)]
pub(super) struct Saving {
    pub(super) at: Timestamp,
    /// Full name; the command line has none.
    pub(super) by: Option<String>,
}

/// What a template is to be.
#[derive(Clone)]
pub(super) struct NewTemplate {
    pub(super) name: TemplateName,
    /// Nothing: the shipped one again, or none.
    pub(super) template: Option<MailTemplate>,
    /// The version it was written on; none means whatever it is by now.
    pub(super) on: Option<i64>,
    /// Who saves; nobody from the command line.
    pub(super) by: Option<AccountId>,
}

/// What came of saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is saved.
    Saved,
    /// It is so already; nothing was written.
    Unchanged,
    /// Somebody else saved meanwhile; at which version it is now.
    Stale(i64),
    /// There are as many as there may be.
    TooMany,
    /// Invitations are written by it, so it stays.
    InUse,
}

/// The template of this name; what an administrator wrote comes before what ships.
pub fn load(tx: &Tx, name: &str) -> Result<Option<MailTemplate>, Error> {
    if name.parse::<TemplateName>().is_err() {
        return Ok(None);
    }
    let stored = tx.query_opt(
        "SELECT content FROM mail_templates WHERE name = $1 AND content IS NOT NULL",
        params![name],
        |row| row.get::<String>("content"),
    )?;
    Ok(match stored {
        Some(content) => read(name, &content),
        None => shipped(name),
    })
}

/// Whether there is a template of this name by which invitations can be written.
pub fn exists(tx: &Tx, name: &str) -> Result<bool, Error> {
    Ok(Usage::of(name) == Usage::Invitation && load(tx, name)?.is_some())
}

/// Every template by its name, the shipped ones among them.
pub(super) fn all(tx: &Tx) -> Result<BTreeMap<TemplateName, Held>, Error> {
    let rows = tx.query(
        "SELECT t.name, t.content, t.version, t.updated_at AS saved_at, a.first_name, a.last_name
         FROM mail_templates t LEFT JOIN accounts a ON a.id = t.updated_by ORDER BY t.name",
        params![],
        |row| Ok((row.get::<String>("name")?, of_row(row)?)),
    )?;
    let mut all: BTreeMap<TemplateName, Held> = rows
        .into_iter()
        .filter(|(_, held)| held.template.is_some())
        .filter_map(|(name, held)| Some((name.parse().ok()?, held)))
        .collect();
    for name in shipped::all() {
        if let Ok(parsed) = name.parse() {
            all.entry(parsed).or_insert_with(|| untouched(name));
        }
    }
    Ok(all)
}

/// The names of all templates by which invitations can be written.
pub fn names(tx: &Tx) -> Result<Vec<TemplateName>, Error> {
    let names = all(tx)?.into_keys();
    let invite = |name: &TemplateName| Usage::of(name.as_str()) == Usage::Invitation;
    Ok(names.filter(invite).collect())
}

fn untouched(name: &str) -> Held {
    Held {
        template: shipped(name),
        is_shipped: is_shipped(name),
        version: 0,
        last: None,
    }
}

/// A template as it is now; locked against others who save, in a write.
pub(super) fn held(tx: &Tx, name: &TemplateName) -> Result<Held, Error> {
    let lock = tx.lock(
        "t",
        "SELECT t.name, t.content, t.version, t.updated_at AS saved_at, a.first_name, a.last_name
         FROM mail_templates t LEFT JOIN accounts a ON a.id = t.updated_by WHERE t.name = $1",
    );
    let found = tx.query_opt(lock, params![name.as_str()], of_row)?;
    Ok(found.unwrap_or_else(|| untouched(name.as_str())))
}

/// The template as it was at `version`.
pub(super) fn as_of(
    tx: &Tx,
    name: &TemplateName,
    version: i64,
) -> Result<Option<MailTemplate>, Error> {
    let content = tx.query_opt(
        "SELECT content FROM mail_template_versions WHERE name = $1 AND version = $2",
        params![name.as_str(), version],
        |row| row.get::<Option<String>>("content"),
    )?;
    Ok(match content.flatten() {
        Some(content) => read(name.as_str(), &content),
        None => shipped(name.as_str()),
    })
}

/// Saves it: the new version, the one before for whoever edits it just now, one audit
/// row.
pub(super) fn save(tx: &Tx, new: &NewTemplate, now: Timestamp) -> Result<Outcome, Error> {
    let held = held(tx, &new.name)?;
    if new.on.is_some_and(|version| version != held.version) {
        return Ok(Outcome::Stale(held.version));
    }
    let ships = is_shipped(new.name.as_str());
    let would_be = new.template.clone().or_else(|| shipped(new.name.as_str()));
    if would_be == held.template && held.is_shipped == (ships && new.template.is_none()) {
        return Ok(Outcome::Unchanged);
    }
    if would_be.is_none() && is_in_use(tx, &new.name)? {
        return Ok(Outcome::InUse);
    }
    if held.template.is_none() && all(tx)?.len() >= MOST {
        return Ok(Outcome::TooMany);
    }
    let version = held.version + 1;
    let content = (new.template.as_ref()).map(|template| json!(template).to_string());
    let content = content.as_deref();
    let written = tx.execute(
        "INSERT INTO mail_templates (name, content, version, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (name) DO UPDATE SET content = excluded.content, version = excluded.version,
           updated_at = excluded.updated_at, updated_by = excluded.updated_by
         WHERE mail_templates.version = excluded.version - 1",
        params![new.name.as_str(), content, version, now, new.by],
    )?;
    // Two may have met on one that was never saved and so could not be locked.
    if written == 0 {
        return Ok(Outcome::Stale(version));
    }
    tx.execute(
        "INSERT INTO mail_template_versions (name, version, content, saved_at, saved_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![new.name.as_str(), version, content, now, new.by],
    )?;
    let name = match (&new.template, &would_be) {
        (Some(_), _) => "mail_template_saved",
        (None, Some(_)) => "mail_template_restored",
        (None, None) => "mail_template_deleted",
    };
    let changed = changed_parts(held.template.as_ref(), would_be.as_ref());
    let deed = Deed::of_anybody(new.by, name)
        .to(&new.name)
        .with(json!({ "version": version, "changed": changed }));
    audit::note(tx, now, &deed)?;
    Ok(Outcome::Saved)
}

/// Whether invitations are written by it now.
pub(super) fn is_in_use(tx: &Tx, name: &TemplateName) -> Result<bool, Error> {
    let config = admin::load_settings(tx)?;
    Ok(config.invite_to_media.invite_email_template == name.as_str())
}

/// `en.subject`, `de.html`: what differs. The words themselves stand in the versions.
fn changed_parts(before: Option<&MailTemplate>, after: Option<&MailTemplate>) -> Vec<String> {
    let languages = before
        .into_iter()
        .chain(after)
        .flat_map(MailTemplate::languages);
    let languages: std::collections::BTreeSet<&str> = languages.collect();
    let part = |template: Option<&MailTemplate>, lang: &str| {
        template
            .and_then(|template| template.text(lang))
            .map(|text| {
                let written = text.written().clone();
                [written.subject, written.html, written.text]
            })
    };
    let mut changed = Vec::new();
    for lang in languages {
        let (before, after) = (part(before, lang), part(after, lang));
        for (at, name) in ["subject", "html", "text"].into_iter().enumerate() {
            let of = |parts: &Option<[String; 3]>| parts.as_ref().map(|parts| parts[at].clone());
            if of(&before) != of(&after) {
                changed.push(format!("{lang}.{name}"));
            }
        }
    }
    changed
}

fn of_row(row: &Row<'_>) -> Result<Held, Error> {
    let name: String = row.get("name")?;
    let content: Option<String> = row.get("content")?;
    let by: Option<String> = row.get("first_name")?;
    let by = by.zip(row.get::<Option<String>>("last_name")?);
    Ok(Held {
        is_shipped: content.is_none() && is_shipped(&name),
        template: match content {
            Some(content) => read(&name, &content),
            None => shipped(&name),
        },
        version: row.get("version")?,
        last: Some(Saving {
            at: row.get("saved_at")?,
            by: by.map(|(first, last)| format!("{first} {last}").trim().to_owned()),
        }),
    })
}

/// What this version cannot read is as if it were not there, and logged.
fn read(name: &str, content: &str) -> Option<MailTemplate> {
    serde_json::from_str(content)
        .inspect_err(|error| tracing::error!(name, %error, "a stored mail template cannot be read"))
        .ok()
}
