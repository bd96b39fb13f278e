//! `GET|POST /api/v1/webhooks`, `GET|PATCH|DELETE /api/v1/webhooks/{webhook}`, `POST …/secret`

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use usher_db::Tx;
use usher_domain::{access::Action, ids::WebhookId, webhook::WebhookEvent};

use crate::{
    App,
    features::webhooks::{
        deeds::{self, Made},
        refused::Refused,
        store::{self, Hook},
        wanted::wanted,
    },
    http::{
        body::{JsonBody, json},
        fault::Fault,
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
};

const ALL: &str = "/api/v1/webhooks";
const ONE: &str = "/api/v1/webhooks/{webhook}";

pub(super) fn routes(routes: Routes) -> Routes {
    let console = Action::UseConsole;
    routes
        .get(ALL, console, list)
        .post(ALL, console, create)
        .get(ONE, console, show)
        .patch(ONE, console, change)
        .delete(ONE, console, delete)
        .post("/api/v1/webhooks/{webhook}/secret", console, new_secret)
}

/// A webhook.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Webhook)]
pub(in crate::features) struct WebhookView {
    id: String,
    url: String,
    /// What it is told of.
    events: Vec<&'static str>,
    /// Whether it is told names and addresses.
    with_people: bool,
    /// Whether anything is sent to it.
    on: bool,
    /// `hand` or `failing`, where it is off.
    off_because: Option<&'static str>,
    /// Since when it has taken nothing; RFC 3339.
    failing_since: Option<String>,
    created_at: String,
}

impl From<Hook> for WebhookView {
    fn from(hook: Hook) -> Self {
        Self {
            id: hook.id.to_string(),
            events: hook.events.iter().map(WebhookEvent::as_str).collect(),
            with_people: hook.with_people,
            on: hook.disabled.is_none(),
            off_because: hook.disabled.map(|(_, why)| why.as_str()),
            failing_since: hook.failing_since.map(rfc3339),
            created_at: rfc3339(hook.created_at),
            url: hook.url,
        }
    }
}

/// Every webhook.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Webhooks)]
pub(in crate::features) struct WebhooksView {
    webhooks: Vec<WebhookView>,
}

/// A webhook with a secret that was just made.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = WebhookMade)]
pub(in crate::features) struct WebhookMadeView {
    /// What signatures are made with. It is told here and never again.
    secret: String,
    webhook: WebhookView,
}

impl From<Made> for WebhookMadeView {
    fn from(made: Made) -> Self {
        Self {
            secret: made.secret.expose().to_owned(),
            webhook: made.hook.into(),
        }
    }
}

pub(super) fn id(path: &str) -> Result<WebhookId, Fault> {
    path.parse().map_err(|_| Fault::not_found())
}

/// Lists the webhooks.
#[utoipa::path(get, path = "/api/v1/webhooks", tag = "webhooks",
    responses((status = 200, body = WebhooksView), (status = 403, description = "not_site_admin")))]
pub(in crate::features) async fn list(State(app): State<App>) -> Result<Response, Fault> {
    let hooks = app.parts.db.read(store::all).await?;
    let webhooks = hooks.into_iter().map(WebhookView::from).collect();
    Ok(json(StatusCode::OK, WebhooksView { webhooks }))
}

/// Shows a webhook.
#[utoipa::path(get, path = "/api/v1/webhooks/{webhook}", tag = "webhooks",
    params(("webhook" = String, Path, description = "Its id")),
    responses((status = 200, body = WebhookView), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn show(
    State(app): State<App>,
    Path(webhook): Path<String>,
) -> Result<Response, Fault> {
    let id = id(&webhook)?;
    let hook = app.parts.db.read(move |tx| store::load(tx, id)).await?;
    let view = WebhookView::from(hook.ok_or_else(Fault::not_found)?);
    Ok(json(StatusCode::OK, view))
}

/// A webhook to make.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct WebhookToMake {
    /// Where it goes: `https`, or `http` to a private address that an administrator permitted.
    url: String,
    /// What it is told of: `invite.created`, `invite.joined`, …
    events: Vec<String>,
    /// Whether it is told names and addresses. Absent: no.
    #[serde(default)]
    with_people: bool,
}

