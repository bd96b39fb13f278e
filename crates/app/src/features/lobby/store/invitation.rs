//! What stands behind a link's secret: invite, entry and inviter in one statement.

use std::time::Duration;

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, BlobId, EntryId},
    invite::{
        Browser, EntryFacts, GrantEnd, HandOver, Holder, InviteFacts, Link, LinkEnd, Mac, Seat,
        Uses, UsesAllowed,
    },
};

use super::super::knock::{Knock, Way};

/// An invite as the lobby knows it.
pub(in super::super) struct Invitation {
    /// What the decision rests on.
    pub(in super::super) invite: InviteFacts,
    /// The entry, as far as the decision rests on it.
    pub(in super::super) entry: EntryFacts,
    /// The entry's id.
    pub(in super::super) entry_id: EntryId,
    /// The entry's title.
    pub(in super::super) title: String,
    /// The entry's small poster.
    pub(in super::super) poster: Option<BlobId>,
    /// The full name of the person who invited.
    pub(in super::super) inviter: String,
    /// The language the invite is in.
    pub(in super::super) lang: Option<String>,
    /// Who holds the invite's grant, and since when.
    pub(super) held: Option<(Holder, Timestamp)>,
}

/// The secret leads to everything by primary keys. Barred is an invited person who
/// was removed from the entry under any of their addresses, or whose account is
/// suspended.
macro_rules! columns {
    () => {
        "
    SELECT i.id, i.entry_id, i.inviter_id, i.invitee_id, i.email, i.lang, i.role, i.surface,
           i.recording_too, i.uses_allowed, i.uses_spent, i.expires_at, i.ends_with_session,
           i.seat, i.seat_key, i.seat_reset, i.moves, i.first_used_at, i.revoked_at,
           e.kind, e.title, e.state, e.trashed_at, e.poster_small_id,
           a.first_name, a.last_name,
           d.account_id AS address_account,
           CASE WHEN m.suspended_at IS NOT NULL OR r.email IS NOT NULL
                  OR EXISTS (SELECT 1 FROM addresses x
                             CROSS JOIN removals y
                             WHERE x.account_id = m.id
                               AND y.entry_id = i.entry_id AND y.email = x.email)
                THEN 1 ELSE 0 END AS person_barred,
           g.account_id AS held_by_account, g.seat AS held_by_seat, g.seat_key AS held_by_key,
           g.created_at AS held_since"
    };
}

macro_rules! around {
    () => {
        "
    JOIN entries e ON e.id = i.entry_id
    JOIN accounts a ON a.id = i.inviter_id
    LEFT JOIN addresses d ON d.email = i.email AND d.verified_how IS NOT NULL
    LEFT JOIN accounts m ON m.id = COALESCE(i.invitee_id, d.account_id)
    LEFT JOIN removals r ON r.entry_id = i.entry_id AND r.email = i.email"
    };
}

const LOAD: &str = concat!(
    columns!(),
    ", s.kind AS via, s.replaced_at
    FROM invite_secrets s
    JOIN invites i ON i.id = s.invite_id",
    around!(),
    "
    LEFT JOIN grants g ON g.invite_id = i.id AND g.ended_at IS NULL
    WHERE s.mac = $1"
);

/// Without a secret: whose it is, is the decision's to say.
const LOAD_LISTED: &str = concat!(
    columns!(),
    "
    FROM invites i",
    around!(),
    "
    LEFT JOIN grants g ON g.invite_id = i.id AND g.ended_at IS NULL
    WHERE i.id = $1"
);

/// As long as it was not used and the browser that showed it sits in the seat, by a grant that runs.
const LOAD_HANDED_OVER: &str = concat!(
    columns!(),
    ", g.proof AS handed_proof, g.ends_at AS handed_ends, g.after_session_us AS handed_span
    FROM hand_overs h
    JOIN invites i ON i.id = h.invite_id AND i.seat = h.seat
    JOIN grants g ON g.invite_id = i.id AND g.ended_at IS NULL AND g.seat = h.seat",
    around!(),
    "
    WHERE h.mac = $1 AND h.used_at IS NULL AND h.expires_at > $2
      AND (g.ends_at IS NULL OR g.ends_at > $2)"
);

/// The invite that a secret belongs to.
pub(super) fn load(tx: &Tx, knock: &Knock) -> Result<Option<Invitation>, Error> {
    let secret = knock.secret.as_bytes();
    match knock.way {
        Way::Link => tx.query_opt(LOAD, params![secret], |row| invitation(row, link(row)?)),
        Way::HandOver => tx.query_opt(LOAD_HANDED_OVER, params![secret, knock.now], |row| {
            invitation(row, handed_over(row)?)
        }),
        Way::Listed(invite) => tx.query_opt(LOAD_LISTED, params![invite], |row| {
            invitation(row, Link::InvitedToMe)
        }),
    }
}

