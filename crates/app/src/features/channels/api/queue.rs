//! `GET|POST /api/v1/channels/{channel}/queue`

use axum::{extract::State, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use usher_db::{Error, Tx};
use usher_domain::access::Action;

use super::super::{deeds, pages::Sent, store};
use crate::{
    App,
    http::{
        body::{JsonBody, json},
        fault::Fault,
        guard::InChannel,
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
};

/// How many entries one answer lists.
const MOST: u32 = 100;

pub(super) fn routes(routes: Routes) -> Routes {
    let (path, action) = ("/api/v1/channels/{channel}/queue", Action::ModerateChannel);
    routes
        .get(path, action, list_queue)
        .post(path, action, decide)
}

/// An entry that waits.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = WaitingEntry)]
pub(in crate::features) struct WaitingView {
    /// The entry's id.
    entry: String,
    title: String,
    /// Who put it there.
    by: String,
    /// RFC 3339.
    asked_at: String,
}

/// What waits in a channel.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Queue)]
pub(in crate::features) struct QueueView {
    /// The hundred that wait longest.
    waiting: Vec<WaitingView>,
    /// How many wait; counted up to 1,000, so 1,001 means more than that.
    count: i64,
}

/// What waits in a channel, whatever waits longest first.
#[utoipa::path(get, path = "/api/v1/channels/{channel}/queue", tag = "channels",
    params(("channel" = String, Path, description = "The channel's id")),
    responses((status = 200, body = QueueView), (status = 401, description = "sign_in"),
              (status = 403, description = "forbidden"), (status = 404, description = "not_found")))]
pub(in crate::features) async fn list_queue(
    State(app): State<App>,
    place: InChannel,
) -> Result<Response, Fault> {
    let id = place.channel;
    let read = move |tx: &Tx| -> Result<_, Error> {
        Ok((store::waits(tx, id, MOST)?, store::waiting(tx, id)?))
    };
    let (waiting, count) = app.parts.db.read(read).await?;
    let view = QueueView {
        waiting: (waiting.into_iter())
            .map(|line| WaitingView {
                entry: line.entry.to_string(),
                title: line.title,
                by: line.by,
                asked_at: rfc3339(line.asked_at),
            })
            .collect(),
        count,
    };
    Ok(json(StatusCode::OK, view))
}

/// What is decided.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct Ruling {
    /// The ids of at most 200 entries.
    entries: Vec<String>,
    /// `approve`, or `reject`, which also takes out what stands.
    deed: String,
    /// Why it is rejected: its owner reads it.
    #[serde(default)]
    reason: String,
}

/// What came of a ruling.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Ruled)]
pub(in crate::features) struct RuledView {
    /// On how many entries it was decided; others had been decided on before.
    decided: usize,
}

/// Approves or rejects entries.
#[utoipa::path(post, path = "/api/v1/channels/{channel}/queue", tag = "channels", request_body = Ruling,
    params(("channel" = String, Path, description = "The channel's id")),
    responses((status = 200, body = RuledView), (status = 401, description = "sign_in"),
              (status = 403, description = "forbidden"), (status = 404, description = "not_found"),
              (status = 422, description = "invalid: entries (unknown_choice, none_picked, too_many_picked), deed (unknown_choice), reason (empty, too_long)")))]
pub(in crate::features) async fn decide(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
    JsonBody(ruling): JsonBody<Ruling>,
) -> Result<Response, Fault> {
    let sent = Sent {
        entry: ruling.entries,
        deed: ruling.deed,
        reason: ruling.reason,
        ..Sent::default()
    };
    let ruled = sent.parse(|text| text.parse().ok()).map_err(|mut faults| {
        for fault in &mut faults {
            if fault.field == "entry" {
                "entries".clone_into(&mut fault.field);
            }
        }
        Fault::fields(faults)
    })?;
    let about = (place.channel, ruled.picked);
    let decided = deeds::rule(&app, &visit, about, ruled.ruling).await?;
    Ok(json(StatusCode::OK, RuledView { decided }))
}
