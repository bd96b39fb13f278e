//! `/admin/webhooks/new`, and the form of one that there is.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{access::Action, webhook::WebhookEvent};

use super::{
    super::{deeds, refused::Refused, store::NewHook, wanted::wanted},
    PATH, TOOL, secret,
};
use crate::{
    App,
    features::admin::Nav,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::{Errors, mendable},
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
    words::Words,
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/admin/webhooks/new";
    routes
        .get(path, Action::UseConsole, show)
        .post(path, Action::UseConsole, make)
}

/// The form as it is sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Filled {
    pub(super) url: String,
    #[serde(rename = "event")]
    pub(super) events: Vec<String>,
    pub(super) with_people: String,
}

impl Filled {
    pub(super) fn parse(&self) -> Result<NewHook, Vec<FieldFault>> {
        let events = self.events.iter().map(String::as_str);
        wanted(&self.url, events, self.with_people == "yes")
    }
}

/// An event that can be ticked.
pub(super) struct Choice {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) ticked: bool,
}

/// Every event with what it means.
pub(super) fn choices(words: &Words, filled: &Filled) -> Vec<Choice> {
    let choice = |event: WebhookEvent| Choice {
        name: event.as_str(),
        label: words.say(label_of(event.as_str())).to_string(),
        ticked: filled.events.iter().any(|name| name == event.as_str()),
    };
    WebhookEvent::choices().map(choice).collect()
}

/// The key of an event's sentence.
pub(super) fn label_of(event: &str) -> String {
    format!("webhooks-event-{}", event.replace(['.', '_'], "-"))
}

#[derive(Template)]
#[template(path = "webhooks/templates/new.html")]
struct NewPage {
    page: Page,
    nav: Nav,
    filled: Filled,
    choices: Vec<Choice>,
    errors: Errors,
}

impl PageTemplate for NewPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

fn form(
    app: &App,
    visit: &Visit,
    filled: Filled,
    faults: &[FieldFault],
) -> Result<Response, Fault> {
    let words = &visit.words;
    let template = NewPage {
        page: Page::new(app, visit, words.say("webhooks-new")).island("islands/console-form.js"),
        nav: Nav::tool(words, TOOL),
        choices: choices(words, &filled),
        filled,
        errors: Errors::new(words, faults),
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page(status, &template)
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    form(&app, &visit, Filled::default(), &[])
}

/// Makes it and answers with its secret. A form that is sent again finds that the address has one.
async fn make(
    State(app): State<App>,
    visit: Visit,
    Form(filled): Form<Filled>,
) -> Result<Response, Fault> {
    let fault = match filled.parse() {
        Ok(new) => match deeds::make(&app, &visit, new).await {
            Ok(made) => return secret::shown(&app, &visit, &made),
            Err(refused) => Refused::fault(refused),
        },
        Err(faults) => Fault::fields(faults),
    };
    let faults = mendable(fault)?;
    form(&app, &visit, filled, &faults)
}

/// Where *Cancel* leads.
pub(super) const BACK: &str = PATH;
