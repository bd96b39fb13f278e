//! `/forgot-password` and `/reset-password/{token}`: another password by a mailed link.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    access::Action,
    email::Email,
    ids::ProofId,
    invite::Mac,
    proof::{ProofToken, Purpose},
};

use super::{
    Member,
    by_mail::{holder, keeping, over},
    forget_password_links, new_password,
    set_password::{self, Chosen},
};
use crate::{
    App,
    features::proofs::{self, Request},
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::{Errors, mendable},
        page::Page,
        render::{PageTemplate, page, see_other},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

const RESET: &str = "/reset-password/{token}";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/forgot-password", Action::SignIn, show)
        .post("/forgot-password", Action::SignIn, ask)
        .get("/forgot-password/{proof}", Action::SignIn, asked)
        .get(RESET, Action::SetPasswordByLink, choose)
        .post(RESET, Action::SetPasswordByLink, save)
}

#[derive(Template)]
#[template(path = "accounts/templates/forgotten.html")]
struct ForgottenPage {
    page: Page,
    /// Whether it is done by mail here; else an administrator has to be asked.
    by_mail: bool,
    /// Where a mail is on its way to, once it was asked for.
    sent: Option<Sentence>,
    email: String,
    error: String,
    refused: String,
}

impl PageTemplate for ForgottenPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl ForgottenPage {
    fn new(app: &App, visit: &Visit) -> Self {
        Self {
            page: Page::new(app, visit, visit.words.say("forgotten-title")).lobby(),
            by_mail: app.settings.now().resets_by_mail(),
            sent: None,
            email: String::new(),
            error: String::new(),
            refused: String::new(),
        }
    }
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    page(StatusCode::OK, &ForgottenPage::new(&app, &visit))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    email: String,
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Form(Asked { email }): Form<Asked>,
) -> Result<Response, Fault> {
    let mut template = ForgottenPage::new(&app, &visit);
    if !template.by_mail {
        return page(StatusCode::CONFLICT, &template);
    }
    template.email.clone_from(&email);
    let words = &visit.words;
    let Ok(email) = email.parse::<Email>() else {
        let fault = FieldFault::new("email", "not_an_address");
        template.error = crate::http::render::field_sentence(words, &fault);
        return page(StatusCode::UNPROCESSABLE_ENTITY, &template);
    };
    let request = Request {
        purpose: Purpose::Reset,
        email,
        account: None,
        invite: None,
        lang: None,
        next: String::new(),
    };
    match proofs::ask(&app, &visit, &headers, request).await {
        Ok((proof, cookie)) => {
            let response = see_other(&format!("/forgot-password/{proof}"));
            Ok(keeping(response, cookie))
        }
        Err(fault) if fault.details().status == StatusCode::TOO_MANY_REQUESTS => {
            template.refused = crate::http::render::fault_sentence(words, fault.details());
            page(StatusCode::TOO_MANY_REQUESTS, &template)
        }
        Err(fault) => Err(fault),
    }
}

/// What is said once it was asked for, whoever has the address.
async fn asked(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let id: ProofId = id.parse().map_err(|_| over())?;
    let sealer = app.sealer();
    let read = move |tx: &Tx| proofs::reading(tx, &sealer, id, Purpose::Reset);
    let found = app.parts.db.read(read).await?;
    let proof = found
        .filter(|proof| Some(proof.asked.browser) == visit.browser)
        .ok_or_else(over)?;
    let mut template = ForgottenPage::new(&app, &visit);
    let sent = visit.words.say("forgotten-sent");
    template.sent = Some(Sentence::new(sent).name("email", &proof.about.email));
    template.email = proof.about.email;
    page(StatusCode::OK, &template)
}

async fn whose(app: &App, token: &str) -> Result<(Mac, Member, String), Fault> {
    let token = ProofToken::parse(token).ok_or_else(over)?;
    let (mac, sealer, now) = (token.mac(&app.parts.key), app.sealer(), app.now());
    let read = move |tx: &Tx| -> Result<_, usher_db::Error> {
        let found = proofs::reading_link(tx, &sealer, &mac, Purpose::Reset)?;
        match found.filter(|proof| proof.asked.is_open(now)) {
            Some(proof) => Ok(holder(tx, &proof)?.map(|member| (member, proof.about.email))),
            None => Ok(None),
        }
    };
    let (member, email) = app.parts.db.read(read).await?.ok_or_else(over)?;
    Ok((mac, member, email))
}

/// Opening the link shows a form, and writes nothing.
async fn choose(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Fault> {
    let (_, member, email) = whose(&app, &token).await?;
    let action = format!("/reset-password/{token}");
    let whose = (action, &member, email);
    set_password::form(&app, &visit, whose, Errors::default(), StatusCode::OK)
}

/// Sets it, signs out everywhere else, and in here.
async fn save(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Fault> {
    let (mac, member, email) = whose(&app, &token).await?;
    let hash = match new_password::hashed(&app, chosen.typed()).await {
        Ok(hash) => hash,
        Err(fault) => {
            let errors = Errors::new(&visit.words, &mendable(fault)?);
            let whose = (format!("/reset-password/{token}"), &member, email);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return set_password::form(&app, &visit, whose, errors, status);
        }
    };
    let (now, sealer) = (app.now(), app.sealer());
    // Of two who use it at once one is first.
    let whose = move |tx: &Tx| -> Result<Member, Fault> {
        let found = proofs::by_link(tx, &sealer, &mac, Purpose::Reset)?;
        let proof = found
            .filter(|proof| proof.asked.is_open(now))
            .ok_or_else(over)?;
        let member = holder(tx, &proof)?.ok_or_else(over)?;
        forget_password_links(tx, member.id)?;
        Ok(member)
    };
    set_password::set(&app, &visit, &headers, hash, "password_reset", whose).await
}