fn link(row: &Row<'_>) -> Result<Link, Error> {
    Ok(Link::Secret {
        via: row.parse("via")?,
        replaced_at: row.get("replaced_at")?,
    })
}

fn handed_over(row: &Row<'_>) -> Result<Link, Error> {
    let span = row.get::<Option<i64>>("handed_span")?;
    Ok(Link::HandedOver(HandOver {
        proof: row.parse("handed_proof")?,
        ends: match span {
            Some(span) => {
                GrantEnd::AfterSession(Duration::from_micros(u64::try_from(span).unwrap_or(0)))
            }
            None => GrantEnd::At(row.get("handed_ends")?),
        },
    }))
}

fn invitation(row: &Row<'_>, link: Link) -> Result<Invitation, Error> {
    let entry_id = row.get("entry_id")?;
    let moment = |column| row.get::<Option<Timestamp>>(column);
    let invite = InviteFacts {
        id: row.get("id")?,
        inviter: row.get("inviter_id")?,
        invitee: row.get("invitee_id")?,
        email: row.parse("email")?,
        role: row.parse("role")?,
        surface: row.parse("surface")?,
        recording_too: row.get("recording_too")?,
        uses: uses(row)?,
        end: link_end(row)?,
        seat: seat(row)?,
        moves: count(row, "moves")?,
        first_used_at: moment("first_used_at")?,
        revoked: moment("revoked_at")?.is_some(),
        link,
        address_has_member: row.get::<Option<AccountId>>("address_account")?.is_some(),
        person_barred: row.get("person_barred")?,
    };
    let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
    Ok(Invitation {
        lang: row.get("lang")?,
        entry: EntryFacts {
            kind: row.parse("kind")?,
            trashed: moment("trashed_at")?.is_some(),
            state: row.parse("state")?,
            phase: None,
        },
        entry_id,
        title: row.get("title")?,
        poster: row.get("poster_small_id")?,
        inviter: format!("{first} {last}").trim().to_owned(),
        held: held(row)?,
        invite,
    })
}

/// The uses of the invite in a row.
pub(super) fn uses(row: &Row<'_>) -> Result<Uses, Error> {
    let allowed = row.get::<i64>("uses_allowed")?;
    Ok(Uses {
        allowed: UsesAllowed::try_from(allowed).map_err(|_| Error::Column {
            column: "uses_allowed",
            wanted: "a number of uses",
        })?,
        spent: count(row, "uses_spent")?,
    })
}

/// The end of its links.
pub(super) fn link_end(row: &Row<'_>) -> Result<LinkEnd, Error> {
    let at = row.get("expires_at")?;
    Ok(if row.get("ends_with_session")? {
        LinkEnd::SessionEnd { no_later_than: at }
    } else {
        LinkEnd::At(at)
    })
}

fn seat(row: &Row<'_>) -> Result<Seat, Error> {
    let bound = mac(row, "seat")?;
    Ok(match (row.get("seat_reset")?, bound) {
        (true, _) => Seat::Reset,
        (false, Some(cookie)) => Seat::Bound(Browser {
            cookie,
            key: mac(row, "seat_key")?,
        }),
        (false, None) => Seat::Free,
    })
}

fn held(row: &Row<'_>) -> Result<Option<(Holder, Timestamp)>, Error> {
    let Some(since) = row.get("held_since")? else {
        return Ok(None);
    };
    Ok(Some((
        holder(row, ["held_by_account", "held_by_seat", "held_by_key"])?,
        since,
    )))
}

/// Whose a grant is: its account, or its seat and the key of that.
pub(super) fn holder(
    row: &Row<'_>,
    [account, seat, key]: [&'static str; 3],
) -> Result<Holder, Error> {
    match row.get::<Option<AccountId>>(account)? {
        Some(account) => Ok(Holder::Account(account)),
        None => Ok(Holder::Seat(Browser {
            cookie: Mac::from_bytes(row.get(seat)?),
            key: mac(row, key)?,
        })),
    }
}

fn mac(row: &Row<'_>, column: &'static str) -> Result<Option<Mac>, Error> {
    Ok(row.get::<Option<[u8; 32]>>(column)?.map(Mac::from_bytes))
}

fn count(row: &Row<'_>, column: &'static str) -> Result<u32, Error> {
    u32::try_from(row.get::<i64>(column)?).map_err(|_| Error::Column {
        column,
        wanted: "a count",
    })
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [LOAD, LOAD_HANDED_OVER, LOAD_LISTED];
