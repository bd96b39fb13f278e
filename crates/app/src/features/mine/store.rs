//! What a browser is a guest of, and what it was: by invites and by guest links.

use usher_bus::Topic;
use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::SessionRole,
    clock::Timestamp,
    ids::{EntryId, GrantId, InviteId, SessionId},
    invite::Mac,
    media::EntryKind,
};

use crate::features::{
    accounts::end_session,
    lobby,
    retention::{self, Guest, Why},
};

/// No page lists more; the newest first.
const MOST: u32 = 200;

/// The browser of a guest, in their session.
#[derive(Clone, Copy)]
pub(super) struct Here {
    pub(super) seat: Mac,
    pub(super) key: Option<Mac>,
    pub(super) session: SessionId,
    pub(super) now: Timestamp,
}

/// What the guest is known by at one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// An invite.
    Invite(InviteId),
    /// What a guest link let in.
    Link(GrantId),
}

impl Place {
    /// As it stands in a form.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("invite", id) => Some(Self::Invite(id.parse().ok()?)),
            ("guest", id) => Some(Self::Link(id.parse().ok()?)),
            _ => None,
        }
    }

    pub(super) fn written(self) -> String {
        match self {
            Self::Invite(id) => format!("invite:{id}"),
            Self::Link(id) => format!("guest:{id}"),
        }
    }

    const fn guest(self) -> Guest {
        match self {
            Self::Invite(id) => Guest::Invited(id),
            Self::Link(id) => Guest::ByLink(id),
        }
    }
}

/// One line of the page.
pub(super) struct Held {
    pub(super) place: Place,
    pub(super) entry: EntryId,
    pub(super) kind: EntryKind,
    pub(super) title: String,
    pub(super) has_poster: bool,
    /// Who invites, or made the link.
    pub(super) inviter: String,
    pub(super) role: SessionRole,
    /// Until when it stays open; nothing where that is the end of a session.
    pub(super) until: Option<Timestamp>,
    /// Whether it is open now.
    pub(super) runs: bool,
}

/// A seat whose key the browser has not shown is another browser's.
const HELD: &str = "
    SELECT 'invite' AS sort, g.invite_id AS id, g.entry_id, e.kind, e.title, e.poster_small_id, a.first_name,
           a.last_name, g.role, g.ends_at, g.ended_at, e.trashed_at, g.created_at AS came_at
    FROM grants g
    JOIN invites i ON i.id = g.invite_id
    JOIN entries e ON e.id = g.entry_id
    JOIN accounts a ON a.id = i.inviter_id
    WHERE g.seat = $1 AND (g.seat_key IS NULL OR g.seat_key = $2)
    UNION ALL
    SELECT 'guest' AS sort, g.id, g.entry_id, e.kind, e.title, e.poster_small_id, a.first_name,
           a.last_name, 'viewer' AS role, g.ends_at, g.ended_at, e.trashed_at, g.created_at AS came_at
    FROM guests g
    JOIN guest_links l ON l.id = g.link_id
    JOIN entries e ON e.id = g.entry_id
    JOIN accounts a ON a.id = l.maker_id
    WHERE g.seat = $1 AND (g.seat_key IS NULL OR g.seat_key = $2)
    ORDER BY came_at DESC LIMIT $3";

/// What the browser is a guest of, and was, as long as anything of it is known.
pub(super) fn held(tx: &Tx, here: &Here) -> Result<Vec<Held>, Error> {
    let key = here.key.as_ref().map(Mac::as_bytes);
    tx.query(HELD, params![here.seat.as_bytes(), key, MOST], |row| {
        one(row, here.now)
    })
}

fn one(row: &Row<'_>, now: Timestamp) -> Result<Held, Error> {
    let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
    let until = row.get::<Option<Timestamp>>("ends_at")?;
    let ended = row.get::<Option<Timestamp>>("ended_at")?.is_some()
        || row.get::<Option<Timestamp>>("trashed_at")?.is_some();
    let place = if row.get::<String>("sort")? == "invite" {
        Place::Invite(row.get("id")?)
    } else {
        Place::Link(row.get("id")?)
    };
    Ok(Held {
        place,
        entry: row.get("entry_id")?,
        kind: row.parse("kind")?,
        title: row.get("title")?,
        has_poster: row.get::<Option<String>>("poster_small_id")?.is_some(),
        inviter: format!("{first} {last}").trim().to_owned(),
        role: row.parse("role")?,
        until,
        runs: !ended && until.is_none_or(|until| now < until),
    })
}

/// What was done.
pub(super) struct Forgotten {
    /// How many places know nothing of the guest any more.
    pub(super) places: usize,
    /// Whom to ring.
    pub(super) rings: Vec<Topic>,
    /// Whether the session ended, since the browser holds nothing else.
    pub(super) signed_out: bool,
}

/// Has what is known of the guest deleted, at one place of theirs or at all.
pub(super) fn forget(tx: &Tx, here: &Here, only: Option<Place>) -> Result<Forgotten, Error> {
    let mut done = Forgotten {
        places: 0,
        rings: Vec::new(),
        signed_out: false,
    };
    let own = held(tx, here)?;
    let meant = own
        .iter()
        .filter(|one| only.is_none_or(|only| only == one.place));
    for one in meant {
        if let Some(rings) = retention::forget(tx, one.place.guest(), Why::Asked, here.now)? {
            done.places += 1;
            done.rings.extend(rings);
        }
    }
    if done.places > 0 {
        done.rings.push(Topic::Session(here.session));
        if !lobby::holds_more(tx, here.seat, here.now)? {
            end_session(tx, here.session)?;
            done.signed_out = true;
        }
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn what_a_browser_holds_is_found_by_indices() {
        let hub = Hub::new();
        assert_eq!(hub.flaws(HELD).await, [""; 0]);
    }
}
