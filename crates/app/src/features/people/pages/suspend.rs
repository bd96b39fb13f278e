//! `/admin/users/{person}/suspend`: keeping somebody out, and letting them in again.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::access::Action;

use super::{
    super::{deeds, store},
    path_of, person_of,
};
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
    let (path, action) = ("/admin/users/{person}/suspend", Action::ManagePeople);
    routes
        .get(path, action, ask)
        .post(path, action, suspend)
        .post("/admin/users/{person}/unsuspend", action, unsuspend)
}

#[derive(Template)]
#[template(path = "people/templates/suspend.html")]
struct SuspendPage {
    page: Page,
    heading: Sentence,
    path: String,
    invites: i64,
}

impl PageTemplate for SuspendPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
) -> Result<Response, Fault> {
    let (id, now) = (person_of(&person)?, app.now());
    let read = move |tx: &Tx| -> Result<_, Error> {
        Ok((store::find(tx, id)?, store::figures(tx, id, now)?))
    };
    let (person, figures) = app.parts.db.read(read).await?;
    let name = person.ok_or_else(Fault::not_found)?.name();
    let heading = Sentence::new(visit.words.say("users-suspend-title")).name("name", &name);
    let template = SuspendPage {
        page: Page::new(&app, &visit, heading.text()),
        heading,
        path: path_of(id),
        invites: figures.invites,
    };
    page(StatusCode::OK, &template)
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Also {
    /// `yes`: revoke what they gave out.
    #[serde(default)]
    revoke_invites: String,
}

async fn suspend(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
    Form(also): Form<Also>,
) -> Result<Response, Fault> {
    let id = person_of(&person)?;
    deeds::suspend(&app, &visit, id).await?;
    let said = if also.revoke_invites == "yes" {
        deeds::revoke_invites(&app, &visit, id).await?;
        "said-users-suspended-revoked"
    } else {
        "said-users-suspended"
    };
    Ok(see_other_saying(&path_of(id), said))
}

async fn unsuspend(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
) -> Result<Response, Fault> {
    let id = person_of(&person)?;
    deeds::unsuspend(&app, &visit, id).await?;
    Ok(see_other_saying(&path_of(id), "said-users-unsuspended"))
}
