//! The providers of module `auth`, each on a page of its own beside the module's: too much for one
//! field. They are saved as the field they are, with its versions, consequences and audit.

mod edit;
mod order;
mod remove;
mod view;

use axum::response::Response;
use usher_db::{Error, Tx};
use usher_domain::config::{Auth, ModuleSpec, Provider, Submitted, WrittenProvider, shown_module};

use super::{
    deeds,
    form::{Posted, Step},
    nav::module_path,
    pages::{self, Review},
    store::{self, Held, NewValues, Outcome, Refused},
};
use crate::{
    App,
    features::openid,
    http::{fault::Fault, render::see_other_saying, routes::Routes, visit::Visit},
};

const LIST: &str = "/admin/config/tab/auth/providers";
const MODULE: &str = "auth";

pub(super) fn routes(routes: Routes) -> Routes {
    remove::routes(order::routes(edit::routes(routes)))
}

/// The message key of a part of a provider's page: `openid-part-issuer-label`.
pub(super) fn part_key(part: &str, what: &str) -> String {
    format!("openid-part-{}-{what}", part.to_ascii_lowercase())
}

/// A provider in the module's list.
pub(super) struct ProviderRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) host: String,
    pub(super) enabled: bool,
    pub(super) path: String,
}

impl ProviderRow {
    pub(super) fn new(provider: &Provider) -> Self {
        Self {
            id: provider.id.to_string(),
            name: provider.name.clone(),
            host: openid::host_of(provider),
            enabled: provider.enabled,
            path: path(provider.id.as_str()),
        }
    }
}

fn path(id: &str) -> String {
    format!("{LIST}/{id}")
}

fn spec() -> Result<&'static ModuleSpec, Fault> {
    shown_module(MODULE).ok_or_else(Fault::not_found)
}

/// The module as it is saved now.
async fn held(app: &App) -> Result<Held, Fault> {
    let spec = spec()?;
    let read = move |tx: &Tx| -> Result<Held, Error> { store::held(tx, spec) };
    Ok(app.parts.db.read(read).await?)
}

/// What came of saving another list.
enum Saved {
    /// It is saved, or something has to be said before: the answer.
    Done(Response),
    /// Somebody else saved meanwhile.
    Stale,
    /// It cannot be.
    Refused(Vec<Refused>),
}

/// Saves the list of providers as it is to be. What follows from it is said before, unless it was
/// asked for on a page that says so.
async fn save(
    app: &App,
    visit: &Visit,
    (list, version): (Vec<WrittenProvider>, i64),
    step: Step,
    said: &'static str,
) -> Result<Saved, Fault> {
    let spec = spec()?;
    let mut texts: Vec<String> = list.iter().map(WrittenProvider::to_json).collect();
    if texts.is_empty() {
        texts.push(String::new());
    }
    let posted = Posted {
        version: Some(version),
        step,
        fields: Submitted::from([(Auth::PROVIDERS.to_owned(), texts)]),
        ..Posted::default()
    };
    let (looked_at, now) = (posted.clone(), app.now());
    let read = (app.parts.db).read(move |tx| pages::review(tx, spec, &looked_at, now));
    let ready = match read.await? {
        Review::Stale => return Ok(Saved::Stale),
        Review::Refused(refused) => return Ok(Saved::Refused(refused)),
        Review::Ready(ready) => ready,
    };
    if posted.step == Step::Save && !ready.effects.is_empty() {
        return pages::confirm::show(app, visit, spec, posted, &ready).map(Saved::Done);
    }
    let new = NewValues {
        spec,
        fields: posted.fields,
        on: posted.version,
        by: Some(visit.member()?.id),
        from: Some(visit.address),
    };
    Ok(match deeds::save(app, visit, new).await? {
        Outcome::Saved(changes) => {
            let said = if changes.is_empty() {
                "said-console-unchanged"
            } else {
                said
            };
            Saved::Done(see_other_saying(&module_path(spec), said))
        }
        Outcome::Stale => Saved::Stale,
        Outcome::Refused(refused) => Saved::Refused(refused),
    })
}
