//! `/my-media`: one's own entries, and those that others share.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_domain::{access::Action, ids::EntryId};

use super::{
    cards::{CardView, Detail},
    paging::{Leaf, Paging},
};
use crate::{
    App,
    features::media::Shelf,
    http::{
        body::Params,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
};

/// How many cards a page shows.
const CARDS: u32 = 24;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/my-media", Action::SeeMyMedia, show)
}

#[derive(Template)]
#[template(path = "hub/templates/my_media.html")]
struct MyMediaPage {
    page: Page,
    tab: Tab,
    cards: Vec<CardView>,
    is_first: bool,
    next: Option<EntryId>,
}

impl PageTemplate for MyMediaPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Which list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Mine,
    Shared,
}

impl Tab {
    fn is_mine(self) -> bool {
        self == Self::Mine
    }
}

/// Shows a page of one of the lists.
async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(paging): Params<Paging>,
) -> Result<Response, Fault> {
    let account = visit.member()?.id;
    let (tab, shelf, detail) = match paging.tab.as_deref() {
        None => (Tab::Mine, Shelf::Mine(account), Detail::Status),
        Some("shared") => (Tab::Shared, Shelf::Shared(account), Detail::Owner),
        Some(_) => return Err(Fault::not_found()),
    };
    let frame = Page::new(&app, &visit, visit.words.say("layout-my-media"))
        .island("islands/dialog-form.js");
    let leaf = Leaf::read(&app, shelf, &paging, CARDS).await?;
    let template = MyMediaPage {
        tab,
        cards: (leaf.cards.into_iter())
            .map(|card| CardView::new(&visit, &frame, card, detail))
            .collect(),
        is_first: paging.is_first(),
        next: leaf.next,
        page: frame,
    };
    page(StatusCode::OK, &template)
}
