//! Entering by a guest link: load, decide and write in one transaction, which runs beside those of others who enter.

use serde_json::json;
use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::{Action, Actor, SessionRole, may},
    clock::{Entropy, Timestamp},
    ids::{BlobId, EntryId, GrantId, GuestLinkId},
    invite::{
        Browser, EntryFacts, GrantEnd, GrantSource, GuestAdmission, GuestAttempt, GuestLinkFacts,
        GuestRefusal, HeldGrant, Holder, Mac, NewGuest, Proof, VisitorFacts, admit,
    },
};

use super::link::uses;
use crate::features::{
    audit,
    lobby::{Deeds, Fresh, Knock, ensure_session},
    media::{self, Asker},
};

/// What stands behind a link's secret.
pub(in super::super) struct Found {
    pub(in super::super) link: GuestLinkId,
    pub(in super::super) facts: GuestLinkFacts,
    pub(in super::super) entry_id: EntryId,
    pub(in super::super) entry: EntryFacts,
    /// The entry's title.
    pub(in super::super) title: String,
    /// Its small poster.
    pub(in super::super) poster: Option<BlobId>,
    /// The full name of whoever made the link.
    pub(in super::super) maker: String,
}

/// The decision about one knock, with what it rests on.
pub(in super::super) struct Answer {
    pub(in super::super) found: Found,
    pub(in super::super) decision: Result<GuestAdmission, GuestRefusal>,
}

const LOAD: &str = "
    SELECT l.id, l.entry_id, l.uses_allowed, l.uses_spent, l.ends_at, l.deleted_at, s.replaced_at,
           e.kind, e.title, e.state, e.trashed_at, e.poster_small_id, e.guest_access, a.first_name, a.last_name
    FROM guest_link_secrets s
    JOIN guest_links l ON l.id = s.link_id
    JOIN entries e ON e.id = l.entry_id
    JOIN accounts a ON a.id = l.maker_id
    WHERE s.mac = $1";

/// Only the link's own row: what it belongs to is written by nobody who enters.
const LINK: &str = "
    SELECT id FROM guest_links WHERE id = (SELECT link_id FROM guest_link_secrets WHERE mac = $1)";

const HELD: &str = "
    SELECT id, seat_key, ends_at FROM guests
    WHERE seat = $1 AND entry_id = $2 AND ended_at IS NULL AND ends_at > $3";

/// Decides and writes nothing. `None`: the secret never existed.
pub(in super::super) fn decide(
    tx: &Tx,
    knock: &Knock,
    attempt: &GuestAttempt,
) -> Result<Option<Answer>, Error> {
    let Some(found) = tx.query_opt(LOAD, params![knock.secret.as_bytes()], found)? else {
        return Ok(None);
    };
    let visitor = visitor(tx, knock, &found)?;
    let decision = admit(
        &found.facts,
        &found.entry,
        &visitor,
        attempt,
        &knock.site,
        knock.now,
    );
    Ok(Some(Answer { found, decision }))
}

/// Decides and writes what was decided. A refusal writes nothing. For [`usher_db::Db::write_locking`]: what the
/// browser holds is claimed and the link is locked, as the lobby does it for invites.
pub(in super::super) fn enter(
    tx: &Tx,
    knock: &Knock,
    attempt: &GuestAttempt,
    (fresh, entropy): (&Fresh, &dyn Entropy),
) -> Result<Option<(Answer, Deeds)>, Error> {
    if let Some(browser) = knock.browser() {
        tx.claim("browser", browser.as_bytes())?;
    }
    if let Some(account) = knock.account() {
        tx.claim("account", account.to_string().as_bytes())?;
    }
    tx.hold(LINK, params![knock.secret.as_bytes()])?;
    let Some(answer) = decide(tx, knock, attempt)? else {
        return Ok(None);
    };
    let mut deeds = Deeds::default();
    match &answer.decision {
        Ok(GuestAdmission::Enter { grant }) => {
            ensure_session(tx, knock, None, grant, fresh, &mut deeds)?;
        }
        Ok(GuestAdmission::Admit(guest)) => {
            write(tx, knock, &answer.found, guest, entropy)?;
            ensure_session(tx, knock, None, guest, fresh, &mut deeds)?;
        }
        Ok(GuestAdmission::Inside | GuestAdmission::Ask) | Err(_) => {}
    }
    Ok(Some((answer, deeds)))
}

