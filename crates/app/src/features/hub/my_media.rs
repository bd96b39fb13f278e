//! `/my-media`: one's own entries, and those that others share.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_domain::{access::Action, ids::EntryId};

use super::{
    cards::{CardView, Detail},
    looking::{Looking, LookingForm},
    paging::{Leaf, Paging},
};
use crate::{
    App,
    features::media::{Among, Shelf},
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
/// How many of one's own a page shows.
const OWN: usize = 24;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/my-media", Action::SeeMyMedia, show)
}

#[derive(Template)]
#[template(path = "hub/templates/my_media.html")]
struct MyMediaPage {
    page: Page,
    tab: Tab,
    looking: LookingForm,
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
    Params(looking): Params<Looking>,
) -> Result<Response, Fault> {
    let account = visit.member()?.id;
    let frame = Page::new(&app, &visit, visit.words.say("layout-my-media"))
        .island("islands/dialog-form.js")
        .island("islands/table-select.js");
    let (tab, detail, cards, next) = match looking.tab.as_deref() {
        None => {
            let found = looking.read(&app, Among::Mine(account), OWN).await?;
            (Tab::Mine, Detail::Status, found.cards, found.next)
        }
        Some("shared") => {
            let paging = Paging::before(looking.before());
            let leaf = Leaf::read(&app, Shelf::Shared(account), &paging, CARDS).await?;
            (Tab::Shared, Detail::Owner, leaf.cards, leaf.next)
        }
        Some(_) => return Err(Fault::not_found()),
    };
    let template = MyMediaPage {
        tab,
        looking: looking.form(&frame, "/my-media", true),
        cards: (cards.into_iter())
            .map(|card| CardView::new(&visit, &frame, card, detail))
            .collect(),
        is_first: looking.is_first(),
        next,
        page: frame,
    };
    page(StatusCode::OK, &template)
}