/// Makes a webhook. It is told of what happens from now on.
#[utoipa::path(post, path = "/api/v1/webhooks", tag = "webhooks",
    request_body = WebhookToMake,
    responses((status = 201, body = WebhookMadeView, description = "the secret is told here and never again"),
              (status = 403, description = "not_site_admin"), (status = 409, description = "too_many_webhooks"),
              (status = 422, description = "invalid: url (not_a_webhook_address, webhook_taken) or events (no_events, unknown_choice)")))]
pub(in crate::features) async fn create(
    State(app): State<App>,
    visit: Visit,
    JsonBody(new): JsonBody<WebhookToMake>,
) -> Result<Response, Fault> {
    let events = new.events.iter().map(String::as_str);
    let new = wanted(&new.url, events, new.with_people).map_err(Fault::fields)?;
    let made = deeds::make(&app, &visit, new).await;
    let view = WebhookMadeView::from(made.map_err(Refused::fault)?);
    Ok(json(StatusCode::CREATED, view))
}

/// What is to change of a webhook; what is absent stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct WebhookChange {
    url: Option<String>,
    events: Option<Vec<String>>,
    with_people: Option<bool>,
    /// Whether anything is sent to it. Switched on, what waits is sent.
    on: Option<bool>,
}

/// Changes a webhook.
#[utoipa::path(patch, path = "/api/v1/webhooks/{webhook}", tag = "webhooks",
    params(("webhook" = String, Path, description = "Its id")), request_body = WebhookChange,
    responses((status = 200, body = WebhookView), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found"),
              (status = 422, description = "invalid: url (not_a_webhook_address, webhook_taken) or events (no_events, unknown_choice)")))]
pub(in crate::features) async fn change(
    State(app): State<App>,
    visit: Visit,
    Path(webhook): Path<String>,
    JsonBody(change): JsonBody<WebhookChange>,
) -> Result<Response, Fault> {
    let id = id(&webhook)?;
    let load = move |tx: &Tx| store::load(tx, id);
    let mut hook = (app.parts.db.read(load).await?).ok_or_else(Fault::not_found)?;
    if change.url.is_some() || change.events.is_some() || change.with_people.is_some() {
        let held: Vec<String> = hook.events.iter().map(|event| event.to_string()).collect();
        let events = change.events.unwrap_or(held);
        let new = wanted(
            &change.url.unwrap_or(hook.url),
            events.iter().map(String::as_str),
            change.with_people.unwrap_or(hook.with_people),
        );
        let new = new.map_err(Fault::fields)?;
        let changed = deeds::change(&app, &visit, id, new).await;
        hook = changed.map_err(Refused::fault)?;
    }
    if let Some(on) = change.on {
        let switched = deeds::switch(&app, &visit, id, on).await;
        hook = switched.map_err(Refused::fault)?;
    }
    Ok(json(StatusCode::OK, WebhookView::from(hook)))
}

/// Deletes a webhook, with all that was or was to be sent to it.
#[utoipa::path(delete, path = "/api/v1/webhooks/{webhook}", tag = "webhooks",
    params(("webhook" = String, Path, description = "Its id")),
    responses((status = 204, description = "deleted"), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn delete(
    State(app): State<App>,
    visit: Visit,
    Path(webhook): Path<String>,
) -> Result<Response, Fault> {
    let deleted = deeds::delete(&app, &visit, id(&webhook)?).await;
    deleted.map_err(Refused::fault)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Makes another secret; the one before signs nothing any more.
#[utoipa::path(post, path = "/api/v1/webhooks/{webhook}/secret", tag = "webhooks",
    params(("webhook" = String, Path, description = "Its id")),
    responses((status = 200, body = WebhookMadeView, description = "the secret is told here and never again"),
              (status = 403, description = "not_site_admin"), (status = 404, description = "not_found")))]
pub(in crate::features) async fn new_secret(
    State(app): State<App>,
    visit: Visit,
    Path(webhook): Path<String>,
) -> Result<Response, Fault> {
    let made = deeds::new_secret(&app, &visit, id(&webhook)?).await;
    let view = WebhookMadeView::from(made.map_err(Refused::fault)?);
    Ok(json(StatusCode::OK, view))
}
