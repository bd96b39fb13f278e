//! `GET /api/v1/webhooks/{webhook}/deliveries`, `POST …/deliveries/{delivery}/replay`, `POST …/test`

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use usher_db::Tx;
use usher_domain::{access::Action, ids::DeliveryId};

use super::hooks::id;
use crate::{
    App,
    features::webhooks::{
        deeds,
        refused::Refused,
        store::{self, Delivery},
    },
    http::{
        body::{Params, json},
        fault::Fault,
        listing,
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let console = Action::UseConsole;
    routes
        .get("/api/v1/webhooks/{webhook}/deliveries", console, deliveries)
        .post(
            "/api/v1/webhooks/{webhook}/deliveries/{delivery}/replay",
            console,
            replay,
        )
        .post("/api/v1/webhooks/{webhook}/test", console, test)
}

/// Something that was or is to be sent.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = WebhookDelivery)]
pub(in crate::features) struct DeliveryView {
    id: String,
    event: String,
    /// `waiting`, `delivered`, `failed` or `cancelled`.
    state: &'static str,
    tries: u32,
    /// The status of the last answer.
    status: Option<u16>,
    /// What stood in the way, where there was no answer: `timed-out`, `not-permitted`, …
    trouble: Option<String>,
    /// The first bytes of the last answer, or the machine's words.
    answer: String,
    created_at: String,
    tried_at: Option<String>,
    /// What is sent.
    #[schema(value_type = Object)]
    body: Value,
}

impl From<Delivery> for DeliveryView {
    fn from(delivery: Delivery) -> Self {
        Self {
            id: delivery.id.to_string(),
            state: delivery.state.as_str(),
            tries: delivery.tries,
            status: delivery.status,
            created_at: rfc3339(delivery.created_at),
            tried_at: delivery.tried_at.map(rfc3339),
            body: serde_json::from_str(&delivery.body).unwrap_or_default(),
            event: delivery.event,
            trouble: delivery.trouble,
            answer: delivery.answer,
        }
    }
}

/// A page of what was sent, the newest first.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = WebhookDeliveries)]
pub(in crate::features) struct DeliveriesView {
    deliveries: Vec<DeliveryView>,
    /// Give it as `before` to get the next page; absent on the last one.
    next: Option<String>,
}

/// Which deliveries to list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct DeliveriesQuery {
    before: Option<String>,
    limit: Option<u32>,
}

/// Lists what was sent to a webhook in the last 30 days, and what waits.
#[utoipa::path(get, path = "/api/v1/webhooks/{webhook}/deliveries", tag = "webhooks",
    params(("webhook" = String, Path, description = "Its id"),
           ("before" = Option<String>, Query, description = "`next` of the page before"),
           ("limit" = Option<u32>, Query, description = "1 to 200; 50 unless given")),
    responses((status = 200, body = DeliveriesView), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found"), (status = 422, description = "invalid: before or limit")))]
pub(in crate::features) async fn deliveries(
    State(app): State<App>,
    Path(webhook): Path<String>,
    Params(query): Params<DeliveriesQuery>,
) -> Result<Response, Fault> {
    let id = id(&webhook)?;
    let before: Option<DeliveryId> = listing::before(query.before.as_deref())?;
    let limit = listing::limit(query.limit)?;
    let read = move |tx: &Tx| -> Result<_, usher_db::Error> {
        let hook = store::load(tx, id)?;
        Ok((hook, store::log(tx, id, before, limit + 1)?))
    };
    let (hook, mut log) = app.parts.db.read(read).await?;
    hook.ok_or_else(Fault::not_found)?;
    let more = log.len() > limit as usize;
    log.truncate(limit as usize);
    let next = log.last().filter(|_| more).map(|last| last.id.to_string());
    let deliveries = log.into_iter().map(DeliveryView::from).collect();
    Ok(json(StatusCode::OK, DeliveriesView { deliveries, next }))
}

/// Sends something once more, with the same id and the same body.
#[utoipa::path(post, path = "/api/v1/webhooks/{webhook}/deliveries/{delivery}/replay", tag = "webhooks",
    params(("webhook" = String, Path, description = "Its id"),
           ("delivery" = String, Path, description = "The delivery's id")),
    responses((status = 202, description = "it waits for its turn"), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found"), (status = 409, description = "webhook_off")))]
pub(in crate::features) async fn replay(
    State(app): State<App>,
    visit: Visit,
    Path((webhook, delivery)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let delivery = delivery.parse().map_err(|_| Fault::not_found())?;
    let by = visit.member()?.id;
    let sent = deeds::again(&app, by, (id(&webhook)?, delivery)).await;
    sent.map_err(Refused::fault)?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// What a test is known by.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = WebhookTest)]
pub(in crate::features) struct TestView {
    /// The delivery's id.
    delivery: String,
}

/// Sends a test, whatever the webhook is told of.
#[utoipa::path(post, path = "/api/v1/webhooks/{webhook}/test", tag = "webhooks",
    params(("webhook" = String, Path, description = "Its id")),
    responses((status = 202, body = TestView, description = "it waits for its turn"),
              (status = 403, description = "not_site_admin"), (status = 404, description = "not_found"),
              (status = 409, description = "webhook_off")))]
pub(in crate::features) async fn test(
    State(app): State<App>,
    Path(webhook): Path<String>,
) -> Result<Response, Fault> {
    let sent = deeds::test(&app, id(&webhook)?).await;
    let delivery = sent.map_err(Refused::fault)?.to_string();
    Ok(json(StatusCode::ACCEPTED, TestView { delivery }))
}
