//! For whoever watches the hub: alive, ready, and its figures.

use std::{net::SocketAddr, time::Duration};

use axum::{
    extract::{ConnectInfo, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use usher_db::Error;
use usher_domain::access::Action;

use super::{fault::Fault, routes::Routes};
use crate::{App, high_water::WORTH_A_WORD};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/healthz", Action::SeeHealth, alive)
        .get("/readyz", Action::SeeHealth, ready)
        .get("/metrics", Action::SeeMetrics, metrics)
}

/// Whether a path is for who watches the hub, by its address and not by its name.
pub(super) fn is_for_watchers(path: &str) -> bool {
    ["/healthz", "/readyz", "/metrics"].contains(&path)
}

async fn alive() -> &'static str {
    "ok\n"
}

/// Ready: the database answers. A second line says when the machine's clock has gone
/// back: the site works, and somebody has to look.
async fn ready(State(app): State<App>) -> Result<String, Fault> {
    let behind = app.parts.clock.behind();
    let clock = if behind > WORTH_A_WORD {
        format!("clock behind by {} s\n", behind.as_secs())
    } else {
        String::new()
    };
    app.parts
        .db
        .read(|tx| tx.query_one("SELECT 1 AS one", &[], |row| row.get::<i64>("one")))
        .await
        .map(|_| format!("ok\n{clock}"))
        .map_err(|_: Error| {
            let busy = Fault::new(StatusCode::SERVICE_UNAVAILABLE, "busy");
            busy.retry_after(Duration::from_secs(1))
        })
}

/// Prometheus text, for this machine only: what arrives through a proxy is refused.
async fn metrics(
    State(app): State<App>,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Response {
    let near = peer.is_some_and(|peer| peer.0.0.ip().is_loopback());
    if !near || headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded") {
        return Fault::not_found().into_response();
    }
    let kind = [(
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    )];
    (kind, app.parts.figures.render()).into_response()
}
