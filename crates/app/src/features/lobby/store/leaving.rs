//! What somebody is here by, what it costs to give it back, and giving it back.

use usher_bus::Topic;
use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::{self, Action, Actor},
    clock::Timestamp,
    ids::{EntryId, InviteId, SessionId},
    invite::{Mac, Uses},
};

use super::invitation::{link_end, uses};
use crate::features::{
    accounts::end_session,
    audit, guest_links,
    media::{self, Asker},
};

/// Who leaves, and where.
#[derive(Clone, Copy)]
pub(in super::super) struct Here {
    pub(in super::super) asker: Asker,
    pub(in super::super) session: Option<SessionId>,
    pub(in super::super) entry: EntryId,
    pub(in super::super) now: Timestamp,
}

/// What leaving means.
pub(in super::super) struct Leaving {
    /// The entry's title.
    pub(in super::super) title: String,
    /// What it costs.
    pub(in super::super) cost: Cost,
}

/// What leaving costs.
pub(in super::super) enum Cost {
    /// Another use of the link lets them back in until then.
    ComesBack { until: Timestamp },
    /// The same, and the link does not end by itself.
    ComesBackAnyTime,
    /// The link opens nothing any more.
    NeedsNewLink { inviter: String },
}

/// What was given back.
pub(in super::super) struct Left {
    /// Whom to ring.
    pub(in super::super) rings: Vec<Topic>,
    /// The guest's session, if nothing else is held in it.
    pub(in super::super) session: Option<SessionId>,
}

struct Held {
    invite: InviteId,
    title: String,
    inviter: String,
    uses: Uses,
    link_ends: Timestamp,
    works: bool,
}

const BY_SEAT: &str = "
    SELECT g.invite_id, e.title, a.first_name, a.last_name, i.uses_allowed, i.uses_spent,
           i.expires_at, i.ends_with_session, i.revoked_at
    FROM grants g
    JOIN invites i ON i.id = g.invite_id
    JOIN entries e ON e.id = g.entry_id
    JOIN accounts a ON a.id = i.inviter_id
    WHERE g.seat = $1 AND g.entry_id = $2 AND g.ended_at IS NULL
      AND (g.ends_at IS NULL OR g.ends_at > $3)";

const BY_ACCOUNT: &str = "
    SELECT g.invite_id, e.title, a.first_name, a.last_name, i.uses_allowed, i.uses_spent,
           i.expires_at, i.ends_with_session, i.revoked_at
    FROM grants g
    JOIN invites i ON i.id = g.invite_id
    JOIN entries e ON e.id = g.entry_id
    JOIN accounts a ON a.id = i.inviter_id
    WHERE g.account_id = $1 AND g.entry_id = $2 AND g.ended_at IS NULL
      AND (g.ends_at IS NULL OR g.ends_at > $3)";

/// What leaving would cost; `None` for somebody who is not here by an invite.
pub(in super::super) fn leaving(tx: &Tx, here: &Here) -> Result<Option<Leaving>, Error> {
    let held = held(tx, here)?;
    if let (true, Some(seat)) = (held.is_empty(), here.asker.seat) {
        let held = guest_links::held_here(tx, seat, here.entry, here.now)?;
        return Ok(held.map(|held| Leaving {
            title: held.title,
            cost: match (held.comes_back, held.ends_at) {
                (true, Some(until)) => Cost::ComesBack { until },
                (true, None) => Cost::ComesBackAnyTime,
                (false, _) => Cost::NeedsNewLink {
                    inviter: held.maker,
                },
            },
        }));
    }
    let back = held
        .iter()
        .filter(|one| one.works && one.uses.left() && here.now < one.link_ends)
        .map(|one| one.link_ends)
        .max();
    Ok(held.into_iter().next().map(|one| Leaving {
        title: one.title,
        cost: match back {
            Some(until) => Cost::ComesBack { until },
            None => Cost::NeedsNewLink {
                inviter: one.inviter,
            },
        },
    }))
}

/// Ends what one is here by, and a guest's session in which nothing else is held.
pub(in super::super) fn leave(tx: &Tx, here: &Here) -> Result<Option<Left>, Error> {
    let standing = media::load_standing(tx, here.asker, here.entry, here.now)?;
    if access::may(&here.asker.actor, Action::LeaveEntry, standing.as_ref()).is_err() {
        return Ok(None);
    }
    let held = held(tx, here)?;
    for one in &held {
        tx.execute(
            "UPDATE grants SET ended_at = $2, ended_why = 'left' WHERE invite_id = $1",
            params![one.invite, here.now],
        )?;
        let deed = match here.asker.actor {
            Actor::Member { account, .. } => audit::Deed::of(account, "left"),
            Actor::Guest | Actor::Anonymous => audit::Deed::of_guest(one.invite, "left"),
        };
        audit::note(tx, here.now, &deed.on(here.entry).to(one.invite))?;
    }
    let mut rings: Vec<Topic> = held.iter().map(|one| Topic::Invite(one.invite)).collect();
    if let Some(seat) = here.asker.seat {
        guest_links::leave(tx, seat, here.entry, here.now)?;
        rings.extend(here.session.map(Topic::Session));
    }
    let session = match (here.asker.seat, here.session) {
        (Some(seat), Some(session)) if !holds_more(tx, seat, here.now)? => {
            end_session(tx, session)?;
            Some(session)
        }
        _ => None,
    };
    Ok(Some(Left { rings, session }))
}

fn held(tx: &Tx, here: &Here) -> Result<Vec<Held>, Error> {
    match (here.asker.actor.account(), here.asker.seat) {
        (Some(account), _) => tx.query(BY_ACCOUNT, params![account, here.entry, here.now], one),
        (None, Some(seat)) => {
            tx.query(BY_SEAT, params![seat.as_bytes(), here.entry, here.now], one)
        }
        (None, None) => Ok(Vec::new()),
    }
}

fn one(row: &Row<'_>) -> Result<Held, Error> {
    let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
    Ok(Held {
        invite: row.get("invite_id")?,
        title: row.get("title")?,
        inviter: format!("{first} {last}").trim().to_owned(),
        uses: uses(row)?,
        link_ends: link_end(row)?.moment(None),
        works: row.get::<Option<Timestamp>>("revoked_at")?.is_none(),
    })
}

/// Whether a guest's browser holds a grant that runs, to any entry.
pub(in crate::features) fn holds_more(tx: &Tx, seat: Mac, now: Timestamp) -> Result<bool, Error> {
    let found = tx.query_opt(
        "SELECT 1 AS one FROM grants
         WHERE seat = $1 AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > $2)
         UNION ALL
         SELECT 1 AS one FROM guests WHERE seat = $1 AND ended_at IS NULL AND ends_at > $2
         LIMIT 1",
        params![seat.as_bytes(), now],
        |row| row.get::<i64>("one"),
    )?;
    Ok(found.is_some())
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 2] = [BY_SEAT, BY_ACCOUNT];
