//! One request for `/i/{token}`: what is asked, in which language it is answered.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::Response,
};
use serde::Deserialize;
use usher_domain::{
    access::{Action, may},
    email::Email,
    ids::{EntryId, InviteId},
    invite::{Attempt, Entrance, Mac, Typed},
    media::StartAt,
};

use super::{
    knock::{Knock, Way},
    store::Answer,
};
use crate::{
    App,
    features::devices::{self, Purpose},
    http::{
        cookies::BrowserKey,
        fault::Fault,
        visit::{Visit, accepted_languages},
    },
    words::Words,
};

/// What the address adds to the link. Whatever else mail programs and chats hang
/// onto it is left alone.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub(super) guest: String,
    #[serde(default)]
    pub(super) check_in: String,
    #[serde(default)]
    pub(super) here: String,
    /// Where the film is to begin.
    #[serde(default)]
    pub(super) t: String,
}

/// What the form of the lobby sends.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Filled {
    #[serde(default)]
    email: String,
    #[serde(default)]
    guest: String,
    #[serde(default)]
    check_in: String,
    /// To go on without signing in.
    #[serde(default)]
    here: String,
    /// Where the film is to begin.
    #[serde(default)]
    t: String,
    /// What the page's script shows of the browser's key.
    #[serde(default)]
    proof: String,
}

impl Filled {
    /// What was chosen on the way here.
    pub(super) fn asked(&self) -> Asked {
        Asked {
            guest: self.guest.clone(),
            check_in: self.check_in.clone(),
            here: self.here.clone(),
            t: self.t.clone(),
        }
    }

    /// What a form without a field for the address sends.
    pub(super) fn without_address(asked: Asked, proof: String) -> Self {
        let Asked {
            guest,
            check_in,
            here,
            t,
        } = asked;
        Self {
            email: String::new(),
            guest,
            check_in,
            here,
            t,
            proof,
        }
    }
}

/// The request, with all that an answer needs.
pub(super) struct Door<'a> {
    pub(super) app: &'a App,
    pub(super) visit: &'a Visit,
    pub(super) knock: Knock,
    /// In the language that the reader chose, else the invite's, else the browser's.
    pub(super) words: Words,
    /// The text that stood in the link.
    token: &'a str,
    headers: &'a HeaderMap,
    /// A member chose to go on as the invited guest.
    pub(super) as_guest: bool,
    /// The visitor checks in before the session starts.
    pub(super) check_in: bool,
    /// Somebody who could sign in goes on without.
    here: bool,
    /// Where the film is to begin, if the link says so.
    start: Option<StartAt>,
    /// What was typed in the field for the address.
    pub(super) typed: String,
    /// The name of a browser that had none.
    fresh: Option<BrowserKey>,
}

impl<'a> Door<'a> {
    /// Somebody opens a link.
    pub(super) fn opened(
        app: &'a App,
        visit: &'a Visit,
        headers: &'a HeaderMap,
        token: &'a str,
        asked: &Asked,
    ) -> Self {
        Self::at(
            Knock::new(app, visit, token),
            app,
            visit,
            headers,
            token,
            asked,
        )
    }

    /// Somebody opens what the browser in the seat has shown.
    pub(super) fn handed_over(
        app: &'a App,
        visit: &'a Visit,
        headers: &'a HeaderMap,
        code: &'a str,
        asked: &Asked,
    ) -> Self {
        let knock = Knock::handed_over(app, visit, code);
        Self::at(knock, app, visit, headers, code, asked)
    }

    /// A member opens one of those they are invited to.
    pub(super) fn listed(
        app: &'a App,
        visit: &'a Visit,
        headers: &'a HeaderMap,
        invite: InviteId,
        asked: &Asked,
    ) -> Self {
        let knock = Knock::listed(app, visit, invite);
        Self::at(knock, app, visit, headers, "", asked)
    }

    fn at(
        knock: Knock,
        app: &'a App,
        visit: &'a Visit,
        headers: &'a HeaderMap,
        token: &'a str,
        asked: &Asked,
    ) -> Self {
        Self {
            app,
            visit,
            knock,
            words: visit.words.clone(),
            token,
            headers,
            as_guest: asked.guest == "1",
            check_in: asked.check_in == "1",
            here: asked.here == "1",
            start: StartAt::of_link(&asked.t),
            typed: String::new(),
            fresh: visit
                .browser
                .is_none()
                .then(|| BrowserKey::draw(app.now(), &*app.parts.entropy)),
        }
    }

    /// Somebody sends the lobby's form.
    pub(super) fn pressed(
        app: &'a App,
        visit: &'a Visit,
        headers: &'a HeaderMap,
        token: &'a str,
        filled: Filled,
    ) -> Result<Self, Fault> {
        Self::opened(app, visit, headers, token, &filled.asked()).filled(filled)
    }

    /// The same door, with what the form brings.
    pub(super) fn filled(mut self, filled: Filled) -> Result<Self, Fault> {
        if let Some(browser) = self.knock.browser() {
            let whom = self.whom(browser);
            self.knock.shown = devices::shown(self.app, Purpose::Seat, &whom, &filled.proof)?;
        }
        self.typed = filled.email;
        Ok(self)
    }

