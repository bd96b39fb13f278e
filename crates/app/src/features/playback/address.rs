//! Addresses that let a player in by themselves: `/media/{entry}/by/{address}/…`, for one that sends no cookie
//! ([ADR 0060](../../../../../docs/adr/0060-an-address-lets-a-player-in.md)).
//!
//! An address says who asked for it, and until when it is good, under our seal. It gives no right: each request is decided
//! by what whoever asked may do at that moment, as if they had asked themselves.

use std::time::Duration;

use axum::{
    extract::MatchedPath,
    http::{Extensions, HeaderMap, HeaderValue, StatusCode, header},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use usher_db::Tx;
use usher_domain::{
    clock::Timestamp,
    ids::{EntryId, SessionId},
    invite::{Mac, SecretKey},
};
use uuid::Uuid;

use crate::{
    App,
    features::accounts::{self, Session},
    http::fault::Fault,
};

/// How long an address is good for at most.
pub(super) const LIVES: Duration = Duration::from_mins(5);

/// What every route to which an address leads begins with.
pub(super) const BY: &str = "/media/{entry}/by/{address}/";

/// Who asked for an address, and is the one who is let in by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// Somebody without a session: what everybody may watch.
    Nobody,
    /// A browser's session.
    Session(SessionId),
    /// A program, by its token.
    Token(SessionId),
}

impl Holder {
    /// Who asks in this session, if there is one.
    pub(super) fn of(session: Option<&Session>) -> Self {
        match session {
            None => Self::Nobody,
            Some(session) if session.by_token => Self::Token(session.id),
            Some(session) => Self::Session(session.id),
        }
    }

    fn written(self) -> [u8; 17] {
        let (kind, id) = match self {
            Self::Nobody => (0, [0; 16]),
            Self::Session(id) => (1, id.uuid().into_bytes()),
            Self::Token(id) => (2, id.uuid().into_bytes()),
        };
        let mut bytes = [kind; 17];
        bytes[1..].copy_from_slice(&id);
        bytes
    }

    fn read(bytes: &[u8; 17]) -> Option<Self> {
        let (kind, id) = bytes.split_first_chunk::<1>()?;
        let id = SessionId::from_uuid(Uuid::from_slice(id).ok()?);
        match kind {
            [0] => Some(Self::Nobody),
            [1] => Some(Self::Session(id)),
            [2] => Some(Self::Token(id)),
            _ => None,
        }
    }

    /// Their session as the database knows it now; none if it has ended.
    fn session(self, tx: &Tx, now: Timestamp) -> Result<Option<Session>, usher_db::Error> {
        match self {
            Self::Nobody => Ok(None),
            Self::Session(id) => accounts::of_browser(tx, id, now),
            Self::Token(id) => accounts::of_program(tx, id, now),
        }
    }
}

/// The secret part of an address of `entry`, good until `ends`.
pub(crate) fn address(key: &SecretKey, holder: Holder, entry: EntryId, ends: Timestamp) -> String {
    let (holder, ends) = (holder.written(), ends.micros().to_be_bytes());
    let mac = seal(key, &holder, ends, entry);
    URL_SAFE_NO_PAD.encode([&holder[..], &ends, mac.as_bytes()].concat())
}

/// Who is let in by it, and until when; nothing if it is none of ours for this entry.
fn read(key: &SecretKey, text: &str, entry: EntryId) -> Option<(Holder, Timestamp)> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (holder, rest) = bytes.split_first_chunk::<17>()?;
    let (ends, mac) = rest.split_first_chunk::<8>()?;
    let mac = Mac::from_bytes(mac.try_into().ok()?);
    if mac != seal(key, holder, *ends, entry) {
        return None;
    }
    let ends = Timestamp::from_micros(i64::from_be_bytes(*ends));
    Some((Holder::read(holder)?, ends))
}

fn seal(key: &SecretKey, holder: &[u8; 17], ends: [u8; 8], entry: EntryId) -> Mac {
    key.mac(
        "media address",
        &[&holder[..], &ends, entry.uuid().as_bytes()].concat(),
    )
}

/// Whether the request goes to a route where the address itself says who asks, whatever else the
/// request carries.
pub fn is_by_address(extensions: &Extensions) -> bool {
    extensions
        .get::<MatchedPath>()
        .is_some_and(|route| route.as_str().starts_with(BY))
}

/// Who asks under the address in `path`, and until when what they open stays open: a seat with a
/// key was proved when the address was given out, and for no longer than that is good.
pub async fn identify(app: &App, path: &str) -> Result<(Option<Session>, Timestamp), Fault> {
    let now = app.now();
    let (holder, ends) = in_path(&app.parts.key, path)
        .filter(|(_, ends)| now < *ends)
        .ok_or_else(Fault::not_found)?;
    let find = move |tx: &Tx| holder.session(tx, now);
    let session = app.parts.db.read(find).await?;
    let is_keyed = session
        .as_ref()
        .is_some_and(|session| session.key.is_some());
    Ok((session, if is_keyed { ends } else { Timestamp::MAX }))
}

fn in_path(key: &SecretKey, path: &str) -> Option<(Holder, Timestamp)> {
    let (entry, rest) = path.strip_prefix("/media/")?.split_once('/')?;
    let (address, _) = rest.strip_prefix("by/")?.split_once('/')?;
    read(key, address, entry.parse().ok()?)
}

/// A player cannot sign in: to it there is nothing.
pub fn as_told(fault: Fault) -> Fault {
    if fault.details().status == StatusCode::UNAUTHORIZED {
        Fault::not_found()
    } else {
        fault
    }
}

/// Lets pages of other sites read the answer: no cookie of their reader has opened it, and whoever has the
/// address has the bytes in any case.
pub fn open_to_pages(heads: &mut HeaderMap) {
    const SHOWN: &str = "accept-ranges, content-length, content-range, etag";
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ] {
        heads.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use usher_domain::clock::SeededEntropy;

    use super::*;

    fn entry(n: u64) -> EntryId {
        EntryId::new(Timestamp::from_secs(1), &SeededEntropy::new(n))
    }

    #[test]
    fn an_address_says_who_asked_and_until_when() {
        let key = SecretKey::new(&[7; 32]);
        let id = SessionId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
        let ends = Timestamp::from_secs(300);
        for holder in [Holder::Nobody, Holder::Session(id), Holder::Token(id)] {
            let text = address(&key, holder, entry(1), ends);
            assert_eq!(text.len(), 76);
            assert_eq!(read(&key, &text, entry(1)), Some((holder, ends)));
            assert_eq!(read(&key, &text, entry(2)), None);
            assert_eq!(read(&SecretKey::new(&[8; 32]), &text, entry(1)), None);
            let path = |entry: EntryId| format!("/media/{entry}/by/{text}/hls/master.m3u8");
            assert_eq!(in_path(&key, &path(entry(1))), Some((holder, ends)));
            assert_eq!(in_path(&key, &path(entry(2))), None);
        }
    }

    #[test]
    fn an_address_with_one_bit_changed_is_none() {
        let key = SecretKey::new(&[7; 32]);
        let id = SessionId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
        let text = address(&key, Holder::Session(id), entry(1), Timestamp::from_secs(9));
        let bytes = URL_SAFE_NO_PAD.decode(&text).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let changed = URL_SAFE_NO_PAD.encode(changed);
            assert_eq!(read(&key, &changed, entry(1)), None, "bit {bit}");
        }
        for (at, _) in text.char_indices() {
            assert_eq!(read(&key, &text[..at], entry(1)), None, "{at}");
        }
        assert_eq!(read(&key, &format!("{text}A"), entry(1)), None);
    }
}
