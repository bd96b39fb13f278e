//! `/account/addresses/link/{token}`: one more address, by the link that was mailed to it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    access::Action,
    proof::{ProofToken, Purpose},
};

use super::{Adding, added, over};
use crate::{
    App,
    features::proofs::{self, Proof},
    http::{
        body::Form,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    const LINK: &str = "/account/addresses/link/{token}";
    routes
        // Whoever opens it who is not signed in is told to do so first, so it is no member's alone.
        .get(LINK, Action::SignIn, show)
        .post(LINK, Action::UseOwnAccount, follow)
}

#[derive(Template)]
#[template(path = "accounts/templates/address_link.html")]
struct LinkPage {
    page: Page,
    action: String,
    /// The address, for the member who asked; anybody else has to sign in as them.
    email: Option<String>,
}

impl PageTemplate for LinkPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn linked(app: &App, token: &str) -> Result<Proof, Fault> {
    let token = ProofToken::parse(token).ok_or_else(over)?;
    let (mac, sealer, now) = (token.mac(&app.parts.key), app.sealer(), app.now());
    let read = move |tx: &Tx| proofs::reading_link(tx, &sealer, &mac, Purpose::Address);
    let found = app.parts.db.read(read).await?;
    let open = found.filter(|proof| proof.asked.is_open(now));
    open.ok_or_else(over)
}

/// Opening the link shows a page with one button, and writes nothing.
async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Fault> {
    let proof = linked(&app, &token).await?;
    let member = visit.member().ok().map(|member| member.id);
    let theirs = member.is_some() && member == proof.account;
    let template = LinkPage {
        page: Page::new(&app, &visit, visit.words.say("addresscode-title")).lobby(),
        action: format!("/account/addresses/link/{token}"),
        email: theirs.then_some(proof.about.email),
    };
    page(StatusCode::OK, &template)
}

/// The button sends nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pressed {}

async fn follow(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
    Form(Pressed {}): Form<Pressed>,
) -> Result<Response, Fault> {
    let account = visit.member()?.id;
    let token = ProofToken::parse(&token).ok_or_else(over)?;
    let (mac, sealer, now) = (token.mac(&app.parts.key), app.sealer(), app.now());
    let adding = Adding::new(&app, &visit);
    let follow = move |tx: &Tx| -> Result<(), Fault> {
        let found = proofs::by_link(tx, &sealer, &mac, Purpose::Address)?;
        let proof = found
            .filter(|proof| proof.asked.is_open(now) && proof.account == Some(account))
            .ok_or_else(over)?;
        adding.add(tx, &proof, account, now)
    };
    app.parts.db.write(follow).await?;
    Ok(added(&app, account))
}
