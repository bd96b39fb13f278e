//! `GET /api/v1/audit`

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;
use serde_json::Value;
use usher_domain::access::Action;

use super::{
    export::object,
    list::{Asked, leaf},
    pages,
};
use crate::{
    App,
    http::{
        body::{Params, json},
        fault::Fault,
        routes::Routes,
        visit::Visit,
    },
};

/// How many rows a page has at most.
const ROWS: usize = 200;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/api/v1/audit", Action::SeeAudit, list)
}

/// A page of the audit.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::features) struct AuditView {
    /// Newest first: `id`, `at` (RFC 3339), `actor`, `deed`, `entry`, `person`, `subject` (each an `id` and,
    /// while it is there, a `name`), `network`, `detail`.
    rows: Vec<Value>,
    /// What to ask for as `before` next; absent after the last page. A page may have few rows, or none, and
    /// another one after it: so many were looked through.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<i64>,
}

/// Lists who did what.
#[utoipa::path(get, path = "/api/v1/audit", tag = "audit",
    params(("actor" = Option<String>, Query, description = "An address, `account:ID`, `guest:INVITE` or `system`"),
           ("deed" = Option<String>, Query, description = "`signed_in`, `entered`, `invited`, …"),
           ("entry" = Option<String>, Query, description = "The entry it was done to"),
           ("person" = Option<String>, Query, description = "The member it was done to: an address or `account:ID`"),
           ("from" = Option<String>, Query, description = "From this moment on, RFC 3339"),
           ("until" = Option<String>, Query, description = "Before this moment, RFC 3339"),
           ("before" = Option<i64>, Query, description = "`next` of the page before")),
    responses((status = 200, body = AuditView), (status = 403, description = "not_site_admin"),
              (status = 422, description = "invalid: a person nobody knows, a moment that is none")))]
pub(in crate::features) async fn list(
    State(app): State<App>,
    visit: Visit,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let filter = pages::filter(&app, &visit, asked).await?;
    let leaf = (app.parts.db).read(move |tx| leaf(tx, &filter, ROWS));
    let leaf = leaf.await?;
    let view = AuditView {
        rows: leaf.rows.iter().map(object).collect(),
        next: leaf.next,
    };
    Ok(json(StatusCode::OK, view))
}
