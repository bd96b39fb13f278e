//! `GET|POST /admin/config/tab/auth/providers/{provider}`, and of a new one.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use usher_domain::{
    access::Action,
    config::{ClientSecret, Provider, WrittenProvider},
};

use super::{
    Saved, Step, held, save, spec,
    view::{self, Draft},
};
use crate::{
    App,
    features::{admin::faults::field_fault, openid},
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    const NEW: &str = "/admin/config/tab/auth/providers/new";
    const ONE: &str = "/admin/config/tab/auth/providers/{provider}";
    routes
        .get(NEW, Action::UseConsole, fresh)
        .post(NEW, Action::UseConsole, make)
        .get(ONE, Action::UseConsole, show)
        .post(ONE, Action::UseConsole, change)
}

type Pairs = Form<Vec<(String, String)>>;

async fn fresh(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    view::show(&app, &visit, StatusCode::OK, Draft::fresh()).await
}

async fn show(
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
    view::show(&app, &visit, StatusCode::OK, Draft::saved(provider)).await
}

async fn make(State(app): State<App>, visit: Visit, Form(pairs): Pairs) -> Result<Response, Fault> {
    act(&app, &visit, None, &pairs).await
}

async fn change(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Pairs,
) -> Result<Response, Fault> {
    let held = held(&app).await?;
    held.config
        .auth
        .provider(&id)
        .ok_or_else(Fault::not_found)?;
    act(&app, &visit, Some(&id), &pairs).await
}

async fn act(
    app: &App,
    visit: &Visit,
    id: Option<&str>,
    pairs: &[(String, String)],
) -> Result<Response, Fault> {
    let said = |name: &str| {
        pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    };
    let version = said("version").and_then(|version| version.parse::<i64>().ok());
    let version = version.ok_or_else(|| Fault::field("version", "version_missing"))?;
    let mut draft = Draft {
        typed: view::read(app, pairs, id),
        is_new: id.is_none(),
        version: Some(version),
        ..Draft::fresh()
    };
    let parsed = match draft.typed.parse() {
        Ok(parsed) => parsed,
        Err(faults) => {
            draft.faults = faults.iter().map(view::fault).collect();
            return view::show(app, visit, StatusCode::UNPROCESSABLE_ENTITY, draft).await;
        }
    };
    let held = held(app).await?;
    let all = &held.config.auth.providers;
    if said("step").is_some_and(|step| step == "check") {
        let checked = openid::check(app, &visit.words, &as_before(parsed, all)).await;
        draft.checked = Some(checked);
        return view::show(app, visit, StatusCode::OK, draft).await;
    }
    if draft.is_new && all.iter().any(|one| one.id == parsed.id) {
        draft.faults = vec![FieldFault::new("id", "provider_taken")];
        return view::show(app, visit, StatusCode::UNPROCESSABLE_ENTITY, draft).await;
    }
    let list = (listed(all, &draft.typed), version);
    match save(app, visit, list, Step::Save, "said-openid-saved").await? {
        Saved::Done(response) => Ok(response),
        Saved::Stale => {
            // What is typed is put on top of what the other saved.
            draft.version = None;
            draft.stale = true;
            view::show(app, visit, StatusCode::CONFLICT, draft).await
        }
        Saved::Refused(refused) => {
            let spec = spec()?;
            let faults = refused.iter().map(|one| field_fault(spec, one));
            draft.faults = faults.map(beside).collect();
            view::show(app, visit, StatusCode::UNPROCESSABLE_ENTITY, draft).await
        }
    }
}

/// The list with this one as it was typed, in its place or at the end.
fn listed(all: &[Provider], typed: &WrittenProvider) -> Vec<WrittenProvider> {
    let mut list: Vec<_> = all.iter().map(Provider::written).collect();
    match list.iter_mut().find(|one| one.id == typed.id) {
        Some(one) => one.clone_from(typed),
        None => list.push(typed.clone()),
    }
    list
}

/// With the secret that is stored, where none was typed.
fn as_before(mut typed: Provider, all: &[Provider]) -> Provider {
    if typed.secret == ClientSecret::AsBefore {
        let before = all
            .iter()
            .find(|one| one.id == typed.id && one.issuer == typed.issuer);
        typed.secret = before.map_or(ClientSecret::None, |before| before.secret.clone());
    }
    typed
}

/// What is wrong with the list, beside the part of this provider that it is about.
fn beside(mut fault: FieldFault) -> FieldFault {
    let part = match fault.code.as_str() {
        "nobody_gets_in" => "enabled",
        _ => "name",
    };
    part.clone_into(&mut fault.field);
    fault
}
