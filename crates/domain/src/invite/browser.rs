//! A browser, as a seat knows it: by its cookie and, where it has one, by its key.

use super::{Mac, VisitorFacts};

/// The browser in a seat. A cookie can be copied; the private half of a key that
/// the browser made for itself cannot leave it (security.md, T8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Browser {
    /// The keyed hash of its cookie.
    pub cookie: Mac,
    /// The keyed hash of its public key, if it showed one when it sat down.
    pub key: Option<Mac>,
}

impl Browser {
    /// One that is known by its cookie alone: where scripts, `SubtleCrypto` or
    /// `IndexedDB` are missing.
    pub const fn by_cookie(cookie: Mac) -> Self {
        Self { cookie, key: None }
    }

    /// Whether a session with this key opens what the browser was given.
    pub fn opens_with(&self, key: Option<Mac>) -> bool {
        self.key.is_none() || self.key == key
    }
}

/// What a visitor's browser shows of its key with an attempt. What is named is
/// the keyed hash of the public key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyShown {
    /// None, or one whose signature is wrong.
    #[default]
    Nothing,
    /// One that the browser has, shown with a word of the server's that is too old
    /// or was given to another browser or for another purpose: good for sitting
    /// down, not for coming back.
    Stale(Mac),
    /// One that the browser has at this moment.
    Fresh(Mac),
}

impl KeyShown {
    /// The key, however it was shown: what a free seat is bound to.
    pub const fn key(self) -> Option<Mac> {
        match self {
            Self::Nothing => None,
            Self::Stale(key) | Self::Fresh(key) => Some(key),
        }
    }
}

/// Whether a visitor's browser is the one in a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recognised {
    /// It is; or, where the link is only looked at, it may still prove to be.
    Same,
    /// It would be, but has to prove its key anew.
    Stale,
    /// It is not: another cookie, or the cookie without the key.
    Another,
}

impl VisitorFacts {
    /// Whether this browser is the one that is `seated`. Opening a link proves no
    /// key, since nothing but a cookie comes with it: what is shown then promises
    /// nothing, and whoever goes on has to prove it.
    pub(super) fn recognised(&self, seated: Browser, looks: bool) -> Recognised {
        match (seated.key, self.key) {
            _ if self.browser != Some(seated.cookie) => Recognised::Another,
            (None, _) => Recognised::Same,
            _ if looks => Recognised::Same,
            (Some(key), KeyShown::Fresh(shown)) if shown == key => Recognised::Same,
            (Some(key), KeyShown::Stale(shown)) if shown == key => Recognised::Stale,
            (Some(_), _) => Recognised::Another,
        }
    }
}
