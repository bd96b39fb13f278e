//! `GET|POST /api/v1/channels`, `GET|PATCH|DELETE /api/v1/channels/{channel}`, `POST …/leave`

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use usher_db::{Error, Tx};
use usher_domain::{access::Action, channel::ChannelKind, ids::ChannelId};

use super::super::{
    deeds,
    store::{self, Channel},
    wanted::{Typed, yes},
};
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

/// How many channels one answer lists.
const MOST: u32 = 100;

pub(super) fn routes(routes: Routes) -> Routes {
    let (all, one) = ("/api/v1/channels", "/api/v1/channels/{channel}");
    routes
        .get(all, Action::SeeChannels, list)
        .post(all, Action::MakeChannel, create)
        .get(one, Action::ViewChannel, show)
        .patch(one, Action::ManageChannel, change)
        .delete(one, Action::ManageChannel, delete)
        .post(
            "/api/v1/channels/{channel}/leave",
            Action::LeaveChannel,
            leave,
        )
}

/// A channel or gallery.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Channel)]
pub(in crate::features) struct ChannelView {
    id: String,
    /// `channel` or `gallery`.
    kind: &'static str,
    name: String,
    description: String,
    /// Who sees it: `everyone` who is signed in, or its `members`.
    audience: &'static str,
    /// Who puts entries into it: `everyone` who sees it and may have media, or `contributors` and up.
    contributors: &'static str,
    /// Whether entries wait for a moderator.
    moderated: bool,
    /// What whoever asks is in it: `member`, `contributor`, `moderator`, `manager`; absent for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    /// How many entries stand there; counted up to 1,000, so 1,001 means more than that.
    entries: i64,
}

impl ChannelView {
    fn new(channel: Channel, entries: i64) -> Self {
        Self {
            id: channel.id.to_string(),
            kind: channel.kind.as_str(),
            audience: channel.audience.as_str(),
            contributors: channel.contributors.as_str(),
            moderated: channel.moderated,
            role: channel.role.map(usher_domain::channel::ChannelRole::as_str),
            name: channel.name,
            description: channel.description,
            entries,
        }
    }
}

/// A page of channels.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Channels)]
pub(in crate::features) struct ChannelsView {
    channels: Vec<ChannelView>,
    /// Send it as `after` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::features) struct Query {
    scope: String,
    after: Option<String>,
}

/// Lists channels by name: one's own (`scope` absent or `mine`; 200 at most), those that everybody sees (`open`), or
/// the galleries (`galleries`).
#[utoipa::path(get, path = "/api/v1/channels", tag = "channels",
    params(("scope" = Option<String>, Query, description = "`mine`, `open` or `galleries`"),
           ("after" = Option<String>, Query, description = "`next` of the page before; not of one's own")),
    responses((status = 200, body = ChannelsView), (status = 401, description = "sign_in"),
              (status = 422, description = "invalid: scope, after (unknown_choice)")))]
pub(in crate::features) async fn list(
    State(app): State<App>,
    visit: Visit,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let me = visit.member()?.id;
    let after = query.after.as_ref().map(|id| id.parse()).transpose();
    let after: Option<ChannelId> = after.map_err(|_| Fault::field("after", "unknown_choice"))?;
    let kind = match query.scope.as_str() {
        "" | "mine" => None,
        "open" => Some(ChannelKind::Channel),
        "galleries" => Some(ChannelKind::Gallery),
        _ => return Err(Fault::field("scope", "unknown_choice")),
    };
    let read = move |tx: &Tx| match kind {
        None => store::mine(tx, me, 2 * MOST),
        Some(kind) => store::open(tx, (me, kind), after, MOST + 1),
    };
    let mut listed = app.parts.db.read(read).await?;
    let more = kind.is_some() && listed.len() > MOST as usize;
    if more {
        listed.truncate(MOST as usize);
    }
    let last = listed.last().map(|one| one.channel.id.to_string());
    let view = ChannelsView {
        channels: (listed.into_iter())
            .map(|one| ChannelView::new(one.channel, one.entries))
            .collect(),
        next: last.filter(|_| more),
    };
    Ok(json(StatusCode::OK, view))
}

/// What a channel is to be.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct NewChannel {
    name: String,
    #[serde(default)]
    description: String,
    /// `everyone` or `members`, which it is unless it is said.
    #[serde(default = "members")]
    audience: String,
    /// `everyone` or `contributors`, which it is unless it is said.
    #[serde(default = "contributors")]
    contributors: String,
    /// The site's way, unless it is said.
    moderated: Option<bool>,
}

fn members() -> String {
    "members".to_owned()
}

