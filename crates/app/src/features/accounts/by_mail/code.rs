//! `/sign-in/mail/{proof}`: typing the code, in the browser that asked for it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    ids::ProofId,
    proof::{Judgement, Purpose},
};

use super::{off, over, spend_for_holder};
use crate::{
    App,
    features::{
        accounts::{Member, codes, pages::local, sign_in},
        proofs::{self, Proof},
    },
    http::{
        body::Form,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page, see_other},
        sentence::Sentence,
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "accounts/templates/mail_code.html")]
struct CodePage {
    page: Page,
    action: String,
    lead: Sentence,
    /// Whether there is a code to be typed.
    has_code: bool,
    /// Whether there is a link to be opened.
    has_link: bool,
    /// Whether it takes codes still.
    open: bool,
    error: String,
    email: String,
    next: String,
    shows_key: bool,
}

impl PageTemplate for CodePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The proof that this browser asked for. Of one that is another's nothing is told.
async fn asked(app: &App, visit: &Visit, id: &str) -> Result<Proof, Fault> {
    let id: ProofId = id.parse().map_err(|_| over())?;
    let sealer = app.sealer();
    let read = move |tx: &Tx| proofs::reading(tx, &sealer, id, Purpose::SignIn);
    let found = app.parts.db.read(read).await?;
    found
        .filter(|proof| Some(proof.asked.browser) == visit.browser)
        .ok_or_else(over)
}

fn form(
    app: &App,
    visit: &Visit,
    proof: &Proof,
    refused: Option<Judgement>,
) -> Result<Response, Fault> {
    let method = app.settings.now().signs_in_by_mail().ok_or_else(off)?;
    let words = &visit.words;
    let open = proof.asked.takes_codes(app.now()) && refused != Some(Judgement::Dead);
    let template = CodePage {
        page: Page::new(app, visit, words.say("mailcode-title")).lobby(),
        action: format!("/sign-in/mail/{}", proof.id),
        lead: Sentence::new(words.say("mailcode-lead")).name("email", &proof.about.email),
        has_code: method.has_code(),
        has_link: method.has_link(),
        open,
        error: refused.map_or_else(String::new, |refused| codes::refusal(words, refused)),
        email: proof.about.email.clone(),
        next: proof.about.next.clone(),
        shows_key: crate::features::accounts::pages::is_keyed(visit),
    };
    page(codes::status(refused), &template)
}

/// Shows where to type it. Nothing is written.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let proof = asked(&app, &visit, &id).await?;
    if proof.asked.spent && visit.member().is_ok() {
        return Ok(see_other(local(&proof.about.next)));
    }
    form(&app, &visit, &proof, None)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    code: String,
}

/// Signs in by the code. A wrong one spends a try, whether there is a right one or not.
pub(super) async fn enter(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(Typed { code }): Form<Typed>,
) -> Result<Response, Fault> {
    let proof = asked(&app, &visit, &id).await?;
    if app.settings.now().signs_in_by_mail().is_none() {
        return Err(off());
    }
    codes::within(&app, &visit)?;
    let (now, browser, id) = (app.now(), visit.browser, proof.id);
    let (sealer, key) = (app.sealer(), app.parts.key.clone());
    let decide = move |tx: &Tx| -> Result<Result<Member, Judgement>, usher_db::Error> {
        let Some(proof) = proofs::by_id(tx, &sealer, id, Purpose::SignIn)? else {
            return Ok(Err(Judgement::Dead));
        };
        let uuid = id.uuid();
        match (proof.asked).judge(&code, uuid.as_bytes(), browser, &key, now) {
            Judgement::Right => Ok(spend_for_holder(tx, &proof, now)?.ok_or(Judgement::Dead)),
            wrong @ Judgement::Wrong { .. } => {
                proofs::miss(tx, id)?;
                Ok(Err(wrong))
            }
            other => Ok(Err(other)),
        }
    };
    match sign_in::begin_if(&app, &visit, &headers, decide).await? {
        Ok(signed_in) => Ok(signed_in.answer(see_other(local(&proof.about.next)))),
        Err(refused) => {
            codes::count(&app, &visit, refused);
            form(&app, &visit, &proof, Some(refused))
        }
    }
}
