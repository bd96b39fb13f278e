//! `GET /channels/{channel}`: what stands in a channel or gallery.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_domain::{access::Action, ids::EntryId};

use super::desk::Desk;
use crate::{
    App,
    features::{
        hub::{CardView, Detail, Looking, LookingForm},
        media::Among,
    },
    http::{
        body::Params,
        fault::Fault,
        guard::InChannel,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
};

/// How many cards a page shows.
const CARDS: usize = 24;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/channels/{channel}", Action::ViewChannel, show)
}

#[derive(Template)]
#[template(path = "channels/templates/one.html")]
struct ChannelPage {
    page: Page,
    desk: Desk,
    looking: LookingForm,
    cards: Vec<CardView>,
    is_first: bool,
    next: Option<EntryId>,
}

impl PageTemplate for ChannelPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
    Params(looking): Params<Looking>,
) -> Result<Response, Fault> {
    if looking.tab.is_some() {
        return Err(Fault::not_found());
    }
    let desk = Desk::of(&app, &visit, &place).await?;
    let among = Among::Channel(place.channel);
    let found = looking.read(&app, among, CARDS).await?;
    let frame = Page::new(&app, &visit, &desk.channel.name).island("islands/dialog-form.js");
    let template = ChannelPage {
        looking: looking.form(&frame, &desk.path, None),
        cards: (found.cards.into_iter())
            .map(|card| CardView::new(&visit, &frame, card, Detail::Owner))
            .collect(),
        is_first: looking.is_first(),
        next: found.next,
        desk,
        page: frame,
    };
    page(StatusCode::OK, &template)
}
