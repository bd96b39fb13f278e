//! How long a session is taken for proved: a cookie of its own says since when, so
//! that nothing is written each time.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use usher_domain::{
    clock::Timestamp,
    ids::SessionId,
    invite::{Mac, SecretKey},
};

use crate::{App, features::accounts::Session, http::cookies};

/// How long a session whose seat has a key goes on after a proof: whoever copied
/// the cookies is out within ten minutes (security.md, T8).
pub const PROOF_LIVES: Duration = Duration::from_mins(9);
/// How far the clocks of two processes of one site may be apart.
const AHEAD: Duration = Duration::from_secs(30);

/// The cookie that says that the session's key was proved at `since`.
pub fn cookie(app: &App, session: SessionId, key: Mac, since: Timestamp) -> HeaderValue {
    let moment = since.micros().to_be_bytes();
    let mut bytes = moment.to_vec();
    bytes.extend_from_slice(seal(&app.parts.key, session, key, moment).as_bytes());
    let left = since.after(PROOF_LIVES).since(app.now());
    cookies::proof(URL_SAFE_NO_PAD.encode(bytes), left)
}

/// Until when the session is taken for proved, by the cookies of a request. One
/// whose seat has no key needs no proof.
pub fn proved_until(app: &App, headers: &HeaderMap, session: &Session) -> Option<Timestamp> {
    let Some(key) = session.key else {
        return Some(Timestamp::MAX);
    };
    let bytes = URL_SAFE_NO_PAD
        .decode(cookies::read(headers, cookies::PROOF)?)
        .ok()?;
    let (moment, mac) = bytes.split_first_chunk::<8>()?;
    let mac = Mac::from_bytes(mac.try_into().ok()?);
    let since = Timestamp::from_micros(i64::from_be_bytes(*moment));
    let (now, until) = (app.now(), since.after(PROOF_LIVES));
    let ours = mac == seal(&app.parts.key, session.id, key, *moment);
    (ours && since <= now.after(AHEAD) && now < until).then_some(until)
}

fn seal(key: &SecretKey, session: SessionId, device: Mac, moment: [u8; 8]) -> Mac {
    key.mac(
        "proof of a session",
        &[&moment[..], session.uuid().as_bytes(), device.as_bytes()].concat(),
    )
}
