//! `/sign-in/link/{token}`: signing in by a mailed link. Opening it shows a page and writes
//! nothing. In the browser that asked, one button signs in; in any other the address is to be typed, which a
//! scanner that presses every button does not know, and nobody types who was sent somebody else's link.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    email::Email,
    invite::Mac,
    proof::{ProofToken, Purpose},
};

use super::{off, over, present, spend_for_holder};
use crate::{
    App,
    features::{
        accounts::{Member, codes, pages, sign_in},
        proofs::{self, Proof},
    },
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        page::Page,
        render::{PageTemplate, field_sentence, page, see_other},
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "accounts/templates/mail_link.html")]
struct LinkPage {
    page: Page,
    action: String,
    /// Who signs in, in the browser that asked; elsewhere it is to be typed.
    known: Option<String>,
    typed: String,
    error: String,
    /// Whether somebody is signed in here, who is signed out by it.
    switches: bool,
    shows_key: bool,
}

impl PageTemplate for LinkPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn found(app: &App, token: &str) -> Result<(Mac, Proof), Fault> {
    let token = ProofToken::parse(token).ok_or_else(over)?;
    if app.settings.now().signs_in_by_mail().is_none() {
        return Err(off());
    }
    let (mac, sealer, now) = (token.mac(&app.parts.key), app.sealer(), app.now());
    let read = move |tx: &Tx| proofs::reading_link(tx, &sealer, &mac, Purpose::SignIn);
    let found = app.parts.db.read(read).await?;
    let open = found.filter(|proof| proof.asked.is_open(now));
    Ok((mac, open.ok_or_else(over)?))
}

fn form(
    app: &App,
    visit: &Visit,
    (token, proof): (&str, &Proof),
    typed: String,
    error: String,
) -> Result<Response, Fault> {
    let here = visit.browser == Some(proof.asked.browser);
    let status = if error.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let template = LinkPage {
        page: Page::new(app, visit, visit.words.say("maillink-title")).lobby(),
        action: format!("/sign-in/link/{token}"),
        known: here.then(|| proof.about.email.clone()),
        typed,
        error,
        switches: present(visit).is_some_and(|account| Some(account) != proof.account),
        shows_key: pages::is_keyed(visit),
    };
    page(status, &template)
}

pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Fault> {
    let (_, proof) = found(&app, &token).await?;
    form(&app, &visit, (&token, &proof), String::new(), String::new())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    #[serde(default)]
    email: String,
}

pub(super) async fn enter(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(Typed { email }): Form<Typed>,
) -> Result<Response, Fault> {
    let (mac, proof) = found(&app, &token).await?;
    let here = visit.browser == Some(proof.asked.browser);
    if !here {
        codes::within(&app, &visit)?;
        let fits = email.parse::<Email>().ok() == proof.about.email();
        if !fits {
            app.budgets.codes_network.failed(&visit.network_key());
            let fault = FieldFault::new("email", "not_the_mailed_address");
            let error = field_sentence(&visit.words, &fault);
            return form(&app, &visit, (&token, &proof), email, error);
        }
    }
    let (now, sealer) = (app.now(), app.sealer());
    let decide = move |tx: &Tx| -> Result<Result<Member, ()>, usher_db::Error> {
        let found = proofs::by_link(tx, &sealer, &mac, Purpose::SignIn)?;
        match found.filter(|proof| proof.asked.is_open(now)) {
            Some(proof) => Ok(spend_for_holder(tx, &proof, now)?.ok_or(())),
            None => Ok(Err(())),
        }
    };
    let signed_in = sign_in::begin_if(&app, &visit, &headers, decide).await?;
    let signed_in = signed_in.map_err(|()| over())?;
    Ok(signed_in.answer(see_other(pages::local(&proof.about.next))))
}
