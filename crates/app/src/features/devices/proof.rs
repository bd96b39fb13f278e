//! A proof as it is sent: `nonce.key.signature`, each as base64url.

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use usher_domain::{clock::Timestamp, invite::KeyShown};

use super::{
    nonce::{Malformed, Purpose, given_at},
    public_key::PublicKey,
};
use crate::{App, http::fault::Fault};

/// Three parts of at most 87 characters, and two dots.
const LONGEST: usize = 300;

/// What a browser has shown of its key, and since when that is known.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// What it has shown.
    pub key: KeyShown,
    /// When the nonce was given out that it signed: what a proof opens counts from
    /// then, so that sending one again opens nothing for longer.
    pub since: Timestamp,
}

impl Shown {
    /// Nothing was sent.
    pub const NOTHING: Self = Self {
        key: KeyShown::Nothing,
        since: Timestamp::from_micros(0),
    };
}

/// Reads a proof for `purpose`, sealed for `whom`; the empty text shows nothing. It
/// takes a tenth of a millisecond and belongs outside of transactions. What no
/// browser would send is a fault; a wrong signature shows nothing.
pub fn shown(app: &App, purpose: Purpose, whom: &[u8], text: &str) -> Result<Shown, Fault> {
    if text.is_empty() {
        return Ok(Shown::NOTHING);
    }
    read(app, purpose, whom, text)
        .map_err(|Malformed| Fault::new(StatusCode::BAD_REQUEST, "bad_device_key"))
}

fn read(app: &App, purpose: Purpose, whom: &[u8], text: &str) -> Result<Shown, Malformed> {
    if text.len() > LONGEST {
        return Err(Malformed);
    }
    let mut parts = text.split('.');
    let (Some(nonce), Some(key), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Malformed);
    };
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| Malformed);
    let (key, signature) = (PublicKey::read(&bytes(key)?)?, bytes(signature)?);
    if signature.len() != 64 {
        return Err(Malformed);
    }
    let secret = &app.parts.key;
    let given_at = given_at(secret, purpose, whom, nonce, app.now())?;
    if !key.signed(purpose, nonce, &signature) {
        return Ok(Shown::NOTHING);
    }
    let key = key.mac(secret);
    Ok(match given_at {
        Some(since) => Shown {
            key: KeyShown::Fresh(key),
            since,
        },
        None => Shown {
            key: KeyShown::Stale(key),
            ..Shown::NOTHING
        },
    })
}
