//! The two long pages: everything under the strict policy, and what needs the
//! policy of players and documents.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::access::Action;

use super::canned::{self, Entry, Invited, Person};
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
    routes.get("/dev/components", Action::UseAssets, all).get(
        "/dev/components/stage",
        Action::UseAssets,
        stage,
    )
}

/// How a page is to be shown.
#[derive(Deserialize)]
pub(super) struct Look {
    #[serde(default)]
    dir: String,
}

impl Look {
    /// Turns the page round for `?dir=rtl`.
    pub(super) fn on(&self, page: Page) -> Page {
        if self.dir == "rtl" {
            page.from_right_to_left()
        } else {
            page
        }
    }
}

#[derive(Template)]
#[template(path = "components/templates/all.html")]
struct All {
    page: Page,
    people: &'static [Person],
    invited: Vec<Invited>,
    entries: &'static [Entry],
    ends: [(&'static str, String); 2],
    roles: [(&'static str, String, String); 2],
}

impl PageTemplate for All {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn all(
    State(app): State<App>,
    visit: Visit,
    Params(look): Params<Look>,
) -> Result<Response, Fault> {
    let islands = [
        "islands/combobox.js",
        "islands/copy-field.js",
        "islands/dialog-form.js",
        "islands/table-select.js",
        "islands/console-form.js",
        "islands/uploader.js",
    ];
    let frame = Page::new(&app, &visit, visit.words.say("components-title"));
    let template = All {
        page: look.on(islands.into_iter().fold(frame, Page::island)),
        people: canned::PEOPLE,
        invited: canned::invited(),
        entries: canned::ENTRIES,
        ends: canned::ends(&visit.words),
        roles: canned::roles(&visit.words),
    };
    page(StatusCode::OK, &template)
}

#[derive(Template)]
#[template(path = "components/templates/stage.html")]
struct Stage {
    page: Page,
}

impl PageTemplate for Stage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn stage(
    State(app): State<App>,
    visit: Visit,
    Params(look): Params<Look>,
) -> Result<Response, Fault> {
    let frame = Page::new(&app, &visit, visit.words.say("components-stage"))
        .media()
        .island("islands/player.js")
        .island("islands/document-viewer.js")
        .island("islands/access-watch.js");
    let template = Stage {
        page: look.on(frame),
    };
    page(StatusCode::OK, &template)
}
