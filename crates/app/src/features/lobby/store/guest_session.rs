//! The session of a guest: it lasts as long as what was granted.

use std::time::Duration;

use usher_bus::Topic;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::SessionId,
    invite::{GrantEnd, HeldGrant, Holder, KeyShown, Mac, NewGuest, SessionPhase, Write},
};

use super::{super::knock::Knock, Deeds};
use crate::features::accounts::{self, NewSession, begin_session, end_session};

/// How long a session lasts whose grant ends with a session that has not ended yet:
/// as long as browsers keep a cookie.
const UNKNOWN_END: Duration = Duration::from_hours(400 * 24);

/// A session that is begun if one is needed.
#[derive(Clone, Copy)]
pub(in crate::features) struct Fresh {
    /// Its id.
    pub(in crate::features) id: SessionId,
    /// The MAC of its secret.
    pub(in crate::features) mac: Mac,
}

/// What became of the session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::features) enum GuestSession {
    /// Nothing: there is one that lasts long enough, or a member needs none.
    #[default]
    Kept,
    /// The one there is lasts until then.
    Extended(Timestamp),
    /// The fresh one was begun and lasts until then.
    Begun(Timestamp),
}

/// What a session is needed for.
pub(in crate::features) trait Granted {
    /// Whose it is, and its end.
    fn terms(&self) -> (Holder, GrantEnd);
}

impl Granted for Write {
    fn terms(&self) -> (Holder, GrantEnd) {
        (self.holder, self.ends)
    }
}

impl Granted for NewGuest {
    fn terms(&self) -> (Holder, GrantEnd) {
        (Holder::Seat(self.seat), GrantEnd::At(self.ends_at))
    }
}

impl Granted for HeldGrant {
    fn terms(&self) -> (Holder, GrantEnd) {
        (self.holder, self.ends)
    }
}

/// Sees to it that the holder of a seat has a session. Identities are never merged:
/// a member who goes on as a guest is signed out in this browser.
pub(in crate::features) fn ensure(
    tx: &Tx,
    knock: &Knock,
    phase: Option<SessionPhase>,
    granted: &impl Granted,
    fresh: &Fresh,
    deeds: &mut Deeds,
) -> Result<(), Error> {
    let (Holder::Seat(browser), ends) = granted.terms() else {
        return Ok(());
    };
    let until = ends
        .moment(phase)
        .unwrap_or_else(|| knock.now.after(UNKNOWN_END));
    if let Some(member) = knock.member_session() {
        end_session(tx, member.id)?;
        deeds.rings.push(Topic::Session(member.id));
    }
    let before = knock.session_for(browser);
    let lasts = match before {
        Some(session) => lasting(tx, session.id)?,
        None => None,
    };
    let (id, key) = if let (Some(lasts), Some(session)) = (lasts, before) {
        let key = session.key.or(browser.key);
        if lasts < until || key != session.key {
            let until = until.max(lasts);
            accounts::extend_session(tx, session.id, until, key)?;
            deeds.session = GuestSession::Extended(until);
        }
        (session.id, key)
    } else {
        let session = NewSession {
            id: fresh.id,
            secret_mac: fresh.mac,
            browser: browser.cookie,
            key: browser.key,
            account: None,
            expires_at: until,
        };
        begin_session(tx, &session, knock.now)?;
        deeds.session = GuestSession::Begun(until);
        (session.id, session.key)
    };
    deeds.proved = match (key, knock.shown.key) {
        (Some(key), KeyShown::Fresh(shown)) if shown == key => Some((id, key)),
        _ => None,
    };
    Ok(())
}

/// Until when a session lasts. It may have ended since the request came in.
fn lasting(tx: &Tx, id: SessionId) -> Result<Option<Timestamp>, Error> {
    tx.query_opt(
        "SELECT expires_at FROM sessions WHERE id = $1",
        params![id],
        |row| row.get("expires_at"),
    )
}
