//! A new link by which somebody sets their password.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use super::person_of;
use crate::{
    App,
    features::people::deeds,
    http::{
        body::{OptionalJson, json},
        fault::Fault,
        time::rfc3339,
        visit::Visit,
    },
};

/// How the link reaches them.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PasswordLinkWanted)]
pub(in crate::features) struct Wanted {
    /// Mail it to them, and tell nobody else.
    #[serde(default)]
    mail: bool,
}

/// The link, in this answer and never again.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = PasswordLink)]
pub(in crate::features) struct LinkView {
    /// Works once.
    password_link: String,
    /// RFC 3339.
    ends_at: String,
}

/// Makes a link by which somebody sets their password; those before work no more.
#[utoipa::path(post, path = "/api/v1/users/{person}/password-link", tag = "users",
    params(("person" = String, Path, description = "The account's id")),
    request_body = Wanted,
    responses((status = 201, body = LinkView), (status = 204, description = "It waits to be mailed"),
              (status = 403, description = "not_site_admin"), (status = 404, description = "not_found"),
              (status = 409, description = "no_mail_service: the one before still works")))]
pub(in crate::features) async fn make(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
    OptionalJson(wanted): OptionalJson<Wanted>,
) -> Result<Response, Fault> {
    let id = person_of(&person)?;
    if wanted.mail {
        deeds::mail_password_link(&app, &visit, id).await?;
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let made = deeds::password_link(&app, &visit, id).await?;
    let view = LinkView {
        password_link: app.link(made.path.expose_secret()),
        ends_at: rfc3339(made.ends),
    };
    Ok(json(StatusCode::CREATED, view))
}