    /// What the page's script is to sign: for this browser and this link.
    pub(super) fn nonce(&self) -> String {
        let key = &self.app.parts.key;
        let fresh = || self.fresh.as_ref().map(|fresh| fresh.mac(key));
        match self.knock.browser().or_else(fresh) {
            Some(browser) => {
                devices::nonce(key, Purpose::Seat, &self.whom(browser), self.knock.now)
            }
            None => String::new(),
        }
    }

    fn whom(&self, browser: Mac) -> Vec<u8> {
        [*browser.as_bytes(), *self.knock.secret.as_bytes()].concat()
    }

    /// Counts a code that nobody has shown against the network: it is short enough to be guessed at.
    pub(super) fn count_guess(&self) {
        if self.knock.way == Way::HandOver {
            let budget = &self.app.budgets.codes_network;
            budget.failed(&self.visit.network_key());
        }
    }

    /// Looking and no more.
    pub(super) fn look(&self) -> Attempt {
        Attempt::Look {
            as_guest: self.as_guest,
            check_in: self.check_in,
        }
    }

    /// Entering with what was typed.
    pub(super) fn enter(&self) -> Attempt {
        let entrance = Entrance {
            typed: Typed::parse(&self.typed),
            as_guest: self.as_guest,
            without_sign_in: self.here,
            ..Entrance::default()
        };
        if self.check_in {
            Attempt::CheckIn(entrance)
        } else {
            Attempt::Enter(entrance)
        }
    }

    /// The address that was typed, if it is one.
    pub(super) fn address(&self) -> Option<Email> {
        match Typed::parse(&self.typed) {
            Typed::Address(email) => Some(email),
            Typed::Nothing | Typed::NoAddress => None,
        }
    }

    /// What the visitor chose on the way here, as the end of an address.
    pub(super) fn choices(&self) -> String {
        self.hidden().fold(String::new(), |before, (name, value)| {
            let mark = if before.is_empty() { '?' } else { '&' };
            format!("{before}{mark}{name}={value}")
        })
    }

    /// The same, as a form's hidden fields.
    pub(super) fn hidden(&self) -> impl Iterator<Item = Hidden> {
        let chosen = [
            (self.as_guest, "guest"),
            (self.check_in, "check_in"),
            (self.here, "here"),
        ];
        let start = self.start.map(|start| ("t", start.to_string()));
        chosen
            .into_iter()
            .filter(|(chosen, _)| *chosen)
            .map(|(_, name)| (name, "1".to_owned()))
            .chain(start)
    }

    /// The link, with where the film is to begin.
    pub(super) fn link(&self) -> String {
        beginning(self.path(), self.start)
    }

    /// The same with one choice made.
    pub(super) fn choosing(&self, name: &str) -> String {
        let mark = if self.start.is_some() { '&' } else { '?' };
        format!("{}{mark}{name}=1", self.link())
    }

    /// The page that is behind this door.
    pub(super) fn inside(&self, entry: EntryId) -> String {
        beginning(format!("/media/{entry}"), self.start)
    }

    /// Answers in the language of the invite, if it has one that is offered and the reader
    /// chose none.
    pub(super) fn speak(&mut self, answer: &Answer) {
        if let Some(lang) = self.language_of(answer) {
            let accepted = accepted_languages(self.headers);
            self.words = self.app.speak([lang], accepted);
        }
    }

    /// The language of the invite, where it counts.
    pub(super) fn language_of<'b>(&self, answer: &'b Answer) -> Option<&'b str> {
        let lang = answer.invitation.lang.as_deref()?;
        let offered = self.app.settings.now().languages.offers(lang);
        (offered && !self.visit.chose_language).then_some(lang)
    }

    /// The link's own path.
    pub(super) fn path(&self) -> String {
        match self.knock.way {
            Way::Link => format!("/i/{}", self.token),
            Way::HandOver => format!("/o/{}", self.token),
            Way::Listed(invite) => format!("/invited/{invite}"),
        }
    }

    /// Whether going on means that a member is signed out in this browser: a guest's
    /// seat and an account are never merged.
    pub(super) fn signs_out(&self, answer: &Answer) -> bool {
        let is_invited = |member| answer.invitation.invite.is_for(member);
        self.knock.member_session().is_some()
            && !answer.visitor.facts.member.as_ref().is_some_and(is_invited)
    }

    /// Whether the visitor may see the entry as its invitee does.
    pub(super) fn may_preview(&self, answer: &Answer) -> bool {
        let standing = answer.visitor.standing.as_ref();
        may(&self.visit.actor, Action::PreviewAsInvitee, standing).is_ok()
    }

    /// Gives the browser its name, if it has none yet, and keeps the link out of
    /// search indexes.
    pub(super) fn leave_with(&self, mut response: Response) -> Response {
        if let Some(key) = &self.fresh {
            response
                .headers_mut()
                .append(header::SET_COOKIE, key.cookie());
        }
        out_of_search(response)
    }

    /// The headers of the request.
    pub(super) fn headers(&self) -> &HeaderMap {
        self.headers
    }
}

/// A field that a form carries unseen, and its value.
pub(super) type Hidden = (&'static str, String);

fn beginning(path: String, start: Option<StartAt>) -> String {
    match start {
        Some(start) => format!("{path}?t={start}"),
        None => path,
    }
}

/// Keeps what a link leads to out of search indexes.
pub(super) fn out_of_search(mut response: Response) -> Response {
    response.headers_mut().insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex, nofollow"),
    );
    response
}
