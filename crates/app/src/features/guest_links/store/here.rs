//! What a browser holds by guest links: when somebody leaves, and when a member signs in or out in it.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{EntryId, GrantId},
    invite::{Browser, GuestLinkFacts, GuestLinkState, Mac},
};

use super::link::uses;
use crate::features::audit;

/// What a guest would give back.
pub struct Held {
    /// The entry's title.
    pub title: String,
    /// Whoever made the link.
    pub maker: String,
    /// Whether the link would let them in again.
    pub comes_back: bool,
    /// When the link ends, if it does.
    pub ends_at: Option<Timestamp>,
}

const HELD: &str = "
    SELECT e.title, e.guest_access, a.first_name, a.last_name, l.uses_allowed, l.uses_spent, l.ends_at, l.deleted_at
    FROM guests g
    JOIN guest_links l ON l.id = g.link_id
    JOIN entries e ON e.id = g.entry_id
    JOIN accounts a ON a.id = l.maker_id
    WHERE g.seat = $1 AND g.entry_id = $2 AND g.ended_at IS NULL AND g.ends_at > $3
    LIMIT 1";

const OF_ENTRY: &str = "
    SELECT id FROM guests WHERE seat = $1 AND entry_id = $2 AND ended_at IS NULL AND ends_at > $3";

const OF_BROWSER: &str = "
    SELECT id FROM guests
    WHERE seat = $1 AND (seat_key IS NULL OR seat_key = $2) AND ended_at IS NULL AND ends_at > $3";

/// What the browser holds by a guest link to the entry.
pub fn held_here(
    tx: &Tx,
    seat: Mac,
    entry: EntryId,
    now: Timestamp,
) -> Result<Option<Held>, Error> {
    tx.query_opt(HELD, params![seat.as_bytes(), entry, now], |row| {
        let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
        let link = GuestLinkFacts {
            uses: uses(row)?,
            ends_at: row.get("ends_at")?,
            deleted: row.get::<Option<Timestamp>>("deleted_at")?.is_some(),
            replaced_at: None,
            access_on: row.get("guest_access")?,
        };
        Ok(Held {
            title: row.get("title")?,
            maker: format!("{first} {last}").trim().to_owned(),
            comes_back: GuestLinkState::of(&link, now) == GuestLinkState::Open,
            ends_at: link.ends_at,
        })
    })
}

/// Gives back what the browser holds by a guest link to the entry.
pub fn leave(tx: &Tx, seat: Mac, entry: EntryId, now: Timestamp) -> Result<(), Error> {
    let held: Vec<GrantId> = tx.query(OF_ENTRY, params![seat.as_bytes(), entry, now], |row| {
        row.get("id")
    })?;
    for guest in held {
        end(tx, guest, "left", now)?;
        let deed = audit::Deed::of_link_guest(guest, "guest_left").on(entry);
        audit::note(tx, now, &deed)?;
    }
    Ok(())
}

/// Ends what a browser holds by guest links: a member signs in or out in it, and what a guest said of themself is no
/// proof of who they are. A seat whose key the browser has not shown is another browser's. Whatever they have open
/// hangs on their session, whose bell rings anyway.
pub fn end_here(tx: &Tx, here: Browser, now: Timestamp) -> Result<(), Error> {
    let key = here.key.as_ref().map(Mac::as_bytes);
    let held: Vec<GrantId> = tx.query(
        OF_BROWSER,
        params![here.cookie.as_bytes(), key, now],
        |row| row.get("id"),
    )?;
    for guest in held {
        end(tx, guest, "signed_out", now)?;
    }
    Ok(())
}

fn end(tx: &Tx, guest: GrantId, why: &'static str, now: Timestamp) -> Result<(), Error> {
    tx.put(
        "UPDATE guests SET ended_at = $2, ended_why = $3 WHERE id = $1",
        params![guest, now, why],
    )
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [HELD, OF_ENTRY, OF_BROWSER];
