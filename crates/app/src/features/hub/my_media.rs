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
    features::media::{Among, Order, Shelf, places},
    http::{
        body::Params,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
};

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
    Params(mut looking): Params<Looking>,
) -> Result<Response, Fault> {
    let account = visit.member()?.id;
    let site = app.settings.now();
    let count = site.my_media.page_size;
    let sort = site.my_media.default_sort.as_str();
    looking.usually(Order::named(sort).unwrap_or_default());
    let frame = Page::new(&app, &visit, visit.words.say("layout-my-media"))
        .island("islands/dialog-form.js")
        .island("islands/table-select.js");
    let (tab, detail, cards, next) = match looking.tab.as_deref() {
        None => {
            let found = looking
                .read(&app, Among::Mine(account), count as usize)
                .await?;
            (Tab::Mine, Detail::Status, found.cards, found.next)
        }
        Some("shared") => {
            let paging = Paging::before(looking.before());
            let leaf = Leaf::read(&app, Shelf::Shared(account), &paging, count).await?;
            (Tab::Shared, Detail::Owner, leaf.cards, leaf.next)
        }
        Some(_) => return Err(Fault::not_found()),
    };
    let stand_in = match tab {
        Tab::Mine => app.parts.db.read(move |tx| places(tx, account)).await?,
        Tab::Shared => Vec::new(),
    };
    let stand_in = stand_in.into_iter();
    let stand_in = stand_in.map(|(id, name)| (id.to_string(), name)).collect();
    let template = MyMediaPage {
        tab,
        looking: looking.form(&frame, "/my-media", Some(stand_in)),
        cards: (cards.into_iter())
            .map(|card| CardView::new(&visit, &frame, card, detail))
            .collect(),
        is_first: looking.is_first(),
        next,
        page: frame,
    };
    page(StatusCode::OK, &template)
}
