//! `POST /admin/mail-templates/{template}/trial`: what stands in the form, saved or not, as a mail to whoever asks.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use usher_db::Tx;
use usher_domain::{
    access::Action,
    mail::{TemplateText, Usage},
};
use usher_mail::Person;

use super::{
    super::{layout::Look, rendering::in_language, sample},
    edit::{Draft, Posted, form},
    found,
};
use crate::{
    App,
    features::{
        accounts,
        mail::{self, Answer},
    },
    http::{body::Form, fault::Fault, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/admin/mail-templates/{template}/trial";
    routes.post(path, Action::UseConsole, send)
}

/// Sends it to the administrator's own main address, filled as the preview is, and shows the form again with the
/// mail server's answer. Nothing is saved.
async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
    Form(posted): Form<Posted>,
) -> Result<Response, Fault> {
    let (name, held) = found(&app, &name).await?;
    let lang = posted.lang.clone();
    let shown = |status, draft| form(&app, &visit, status, &name, &held, &lang, Some(draft));
    let usage = Usage::of(name.as_str());
    let text = match TemplateText::parse_for(usage, posted.written()) {
        Ok(text) => text,
        Err(faults) => {
            let draft = Draft::of(&posted).with_faults(&faults);
            return shown(StatusCode::UNPROCESSABLE_ENTITY, draft);
        }
    };
    let draft = Draft::of(&posted);
    let unsent = |key| Answer::unsent(&visit.words, key);
    let me = visit.member()?.id;
    let module = &app.settings.now().email_service;
    if !app.settings.now().mails() {
        let draft = draft.answered(unsent("mail-test-no-service"));
        return shown(StatusCode::CONFLICT, draft);
    }
    let (budget, key) = (&app.budgets.mails_address, format!("trials {me}"));
    if budget.waits(&key).is_some() {
        let draft = draft.answered(unsent("fault-too-many-mails"));
        return shown(StatusCode::TOO_MANY_REQUESTS, draft);
    }
    budget.failed(&key);
    let read = move |tx: &Tx| accounts::addressee_of(tx, me);
    let own = app.parts.db.read(read).await?;
    let own = own.ok_or_else(Fault::not_found)?;
    let words = app.words.words(Some(&lang), None);
    let tokens = sample::tokens(&app, &visit, usage, &words);
    let mail = in_language(&Look::of(&app, &lang), &text, &tokens).map_err(Fault::internal)?;
    let to = Person {
        name: own.name(),
        email: own.email,
    };
    let answer = match mail::try_out(&app, module, to, mail).await {
        Some(outcome) => Answer::new(&app, &visit.words, module, &outcome),
        None => unsent("mail-test-no-service"),
    };
    shown(StatusCode::OK, draft.answered(answer))
}
