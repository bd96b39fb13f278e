//! `/media/{entry}/delete` and `/media/{entry}/restore`

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_domain::access::Action;

use super::super::{card, deeds};
use crate::{
    App,
    http::{
        fault::Fault,
        guard::Standing,
        page::Page,
        render::{PageTemplate, page, see_other, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/media/{entry}/delete", Action::TrashEntry, show)
        .post("/media/{entry}/delete", Action::TrashEntry, trash)
        .post("/media/{entry}/restore", Action::RestoreEntry, restore)
}

#[derive(Template)]
#[template(path = "media/templates/delete.html")]
struct DeletePage {
    page: Page,
    title: String,
    back: String,
    action: String,
}

impl PageTemplate for DeletePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Says what deleting does.
async fn show(State(app): State<App>, visit: Visit, standing: Standing) -> Result<Response, Fault> {
    if standing.facts.trashed {
        return Ok(see_other("/trash"));
    }
    let (id, now) = (standing.entry, app.now());
    let found = app.parts.db.read(move |tx| card(tx, id, now)).await?;
    let back = format!("/media/{id}");
    let template = DeletePage {
        page: Page::new(&app, &visit, visit.words.say("delete-title")),
        title: found.ok_or_else(Fault::not_found)?.title,
        action: format!("{back}/delete"),
        back,
    };
    page(StatusCode::OK, &template)
}

/// Puts the entry into the trash.
async fn trash(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
) -> Result<Response, Fault> {
    deeds::trash(&app, &visit, standing.entry).await?;
    Ok(see_other_saying("/my-media", "said-entry-trashed"))
}

/// Takes it out again.
async fn restore(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
) -> Result<Response, Fault> {
    deeds::restore(&app, &visit, standing.entry).await?;
    let path = format!("/media/{}", standing.entry);
    Ok(see_other_saying(&path, "said-entry-restored"))
}
