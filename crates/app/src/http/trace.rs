//! One log line and one figure per request. The line names the route, never
//! the address itself, so that no link's secret reaches a log (security.md T4).

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};

use crate::App;

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
    tracing::info!(%method, route, status, took_us = took.as_micros(), "request");
    let labels = [
        ("method", method.to_string()),
        ("route", route),
        ("status", status.to_string()),
    ];
    metrics::counter!("usher_requests_total", &labels).increment(1);
    metrics::histogram!("usher_request_seconds", &labels[..2]).record(took.as_secs_f64());
    response
}
