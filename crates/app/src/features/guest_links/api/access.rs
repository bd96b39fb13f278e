//! `PUT /api/v1/entries/{entry}/guest-access`, `POST /api/v1/entries/{entry}/guest-access/end`

use axum::{extract::State, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use usher_domain::access::Action;

use crate::{
    App,
    features::guest_links::{deeds, refused::Refused},
    http::{
        body::{JsonBody, json},
        fault::Fault,
        guard::Standing,
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let manage = Action::ManageInvites;
    routes
        .put("/api/v1/entries/{entry}/guest-access", manage, set)
        .post("/api/v1/entries/{entry}/guest-access/end", manage, end)
}

/// The switch of an entry.
#[derive(Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct GuestAccess {
    /// Whether guest links let people in.
    on: bool,
}

/// Switches *Guest access*. Off, nobody new comes in; whoever is in stays.
#[utoipa::path(put, path = "/api/v1/entries/{entry}/guest-access", tag = "guest-links",
    params(("entry" = String, Path, description = "The entry's id")),
    request_body = GuestAccess,
    responses((status = 200, body = GuestAccess),
              (status = 403, description = "forbidden; to switch it on also disabled, media_page_off, not_allowed_to_invite, owners_invite or no_guest_links"),
              (status = 404, description = "not_found"), (status = 422, description = "invalid: on")))]
pub(in crate::features) async fn set(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    JsonBody(access): JsonBody<GuestAccess>,
) -> Result<Response, Fault> {
    let switched = deeds::switch(&app, &visit, entry, access.on).await;
    switched.map_err(Refused::fault)?;
    Ok(json(StatusCode::OK, access))
}

/// Who was put out.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = GuestsEnded)]
pub(in crate::features) struct GuestsEnded {
    /// How many were in.
    ended: u64,
}

/// Ends guest access for everyone: switches it off, and whoever is in by a guest link is out within a second.
#[utoipa::path(post, path = "/api/v1/entries/{entry}/guest-access/end", tag = "guest-links",
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = GuestsEnded), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn end(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let ended = deeds::end_all(&app, &visit, entry).await;
    let ended = ended.map_err(Refused::fault)?;
    Ok(json(StatusCode::OK, GuestsEnded { ended }))
}
