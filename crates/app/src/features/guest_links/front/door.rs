//! One request for `/g/{token}`.

use axum::{http::header, response::Response};
use serde::Deserialize;
use usher_domain::invite::{GuestAttempt, Mac};

use crate::{
    App,
    features::{
        accounts::Member,
        devices::{self, Purpose},
        guest_links::wanted::introduction,
        lobby::Knock,
    },
    http::{
        cookies::BrowserKey,
        fault::{Fault, FieldFault},
        visit::Visit,
    },
};

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Filled {
    pub(super) name: String,
    pub(super) email: String,
    /// What the page's script shows of the browser's key.
    proof: String,
}

/// The request, with all that an answer needs.
pub(super) struct Door<'a> {
    pub(super) app: &'a App,
    pub(super) visit: &'a Visit,
    pub(super) knock: Knock,
    pub(super) filled: Filled,
    token: &'a str,
    /// The name of a browser that had none.
    fresh: Option<BrowserKey>,
}

impl<'a> Door<'a> {
    /// Somebody opens a link.
    pub(super) fn opened(app: &'a App, visit: &'a Visit, token: &'a str) -> Self {
        Self {
            app,
            visit,
            knock: Knock::with_guest_link(app, visit, token),
            filled: Filled::default(),
            token,
            fresh: (visit.browser.is_none())
                .then(|| BrowserKey::draw(app.now(), &*app.parts.entropy)),
        }
    }

    /// Somebody sends the form.
    pub(super) fn pressed(
        app: &'a App,
        visit: &'a Visit,
        token: &'a str,
        filled: Filled,
    ) -> Result<Self, Fault> {
        let mut door = Self::opened(app, visit, token);
        if let Some(browser) = door.knock.browser() {
            let whom = door.whom(browser);
            door.knock.shown = devices::shown(app, Purpose::Seat, &whom, &filled.proof)?;
        }
        door.filled = filled;
        Ok(door)
    }

    /// What is tried with what was typed.
    pub(super) fn attempt(&self) -> GuestAttempt {
        GuestAttempt::Enter(introduction(&self.filled.name, &self.filled.email).ok())
    }

    /// What is wrong with what was typed.
    pub(super) fn faults(&self) -> Vec<FieldFault> {
        let typed = introduction(&self.filled.name, &self.filled.email);
        typed.err().unwrap_or_default()
    }

    /// What the page's script is to sign: for this browser and this link.
    pub(super) fn nonce(&self) -> String {
        let key = &self.app.parts.key;
        let fresh = || self.fresh.as_ref().map(|fresh| fresh.mac(key));
        let browser = self.knock.browser().or_else(fresh);
        browser.map_or_else(String::new, |browser| {
            devices::nonce(key, Purpose::Seat, &self.whom(browser), self.knock.now)
        })
    }

    fn whom(&self, browser: Mac) -> Vec<u8> {
        [*browser.as_bytes(), *self.knock.secret.as_bytes()].concat()
    }

    /// The link's own path.
    pub(super) fn path(&self) -> String {
        format!("/g/{}", self.token)
    }

    /// The name of the member whom going on signs out in this browser: a guest and an account are never merged.
    pub(super) fn signs_out(&self) -> Option<String> {
        let session = self.knock.member_session()?;
        session.member().map(Member::name)
    }

    /// Gives the browser its name, if it has none yet.
    pub(super) fn leave_with(&self, mut response: Response) -> Response {
        if let Some(key) = &self.fresh {
            let headers = response.headers_mut();
            headers.append(header::SET_COOKIE, key.cookie());
        }
        response
    }
}
