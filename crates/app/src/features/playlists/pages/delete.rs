//! `/playlists/{playlist}/delete`

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use usher_db::Tx;
use usher_domain::{access::Action, playlist::PlaylistUse};

use super::{super::store, id_of, path};
use crate::{
    App,
    features::media::Asker,
    http::{
        fault::Fault,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let (path, action) = ("/playlists/{playlist}/delete", Action::UsePlaylists);
    routes.get(path, action, show).post(path, action, delete)
}

#[derive(Template)]
#[template(path = "playlists/templates/delete.html")]
struct DeletePage {
    page: Page,
    name: String,
    back: String,
}

impl PageTemplate for DeletePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let (id, asker) = (id_of(&id)?, Asker::of(&visit));
    let read = move |tx: &Tx| store::load(tx, asker, id, PlaylistUse::Change);
    let list = app.parts.db.read(read).await?;
    let template = DeletePage {
        page: Page::new(&app, &visit, visit.words.say("playlists-delete")),
        name: list.name,
        back: path(id),
    };
    page(StatusCode::OK, &template)
}

async fn delete(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let (id, asker) = (id_of(&id)?, Asker::of(&visit));
    let delete = move |tx: &Tx| store::delete(tx, asker, id);
    app.parts.db.write(delete).await?;
    Ok(see_other_saying("/playlists", "said-playlist-deleted"))
}
