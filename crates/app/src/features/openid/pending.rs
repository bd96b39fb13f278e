//! An identity that was proved and belongs to nobody here yet: sealed into a cookie of the browser
//! that proved it, until its person says with whom it is to be connected.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use usher_domain::{clock::Timestamp, ids::AccountId, sign_in::Unknown};

use crate::{App, http::cookies};

/// How long somebody has for that.
const LIVES: Duration = Duration::from_mins(20);
const PURPOSE: &str = "openid identity";

/// One that waits.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Pending {
    /// The provider, by its name in addresses.
    pub(super) provider: String,
    /// The issuer who vouched.
    pub(super) issuer: String,
    /// Who it is there.
    pub(super) subject: String,
    /// What they are called there.
    pub(super) shown: String,
    /// Where they wanted to go.
    pub(super) next: String,
    /// Why it is nobody's here, if they came to sign in.
    pub(super) why: Option<Unknown>,
    /// With whose account alone it may be connected, if they were signed in when they went.
    pub(super) account: Option<AccountId>,
    /// When it was proved.
    pub(super) at: i64,
}

/// The one of this browser.
pub(super) fn held(app: &App, headers: &HeaderMap) -> Option<Pending> {
    let value = cookies::read(headers, cookies::IDENTITY)?;
    let sealed = URL_SAFE_NO_PAD.decode(value).ok()?;
    let plain = app.sealer().open(PURPOSE, "", &sealed)?;
    let pending: Pending = serde_json::from_slice(&plain).ok()?;
    let ends = Timestamp::from_micros(pending.at).after(LIVES);
    (app.now() < ends).then_some(pending)
}

/// The cookie that holds it.
pub(super) fn cookie(app: &App, pending: &Pending) -> HeaderValue {
    let plain = serde_json::to_vec(pending).unwrap_or_default();
    let sealed = URL_SAFE_NO_PAD.encode(app.sealer().seal(PURPOSE, "", &plain));
    cookies::identity(sealed, LIVES)
}
