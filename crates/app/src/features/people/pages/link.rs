//! `/admin/users/{person}/password-link`: a link by which somebody sets their password, shown once.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use secrecy::ExposeSecret;
use serde::Deserialize;
use usher_domain::{access::Action, ids::AccountId};

use super::{super::deeds, path_of, person_of};
use crate::{
    App,
    http::{
        body::Form,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.post(
        "/admin/users/{person}/password-link",
        Action::ManagePeople,
        make,
    )
}

/// After what the link is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The person was added just now.
    Added,
    /// It was asked for.
    Asked,
}

#[derive(Template)]
#[template(path = "people/templates/link.html")]
struct LinkPage {
    page: Page,
    heading: Sentence,
    ends: Sentence,
    url: String,
    back: String,
}

impl PageTemplate for LinkPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// `yes`: the link is mailed to them, and shown to nobody.
    #[serde(default)]
    mail: String,
}

async fn make(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
    form: Result<Form<Asked>, Fault>,
) -> Result<Response, Fault> {
    let id = person_of(&person)?;
    // A form without any field has no body that could be read.
    if form.is_ok_and(|Form(asked)| asked.mail == "yes") {
        deeds::mail_password_link(&app, &visit, id).await?;
        return Ok(see_other_saying(&path_of(id), "said-users-link-mailed"));
    }
    made(&app, &visit, id, Why::Asked).await
}

/// Makes the link and shows it in this one answer; the ones before work no more.
pub(super) async fn made(
    app: &App,
    visit: &Visit,
    id: AccountId,
    why: Why,
) -> Result<Response, Fault> {
    let link = deeds::password_link(app, visit, id).await?;
    let words = &visit.words;
    let heading = match why {
        Why::Added => "users-link-added",
        Why::Asked => "users-link-title",
    };
    let heading = Sentence::new(words.say(heading)).name("name", &link.person.name());
    let template = LinkPage {
        page: Page::new(app, visit, heading.text()).island("islands/copy-field.js"),
        heading,
        ends: Sentence::new(words.say("users-link-ends")).moment("end", link.ends, &visit.zone),
        url: app.link(link.path.expose_secret()),
        back: path_of(id),
    };
    page(StatusCode::OK, &template)
}
