//! `/trash`: what was deleted and can still be restored.

use std::time::Duration;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_domain::{access::Action, clock::Timestamp, ids::EntryId, media::purged_from};

use super::paging::{Leaf, Paging};
use crate::{
    App,
    features::media::{Card, Shelf, icon_of},
    http::{
        body::Params,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        time::{in_zone, rfc3339},
        visit::Visit,
    },
};

/// How many rows a page shows.
const ROWS: u32 = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/trash", Action::SeeTrash, show)
}

#[derive(Template)]
#[template(path = "hub/templates/trash.html")]
struct TrashPage {
    page: Page,
    rows: Vec<Row>,
    is_first: bool,
    next: Option<EntryId>,
}

impl PageTemplate for TrashPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// One deleted entry.
struct Row {
    id: EntryId,
    title: String,
    icon: &'static str,
    owner: String,
    deleted: (String, String),
    days: u64,
}

impl Row {
    fn new(visit: &Visit, card: Card, (kept, now): (Duration, Timestamp)) -> Self {
        let deleted = card.trashed_at.unwrap_or(now);
        let left = purged_from(deleted, kept).since(now).as_secs();
        Self {
            id: card.id,
            icon: icon_of(card.kind),
            title: card.title,
            owner: card.owner.name,
            deleted: (
                rfc3339(deleted),
                in_zone(&visit.words, deleted, &visit.zone),
            ),
            days: left.div_ceil(86_400),
        }
    }
}

/// Shows what can still be restored.
async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(paging): Params<Paging>,
) -> Result<Response, Fault> {
    if paging.tab.is_some() {
        return Err(Fault::not_found());
    }
    let (account, now) = (visit.member()?.id, app.now());
    let kept = app.settings.now().my_media.deleted_kept();
    let leaf = Leaf::read(&app, Shelf::Trash(account), &paging, ROWS).await?;
    let template = TrashPage {
        page: Page::new(&app, &visit, visit.words.say("trash-title")),
        rows: (leaf.cards.into_iter())
            .map(|card| Row::new(&visit, card, (kept, now)))
            .collect(),
        is_first: paging.is_first(),
        next: leaf.next,
    };
    page(StatusCode::OK, &template)
}
