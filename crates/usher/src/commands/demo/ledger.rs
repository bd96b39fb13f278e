//! Which rows are the demonstration's own: a line in `site` for each, written
//! in the transaction that makes the row. What has a line is never made again,
//! whatever people did to it since; what a newer version adds has none yet.

use std::{collections::BTreeMap, fmt::Display, str::FromStr};

use usher_db::{Error, Tx, params};
use usher_domain::ids::{AccountId, ChannelId, EntryId, GroupId, InviteId, PlaylistId};

/// What the demonstration has made so far, by kind and key.
#[derive(Debug, Default)]
pub(super) struct Ledger(BTreeMap<String, String>);

/// A kind of row.
pub(super) trait Kept: FromStr + Display + Copy {
    /// What its lines begin with.
    const NAME: &'static str;
}

impl Kept for AccountId {
    const NAME: &'static str = "account";
}
impl Kept for GroupId {
    const NAME: &'static str = "group";
}
impl Kept for EntryId {
    const NAME: &'static str = "entry";
}
impl Kept for ChannelId {
    const NAME: &'static str = "channel";
}
impl Kept for PlaylistId {
    const NAME: &'static str = "playlist";
}
impl Kept for InviteId {
    const NAME: &'static str = "invite";
}

fn line<Id: Kept>(key: &str) -> String {
    format!("demo.{}.{key}", Id::NAME)
}

impl Ledger {
    /// Reads every line.
    pub(super) fn read(tx: &Tx) -> Result<Self, Error> {
        // The slash follows the dot: all names that begin with `demo.`, by the primary key.
        let lines = tx.query(
            "SELECT name, value FROM site WHERE name >= 'demo.' AND name < 'demo/'",
            params![],
            |row| Ok((row.get("name")?, row.get("value")?)),
        )?;
        Ok(Self(lines.into_iter().collect()))
    }

    /// The row that was made for `key`, if it was.
    pub(super) fn find<Id: Kept>(&self, key: &str) -> Option<Id> {
        self.0.get(&line::<Id>(key))?.parse().ok()
    }

    /// Remembers a row that has just been made.
    pub(super) fn note<Id: Kept>(&mut self, key: &str, id: Id) {
        self.0.insert(line::<Id>(key), id.to_string());
    }
}

/// Writes that `id` is the row for `key`; another one from before is forgotten.
pub(super) fn write<Id: Kept>(tx: &Tx, key: &str, id: Id) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO site (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        params![line::<Id>(key), id.to_string()],
    )
    .map(drop)
}
