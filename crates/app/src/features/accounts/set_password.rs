//! `/set-password/{token}`: a password by a link, and in.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::{access::Action, invite::Mac};

use super::{
    Member, browsers, credentials::SHORTEST, new_password, password_link,
    password_link::PasswordToken, sign_in, store,
};
use crate::{
    App,
    features::audit,
    http::{
        body::Form,
        fault::Fault,
        form::{Errors, mendable},
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/set-password/{token}";
    routes
        .get(path, Action::SetPasswordByLink, show)
        .post(path, Action::SetPasswordByLink, save)
}

#[derive(Template)]
#[template(path = "accounts/templates/set_password.html")]
struct SetPasswordPage {
    page: Page,
    action: String,
    name: String,
    email: String,
    help: String,
    errors: Errors,
}

impl PageTemplate for SetPasswordPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// A link that is spent, over or was never made.
fn over() -> Fault {
    Fault::new(StatusCode::GONE, "password_link_over")
}

async fn whose(app: &App, token: &str) -> Result<(Mac, Member, String), Fault> {
    let token = PasswordToken::parse(token).ok_or_else(over)?;
    let (mac, now) = (token.mac(&app.parts.key), app.now());
    let found = (app.parts.db)
        .read(move |tx| password_link::whose(tx, &mac, now))
        .await?;
    let (member, email) = found.ok_or_else(over)?;
    Ok((mac, member, email))
}

fn form(
    app: &App,
    visit: &Visit,
    (token, member, email): (&str, &Member, String),
    errors: Errors,
    status: StatusCode,
) -> Result<Response, Fault> {
    let help = visit.words.say("password-help").num("n", SHORTEST);
    let template = SetPasswordPage {
        page: Page::new(app, visit, visit.words.say("setpassword-title")).lobby(),
        action: format!("/set-password/{token}"),
        name: member.name(),
        email,
        help: help.to_string(),
        errors,
    };
    page(status, &template)
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Fault> {
    let (_, member, email) = whose(&app, &token).await?;
    let whose = (token.as_str(), &member, email);
    form(&app, &visit, whose, Errors::default(), StatusCode::OK)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    password: String,
    again: String,
}

/// Sets it, signs out everywhere else, and in here.
async fn save(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(Filled { password, again }): Form<Filled>,
) -> Result<Response, Fault> {
    let (mac, member, email) = whose(&app, &token).await?;
    let typed = new_password::Typed { password, again };
    let hash = match new_password::hashed(&app, typed).await {
        Ok(hash) => hash,
        Err(fault) => {
            let errors = Errors::new(&visit.words, &mendable(fault)?);
            let whose = (token.as_str(), &member, email);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return form(&app, &visit, whose, errors, status);
        }
    };
    let now = app.now();
    let set = move |tx: &Tx| -> Result<_, Fault> {
        // Of two who use it at once one is first.
        let (member, _) = password_link::whose(tx, &mac, now)?.ok_or_else(over)?;
        password_link::forget_password_links(tx, member.id)?;
        store::set_password(tx, member.id, Some(&hash))?;
        let ended = browsers::end_which(tx, member.id, browsers::Which::All)?;
        audit::note(tx, now, &audit::Deed::of(member.id, "password_set"))?;
        Ok((member, ended))
    };
    let (member, ended) = app.parts.db.write(set).await?;
    let rings: Vec<Topic> = ended.into_iter().map(Topic::Session).collect();
    app.parts.bus.ring(&rings);
    let signed_in = sign_in::begin(&app, &visit, &headers, member).await?;
    let mut response = see_other_saying("/", "said-password-set");
    for cookie in signed_in.cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
