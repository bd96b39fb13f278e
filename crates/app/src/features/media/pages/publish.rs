//! `/media/{entry}/publish`: who beside collaborators and invited people may open it.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{
    access::{Action, may_set_status},
    media::PublishStatus,
};

use super::{super::deeds, form::Errors};
use crate::{
    App,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        guard::Standing,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/publish";
    routes
        .get(path, Action::SetPublishStatus, show)
        .post(path, Action::SetPublishStatus, save)
}

#[derive(Template)]
#[template(path = "media/templates/publish.html")]
struct PublishPage {
    page: Page,
    back: String,
    action: String,
    choices: Vec<(String, String, String)>,
    chosen: String,
    errors: Errors,
}

impl PageTemplate for PublishPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl PublishPage {
    /// Offers what this member may choose, and what it is already.
    fn new(app: &App, visit: &Visit, standing: &Standing) -> Self {
        let page = Page::new(app, visit, visit.words.say("publish-title"));
        let offered = PublishStatus::ALL.iter().copied().filter(|status| {
            *status == standing.facts.publish
                || may_set_status(&visit.actor, &standing.facts, *status).is_ok()
        });
        let choices = offered
            .map(|status| {
                let say = |key: String| page.t(&key).to_string();
                (
                    status.to_string(),
                    say(format!("publish-{status}")),
                    say(format!("publish-{status}-help")),
                )
            })
            .collect();
        let back = format!("/media/{}", standing.entry);
        Self {
            action: format!("{back}/publish"),
            back,
            choices,
            chosen: standing.facts.publish.to_string(),
            errors: Errors::default(),
            page,
        }
    }
}

/// Shows the choices.
async fn show(State(app): State<App>, visit: Visit, standing: Standing) -> Result<Response, Fault> {
    page(StatusCode::OK, &PublishPage::new(&app, &visit, &standing))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chosen {
    #[serde(default)]
    publish: String,
}

/// Sets the status.
async fn save(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Form(Chosen { publish }): Form<Chosen>,
) -> Result<Response, Fault> {
    let Ok(to) = publish.parse::<PublishStatus>() else {
        let mut template = PublishPage::new(&app, &visit, &standing);
        let fault = FieldFault::new("publish", "unknown_choice");
        template.errors = Errors::new(&visit.words, &[fault]);
        return page(StatusCode::UNPROCESSABLE_ENTITY, &template);
    };
    deeds::set_status(&app, &visit, standing.entry, to).await?;
    let said = match to {
        PublishStatus::Private => "said-publish-private",
        PublishStatus::Unlisted => "said-publish-unlisted",
        PublishStatus::Published => "said-publish-published",
    };
    Ok(see_other_saying(
        &format!("/media/{}", standing.entry),
        said,
    ))
}
