//! `GET /api/v1/entries`

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{
    access::{self, Action},
    ids::EntryId,
};

use super::{EntriesView, EntryItem};
use crate::{
    App,
    features::media::{Shelf, cards},
    http::{
        body::{Params, json},
        fault::{Fault, FieldFault},
        routes::Routes,
        visit::Visit,
    },
};

/// How many entries a page has unless asked otherwise.
const USUAL: u32 = 50;
/// How many it has at most.
const MOST: u32 = 200;

pub(super) fn routes(routes: Routes) -> Routes {
    // What is published is there for everybody; the rest asks for more.
    routes.get("/api/v1/entries", Action::SeeHub, list)
}

/// Which entries to list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct ListQuery {
    scope: Option<String>,
    before: Option<String>,
    limit: Option<u32>,
}

/// Lists entries, newest first.
#[utoipa::path(get, path = "/api/v1/entries", tag = "entries",
    params(("scope" = Option<String>, Query, description = "`mine` (the default), `shared` with the caller, or `published`"),
           ("before" = Option<String>, Query, description = "`next` of the page before"),
           ("limit" = Option<u32>, Query, description = "1 to 200; 50 unless given")),
    responses((status = 200, body = EntriesView), (status = 401, description = "sign_in"),
              (status = 422, description = "invalid: scope, before or limit")))]
pub(in crate::features) async fn list(
    State(app): State<App>,
    visit: Visit,
    Params(query): Params<ListQuery>,
) -> Result<Response, Fault> {
    let shelf = shelf(&visit, query.scope.as_deref())?;
    let limit = query.limit.unwrap_or(USUAL);
    if limit == 0 || limit > MOST {
        let fault = FieldFault::new("limit", "out_of_range");
        let fault = fault.with("min", 1).with("max", MOST);
        return Err(Fault::fields(vec![fault]));
    }
    let before = query.before.map(|id| id.parse::<EntryId>()).transpose();
    let before = before.map_err(|_| Fault::field("before", "not_an_id"))?;
    let now = app.now();
    let mut cards = app
        .parts
        .db
        .read(move |tx| cards(tx, shelf, before, limit + 1, now))
        .await?;
    let more = cards.len() > limit as usize;
    cards.truncate(limit as usize);
    let last = cards.last().map(|card| card.id.to_string());
    let view = EntriesView {
        entries: (cards.into_iter())
            .map(|card| EntryItem::new(&app, card))
            .collect(),
        next: last.filter(|_| more),
    };
    Ok(json(StatusCode::OK, view))
}

fn shelf(visit: &Visit, scope: Option<&str>) -> Result<Shelf, Fault> {
    if scope == Some("published") {
        return Ok(Shelf::Gallery);
    }
    access::may(&visit.actor, Action::SeeMyMedia, None)?;
    let account = visit.member()?.id;
    match scope {
        None | Some("mine") => Ok(Shelf::Mine(account)),
        Some("shared") => Ok(Shelf::Shared(account)),
        Some(_) => Err(Fault::field("scope", "unknown_choice")),
    }
}
