//! `GET /api/v1/entries`

use std::str::FromStr;

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::{self, Action},
    ids::EntryId,
};

use super::{EntriesView, EntryItem};
use crate::{
    App,
    features::media::{Among, Found, Looked, Order, Shelf, cards, find},
    http::{
        body::{Params, json},
        fault::Fault,
        listing,
        routes::Routes,
        visit::Visit,
    },
};

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
    q: Option<String>,
    kind: Option<String>,
    state: Option<String>,
    publish: Option<String>,
    place: Option<String>,
    sort: Option<String>,
}

impl ListQuery {
    /// What is looked for, or every field of it that says nothing known.
    fn looked(&self) -> Result<Looked, Fault> {
        fn known<T: FromStr>(text: Option<&str>, field: &str) -> Result<Option<T>, Fault> {
            let parsed = text.map(str::parse::<T>).transpose();
            parsed.map_err(|_| Fault::field(field, "unknown_choice"))
        }
        let text: String = self
            .q
            .iter()
            .flat_map(|text| text.chars())
            .take(200)
            .collect();
        let order = self.sort.as_deref().map(Order::named);
        Ok(Looked {
            kind: known(self.kind.as_deref(), "kind")?,
            state: known(self.state.as_deref(), "state")?,
            publish: known(self.publish.as_deref(), "publish")?,
            place: known(self.place.as_deref(), "place")?,
            order: match order {
                None => Order::Newest,
                Some(named) => named.ok_or_else(|| Fault::field("sort", "unknown_choice"))?,
            },
            ..Looked::for_words(&text)
        })
    }
}

/// Lists entries, newest first unless asked otherwise, and finds those with some words in them.
#[utoipa::path(get, path = "/api/v1/entries", tag = "entries",
    params(("scope" = Option<String>, Query, description = "`mine` (the default), `shared` with the caller, or `published`"),
           ("before" = Option<String>, Query, description = "`next` of the page before"),
           ("limit" = Option<u32>, Query, description = "1 to 200; 50 unless given"),
           ("q" = Option<String>, Query, description = "Words, each the beginning of one in title, description, tags or captions; not of `shared`, like the following"),
           ("kind" = Option<String>, Query, description = "`video`, `audio` or `document`"),
           ("state" = Option<String>, Query, description = "`empty`, `processing`, `ready` or `failed`"),
           ("publish" = Option<String>, Query, description = "`private`, `unlisted` or `published`"),
           ("place" = Option<String>, Query, description = "Of `mine` only: the id of a channel or gallery in which they stand or wait, or `nowhere` for what is neither in one nor published"),
           ("sort" = Option<String>, Query, description = "`newest` (the default), `title`, `plays` or `updated`")),
    responses((status = 200, body = EntriesView), (status = 401, description = "sign_in"),
              (status = 422, description = "invalid: scope, before, limit, kind, state, publish, place or sort")))]
pub(in crate::features) async fn list(
    State(app): State<App>,
    visit: Visit,
    Params(query): Params<ListQuery>,
) -> Result<Response, Fault> {
    let shelf = shelf(&visit, query.scope.as_deref())?;
    let limit = listing::limit(query.limit)?;
    let before: Option<EntryId> = listing::before(query.before.as_deref())?;
    let (now, looked) = (app.now(), query.looked()?);
    let among = match shelf {
        Shelf::Gallery => Some(Among::Gallery),
        Shelf::Mine(account) => Some(Among::Mine(account)),
        Shelf::Shared(_) | Shelf::Trash(_) => None,
    };
    if among.is_none() && (looked.is_narrowed() || looked.order != Order::Newest) {
        return Err(Fault::field("scope", "unknown_choice"));
    }
    if looked.place.is_some() && !matches!(among, Some(Among::Mine(_))) {
        return Err(Fault::field("place", "unknown_choice"));
    }
    let read = move |tx: &Tx| -> Result<Found, Error> {
        let count = limit as usize;
        if let Some(among) = among {
            return find(tx, among, &looked, before, count);
        }
        let mut cards = cards(tx, shelf, before, limit + 1, now)?;
        let more = cards.len() > count;
        cards.truncate(count);
        let next = cards.last().map(|card| card.id).filter(|_| more);
        Ok(Found { cards, next })
    };
    let found = app.parts.db.read(read).await?;
    let view = EntriesView {
        entries: (found.cards.into_iter())
            .map(|card| EntryItem::new(&app, card))
            .collect(),
        next: found.next.map(|id| id.to_string()),
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
