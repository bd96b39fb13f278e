//! The landing page: what one is invited to, by whom, and the one thing to do.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use usher_domain::{
    access::SessionRole, clock::Timestamp, ids::EntryId, invite::Refusal, media::EntryKind,
};

use super::{
    super::{
        door::{Door, Hidden},
        knock::Way,
        store::{Answer, Invitation},
    },
    Sentence,
    invited::{Invited, Seen, invited},
};
use crate::{
    App,
    http::{
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "lobby/templates/landing.html")]
struct LandingPage {
    page: Page,
    invited: Invited,
    ask: Ask,
}

impl PageTemplate for LandingPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The one thing that is asked.
enum Ask {
    /// The invited address.
    Address(Form, Field),
    /// A press of a button; `pressed` by the page's script unless the visitor has to
    /// think about it.
    Button {
        form: Form,
        label: String,
        pressed: bool,
    },
    /// To sign in by the way of the domain that was typed, or to go on without.
    Home {
        form: Form,
        email: String,
        said: Sentence,
        sign_in: (String, String),
    },
    /// Nothing: somebody who may invite looks at what an invitee will see.
    Preview { back: String },
    /// To wait for a session, or to check in.
    Countdown {
        starts: Sentence,
        warning: Option<Sentence>,
        check_in: String,
    },
}

/// Where a form goes, and what it carries unseen.
struct Form {
    action: String,
    /// What the page's script signs with the browser's key.
    nonce: String,
    /// Why it has to be sent once more.
    again: Option<Sentence>,
    hidden: Vec<Hidden>,
    signs_out: Option<Sentence>,
}

/// The field for the address as it was left.
struct Field {
    typed: String,
    error: String,
}

impl Field {
    /// Any address passes the browser's own check; one that was refused has the focus.
    fn more(&self) -> &'static str {
        if self.error.is_empty() {
            "inputmode=\"email\" dir=\"ltr\" autocapitalize=\"none\" spellcheck=\"false\""
        } else {
            "inputmode=\"email\" dir=\"ltr\" autocapitalize=\"none\" spellcheck=\"false\" data-focus"
        }
    }
}

