//! Taking a provider away, after a page that says what that does.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{access::Action, config::Provider};

use super::{Saved, Step, held, path, save, spec};
use crate::{
    App,
    features::{admin::faults::field_fault, openid},
    http::{
        body::Form,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    const REMOVE: &str = "/admin/config/tab/auth/providers/{provider}/remove";
    routes
        .get(REMOVE, Action::UseConsole, ask)
        .post(REMOVE, Action::UseConsole, act)
}

#[derive(Template)]
#[template(path = "admin/templates/provider_remove.html")]
struct RemovePage {
    page: Page,
    heading: String,
    what: String,
    version: i64,
    action: String,
    back: String,
}

impl PageTemplate for RemovePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let held = held(&app).await?;
    let provider = held
        .config
        .auth
        .provider(&id)
        .ok_or_else(Fault::not_found)?;
    let issuer = provider.issuer.clone();
    let alone = move |tx: &Tx| openid::only_by(tx, &issuer);
    let alone = app.parts.db.read(alone).await?;
    let say = |key: &str| visit.words.say(key).with("name", &provider.name);
    let template = RemovePage {
        page: Page::new(&app, &visit, say("openid-remove-title")),
        heading: say("openid-remove-title").to_string(),
        what: say("console-effect-way-closes").num("n", alone).to_string(),
        version: held.version,
        action: format!("{}/remove", path(&id)),
        back: path(&id),
    };
    page(StatusCode::OK, &template)
}

/// The version that was looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Looked {
    version: i64,
}

async fn act(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    Form(looked): Form<Looked>,
) -> Result<Response, Fault> {
    let held = held(&app).await?;
    held.config
        .auth
        .provider(&id)
        .ok_or_else(Fault::not_found)?;
    let others = held.config.auth.providers.iter();
    let others = others
        .filter(|one| one.id.as_str() != id)
        .map(Provider::written);
    let new = (others.collect(), looked.version);
    match save(&app, &visit, new, Step::Confirmed, "said-openid-removed").await? {
        Saved::Done(response) => Ok(response),
        Saved::Stale => Ok(see_other_saying(&path(&id), "said-console-moved-meanwhile")),
        Saved::Refused(refused) => {
            let spec = spec()?;
            Err(Fault::fields(
                refused.iter().map(|one| field_fault(spec, one)).collect(),
            ))
        }
    }
}
