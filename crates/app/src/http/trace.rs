//! One log line and one figure per request. The line names the route, never
//! the address itself, so that no link's secret reaches a log (security.md T4).

use std::time::Duration;

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};

use crate::App;

/// How many requests were answered, by method, route and status.
pub const REQUESTS: &str = "usher_requests_total";
/// How long answering took, by method and route.
pub const SECONDS: &str = "usher_request_seconds";

/// Writes the line of one request.
pub fn log(method: &str, route: &str, status: u16, took: Duration) {
    tracing::info!(%method, route, status, took_us = took.as_micros(), "request");
}

/// The middleware.
pub(super) async fn trace(State(app): State<App>, request: Request, next: Next) -> Response {
    let began = app.now();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "(none)".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let took = app.now().since(began);
    let status = response.status().as_u16();
    log(method.as_str(), &route, status, took);
    let labels = [
        ("method", method.to_string()),
        ("route", route),
        ("status", status.to_string()),
    ];
    metrics::counter!(REQUESTS, &labels).increment(1);
    metrics::histogram!(SECONDS, &labels[..2]).record(took.as_secs_f64());
    response
}
