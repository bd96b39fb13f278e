//! One question before something is gone: for whoever has no script, which asks in a dialog.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use crate::{
    App,
    http::{
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "quiz/templates/confirm.html")]
struct ConfirmPage {
    page: Page,
    title: String,
    text: String,
    action: String,
    name: &'static str,
    value: String,
    back: String,
}

impl PageTemplate for ConfirmPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What goes, and whether it was said what that means.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Deleting {
    pub(super) id: String,
    pub(super) confirmed: Option<String>,
}

/// Asks by the sentences `key` and `key-what`; `action` is where the answer goes, `back` where none leads.
pub(super) fn ask(
    app: &App,
    visit: &Visit,
    key: &str,
    id: String,
    (action, back): (String, String),
) -> Result<Response, Fault> {
    let title = visit.words.say(key).to_string();
    let template = ConfirmPage {
        page: Page::new(app, visit, &title),
        text: visit.words.say(format!("{key}-what")).to_string(),
        title,
        action,
        name: "id",
        value: id,
        back,
    };
    page(StatusCode::OK, &template)
}
