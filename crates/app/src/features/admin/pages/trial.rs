//! Trying the mail service out with what stands in the form, before or after it is saved.

use axum::{http::StatusCode, response::Response};
use usher_db::Tx;
use usher_domain::{
    config::{EmailService, ModuleSpec},
    email::Email,
};
use usher_mail::Person;

use super::{
    form::{self, Draft},
    refuse,
};
use crate::{
    App,
    features::{
        admin::{form::Posted, store},
        mail::{self, Answer},
    },
    http::{
        fault::{Fault, FieldFault},
        render::field_sentence,
        visit::Visit,
    },
};

/// The module that can be tried.
const MODULE: &str = "emailservice";

/// The part of the page that tries.
#[derive(Default)]
pub(super) struct TrialView {
    /// To whom.
    pub(super) to: String,
    /// What is wrong with that address.
    pub(super) error: String,
    pub(super) result: Option<Answer>,
}

impl TrialView {
    /// For the module that has one.
    pub(super) fn of(spec: &ModuleSpec) -> Option<Self> {
        (spec.name == MODULE).then(Self::default)
    }
}

/// Sends the letter and shows the form again, with everything as typed and the server's
/// answer. Nothing is saved.
pub(super) async fn show(
    app: &App,
    visit: &Visit,
    spec: &'static ModuleSpec,
    posted: Posted,
) -> Result<Response, Fault> {
    if spec.name != MODULE {
        return Err(Fault::not_found());
    }
    let fields = posted.fields.clone();
    let read = app.parts.db.read(move |tx: &Tx| {
        let held = store::held(tx, spec)?;
        store::check(tx, spec, &held.config, &fields)
    });
    let site = match read.await? {
        Ok(site) => site,
        Err(refused) => return refuse(app, visit, spec, posted, &refused).await,
    };
    let mut trial = TrialView {
        to: posted.to.clone(),
        ..TrialView::default()
    };
    let status = if let Ok(to) = Email::parse(&posted.to) {
        trial.result = Some(tried(app, visit, &site.email_service, to).await);
        StatusCode::OK
    } else {
        let fault = FieldFault::new("to", "not_an_address");
        trial.error = field_sentence(&visit.words, &fault);
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let draft = Draft {
        trial: Some(trial),
        ..Draft::of(posted)
    };
    form::show(app, visit, spec, status, draft).await
}

async fn tried(app: &App, visit: &Visit, module: &EmailService, to: Email) -> Answer {
    let words = &visit.words;
    let to = Person {
        name: String::new(),
        email: to,
    };
    let mail = mail::of_service(app, words);
    match mail::try_out(app, module, to, mail).await {
        Some(outcome) => Answer::new(app, words, module, &outcome),
        None => Answer::unsent(words, "mail-trial-not-set-up"),
    }
}
