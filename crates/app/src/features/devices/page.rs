//! The small page in the place of one that needs a proof: its script proves and
//! goes on, and it says what to do when it cannot.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    App,
    http::{
        fault::Fault,
        page::Page,
        render::{self, PageTemplate},
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "devices/templates/prove.html")]
struct ProvingPage {
    page: Page,
}

impl PageTemplate for ProvingPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The page.
pub fn page(app: &App, visit: &Visit) -> Result<Response, Fault> {
    let page = Page::new(app, visit, visit.words.say("lobby-title")).lobby();
    render::page(StatusCode::FORBIDDEN, &ProvingPage { page })
}
