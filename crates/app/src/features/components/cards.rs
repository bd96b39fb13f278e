//! The pages that are one card: landing page, waiting room, refusals, errors.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use usher_domain::access::Action;

use super::pages::Look;
use crate::{
    App,
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
    routes
        .get("/dev/components/front", Action::UseAssets, list)
        .get("/dev/components/front/{card}", Action::UseAssets, card)
}

/// Every card with a page of its own.
const CARDS: &[&str] = &[
    "landing",
    "listening",
    "reading",
    "wrong-address",
    "verified",
    "countdown",
    "waiting",
    "expired",
    "wrong-account",
    "error",
];

#[derive(Template)]
#[template(path = "components/templates/front/list.html")]
struct List {
    page: Page,
    cards: &'static [&'static str],
}

impl PageTemplate for List {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn list(
    State(app): State<App>,
    visit: Visit,
    Params(look): Params<Look>,
) -> Result<Response, Fault> {
    let frame = Page::new(&app, &visit, visit.words.say("components-front")).lobby();
    let template = List {
        page: look.on(frame),
        cards: CARDS,
    };
    page(StatusCode::OK, &template)
}

#[derive(Template)]
#[template(path = "components/templates/front/landing.html")]
struct Landing {
    page: Page,
    card: &'static str,
}

impl PageTemplate for Landing {
    fn page(&self) -> &Page {
        &self.page
    }
}

#[derive(Template)]
#[template(path = "components/templates/front/notice.html")]
struct Notice {
    page: Page,
    card: &'static str,
}

impl PageTemplate for Notice {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn card(
    State(app): State<App>,
    visit: Visit,
    Path(wanted): Path<String>,
    Params(look): Params<Look>,
) -> Result<Response, Fault> {
    let card = *CARDS
        .iter()
        .find(|card| **card == wanted)
        .ok_or_else(Fault::not_found)?;
    let frame = Page::new(&app, &visit, visit.words.say("components-front")).lobby();
    let frame = look.on(frame);
    match card {
        "waiting" | "expired" | "wrong-account" => {
            page(StatusCode::OK, &Notice { page: frame, card })
        }
        "error" => Err(Fault::internal("this is how it looks when we are at fault")),
        _ => page(StatusCode::OK, &Landing { page: frame, card }),
    }
}
