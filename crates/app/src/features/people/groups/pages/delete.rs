//! `/admin/groups/{group}/delete`: what goes with a group, and the group.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use usher_db::{Error, Tx};
use usher_domain::access::Action;

use super::{
    super::{deeds, store},
    GROUPS, group_of, path_of,
};
use crate::{
    App,
    http::{
        fault::Fault,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let (path, action) = ("/admin/groups/{group}/delete", Action::ManageGroups);
    routes.get(path, action, ask).post(path, action, delete)
}

#[derive(Template)]
#[template(path = "people/templates/group_delete.html")]
struct DeletePage {
    page: Page,
    heading: Sentence,
    path: String,
    members: i64,
    shared: i64,
    /// Whether the site's rules name it among those who may invite.
    invites: bool,
}

impl PageTemplate for DeletePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    Path(group): Path<String>,
) -> Result<Response, Fault> {
    let id = group_of(&group)?;
    let read =
        move |tx: &Tx| -> Result<_, Error> { Ok((store::find(tx, id)?, store::shared(tx, id)?)) };
    let (group, shared) = app.parts.db.read(read).await?;
    let group = group.ok_or_else(Fault::not_found)?;
    let heading = Sentence::new(visit.words.say("groups-delete-title")).name("name", &group.name);
    let site = app.settings.now();
    let template = DeletePage {
        page: Page::new(&app, &visit, heading.text()),
        heading,
        path: path_of(id),
        members: group.members,
        shared,
        invites: site.invite_to_media.allowed_users.groups.contains(&id),
    };
    page(StatusCode::OK, &template)
}

async fn delete(
    State(app): State<App>,
    visit: Visit,
    Path(group): Path<String>,
) -> Result<Response, Fault> {
    deeds::delete(&app, &visit, group_of(&group)?).await?;
    Ok(see_other_saying(GROUPS, "said-groups-deleted"))
}
