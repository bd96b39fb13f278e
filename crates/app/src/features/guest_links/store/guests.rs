//! Who came, for the owner.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{EntryId, GrantId},
};

use crate::features::attendance::{Attended, attended_columns};

/// Beyond this many nobody counts: the page says *more than*.
pub(in super::super) const MOST_COUNTED: u32 = 1_000;

/// Somebody who came.
#[derive(Clone, Debug)]
pub(in super::super) struct Guest {
    pub(in super::super) id: GrantId,
    /// What they said they are called.
    pub(in super::super) name: String,
    /// The address that they gave; nobody verified it.
    pub(in super::super) email: String,
    /// The name of the link that they came by.
    pub(in super::super) link: String,
    pub(in super::super) came_at: Timestamp,
    /// Until when they may stay.
    pub(in super::super) ends_at: Timestamp,
    pub(in super::super) ended_at: Option<Timestamp>,
    /// `left`, `ended` or `signed_out`.
    pub(in super::super) ended_why: Option<String>,
    /// When they were here, and what they watched.
    pub(in super::super) attended: Option<Attended>,
}

impl Guest {
    /// `inside`, `left`, `ended`, `signed_out` or `over`.
    pub(in super::super) fn state(&self, now: Timestamp) -> &str {
        match &self.ended_why {
            Some(why) => why,
            None if now < self.ends_at => "inside",
            None => "over",
        }
    }
}

/// Some of those who came, the last first.
pub(in super::super) struct GuestPage {
    pub(in super::super) guests: Vec<Guest>,
    /// Before whom the next page begins, if there is one.
    pub(in super::super) next: Option<GrantId>,
}

const PAGE: &str = concat!(
    "SELECT g.id, g.name, g.email, l.name AS link, g.created_at, g.ends_at, g.ended_at, g.ended_why, ",
    attended_columns!(),
    " FROM guests g JOIN guest_links l ON l.id = g.link_id
    LEFT JOIN attendance t ON t.entry_id = g.entry_id AND t.person = g.id
    WHERE g.entry_id = $1 AND g.id < $2 ORDER BY g.id DESC LIMIT $3"
);

const INSIDE: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM
    (SELECT 1 FROM guests WHERE entry_id = $1 AND ended_at IS NULL AND ends_at > $2 LIMIT $3) AS counted";

/// Those who came before `before`, at most `most`.
pub(in super::super) fn guests(
    tx: &Tx,
    entry: EntryId,
    before: Option<GrantId>,
    most: u32,
) -> Result<GuestPage, Error> {
    // An id is of hexadecimal digits: all come before this.
    let before = before.map_or_else(|| "g".to_owned(), |id| id.to_string());
    let mut guests = tx.query(PAGE, params![entry, before, most + 1], guest)?;
    let more = guests.len() > most as usize;
    guests.truncate(most as usize);
    let last = guests.last().map(|guest| guest.id);
    Ok(GuestPage {
        guests,
        next: last.filter(|_| more),
    })
}

/// How many are in, no further than [`MOST_COUNTED`] and one.
pub(in super::super) fn inside(tx: &Tx, entry: EntryId, now: Timestamp) -> Result<u32, Error> {
    tx.query_one(INSIDE, params![entry, now, MOST_COUNTED + 1], |row| {
        row.get("n")
    })
}

/// What a guest said of themself: name and address.
pub fn said(tx: &Tx, guest: GrantId) -> Result<Option<(String, String)>, Error> {
    tx.query_opt(
        "SELECT name, email FROM guests WHERE id = $1",
        params![guest],
        |row| Ok((row.get("name")?, row.get("email")?)),
    )
}

fn guest(row: &Row<'_>) -> Result<Guest, Error> {
    Ok(Guest {
        id: row.get("id")?,
        name: row.get("name")?,
        email: row.get("email")?,
        link: row.get("link")?,
        came_at: row.get("created_at")?,
        ends_at: row.get("ends_at")?,
        ended_at: row.get("ended_at")?,
        ended_why: row.get("ended_why")?,
        attended: Attended::of(row)?,
    })
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 2] = [PAGE, INSIDE];
