//! `GET /api/v1/sign-in-methods`

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;
use usher_domain::access::Action;

use super::way_in;
use crate::{
    App,
    http::{body::json, fault::Fault, routes::Routes},
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/api/v1/sign-in-methods", Action::SignIn, list)
}

/// By what people sign in.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = SignInMethods)]
pub(in crate::features) struct MethodsView {
    methods: Vec<MethodView>,
}

/// One of them.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = SignInMethod)]
pub(in crate::features) struct MethodView {
    /// `provider`, `password` or `mail`.
    kind: &'static str,
    /// Of a provider: what its button says.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Of a provider: where a browser begins, on this hub.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
}

/// By what people sign in, in the order of the sign-in page.
#[utoipa::path(get, path = "/api/v1/sign-in-methods", operation_id = "list_sign_in_methods", tag = "session",
    security(()), responses((status = 200, body = MethodsView)))]
pub(in crate::features) async fn list(State(app): State<App>) -> Result<Response, Fault> {
    let site = app.settings.now();
    let providers = site.auth.offered().map(|provider| MethodView {
        kind: "provider",
        name: Some(provider.name.clone()),
        path: Some(way_in(provider.id.as_str(), "")),
    });
    let password = site.auth.password.then_some(MethodView {
        kind: "password",
        name: None,
        path: None,
    });
    let mail = site.signs_in_by_mail().map(|_| MethodView {
        kind: "mail",
        name: None,
        path: None,
    });
    let methods = providers.chain(password).chain(mail).collect();
    Ok(json(StatusCode::OK, MethodsView { methods }))
}
