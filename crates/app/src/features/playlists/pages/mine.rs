//! `/playlists`: one's own.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{access::Action, text::PlaylistName};

use super::{super::store, path};
use crate::{
    App,
    features::media::Asker,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::{Errors, mendable},
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let (path, action) = ("/playlists", Action::UsePlaylists);
    routes.get(path, action, show).post(path, action, make)
}

struct Row {
    href: String,
    name: String,
    entries: String,
    shared: bool,
}

#[derive(Template)]
#[template(path = "playlists/templates/mine.html")]
struct MinePage {
    page: Page,
    rows: Vec<Row>,
    typed: String,
    errors: Errors,
}

impl PageTemplate for MinePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn view(
    app: &App,
    visit: &Visit,
    typed: String,
    faults: &[FieldFault],
) -> Result<Response, Fault> {
    let me = visit.member()?.id;
    let lists = app.parts.db.read(move |tx| store::mine(tx, me)).await?;
    let frame = Page::new(app, visit, visit.words.say("playlists-title"));
    let template = MinePage {
        rows: (lists.into_iter())
            .map(|list| Row {
                href: path(list.id),
                entries: (frame.msg("channels-entries").num("n", list.entries)).to_string(),
                shared: list.shared,
                name: list.name,
            })
            .collect(),
        typed,
        errors: Errors::new(&visit.words, faults),
        page: frame,
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page(status, &template)
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    view(&app, &visit, String::new(), &[]).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    #[serde(default)]
    name: String,
}

async fn make(
    State(app): State<App>,
    visit: Visit,
    Form(Named { name }): Form<Named>,
) -> Result<Response, Fault> {
    let parsed = match PlaylistName::parse(&name) {
        Ok(parsed) => parsed,
        Err(error) => return view(&app, &visit, name, &[FieldFault::text("name", error)]).await,
    };
    let (asker, now, entropy) = (Asker::of(&visit), app.now(), app.parts.entropy.clone());
    let make = move |tx: &Tx| store::make(tx, asker, &parsed, now, &*entropy);
    match app.parts.db.write(make).await {
        Ok(id) => Ok(see_other_saying(&path(id), "said-playlist-made")),
        Err(fault) => view(&app, &visit, name, &mendable(fault)?).await,
    }
}
