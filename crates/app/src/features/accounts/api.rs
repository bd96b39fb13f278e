//! `POST|DELETE /api/v1/session`

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use usher_domain::access::Action;

use super::sign_in::{self, Credentials};
use crate::{
    App,
    http::{
        body::{JsonBody, json},
        cookies,
        fault::Fault,
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post("/api/v1/session", Action::SignIn, create)
        .delete("/api/v1/session", Action::SignOut, delete)
}

/// What to sign in with.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct NewSession {
    /// One of the account's addresses.
    email: String,
    /// The password.
    password: String,
}

/// Who is signed in now; the session itself travels in the cookie.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::features) struct SessionView {
    account: String,
    name: String,
    role: &'static str,
    site_admin: bool,
    /// RFC 3339.
    expires_at: String,
}

/// Signs in.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", request_body = NewSession,
    responses((status = 201, body = SessionView), (status = 401, description = "wrong_credentials"),
              (status = 429, description = "too_many_tries, with Retry-After")))]
pub(in crate::features) async fn create(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewSession>,
) -> Result<Response, Fault> {
    let credentials = Credentials::new(new.email, new.password);
    let signed_in = sign_in::sign_in(&app, &visit, &headers, credentials).await?;
    let view = SessionView {
        account: signed_in.member.id.to_string(),
        name: signed_in.member.name(),
        role: signed_in.member.role.as_str(),
        site_admin: signed_in.member.site_admin,
        expires_at: rfc3339(signed_in.expires_at),
    };
    let mut response = json(StatusCode::CREATED, view);
    for cookie in signed_in.cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Signs out; without a session there is nothing to do.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session",
    responses((status = 204, description = "signed out")))]
pub(in crate::features) async fn delete(
    State(app): State<App>,
    visit: Visit,
) -> Result<Response, Fault> {
    sign_in::sign_out(&app, &visit).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    cookies::remove_session(response.headers_mut());
    Ok(response)
}