/// The lobby: the invited address has to be typed.
pub(super) fn lobby(
    door: &Door<'_>,
    answer: &Answer,
    refusal: Option<&Refusal>,
) -> Result<Response, Fault> {
    let error = refusal.map_or_else(String::new, |refusal| {
        super::explain(door, Some(answer), refusal).heading.text()
    });
    let field = Field {
        typed: door.typed.clone(),
        error,
    };
    let ask = Ask::Address(form(door, answer), field);
    let status = refusal.map_or(Ok(StatusCode::OK), |refusal| {
        StatusCode::from_u16(refusal.status()).map_err(Fault::internal)
    })?;
    let mut response = show(door, answer, ask, status)?;
    if let Some(Refusal::TooManyTries { retry_after }) = refusal {
        let seconds = HeaderValue::from(retry_after.as_secs().max(1));
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    Ok(response)
}

/// People of the domain that was typed have a sign-in of their own.
pub(super) fn at_home(door: &Door<'_>, answer: &Answer) -> Result<Response, Fault> {
    let Some((home, sign_in)) = super::home(door) else {
        return lobby(door, answer, None);
    };
    let ask = Ask::Home {
        form: form(door, answer),
        email: door.typed.clone(),
        said: Sentence::new(door.words.say("lobby-home-text")).name("domain", &home),
        sign_in,
    };
    show(door, answer, ask, StatusCode::OK)
}

/// The key was shown with a word that is too old: the same page once more, with a
/// new one and what was typed.
pub(super) fn once_more(door: &Door<'_>, answer: &Answer) -> Result<Response, Fault> {
    let form = form(door, answer);
    let ask = if door.typed.is_empty() {
        Ask::Button {
            form,
            label: door.words.say("lobby-continue").to_string(),
            pressed: false,
        }
    } else {
        let field = Field {
            typed: door.typed.clone(),
            error: String::new(),
        };
        Ask::Address(form, field)
    };
    show(door, answer, ask, StatusCode::CONFLICT)
}

/// A member with the invited address: one button, pressed by the page's script.
pub(super) fn verified(door: &Door<'_>, answer: &Answer) -> Result<Response, Fault> {
    button(
        door,
        answer,
        door.words.say("lobby-continue").to_string(),
        true,
    )
}

/// Inside in a lower role: the same with the higher one.
pub(super) fn upgrade(
    door: &Door<'_>,
    answer: &Answer,
    to: SessionRole,
) -> Result<Response, Fault> {
    let label = door.words.say(format!("lobby-go-on-{to}")).to_string();
    button(door, answer, label, true)
}

/// This browser holds a grant, but its session is gone. A member is asked first,
/// since going on as the guest signs them out here.
pub(super) fn go_on(door: &Door<'_>, answer: &Answer) -> Result<Response, Fault> {
    let label = door.words.say("lobby-continue").to_string();
    button(door, answer, label, door.knock.member_session().is_none())
}

fn button(
    door: &Door<'_>,
    answer: &Answer,
    label: String,
    pressed: bool,
) -> Result<Response, Fault> {
    let form = form(door, answer);
    let ask = Ask::Button {
        form,
        label,
        pressed,
    };
    show(door, answer, ask, StatusCode::OK)
}

/// The session has not started: when it does, and the way to be in by then.
pub(super) fn countdown(
    door: &Door<'_>,
    answer: &Answer,
    starts_at: Timestamp,
    link_ends_before: Option<Timestamp>,
) -> Result<Response, Fault> {
    let zone = &door.visit.zone;
    let ask = Ask::Countdown {
        starts: Sentence::new(door.words.say("lobby-starts")).moment("at", starts_at, zone),
        warning: link_ends_before.map(|at| {
            Sentence::new(door.words.say("lobby-link-ends-before")).moment("at", at, zone)
        }),
        check_in: door.choosing("check_in"),
    };
    show(door, answer, ask, StatusCode::OK)
}

fn show(door: &Door<'_>, answer: &Answer, ask: Ask, status: StatusCode) -> Result<Response, Fault> {
    let at = &answer.invitation;
    let frame = Page::new(door.app, door.visit, &at.title).lobby();
    let template = LandingPage {
        page: frame.in_words(door.words.clone()),
        invited: invited(&door.words, &seen(door, at)),
        ask,
    };
    page(status, &template)
}

fn form(door: &Door<'_>, answer: &Answer) -> Form {
    let account = answer.visitor.signed_in_as.as_deref().unwrap_or_default();
    Form {
        action: door.path(),
        nonce: door.nonce(),
        again: matches!(answer.decision, Err(Refusal::StaleProof))
            .then(|| Sentence::new(door.words.say("lobby-stale-proof-heading"))),
        hidden: door.hidden().collect(),
        signs_out: door
            .signs_out(answer)
            .then(|| Sentence::new(door.words.say("lobby-signs-out")).name("account", account)),
    }
}

fn seen<'a>(door: &Door<'_>, at: &'a Invitation) -> Seen<'a> {
    Seen {
        kind: at.entry.kind,
        title: &at.title,
        poster: at
            .poster
            .filter(|_| door.knock.way != Way::HandOver)
            .map_or_else(String::new, |_| format!("{}/poster", door.path())),
        inviter: &at.inviter,
        role: Some(at.invite.role),
    }
}

/// An invitation as its invitee will see it.
pub struct Preview {
    /// The entry.
    pub entry: EntryId,
    /// Its kind.
    pub kind: EntryKind,
    /// Its title.
    pub title: String,
    /// Whether it has a small poster.
    pub has_poster: bool,
    /// The full name of whoever invites.
    pub inviter: String,
    /// The role they are invited in.
    pub role: SessionRole,
}

/// The landing page as an invitee sees it, with nothing to press.
pub fn preview(app: &App, visit: &Visit, preview: &Preview) -> Result<Response, Fault> {
    let back = format!("/media/{}", preview.entry);
    let poster = if preview.has_poster {
        format!("{back}/poster-small")
    } else {
        String::new()
    };
    let seen = Seen {
        kind: preview.kind,
        title: &preview.title,
        poster,
        inviter: &preview.inviter,
        role: Some(preview.role),
    };
    let template = LandingPage {
        page: Page::new(app, visit, &preview.title).lobby().still(),
        invited: invited(&visit.words, &seen),
        ask: Ask::Preview { back },
    };
    page(StatusCode::OK, &template)
}