fn write(
    tx: &Tx,
    knock: &Knock,
    at: &Found,
    guest: &NewGuest,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    tx.put(
        "UPDATE guest_links SET uses_spent = $2, came = came + 1 WHERE id = $1",
        params![at.link, i64::from(at.facts.uses.spent) + 1],
    )?;
    let id = GrantId::new(knock.now, entropy);
    tx.put(
        "INSERT INTO guests (id, link_id, entry_id, name, email, seat, seat_key, ends_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            id,
            at.link,
            at.entry_id,
            guest.who.name.as_str(),
            guest.who.email.written(),
            guest.seat.cookie.as_bytes(),
            guest.seat.key.as_ref().map(Mac::as_bytes),
            guest.ends_at,
            knock.now
        ],
    )?;
    let deed = audit::Deed::of_link_guest(id, "guest_came").on(at.entry_id);
    let deed = deed.to(at.link).from(knock.visit.address);
    audit::note(tx, knock.now, &deed.with(json!({})))
}

/// The visitor, as far as the decision rests on it. A guest who has a session is inside by whatever grant it opens;
/// one whose session is gone is known by what the browser holds.
fn visitor(tx: &Tx, knock: &Knock, at: &Found) -> Result<VisitorFacts, Error> {
    let asker = Asker::of(&knock.visit);
    let inside = match asker.actor {
        Actor::Anonymous => false,
        Actor::Guest => {
            let standing = media::load_standing(tx, asker, at.entry_id, knock.now)?;
            standing.is_some_and(|standing| standing.grant.is_some())
        }
        Actor::Member { .. } => {
            let standing = media::load_standing(tx, asker, at.entry_id, knock.now)?;
            may(&asker.actor, Action::ViewEntry, standing.as_ref()).is_ok()
        }
    };
    let grants = match knock.browser() {
        Some(seat) => tx.query(
            HELD,
            params![seat.as_bytes(), at.entry_id, knock.now],
            |row| held(row, seat),
        )?,
        None => Vec::new(),
    };
    Ok(VisitorFacts {
        browser: knock.browser(),
        key: knock.shown.key,
        grants,
        inside_as: inside.then_some(SessionRole::Viewer),
        ..VisitorFacts::default()
    })
}

fn held(row: &Row<'_>, cookie: Mac) -> Result<HeldGrant, Error> {
    let key = row.get::<Option<[u8; 32]>>("seat_key")?;
    Ok(HeldGrant {
        source: GrantSource::GuestLink(row.get("id")?),
        holder: Holder::Seat(Browser {
            cookie,
            key: key.map(Mac::from_bytes),
        }),
        role: SessionRole::Viewer,
        proof: Proof::Typed,
        ends: GrantEnd::At(row.get("ends_at")?),
    })
}

fn found(row: &Row<'_>) -> Result<Found, Error> {
    let moment = |column| row.get::<Option<Timestamp>>(column);
    let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
    Ok(Found {
        link: row.get("id")?,
        facts: GuestLinkFacts {
            uses: uses(row)?,
            ends_at: moment("ends_at")?,
            deleted: moment("deleted_at")?.is_some(),
            replaced_at: moment("replaced_at")?,
            access_on: row.get("guest_access")?,
        },
        entry_id: row.get("entry_id")?,
        entry: EntryFacts {
            kind: row.parse("kind")?,
            trashed: moment("trashed_at")?.is_some(),
            state: row.parse("state")?,
            phase: None,
        },
        title: row.get("title")?,
        poster: row.get("poster_small_id")?,
        maker: format!("{first} {last}").trim().to_owned(),
    })
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [LOAD, LINK, HELD];
