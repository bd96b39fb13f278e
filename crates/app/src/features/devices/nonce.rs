//! What a browser signs to show that it has its key now: a moment, sealed for one
//! purpose and one browser or session. Nothing is stored of it.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use usher_domain::{
    clock::Timestamp,
    invite::{Mac, SecretKey},
};

/// How long a nonce is good for.
pub(super) const NONCE_LIVES: Duration = Duration::from_mins(5);
/// How far the clocks of two processes of one site may be apart.
const AHEAD: Duration = Duration::from_secs(30);

/// What a proof is for. One for another purpose is worth nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To enter by a link: sealed for the browser's cookie and the link's secret.
    Seat,
    /// To keep a session open: sealed for the session.
    Session,
    /// To be told of an entry's events: sealed for the session.
    Events,
}

impl Purpose {
    /// Its name, as it is signed.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Seat => "seat",
            Self::Session => "session",
            Self::Events => "events",
        }
    }

    const fn seal(self) -> &'static str {
        match self {
            Self::Seat => "nonce for a seat",
            Self::Session => "nonce for a session",
            Self::Events => "nonce for events",
        }
    }
}

/// A nonce for `whom`: text for a page or an answer.
pub fn nonce(key: &SecretKey, purpose: Purpose, whom: &[u8], now: Timestamp) -> String {
    let moment = now.micros().to_be_bytes();
    let mut bytes = moment.to_vec();
    bytes.extend_from_slice(seal(key, purpose, whom, moment).as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// When `nonce` was given out, if it was given out lately, for this purpose and to
/// this browser or session. `Err`: it is no nonce at all.
pub(super) fn given_at(
    key: &SecretKey,
    purpose: Purpose,
    whom: &[u8],
    nonce: &str,
    now: Timestamp,
) -> Result<Option<Timestamp>, Malformed> {
    let bytes = URL_SAFE_NO_PAD.decode(nonce).map_err(|_| Malformed)?;
    let (moment, mac) = bytes.split_first_chunk::<8>().ok_or(Malformed)?;
    let mac = Mac::from_bytes(mac.try_into().map_err(|_| Malformed)?);
    let at = Timestamp::from_micros(i64::from_be_bytes(*moment));
    let ours = mac == seal(key, purpose, whom, *moment);
    let fresh = at <= now.after(AHEAD) && now < at.after(NONCE_LIVES);
    Ok((ours && fresh).then_some(at))
}

/// It is not what a browser would send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

fn seal(key: &SecretKey, purpose: Purpose, whom: &[u8], moment: [u8; 8]) -> Mac {
    key.mac(purpose.seal(), &[&moment, whom].concat())
}
