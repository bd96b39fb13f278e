//! `/admin/webhooks/{webhook}/secret`: another secret, shown this once.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use usher_domain::access::Action;

use super::{
    super::{
        deeds::{self, Made},
        refused::Refused,
    },
    TOOL, id, path,
};
use crate::{
    App,
    features::admin::Nav,
    http::{
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/admin/webhooks/{webhook}/secret";
    routes
        .get(path, Action::UseConsole, ask)
        .post(path, Action::UseConsole, make)
}

#[derive(Template)]
#[template(path = "webhooks/templates/secret.html")]
struct SecretPage {
    page: Page,
    nav: Nav,
    /// Nothing: it is asked first.
    secret: Option<String>,
    url: String,
    back: String,
}

impl PageTemplate for SecretPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Shows the secret of a webhook that was just made, or got another one.
pub(super) fn shown(app: &App, visit: &Visit, made: &Made) -> Result<Response, Fault> {
    let template = SecretPage {
        page: Page::new(app, visit, visit.words.say("webhooks-secret-title"))
            .island("islands/console-form.js")
            .island("islands/copy-field.js"),
        nav: Nav::tool(&visit.words, TOOL),
        secret: Some(made.secret.expose().to_owned()),
        url: made.hook.url.clone(),
        back: path(made.hook.id),
    };
    page(StatusCode::OK, &template)
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    Path(webhook): Path<String>,
) -> Result<Response, Fault> {
    let id = id(&webhook)?;
    let read = move |tx: &usher_db::Tx| super::super::store::load(tx, id);
    let hook = (app.parts.db.read(read).await?).ok_or_else(Fault::not_found)?;
    let template = SecretPage {
        page: Page::new(&app, &visit, visit.words.say("webhooks-secret-new"))
            .island("islands/console-form.js"),
        nav: Nav::tool(&visit.words, TOOL),
        secret: None,
        url: hook.url,
        back: path(id),
    };
    page(StatusCode::OK, &template)
}

async fn make(
    State(app): State<App>,
    visit: Visit,
    Path(webhook): Path<String>,
) -> Result<Response, Fault> {
    let made = deeds::new_secret(&app, &visit, id(&webhook)?).await;
    shown(&app, &visit, &made.map_err(Refused::fault)?)
}
