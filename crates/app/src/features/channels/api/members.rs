//! `GET /api/v1/channels/{channel}/members`, `PUT|DELETE …/members/{person}`

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use usher_db::Tx;
use usher_domain::{access::Action, channel::ChannelRole, ids::AccountId};

use super::super::{deeds, store};
use crate::{
    App,
    http::{
        body::{JsonBody, Params, json},
        fault::Fault,
        guard::InChannel,
        routes::Routes,
        visit::Visit,
    },
};

/// How many people one answer lists.
const MOST: u32 = 100;

pub(super) fn routes(routes: Routes) -> Routes {
    let action = Action::ManageChannel;
    let one = "/api/v1/channels/{channel}/members/{person}";
    routes
        .get("/api/v1/channels/{channel}/members", action, list_members)
        .put(one, action, set_member)
        .delete(one, action, remove_member)
}

/// Somebody in a channel.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = ChannelMember)]
pub(in crate::features) struct MemberView {
    /// The account's id.
    id: String,
    name: String,
    email: String,
    role: &'static str,
}

/// A page of the people in a channel.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = ChannelMembers)]
pub(in crate::features) struct MembersView {
    members: Vec<MemberView>,
    /// Send it as `after` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::features) struct Query {
    after: String,
}

/// Lists who is in a channel, the oldest accounts first.
#[utoipa::path(get, path = "/api/v1/channels/{channel}/members", tag = "channels",
    params(("channel" = String, Path, description = "The channel's id"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = MembersView), (status = 401, description = "sign_in"),
              (status = 403, description = "forbidden"), (status = 404, description = "not_found")))]
pub(in crate::features) async fn list_members(
    State(app): State<App>,
    place: InChannel,
    Params(Query { after }): Params<Query>,
) -> Result<Response, Fault> {
    let id = place.channel;
    if !after.is_empty() && after.parse::<AccountId>().is_err() {
        return Err(Fault::field("after", "unknown_choice"));
    }
    let read = move |tx: &Tx| store::people(tx, id, &after, MOST + 1);
    let mut people = app.parts.db.read(read).await?;
    let more = people.len() > MOST as usize;
    people.truncate(MOST as usize);
    let view = MembersView {
        next: (people.last().filter(|_| more)).map(|last| last.account.to_string()),
        members: (people.into_iter())
            .map(|person| MemberView {
                id: person.account.to_string(),
                name: person.name,
                email: person.email,
                role: person.role.as_str(),
            })
            .collect(),
    };
    Ok(json(StatusCode::OK, view))
}

/// What somebody is to be in a channel.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct MemberRole {
    /// `member`, `contributor`, `moderator` or `manager`.
    role: String,
}

/// Puts somebody into a channel, or makes them something else there.
#[utoipa::path(put, path = "/api/v1/channels/{channel}/members/{person}", tag = "channels", request_body = MemberRole,
    params(("channel" = String, Path, description = "The channel's id"),
           ("person" = String, Path, description = "The account's id")),
    responses((status = 204), (status = 401, description = "sign_in"),
              (status = 403, description = "forbidden"), (status = 404, description = "not_found"),
              (status = 409, description = "gallery_people"),
              (status = 422, description = "invalid: who (nobody, too_many_people), role (unknown_choice, last_manager)")))]
pub(in crate::features) async fn set_member(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
    Path((_, person)): Path<(String, String)>,
    JsonBody(MemberRole { role }): JsonBody<MemberRole>,
) -> Result<Response, Fault> {
    let person: AccountId = (person.parse()).map_err(|_| Fault::field("who", "nobody"))?;
    let role: ChannelRole = (role.parse()).map_err(|_| Fault::field("role", "unknown_choice"))?;
    deeds::set_role(&app, &visit, (place.channel, person), Some(role)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Takes somebody out of a channel; whoever is not in it stays out.
#[utoipa::path(delete, path = "/api/v1/channels/{channel}/members/{person}", tag = "channels",
    params(("channel" = String, Path, description = "The channel's id"),
           ("person" = String, Path, description = "The account's id")),
    responses((status = 204), (status = 401, description = "sign_in"),
              (status = 403, description = "forbidden"), (status = 404, description = "not_found: channel or person"),
              (status = 409, description = "gallery_people"),
              (status = 422, description = "invalid: role (last_manager)")))]
pub(in crate::features) async fn remove_member(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
    Path((_, person)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let person: AccountId = person.parse().map_err(|_| Fault::not_found())?;
    let known = move |tx: &Tx| store::is_person(tx, person);
    if !app.parts.db.read(known).await? {
        return Err(Fault::not_found());
    }
    deeds::set_role(&app, &visit, (place.channel, person), None).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
