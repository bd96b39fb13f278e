//! `/set-password/{token}`: a password by a link, and in.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;
use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::{access::Action, invite::Mac};

use super::{
    Member, browsers, credentials::SHORTEST, new_password, notice::Notice, password_link,
    password_link::PasswordToken, sign_in, store,
};
use crate::{
    App,
    features::{audit, proofs},
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

/// The form; it is sent to `action`.
pub(super) fn form(
    app: &App,
    visit: &Visit,
    (action, member, email): (String, &Member, String),
    errors: Errors,
    status: StatusCode,
) -> Result<Response, Fault> {
    let help = visit.words.say("password-help").num("n", SHORTEST);
    let template = SetPasswordPage {
        page: Page::new(app, visit, visit.words.say("setpassword-title")).lobby(),
        action,
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
    let whose = (format!("/set-password/{token}"), &member, email);
    form(&app, &visit, whose, Errors::default(), StatusCode::OK)
}

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Chosen {
    password: String,
    again: String,
}

impl Chosen {
    /// As it is checked.
    pub(super) fn typed(self) -> new_password::Typed {
        new_password::Typed {
            password: self.password,
            again: self.again,
        }
    }
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
            let whose = (format!("/set-password/{token}"), &member, email);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return form(&app, &visit, whose, errors, status);
        }
    };
    let now = app.now();
    // Of two who use it at once one is first.
    let whose = move |tx: &Tx| -> Result<Member, Fault> {
        let (member, _) = password_link::whose(tx, &mac, now)?.ok_or_else(over)?;
        password_link::forget_password_links(tx, member.id)?;
        Ok(member)
    };
    set(&app, &visit, &headers, hash, "password_set", whose).await
}

/// Sets the password of whoever `whose` finds, in one transaction: it spends what lets them do so. All their
/// browsers are signed out, and nothing that was mailed to them lets anybody in any more; then they are signed in
/// here.
pub(super) async fn set(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    hash: String,
    deed: &'static str,
    mut whose: impl FnMut(&Tx) -> Result<Member, Fault> + Send + 'static,
) -> Result<Response, Fault> {
    let (now, from, entropy) = (app.now(), visit.address, app.parts.entropy.clone());
    let notice = Notice::password_changed(app, visit);
    let set = move |tx: &Tx| -> Result<_, Fault> {
        let member = whose(tx)?;
        let had_one = store::password_hash(tx, member.id)?.is_some();
        store::set_password(tx, member.id, Some(&hash))?;
        let ended = browsers::end_which(tx, member.id, browsers::Which::All)?;
        proofs::forget_of(tx, member.id)?;
        if let Some(notice) = notice.as_ref().filter(|_| had_one) {
            notice.queue(tx, member.id, now, &*entropy)?;
        }
        audit::note(tx, now, &audit::Deed::of(member.id, deed).from(from))?;
        Ok((member, ended))
    };
    let (member, ended) = app.parts.db.write(set).await?;
    let mut rings: Vec<Topic> = ended.into_iter().map(Topic::Session).collect();
    rings.push(Topic::Jobs);
    app.parts.bus.ring(&rings);
    let signed_in = sign_in::begin(app, visit, headers, member).await?;
    Ok(signed_in.answer(see_other_saying("/", "said-password-set")))
}
