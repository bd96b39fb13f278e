//! `/`: what is published, and for members what they made lately and what is shared
//! with them.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_domain::{
    access::{self, Action},
    ids::EntryId,
};

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
        sentence::Sentence,
        visit::Visit,
    },
};

/// How many cards of the gallery a page shows.
const GALLERY: usize = 24;
/// How many of what others share, where that is all the member has.
const SHARED: u32 = 24;
/// How many of one's own the home page shows.
const RECENT: u32 = 4;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/", Action::SeeHub, show)
}

#[derive(Template)]
#[template(path = "hub/templates/home.html")]
struct HomePage {
    page: Page,
    greeting: Sentence,
    /// One's own, for whoever may have some.
    recent: Option<Vec<CardView>>,
    /// What others let the member see: not everybody has My Media to find it in.
    shared: Vec<CardView>,
    gallery: Vec<CardView>,
    looking: LookingForm,
    is_first: bool,
    next: Option<EntryId>,
    signed_in: bool,
    /// The headings of the gallery's cards: below its own, if it has one.
    level: &'static str,
}

impl PageTemplate for HomePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Shows the home page.
async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(looking): Params<Looking>,
) -> Result<Response, Fault> {
    if looking.tab.is_some() {
        return Err(Fault::not_found());
    }
    let frame = Page::new(&app, &visit, visit.words.say("home-title"));
    let view = |card, detail| CardView::new(&visit, &frame, card, detail);
    let found = looking.read(&app, Among::Gallery, GALLERY).await?;
    let member = visit.member().ok();
    let recent = match member {
        Some(member) if access::may(&visit.actor, Action::SeeMyMedia, None).is_ok() => {
            let mine = Shelf::Mine(member.id);
            Some(Leaf::read(&app, mine, &Paging::default(), RECENT).await?)
        }
        _ => None,
    };
    let shared = match member {
        Some(member) if looking.is_plain() => {
            let count = if recent.is_some() { RECENT } else { SHARED };
            let shelf = Shelf::Shared(member.id);
            (Leaf::read(&app, shelf, &Paging::default(), count).await?).cards
        }
        _ => Vec::new(),
    };
    let template = HomePage {
        greeting: match member {
            Some(member) => {
                Sentence::new(frame.msg("home-welcome")).name("name", &member.first_name)
            }
            None => Sentence::new(frame.msg("home-published")),
        },
        recent: recent.filter(|_| looking.is_plain()).map(|leaf| {
            let cards = leaf.cards.into_iter();
            cards.map(|card| view(card, Detail::Status)).collect()
        }),
        shared: (shared.into_iter())
            .map(|card| view(card, Detail::Owner))
            .collect(),
        gallery: (found.cards.into_iter())
            .map(|card| view(card, Detail::Owner))
            .collect(),
        looking: looking.form(&frame, "/", None),
        is_first: looking.is_first(),
        next: found.next,
        signed_in: member.is_some(),
        level: if member.is_some() { "h3" } else { "h2" },
        page: frame,
    };
    page(StatusCode::OK, &template)
}
