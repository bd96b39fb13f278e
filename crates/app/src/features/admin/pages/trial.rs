//! Trying the mail service out with what stands in the form, before or after it is saved.

use axum::{http::StatusCode, response::Response};
use usher_db::Tx;
use usher_domain::{
    config::{EmailService, ModuleSpec},
    email::Email,
};
use usher_mail::Outcome;

use super::{
    form::{self, Draft},
    refuse,
};
use crate::{
    App,
    features::{
        admin::{form::Posted, store},
        mail,
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
    pub(super) result: Option<ResultView>,
}

/// What came of it.
pub(super) struct ResultView {
    pub(super) went_well: bool,
    pub(super) sentence: String,
    /// The server's words, or the machine's; empty if there were none.
    pub(super) words: String,
    /// What to look at.
    pub(super) advice: String,
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

async fn tried(app: &App, visit: &Visit, module: &EmailService, to: Email) -> ResultView {
    let words = &visit.words;
    let say = |key: &str| words.say(key).to_string();
    let Some(outcome) = mail::try_out(app, words, module, to).await else {
        return ResultView {
            went_well: false,
            sentence: say("mail-trial-not-set-up"),
            words: String::new(),
            advice: String::new(),
        };
    };
    let (sentence, said) = match &outcome {
        Outcome::Accepted(reply) => ("mail-trial-accepted".to_owned(), reply.to_string()),
        Outcome::RefusedForGood(step, reply) => (
            format!("mail-trial-refused-{}", step.as_str()),
            reply.to_string(),
        ),
        Outcome::TryLater(step, trouble) => (
            format!("mail-trial-{}-{}", trouble.as_str(), step.as_str()),
            trouble.words(),
        ),
    };
    // Where a step has no sentence of its own, the trouble alone is told.
    let sentence = if app.words.knows(&sentence) {
        sentence
    } else {
        match &outcome {
            Outcome::TryLater(_, trouble) => format!("mail-trial-{}", trouble.as_str()),
            _ => "mail-trial-refused".to_owned(),
        }
    };
    ResultView {
        went_well: matches!(outcome, Outcome::Accepted(_)),
        sentence: words
            .say(sentence)
            .with("host", &module.host)
            .with("port", module.port)
            .to_string(),
        words: said,
        advice: mail::advice(&outcome)
            .map(|key| say(&format!("mail-check-{key}")))
            .unwrap_or_default(),
    }
}
