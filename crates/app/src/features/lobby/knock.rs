//! Who knocks, before the database is asked.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use usher_domain::{
    clock::Timestamp,
    config::SiteConfig,
    ids::{AccountId, InviteId},
    invite::{Browser, HandOverCode, Holder, InviteToken, Mac, Refusal},
};

use crate::{
    App,
    features::{accounts::Session, devices::Shown},
    http::visit::Visit,
};

/// How somebody came to the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By a link of an invite.
    Link,
    /// By what the browser in the seat has shown.
    HandOver,
    /// Without a link, from the list of what a member is invited to.
    Listed(InviteId),
}

/// One visitor before one link.
#[derive(Clone)]
pub(in crate::features) struct Knock {
    /// What the link's secret hashes to.
    pub(in crate::features) secret: Mac,
    /// What kind of secret that is.
    pub(super) way: Way,
    /// Who asks.
    pub(in crate::features) visit: Visit,
    /// The rules of the site.
    pub(in crate::features) site: Arc<SiteConfig>,
    /// The moment of the knock.
    pub(in crate::features) now: Timestamp,
    /// What the browser shows of its key; nothing, until the form is read.
    pub(in crate::features) shown: Shown,
    /// Until when no more tries are taken from this browser or network.
    pub(in crate::features) no_tries_until: Option<Timestamp>,
}

impl Knock {
    /// A knock with the text that stood in the link. What is no token is hashed
    /// and looked for like one, under a purpose that nothing is stored for, so
    /// that neither answer nor time tells it from a wrong one.
    pub(in crate::features) fn new(app: &App, visit: &Visit, text: &str) -> Self {
        let key = &app.parts.key;
        let secret = match text.parse::<InviteToken>() {
            Ok(token) => token.mac(key),
            Err(_) => key.mac("no invite", text.as_bytes()),
        };
        Self::by(app, visit, Way::Link, secret)
    }

    /// A knock with what was typed, or read, from the screen of the browser in the seat.
    pub(super) fn handed_over(app: &App, visit: &Visit, text: &str) -> Self {
        let key = &app.parts.key;
        let secret = match text.parse::<HandOverCode>() {
            Ok(code) => code.mac(key),
            Err(_) => key.mac("no hand over", text.as_bytes()),
        };
        Self::by(app, visit, Way::HandOver, secret)
    }

    /// A knock without a link, from a member's list.
    pub(super) fn listed(app: &App, visit: &Visit, invite: InviteId) -> Self {
        let key = &app.parts.key;
        let secret = key.mac("invited to me", invite.uuid().as_bytes());
        Self::by(app, visit, Way::Listed(invite), secret)
    }

    /// A knock with a guest link, whose secrets are others.
    pub(in crate::features) fn with_guest_link(app: &App, visit: &Visit, text: &str) -> Self {
        let key = &app.parts.key;
        let secret = match text.parse::<InviteToken>() {
            Ok(token) => token.mac_of_guest_link(key),
            Err(_) => key.mac("no invite", text.as_bytes()),
        };
        Self::by(app, visit, Way::Link, secret)
    }

    fn by(app: &App, visit: &Visit, way: Way, secret: Mac) -> Self {
        let mut knock = Self {
            secret,
            way,
            visit: visit.clone(),
            site: app.settings.now(),
            now: app.now(),
            shown: Shown::NOTHING,
            no_tries_until: None,
        };
        let by_browser = knock
            .budget_key()
            .and_then(|key| app.budgets.lobby_browser.waits(&key));
        let by_network = app.budgets.lobby_network.waits(&knock.network_key());
        knock.no_tries_until = by_browser.max(by_network);
        knock
    }

    /// Counts a refusal that was a failed try.
    pub(in crate::features) fn count(&self, app: &App, refusal: &Refusal) {
        if refusal.is_failed_try() {
            if let Some(key) = self.budget_key() {
                app.budgets.lobby_browser.failed(&key);
            }
            app.budgets.lobby_network.failed(&self.network_key());
        }
    }

    /// The browser, as seats know it. A guest's session is proof enough of it
    /// where the browser has lost its own cookie.
    pub(in crate::features) fn browser(&self) -> Option<Mac> {
        let session = self.guest_session().or(self.visit.unproved.as_ref());
        session
            .map(|session| session.browser)
            .or(self.visit.browser)
    }

    /// The guest's session in which what is granted to `browser` is opened: one of
    /// the same cookie whose key, if it has one, is the browser's and shown.
    pub(in crate::features) fn session_for(&self, browser: Browser) -> Option<&Session> {
        let shown = self.shown.key.key();
        let unproved = self.visit.unproved.as_ref();
        let session = self
            .guest_session()
            .or(unproved.filter(|session| session.key == shown))?;
        let fits = session.key.is_none() || browser.opens_with(session.key);
        (session.browser == browser.cookie && fits).then_some(session)
    }

    /// Whether the session of this browser opens what was granted to `holder`.
    pub(in crate::features) fn is_open_to(&self, holder: Holder) -> bool {
        match holder {
            Holder::Account(account) => self.account() == Some(account),
            Holder::Seat(browser) => self.guest_session().is_some_and(|session| {
                session.browser == browser.cookie && browser.opens_with(session.key)
            }),
        }
    }

    /// The session of a guest.
    pub(in crate::features) fn guest_session(&self) -> Option<&Session> {
        self.visit
            .session
            .as_ref()
            .filter(|session| session.member.is_none())
    }

    /// The session of a member who is signed in in this browser.
    pub(in crate::features) fn member_session(&self) -> Option<&Session> {
        self.visit
            .session
            .as_ref()
            .filter(|session| session.member.is_some() && !session.by_token)
    }

    /// The member who asks, by browser or by API token.
    pub(in crate::features) fn account(&self) -> Option<AccountId> {
        self.visit.actor.account()
    }

    /// The network before this link: whoever guesses at one link keeps their
    /// neighbours from no other.
    fn network_key(&self) -> String {
        let link = URL_SAFE_NO_PAD.encode(self.secret.as_bytes());
        format!("{} {link}", self.visit.network_key())
    }

    fn budget_key(&self) -> Option<String> {
        self.browser()
            .map(|browser| URL_SAFE_NO_PAD.encode(browser.as_bytes()))
    }
}
