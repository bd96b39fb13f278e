//! `GET /api/v1/entries/{entry}/channels`, `PUT|DELETE …/channels/{channel}`

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use usher_db::Tx;
use usher_domain::{
    access::{Action, may_in_channel},
    ids::ChannelId,
};

use super::super::{deeds, standing, store};
use crate::{
    App,
    http::{
        body::json, fault::Fault, guard::Standing, routes::Routes, time::rfc3339, visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let action = Action::SetPublishStatus;
    let one = "/api/v1/entries/{entry}/channels/{channel}";
    routes
        .get("/api/v1/entries/{entry}/channels", action, list_placements)
        .put(one, action, publish)
        .delete(one, action, withdraw)
}

/// A channel or gallery in which an entry is, or could be put.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Placement)]
pub(in crate::features) struct PlacementView {
    /// The channel's id.
    channel: String,
    kind: &'static str,
    name: String,
    /// `approved`, `waiting` or `rejected`; absent where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    /// Why it was rejected.
    #[serde(skip_serializing_if = "String::is_empty")]
    reason: String,
    /// RFC 3339; absent where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked_at: Option<String>,
    /// What would become of it if it were put there now: `approved` or `waiting`; absent where it may not be.
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<&'static str>,
}

/// Where an entry is, and where it could be put.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Placements)]
pub(in crate::features) struct PlacementsView {
    channels: Vec<PlacementView>,
}

/// Where an entry stands, waits or was rejected, and where whoever asks could put it.
#[utoipa::path(get, path = "/api/v1/entries/{entry}/channels", tag = "channels",
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = PlacementsView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn list_placements(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let actor = visit.actor;
    let read = move |tx: &Tx| store::offers(tx, &actor, entry);
    let offers = app.parts.db.read(read).await?;
    let channels = offers.into_iter().map(|offer| {
        let placed = offer.placement;
        PlacementView {
            channel: offer.channel.id.to_string(),
            kind: offer.channel.kind.as_str(),
            name: offer.channel.name,
            state: placed.as_ref().map(|it| it.state.as_str()),
            asked_at: placed.as_ref().map(|it| rfc3339(it.asked_at)),
            reason: placed.map(|it| it.reason).unwrap_or_default(),
            open: offer
                .open
                .map(usher_domain::channel::PlacementState::as_str),
        }
    });
    let view = PlacementsView {
        channels: channels.collect(),
    };
    Ok(json(StatusCode::OK, view))
}

/// What came of putting an entry into a channel.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Published)]
pub(in crate::features) struct PublishedView {
    /// `approved`, or `waiting` for a moderator.
    state: &'static str,
}

/// Puts an entry into a channel or gallery; again changes nothing. What was rejected there asks anew.
#[utoipa::path(put, path = "/api/v1/entries/{entry}/channels/{channel}", tag = "channels",
    params(("entry" = String, Path, description = "The entry's id"),
           ("channel" = String, Path, description = "The channel's id")),
    responses((status = 200, body = PublishedView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found: entry or channel"),
              (status = 422, description = "invalid: channel (too_many_channels)")))]
pub(in crate::features) async fn publish(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Path((_, channel)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let channel: ChannelId = channel.parse().map_err(|_| Fault::not_found())?;
    let state = deeds::put_into(&app, &visit, entry, channel).await?;
    let state = state.as_str();
    Ok(json(StatusCode::OK, PublishedView { state }))
}

/// Takes an entry out of a channel or gallery, or back from its queue.
#[utoipa::path(delete, path = "/api/v1/entries/{entry}/channels/{channel}", tag = "channels",
    params(("entry" = String, Path, description = "The entry's id"),
           ("channel" = String, Path, description = "The channel's id")),
    responses((status = 204), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found: entry or channel")))]
pub(in crate::features) async fn withdraw(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Path((_, channel)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let channel: ChannelId = channel.parse().map_err(|_| Fault::not_found())?;
    if !deeds::take_out_of(&app, &visit, entry, channel).await? {
        // It was not there: fine, if there is such a channel for whoever asks.
        let facts = standing(&app, &visit, channel).await?;
        may_in_channel(&visit.actor, Action::ViewChannel, facts.as_ref())?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}
