//! What every request passes through, from the outside in: panics, logs and
//! figures, headers, host and origin and session (`visit`), then the route's
//! own guard. The next piece of a film goes by a [`shortcut`].

pub mod accent;
pub mod assets;
pub mod body;
pub mod cookies;
pub mod csv;
pub mod fault;
pub mod form;
pub mod guard;
pub mod headers;
mod health;
pub mod limits;
pub mod listing;
pub mod moment;
pub mod network;
pub mod once;
pub mod origin;
pub mod page;
pub mod render;
pub mod routes;
pub mod sentence;
mod shortcut;
#[cfg(test)]
mod tests;
pub mod time;
pub mod trace;
pub mod turns;
pub mod visit;

use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, Predicate,
        predicate::{DefaultPredicate, NotForContentType},
    },
};
use usher_domain::access::Action;

use self::{
    fault::Fault,
    routes::{Route, Routes, Shown},
};
use crate::{App, features};

/// The whole hub as one router. Serve it with connection info
/// (`into_make_service_with_connect_info::<SocketAddr>`).
pub fn router(app: App) -> Router {
    router_with(app, turns::Lengths::default())
}

/// The same with lines of another length.
pub fn router_with(app: App, lengths: turns::Lengths) -> Router {
    let routes = collect(&app);
    // Not in the list that is reviewed and walked: a released binary has none of it.
    #[cfg(debug_assertions)]
    let routes = features::components::routes(routes);
    let (router, list) = routes.finish();
    let shown = Shown::of(&list);
    let turns = turns::Turns::new(&app, &list, lengths);
    let house = router
        .fallback(|| async { Fault::not_found() })
        .method_not_allowed_fallback(|| async {
            Fault::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed")
        })
        .layer(DefaultBodyLimit::max(body::MAX_BODY))
        .layer(CatchPanicLayer::custom(caught))
        .layer(from_fn_with_state(app.clone(), visit::visit))
        .layer(from_fn_with_state(turns, turns::take))
        .layer(Extension(shown))
        .layer(CompressionLayer::new().compress_when(worth_compressing()))
        .layer(from_fn_with_state(app.clone(), headers::secure))
        .layer(from_fn_with_state(app.clone(), trace::trace))
        .with_state(app.clone());
    Router::new().fallback_service(shortcut::before(app, house))
}

/// Every route with its action; for the test that walks them.
pub fn list(app: &App) -> Vec<Route> {
    collect(app).finish().1
}

fn collect(app: &App) -> Routes {
    let routes = Routes::new(app).get("/assets/{*path}", Action::UseAssets, assets::serve);
    let routes = routes.get("/accents/{colour}", Action::UseAssets, accent::serve);
    features::routes(health::routes(routes))
}

/// Pages and scripts; never media and captions, whose ranges are counted in
/// their own bytes and whose entity tags name them.
fn worth_compressing() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::new("video/"))
        .and(NotForContentType::new("audio/"))
        .and(NotForContentType::new("application/pdf"))
        .and(NotForContentType::new("application/octet-stream"))
        .and(NotForContentType::new("text/vtt"))
}

fn caught(panic: Box<dyn std::any::Any + Send>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words");
    Fault::internal(format!("a handler panicked: {text}")).into_response()
}
