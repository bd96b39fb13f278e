//! Sign-ins that this browser has begun: they stand in a sealed cookie, so that beginning one
//! writes nothing, and nobody finishes in one browser what was begun in another
//! (security.md, T22).

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use usher_domain::{
    clock::{Timestamp, draw},
    ids::AccountId,
    invite::Mac,
};

use crate::{App, http::cookies};

/// How long one may take.
pub(super) const LIVES: Duration = Duration::from_mins(20);
/// How many a browser can have begun at once: several tabs, and the one that was given up.
const MOST: usize = 4;
/// The most bytes of a cookie's value that every browser keeps.
const FITS: usize = 3500;
const NEXT_MAX: usize = 600;
const PURPOSE: &str = "openid attempts";

/// One that was begun.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Attempt {
    /// The provider, by its name in addresses.
    #[serde(rename = "p")]
    pub(super) provider: String,
    /// Where the person wanted to go.
    #[serde(rename = "n")]
    pub(super) next: String,
    /// The account that it is to be connected with, if that is what it is for.
    #[serde(rename = "l", skip_serializing_if = "Option::is_none", default)]
    pub(super) link: Option<AccountId>,
    #[serde(rename = "t")]
    began: i64,
    #[serde(rename = "s")]
    secret: [u8; 32],
}

impl Attempt {
    /// Draws one.
    pub(super) fn draw(app: &App, provider: &str, next: &str, link: Option<AccountId>) -> Self {
        Self {
            provider: provider.to_owned(),
            next: if next.len() > NEXT_MAX { "/" } else { next }.to_owned(),
            link,
            began: app.now().micros(),
            secret: draw(&*app.parts.entropy),
        }
    }

    /// What the provider sends back with its answer.
    pub(super) fn state(&self, app: &App) -> String {
        self.derived(app, "openid state")
    }

    /// What stands in the token of this attempt and of no other.
    pub(super) fn nonce(&self, app: &App) -> String {
        self.derived(app, "openid nonce")
    }

    /// What proves that the code is ours (PKCE).
    pub(super) fn verifier(&self, app: &App) -> String {
        self.derived(app, "openid verifier")
    }

    /// What the database remembers of it once it is spent.
    pub(super) fn mark(&self, app: &App) -> Mac {
        app.parts.key.mac("openid spent", &self.secret)
    }

    fn derived(&self, app: &App, purpose: &'static str) -> String {
        URL_SAFE_NO_PAD.encode(app.parts.key.mac(purpose, &self.secret).as_bytes())
    }

    /// Until when it can be finished.
    pub(super) fn ends(&self) -> Timestamp {
        Timestamp::from_micros(self.began).after(LIVES)
    }

    fn lives(&self, now: Timestamp) -> bool {
        now < self.ends() && self.began <= now.after(Duration::from_mins(1)).micros()
    }
}

/// Those of a browser that can still be finished.
pub(super) fn held(app: &App, headers: &HeaderMap) -> Vec<Attempt> {
    let read = || {
        let value = cookies::read(headers, cookies::ATTEMPTS)?;
        let sealed = URL_SAFE_NO_PAD.decode(value).ok()?;
        let plain = app.sealer().open(PURPOSE, "", &sealed)?;
        serde_json::from_slice::<Vec<Attempt>>(&plain).ok()
    };
    let now = app.now();
    let mut held = read().unwrap_or_default();
    held.retain(|attempt| attempt.lives(now));
    held
}

/// The one of this provider with this state.
pub(super) fn find(app: &App, held: &[Attempt], provider: &str, state: &str) -> Option<Attempt> {
    let fits = |one: &&Attempt| {
        one.provider == provider && bool::from(one.state(app).as_bytes().ct_eq(state.as_bytes()))
    };
    held.iter().find(fits).cloned()
}

/// The cookie with one more; the oldest make room.
pub(super) fn with(app: &App, mut held: Vec<Attempt>, new: Attempt) -> HeaderValue {
    held.push(new);
    loop {
        let excess = held.len().saturating_sub(MOST);
        held.drain(..excess);
        let value = sealed(app, &held);
        if value.len() <= FITS || held.len() < 2 {
            return cookies::attempts(value, LIVES);
        }
        held.remove(0);
    }
}

/// The cookie without one that is spent.
pub(super) fn without(app: &App, mut held: Vec<Attempt>, spent: &Attempt) -> HeaderValue {
    held.retain(|one| one.secret != spent.secret);
    if held.is_empty() {
        return cookies::remove(cookies::ATTEMPTS);
    }
    cookies::attempts(sealed(app, &held), LIVES)
}

fn sealed(app: &App, held: &[Attempt]) -> String {
    let plain = serde_json::to_vec(held).unwrap_or_default();
    URL_SAFE_NO_PAD.encode(app.sealer().seal(PURPOSE, "", &plain))
}
