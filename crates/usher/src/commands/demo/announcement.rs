//! What is said once the demonstration serves: a page for people, or one line
//! of JSON for programs.

use std::fmt::Write as _;

use serde::Serialize;
use usher_app::{
    App,
    features::{accounts, media},
};
use usher_db::{Error, Tx};
use usher_domain::{
    access::{AppRole, SessionRole},
    clock::Timestamp,
    ids::{AccountId, EntryId},
    media::{EntryKind, PublishStatus},
};

use super::{
    entries::ENTRIES,
    ledger::Ledger,
    people::{PASSWORD, PEOPLE},
};
use crate::failure::{Failure, Outcome};

/// Everything that is said.
#[derive(Serialize)]
pub(super) struct Announcement {
    /// Without a slash at its end.
    base_url: String,
    accounts: Vec<Account>,
    entries: Vec<Entry>,
    invites: Vec<Invite>,
}

#[derive(Serialize)]
struct Account {
    email: String,
    password: &'static str,
    role: AppRole,
    site_admin: bool,
    name: String,
}

#[derive(Serialize)]
struct Entry {
    id: EntryId,
    kind: EntryKind,
    title: String,
    /// The owner's address.
    owner: String,
    #[serde(skip)]
    publish: PublishStatus,
}

/// An invitation that can be opened now.
#[derive(Clone, Serialize)]
pub(super) struct Invite {
    /// Its link.
    pub(super) url: String,
    /// The address to be typed.
    pub(super) email: String,
    pub(super) role: SessionRole,
    pub(super) entry: EntryId,
}

impl Announcement {
    /// What there is to say of the hub as it is now: what people renamed has
    /// its new name, what they deleted is left out.
    pub(super) async fn of(app: &App, ledger: &Ledger, invites: Vec<Invite>) -> Outcome<Self> {
        let now = app.now();
        let mut accounts = Vec::new();
        for id in PEOPLE.iter().filter_map(|person| ledger.find(person.key)) {
            accounts.extend(app.parts.db.read(move |tx| account(tx, id)).await?);
        }
        let mut entries = Vec::new();
        for id in ENTRIES
            .iter()
            .rev()
            .filter_map(|item| ledger.find(item.key))
        {
            entries.extend(app.parts.db.read(move |tx| entry(tx, id, now)).await?);
        }
        // What invitations are for comes first: what few may see.
        entries.sort_by_key(|entry: &Entry| entry.publish);
        Ok(Self {
            base_url: app.link(""),
            accounts,
            entries,
            invites,
        })
    }

    /// One line of JSON.
    pub(super) fn line(&self) -> Outcome<String> {
        serde_json::to_string(self)
            .map_err(|error| Failure::runtime(format!("It cannot be said as JSON ({error}).")))
    }

    /// A page for people.
    pub(super) fn page(&self) -> String {
        let mut page = format!("\nNorthfield University is open at {}\n", self.base_url);
        section(
            &mut page,
            "People",
            &format!("everybody’s password is {PASSWORD}"),
        );
        rows(
            &mut page,
            self.accounts.iter().map(|account| {
                let console = if account.site_admin { ", console" } else { "" };
                let role = account.role.as_str().replace('_', " ");
                [
                    account.email.clone(),
                    format!("{role}{console}"),
                    account.name.clone(),
                ]
            }),
        );
        section(&mut page, "Media", "for those who may see them");
        rows(
            &mut page,
            self.entries.iter().map(|entry| {
                let what = format!("{} {}", entry.publish, entry.kind);
                [
                    format!("{}/media/{}", self.base_url, entry.id),
                    what,
                    entry.title.clone(),
                ]
            }),
        );
        section(
            &mut page,
            "Invitations",
            "open one in a private window and type the address",
        );
        rows(
            &mut page,
            self.invites.iter().map(|invite| {
                let kind = self.entries.iter().find(|entry| entry.id == invite.entry);
                let kind = kind.map_or("", |entry| entry.kind.as_str());
                [invite.url.clone(), kind.to_owned(), invite.email.clone()]
            }),
        );
        page
    }
}

fn section(page: &mut String, name: &str, remark: &str) {
    let _ = writeln!(page, "\n{name} ({remark})");
}

/// Aligned columns. Only the last may hold other letters than ASCII, whose
/// width on a terminal cannot be told.
fn rows(page: &mut String, rows: impl Iterator<Item = [String; 3]>) {
    let rows: Vec<_> = rows.collect();
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1));
    for [a, b, c] in &rows {
        let _ = writeln!(page, "  {a:<first$}  {b:<second$}  {c}");
    }
}

fn account(tx: &Tx, id: AccountId) -> Result<Option<Account>, Error> {
    let (Some(member), Some(email)) = (
        accounts::store::by_id(tx, id)?,
        accounts::store::main_email(tx, id)?,
    ) else {
        return Ok(None);
    };
    Ok(Some(Account {
        email,
        password: PASSWORD,
        role: member.role,
        site_admin: member.site_admin,
        name: format!("{} {}", member.first_name, member.last_name)
            .trim()
            .to_owned(),
    }))
}

fn entry(tx: &Tx, id: EntryId, now: Timestamp) -> Result<Option<Entry>, Error> {
    let Some(entry) = media::entry(tx, id, now)?.filter(|entry| entry.trashed_at.is_none()) else {
        return Ok(None);
    };
    let owner = accounts::store::main_email(tx, entry.owner.id)?;
    Ok(owner.map(|owner| Entry {
        id,
        kind: entry.kind,
        title: entry.title,
        owner,
        publish: entry.publish,
    }))
}
