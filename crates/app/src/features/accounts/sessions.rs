//! Signed-in browsers. The cookie holds `id || secret`; the row holds the
//! secret's MAC, so a read of the database opens nothing (security.md T5).

use axum::http::HeaderValue;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretBox};
use subtle::ConstantTimeEq;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::{Actor, TokenScopes},
    clock::{Entropy, Timestamp, draw},
    config::Languages,
    ids::{AccountId, SessionId},
    invite::{Mac, SecretKey},
};
use uuid::Uuid;

use super::{browsers, member::Member};
use crate::{
    App,
    features::invited,
    http::{cookies, fault::Fault},
};

/// A live session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The browser it lives in: what a seat is bound to.
    pub browser: Mac,
    /// The key of that browser, if the seat of a guest has one: it has to be proved
    /// every few minutes.
    pub key: Option<Mac>,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Whose it is; a guest's is nobody's.
    pub member: Option<Member>,
    /// Whether it came by bearer token rather than by cookie.
    pub by_token: bool,
    /// What that token is for.
    pub scopes: TokenScopes,
    /// When its browser was last seen, to some minutes.
    pub seen_at: Timestamp,
    /// How many notices its member has not read.
    pub unread: u32,
    /// How many invitations wait for its member, and were never used.
    pub waiting: u32,
    /// The language that its member reads the hub in, where they chose one.
    pub lang: Option<&'static str>,
}

impl Session {
    /// The member, unless a guest is here.
    pub fn member(&self) -> Option<&Member> {
        self.member.as_ref()
    }

    /// As access sees whoever holds it.
    pub fn actor(&self) -> Actor {
        let member = self.member.as_ref();
        member.map_or(Actor::Guest, |member| member.actor_by(self.scopes))
    }
}

/// What the cookie of a new session carries, until it is written.
pub struct SessionSecret {
    id: SessionId,
    secret: SecretBox<[u8; 32]>,
}

impl SessionSecret {
    /// Draws a new session.
    pub fn draw(now: Timestamp, entropy: &dyn Entropy) -> Self {
        Self {
            id: SessionId::new(now, entropy),
            secret: SecretBox::new(Box::new(draw(entropy))),
        }
    }

    /// The session's id.
    pub fn id(&self) -> SessionId {
        self.id
    }

    /// What the database keeps.
    pub fn mac(&self, key: &SecretKey) -> Mac {
        key.mac("session", self.secret.expose_secret())
    }

    /// The cookie for the browser.
    pub fn cookie(&self, now: Timestamp, expires_at: Timestamp) -> HeaderValue {
        let mut bytes = self.id.uuid().as_bytes().to_vec();
        bytes.extend_from_slice(self.secret.expose_secret());
        cookies::session(URL_SAFE_NO_PAD.encode(bytes), now, expires_at)
    }

    fn parse(value: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(value).ok()?;
        let (id, secret) = bytes.split_first_chunk::<16>()?;
        Some(Self {
            id: SessionId::from_uuid(Uuid::from_bytes(*id)),
            secret: SecretBox::new(Box::new(secret.try_into().ok()?)),
        })
    }
}

/// A session to be written.
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// The MAC of its secret.
    pub secret_mac: Mac,
    /// The browser it lives in.
    pub browser: Mac,
    /// The key of a guest's seat, if it has one.
    pub key: Option<Mac>,
    /// Whose it is; a guest's is nobody's.
    pub account: Option<AccountId>,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Writes a session.
pub fn begin(tx: &Tx, session: &NewSession, now: Timestamp) -> Result<(), Error> {
    tx.put(
        "INSERT INTO sessions (id, secret_mac, browser, seat_key, account_id, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            session.id,
            session.secret_mac.as_bytes(),
            session.browser.as_bytes(),
            session.key.as_ref().map(Mac::as_bytes),
            session.account,
            now,
            session.expires_at
        ],
    )
}

/// Ends one session.
pub fn end(tx: &Tx, id: SessionId) -> Result<(), Error> {
    tx.put("DELETE FROM sessions WHERE id = $1", params![id])
}

/// Ends all sessions of an account; returns which.
pub fn end_all(tx: &Tx, account: AccountId) -> Result<Vec<SessionId>, Error> {
    let ids = tx.query(
        "SELECT id FROM sessions WHERE account_id = $1",
        params![account],
        |row| row.get("id"),
    )?;
    tx.execute(
        "DELETE FROM sessions WHERE account_id = $1",
        params![account],
    )?;
    Ok(ids)
}

/// Lets a guest's session last until `until`; from now on its browser has `key`.
pub fn extend(tx: &Tx, id: SessionId, until: Timestamp, key: Option<Mac>) -> Result<(), Error> {
    tx.put(
        "UPDATE sessions SET expires_at = $2, seat_key = $3 WHERE id = $1",
        params![id, until, key.as_ref().map(Mac::as_bytes)],
    )
}

/// What a cookie says of itself.
pub(super) fn shown(app: &App, value: &str) -> Option<(SessionId, Mac)> {
    let secret = SessionSecret::parse(value)?;
    Some((secret.id, secret.mac(&app.parts.key)))
}

/// The live session behind a cookie.
pub(super) async fn identify(app: &App, value: &str) -> Result<Option<Session>, Fault> {
    let Some((id, mac)) = shown(app, value) else {
        return Ok(None);
    };
    let now = app.now();
    let found = app.parts.db.read(move |tx| load(tx, id, now)).await?;
    let fits = |stored: &[u8]| bool::from(stored.ct_eq(mac.as_bytes()));
    let found = found.filter(|(stored, _)| fits(stored));
    Ok(found.map(|(_, session)| {
        browsers::seen(app, &session);
        session
    }))
}

pub(super) fn load(
    tx: &Tx,
    id: SessionId,
    now: Timestamp,
) -> Result<Option<(Vec<u8>, Session)>, Error> {
    tx.query_opt(
        concat!(
            "SELECT s.secret_mac, s.browser, s.seat_key, s.expires_at, s.account_id,
                COALESCE(s.last_seen_at, s.created_at) AS seen_at, a.first_name, a.last_name, a.app_role, a.site_admin, a.lang,
                (SELECT COUNT(*) FROM notices n WHERE n.account_id = s.account_id AND n.read_at IS NULL) AS unread, ",
            invited::waiting!(),
            " AS waiting
         FROM sessions s LEFT JOIN accounts a ON a.id = s.account_id
         WHERE s.id = $1 AND s.expires_at > $2 AND a.suspended_at IS NULL"
        ),
        params![id, now],
        |row| {
            let member = match row.get::<Option<AccountId>>("account_id")? {
                Some(account) => Some(super::store::member(row, account)?),
                None => None,
            };
            let browser = row.get::<[u8; 32]>("browser")?;
            let session = Session {
                id,
                browser: Mac::from_bytes(browser),
                key: row
                    .get::<Option<[u8; 32]>>("seat_key")?
                    .map(Mac::from_bytes),
                expires_at: row.get("expires_at")?,
                member,
                by_token: false,
                scopes: TokenScopes::PERSON,
                seen_at: row.get("seen_at")?,
                unread: row.get("unread")?,
                waiting: row.get("waiting")?,
                lang: (row.get::<Option<String>>("lang")?).and_then(|tag| Languages::spoken(&tag)),
            };
            Ok((row.get("secret_mac")?, session))
        },
    )
}
