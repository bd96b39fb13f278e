//! A form page that really answers: errors beside the fields, everything typed
//! kept, then a confirmation; in a dialog when scripts run.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::access::Action;

use super::{canned, pages::Look};
use crate::{
    App,
    http::{
        body::{Form, Params},
        fault::Fault,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

/// Where the form lies.
const FORM: &str = "/dev/components/form";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(FORM, Action::UseAssets, show)
        .post(FORM, Action::UseAssets, answer)
        .post("/dev/components/say", Action::UseAssets, say)
}

#[derive(Deserialize, Default)]
struct Filled {
    #[serde(default)]
    email: String,
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    ends: String,
}

#[derive(Template)]
#[template(path = "components/templates/form.html")]
struct FormPage {
    page: Page,
    filled: Filled,
    errors: Vec<(&'static str, String)>,
    ends: [(&'static str, String); 2],
    roles: [(&'static str, String, String); 2],
}

impl FormPage {
    fn new(page: Page, visit: &Visit, filled: Filled, errors: Vec<(&'static str, String)>) -> Self {
        Self {
            page,
            filled,
            errors,
            ends: canned::ends(&visit.words),
            roles: canned::roles(&visit.words),
        }
    }

    /// The sentence beside the field.
    fn error(&self, field: &str) -> &str {
        self.errors
            .iter()
            .find(|(name, _)| *name == field)
            .map_or("", |(_, sentence)| sentence)
    }
}

impl PageTemplate for FormPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

#[derive(Template)]
#[template(path = "components/templates/done.html")]
struct DonePage {
    page: Page,
    name: String,
}

impl PageTemplate for DonePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

fn frame(app: &App, visit: &Visit) -> Page {
    Page::new(app, visit, visit.words.say("components-form"))
        .island("islands/combobox.js")
        .island("islands/copy-field.js")
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(look): Params<Look>,
) -> Result<Response, Fault> {
    let frame = look.on(frame(&app, &visit));
    let template = FormPage::new(frame, &visit, Filled::default(), Vec::new());
    page(StatusCode::OK, &template)
}

async fn answer(
    State(app): State<App>,
    visit: Visit,
    Form(filled): Form<Filled>,
) -> Result<Response, Fault> {
    let wrong = [
        (
            "email",
            !filled.email.contains('@'),
            "components-wrong-email",
        ),
        (
            "last_name",
            filled.last_name.trim().is_empty(),
            "components-wrong-name",
        ),
    ];
    let errors: Vec<_> = wrong
        .into_iter()
        .filter(|(_, is_wrong, _)| *is_wrong)
        .map(|(field, _, key)| (field, visit.words.say(key).to_string()))
        .collect();
    if !errors.is_empty() {
        let template = FormPage::new(frame(&app, &visit), &visit, filled, errors);
        return page(StatusCode::UNPROCESSABLE_ENTITY, &template);
    }
    let template = DonePage {
        page: frame(&app, &visit),
        name: filled.first_name,
    };
    page(StatusCode::OK, &template)
}

/// Does nothing and says so, as a page does after a deed.
async fn say() -> Response {
    see_other_saying("/dev/components", "said-components")
}
