//! The console's pages.

pub(super) mod confirm;
mod conflict;
mod fields;
mod form;
mod logo;
mod review;
mod sheet;
mod trial;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use usher_domain::{
    access::Action,
    config::{MODULES, ModuleSpec, shown_module},
};

use self::form::Draft;
pub(super) use self::{
    review::{Review, review},
    sheet::SavedView,
};
use super::{
    deeds,
    faults::field_fault,
    form::{Posted, Step},
    nav::module_path,
    secrets::seal_posted,
    store::{NewValues, Outcome, Refused},
    subjects,
};
use crate::{
    App,
    http::{
        body::Form,
        fault::Fault,
        render::{see_other, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    const MODULE: &str = "/admin/config/tab/{module}";
    logo::routes(routes)
        .get("/admin", Action::UseConsole, first)
        .get(MODULE, Action::UseConsole, show)
        .post(MODULE, Action::UseConsole, act)
        .get("/admin/subjects", Action::UseConsole, subjects::find)
}

/// `GET /admin`
async fn first() -> Result<Response, Fault> {
    let first = MODULES.iter().find(|spec| spec.shown);
    first
        .map(|spec| see_other(&module_path(spec)))
        .ok_or_else(Fault::not_found)
}

/// `GET /admin/config/tab/{module}`
async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(module): Path<String>,
) -> Result<Response, Fault> {
    let spec = shown_module(&module).ok_or_else(Fault::not_found)?;
    form::show(&app, &visit, spec, StatusCode::OK, Draft::default()).await
}

/// `POST /admin/config/tab/{module}`
async fn act(
    State(app): State<App>,
    visit: Visit,
    Path(module): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let spec = shown_module(&module).ok_or_else(Fault::not_found)?;
    let mut posted = Posted::read(spec, pairs);
    seal_posted(spec, &mut posted.fields, &app.sealer());
    match posted.step {
        Step::Save | Step::Confirmed => save(&app, &visit, spec, posted).await,
        Step::Try => trial::show(&app, &visit, spec, posted).await,
        Step::Back | Step::Find | Step::Remove(_) => {
            form::show(&app, &visit, spec, StatusCode::OK, Draft::of(posted)).await
        }
    }
}

async fn save(
    app: &App,
    visit: &Visit,
    spec: &'static ModuleSpec,
    posted: Posted,
) -> Result<Response, Fault> {
    if posted.version.is_none() {
        return Err(Fault::field("version", "version_missing"));
    }
    let (looked_at, now) = (posted.clone(), app.now());
    let read = (app.parts.db).read(move |tx| review(tx, spec, &looked_at, now));
    let ready = match read.await? {
        Review::Stale => return stale(app, visit, spec, posted).await,
        Review::Refused(refused) => return refuse(app, visit, spec, posted, &refused).await,
        Review::Ready(ready) => ready,
    };
    if posted.step == Step::Save && !ready.effects.is_empty() {
        return confirm::show(app, visit, spec, posted, &ready);
    }
    let new = NewValues {
        spec,
        fields: posted.fields.clone(),
        on: posted.version,
        by: Some(visit.member()?.id),
        from: Some(visit.address),
    };
    match deeds::save(app, visit, new).await? {
        Outcome::Saved(changes) => {
            let said = if changes.is_empty() {
                "said-console-unchanged"
            } else {
                "said-console-saved"
            };
            Ok(see_other_saying(&module_path(spec), said))
        }
        Outcome::Stale => stale(app, visit, spec, posted).await,
        Outcome::Refused(refused) => refuse(app, visit, spec, posted, &refused).await,
    }
}

async fn stale(
    app: &App,
    visit: &Visit,
    spec: &'static ModuleSpec,
    posted: Posted,
) -> Result<Response, Fault> {
    let draft = conflict::draft(app, visit, spec, posted).await?;
    form::show(app, visit, spec, StatusCode::CONFLICT, draft).await
}

async fn refuse(
    app: &App,
    visit: &Visit,
    spec: &'static ModuleSpec,
    posted: Posted,
    refused: &[Refused],
) -> Result<Response, Fault> {
    let mut draft = Draft::of(posted);
    draft.faults = refused.iter().map(|one| field_fault(spec, one)).collect();
    form::show(app, visit, spec, StatusCode::UNPROCESSABLE_ENTITY, draft).await
}