fn contributors() -> String {
    "contributors".to_owned()
}

/// Makes a channel, whose manager is whoever makes it.
#[utoipa::path(post, path = "/api/v1/channels", tag = "channels", request_body = NewChannel,
    responses((status = 201, body = ChannelView), (status = 401, description = "sign_in"),
              (status = 403, description = "forbidden"),
              (status = 422, description = "invalid: name, description, audience, contributors")))]
pub(in crate::features) async fn create(
    State(app): State<App>,
    visit: Visit,
    JsonBody(new): JsonBody<NewChannel>,
) -> Result<Response, Fault> {
    let usual = app.settings.now().moderation.moderated;
    let typed = Typed {
        name: new.name,
        description: new.description,
        audience: new.audience,
        contributors: new.contributors,
        moderated: yes(new.moderated.unwrap_or(usual)),
    };
    let wanted = typed.parse(ChannelKind::Channel).map_err(Fault::fields)?;
    let id = deeds::make(&app, &visit, ChannelKind::Channel, wanted).await?;
    view(&app, &visit, id, StatusCode::CREATED).await
}

/// One channel or gallery.
#[utoipa::path(get, path = "/api/v1/channels/{channel}", tag = "channels",
    params(("channel" = String, Path, description = "The channel's id")),
    responses((status = 200, body = ChannelView), (status = 401, description = "sign_in"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn show(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
) -> Result<Response, Fault> {
    view(&app, &visit, place.channel, StatusCode::OK).await
}

/// What changes; what is left out stays. A gallery is seen by everyone, whatever `audience` says.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct ChannelChange {
    name: Option<String>,
    description: Option<String>,
    audience: Option<String>,
    contributors: Option<String>,
    moderated: Option<bool>,
}

/// Changes a channel.
#[utoipa::path(patch, path = "/api/v1/channels/{channel}", tag = "channels", request_body = ChannelChange,
    params(("channel" = String, Path, description = "The channel's id")),
    responses((status = 200, body = ChannelView), (status = 401, description = "sign_in"),
              (status = 403, description = "forbidden"), (status = 404, description = "not_found"),
              (status = 422, description = "invalid: name, description, audience, contributors")))]
pub(in crate::features) async fn change(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
    JsonBody(change): JsonBody<ChannelChange>,
) -> Result<Response, Fault> {
    let (actor, id) = (visit.actor, place.channel);
    let read = move |tx: &Tx| store::load(tx, &actor, id);
    let (before, _) = (app.parts.db.read(read).await?).ok_or_else(Fault::not_found)?;
    let was = Typed::of(&before);
    let typed = Typed {
        name: change.name.unwrap_or(was.name),
        description: change.description.unwrap_or(was.description),
        audience: change.audience.unwrap_or(was.audience),
        contributors: change.contributors.unwrap_or(was.contributors),
        moderated: yes(change.moderated.unwrap_or(before.moderated)),
    };
    let wanted = typed.parse(before.kind).map_err(Fault::fields)?;
    deeds::change(&app, &visit, id, wanted).await?;
    view(&app, &visit, id, StatusCode::OK).await
}

/// Deletes a channel or gallery. What stood there stays with its owners.
#[utoipa::path(delete, path = "/api/v1/channels/{channel}", tag = "channels",
    params(("channel" = String, Path, description = "The channel's id")),
    responses((status = 204), (status = 401, description = "sign_in"),
              (status = 403, description = "forbidden"), (status = 404, description = "not_found")))]
pub(in crate::features) async fn delete(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
) -> Result<Response, Fault> {
    deeds::delete(&app, &visit, place.channel).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Leaves a channel. Its last manager cannot.
#[utoipa::path(post, path = "/api/v1/channels/{channel}/leave", tag = "channels",
    params(("channel" = String, Path, description = "The channel's id")),
    responses((status = 204), (status = 401, description = "sign_in"),
              (status = 403, description = "forbidden"), (status = 404, description = "not_found"),
              (status = 422, description = "invalid: role (last_manager)")))]
pub(in crate::features) async fn leave(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
) -> Result<Response, Fault> {
    deeds::leave(&app, &visit, place.channel).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn view(
    app: &App,
    visit: &Visit,
    id: ChannelId,
    status: StatusCode,
) -> Result<Response, Fault> {
    let actor = visit.actor;
    let read = move |tx: &Tx| -> Result<_, Error> {
        Ok((store::load(tx, &actor, id)?, store::standing(tx, id)?))
    };
    let (found, entries) = app.parts.db.read(read).await?;
    let (channel, _) = found.ok_or_else(Fault::not_found)?;
    Ok(json(status, ChannelView::new(channel, entries)))
}
