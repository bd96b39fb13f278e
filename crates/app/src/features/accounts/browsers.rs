//! A member's signed-in browsers, as they themselves or an administrator see and end them.

use std::time::Duration;

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, SessionId},
    people::Device,
};

use super::sessions::{self, Session};
use crate::App;

/// How often it is noted that a browser was seen, at most: a write for some hundred reads.
const SEEN_EVERY: Duration = Duration::from_mins(5);

/// One signed-in browser.
#[derive(Clone, Debug)]
pub struct SignedInBrowser {
    /// Its session.
    pub id: SessionId,
    /// What it is, where that was known when it signed in.
    pub device: Option<Device>,
    /// When it signed in.
    pub created_at: Timestamp,
    /// When it was last seen, to some minutes.
    pub seen_at: Timestamp,
}

/// Which of somebody's sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// This one.
    One(SessionId),
    /// All but this one.
    AllBut(SessionId),
    /// All.
    All,
}

/// The browsers in which an account is signed in, the one seen last first; a hundred at most.
pub fn browsers(
    tx: &Tx,
    account: AccountId,
    now: Timestamp,
) -> Result<Vec<SignedInBrowser>, Error> {
    let mut all = tx.query(
        "SELECT id, device, created_at, last_seen_at FROM sessions
         WHERE account_id = $1 AND expires_at > $2 LIMIT 100",
        params![account, now],
        |row| {
            let device: Option<String> = row.get("device")?;
            let created_at = row.get("created_at")?;
            Ok(SignedInBrowser {
                id: row.get("id")?,
                device: device.as_deref().map(Device::read),
                created_at,
                seen_at: row
                    .get::<Option<Timestamp>>("last_seen_at")?
                    .unwrap_or(created_at),
            })
        },
    )?;
    all.sort_by_key(|browser| std::cmp::Reverse((browser.seen_at, browser.id)));
    Ok(all)
}

/// Ends sessions of an account; which. A session of somebody else is not touched.
pub fn end_which(tx: &Tx, account: AccountId, which: Which) -> Result<Vec<SessionId>, Error> {
    let mut ids: Vec<SessionId> = tx.query(
        "SELECT id FROM sessions WHERE account_id = $1",
        params![account],
        |row| row.get("id"),
    )?;
    match which {
        Which::One(id) => ids.retain(|one| *one == id),
        Which::AllBut(id) => ids.retain(|one| *one != id),
        Which::All => {}
    }
    for id in &ids {
        sessions::end(tx, *id)?;
    }
    Ok(ids)
}

/// Notes what browser a new session is in.
pub(super) fn describe(tx: &Tx, id: SessionId, device: Device) -> Result<(), Error> {
    tx.put(
        "UPDATE sessions SET device = $2 WHERE id = $1",
        params![id, device.written()],
    )
}

/// Notes that a member's browser was seen, now and then, while its request goes on. Nobody is kept out because
/// it cannot be written down.
pub(super) fn seen(app: &App, session: &Session) {
    let now = app.now();
    if session.member.is_none() || session.seen_at > now.before(SEEN_EVERY) {
        return;
    }
    let (db, id) = (app.parts.db.clone(), session.id);
    tokio::spawn(async move {
        let note = move |tx: &Tx| {
            tx.put(
                "UPDATE sessions SET last_seen_at = $2 WHERE id = $1",
                params![id, now],
            )
        };
        let noted: Result<(), Error> = db.write(note).await;
        if let Err(error) = noted {
            tracing::warn!(%error, "it could not be noted that a browser was seen");
        }
    });
}
