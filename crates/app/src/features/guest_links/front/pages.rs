//! What a browser is shown: one card with one decision on it.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use usher_domain::invite::{GuestAdmission, GuestRefusal};

use super::{door::Door, said::explain};
use crate::{
    features::{
        guest_links::store::Answer,
        lobby::{Invited, Notice, Seen, invited},
    },
    http::{
        fault::Fault,
        form::Errors,
        page::Page,
        render::{PageTemplate, page, see_other},
        sentence::Sentence,
    },
};

#[derive(Template)]
#[template(path = "guest_links/templates/landing.html")]
struct LandingPage {
    page: Page,
    invited: Invited,
    action: String,
    /// What the page's script signs with the browser's key.
    nonce: String,
    /// Why it has to be sent once more.
    again: Option<Sentence>,
    signs_out: Option<Sentence>,
    /// Whether name and address are asked for; else one button that presses itself.
    asks: bool,
    /// Whether it does: nobody is signed out by it.
    pressed: bool,
    /// What was typed.
    called: String,
    address: String,
    errors: Errors,
}

impl PageTemplate for LandingPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl LandingPage {
    /// What a field has beside its name: the first that is wrong has the focus.
    fn more(&self, field: &str) -> &'static str {
        let wrong = !self.errors.of(field).is_empty();
        let focus = wrong && (field == "name" || self.errors.of("name").is_empty());
        match (field, focus) {
            ("name", false) => "dir=\"auto\" maxlength=\"100\"",
            ("name", true) => "dir=\"auto\" maxlength=\"100\" data-focus",
            (_, false) => {
                "inputmode=\"email\" dir=\"ltr\" autocapitalize=\"none\" spellcheck=\"false\""
            }
            (_, true) => {
                "inputmode=\"email\" dir=\"ltr\" autocapitalize=\"none\" spellcheck=\"false\" data-focus"
            }
        }
    }
}

/// The page for a decision. `None`: the secret never existed.
pub(super) fn answer(door: &Door<'_>, answer: Option<&Answer>) -> Result<Response, Fault> {
    let Some(answer) = answer else {
        return refused(door, None, GuestRefusal::Unknown);
    };
    match &answer.decision {
        Ok(GuestAdmission::Enter { grant }) if !door.knock.is_open_to(grant.holder) => {
            landing(door, answer, StatusCode::OK)
        }
        Ok(GuestAdmission::Inside | GuestAdmission::Enter { .. } | GuestAdmission::Admit(_)) => {
            Ok(see_other(&format!("/media/{}", answer.found.entry_id)))
        }
        Ok(GuestAdmission::Ask) => landing(door, answer, StatusCode::OK),
        Err(GuestRefusal::Introduce) => landing(door, answer, StatusCode::UNPROCESSABLE_ENTITY),
        Err(GuestRefusal::StaleProof) => landing(door, answer, StatusCode::CONFLICT),
        Err(refusal) => refused(door, Some(answer), *refusal),
    }
}

fn refused(
    door: &Door<'_>,
    answer: Option<&Answer>,
    refusal: GuestRefusal,
) -> Result<Response, Fault> {
    let status = StatusCode::from_u16(refusal.status()).map_err(Fault::internal)?;
    let explained = explain(door, answer, refusal);
    let (app, visit) = (door.app, door.visit);
    let notice = Notice::new(app, visit, &visit.words, "lobby-title", explained);
    page(status, &notice)
}

fn landing(door: &Door<'_>, answer: &Answer, status: StatusCode) -> Result<Response, Fault> {
    let (at, words) = (&answer.found, &door.visit.words);
    let seen = Seen {
        kind: at.entry.kind,
        title: &at.title,
        poster: at
            .poster
            .map_or_else(String::new, |_| format!("{}/poster", door.path())),
        inviter: &at.maker,
        role: None,
    };
    let faults = match answer.decision {
        Err(GuestRefusal::Introduce) => door.faults(),
        _ => Vec::new(),
    };
    let stale = matches!(answer.decision, Err(GuestRefusal::StaleProof));
    let signs_out = door
        .signs_out()
        .map(|account| Sentence::new(words.say("guest-signs-out")).name("account", &account));
    let template = LandingPage {
        page: Page::new(door.app, door.visit, &at.title).lobby(),
        invited: invited(words, &seen),
        action: door.path(),
        nonce: door.nonce(),
        again: stale.then(|| Sentence::new(words.say("lobby-stale-proof-heading"))),
        asks: !matches!(answer.decision, Ok(GuestAdmission::Enter { .. }))
            && (!stale || !door.filled.name.is_empty()),
        pressed: signs_out.is_none() && !stale,
        signs_out,
        called: door.filled.name.clone(),
        address: door.filled.email.clone(),
        errors: Errors::new(words, &faults),
    };
    page(status, &template)
}
