//! `/playlists/{playlist}`: what is in it, in order.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    access::Action,
    ids::{EntryId, PlaylistId},
    playlist::{PlaylistUse, Step},
    text::PlaylistName,
};

use super::{
    super::{panel::address, store},
    id_of, path,
};
use crate::{
    App,
    features::{
        hub::{CardView, Detail},
        media::Asker,
    },
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::Errors,
        page::Page,
        render::{PageTemplate, page, see_other, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let (path, action) = ("/playlists/{playlist}", Action::UsePlaylists);
    routes
        .get(path, action, show)
        .post(path, action, save)
        .post("/playlists/{playlist}/order", action, order)
}

struct Row {
    card: CardView,
    href: String,
    first: bool,
    last: bool,
}

#[derive(Template)]
#[template(path = "playlists/templates/one.html")]
struct PlaylistPage {
    page: Page,
    path: String,
    called: String,
    by: String,
    /// Whether it is the reader's.
    own: bool,
    shared: bool,
    typed: String,
    url: String,
    rows: Vec<Row>,
    play: Option<String>,
    errors: Errors,
}

impl PageTemplate for PlaylistPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn view(
    app: &App,
    visit: &Visit,
    id: PlaylistId,
    (typed, faults): (Option<String>, &[FieldFault]),
) -> Result<Response, Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    let read = move |tx: &Tx| -> Result<_, Fault> {
        let list = store::load(tx, asker, id, PlaylistUse::See)?;
        Ok((list, store::entries(tx, asker, id, now)?))
    };
    let (list, entries) = app.parts.db.read(read).await?;
    let frame = Page::new(app, visit, &list.name)
        .island("islands/copy-field.js")
        .island("islands/dialog-form.js");
    let count = entries.len();
    let base = app.parts.site.base_url.as_str().trim_end_matches('/');
    let template = PlaylistPage {
        path: path(id),
        own: asker.actor.account() == Some(list.owner),
        url: format!("{base}{}", path(list.id)),
        shared: list.shared,
        by: list.by,
        typed: typed.unwrap_or_else(|| list.name.clone()),
        called: list.name,
        play: entries.first().map(|(card, _)| address(id, card.id)),
        rows: (entries.into_iter().enumerate())
            .map(|(at, (card, _))| Row {
                href: address(id, card.id),
                card: CardView::new(visit, &frame, card, Detail::Owner),
                first: at == 0,
                last: at + 1 == count,
            })
            .collect(),
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

async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    view(&app, &visit, id_of(&id)?, (None, &[])).await
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Wanted {
    name: String,
    /// Anything for yes.
    shared: String,
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    Form(Wanted { name, shared }): Form<Wanted>,
) -> Result<Response, Fault> {
    let id = id_of(&id)?;
    let parsed = match PlaylistName::parse(&name) {
        Ok(parsed) => parsed,
        Err(error) => {
            let fault = FieldFault::text("name", error);
            return view(&app, &visit, id, (Some(name), &[fault])).await;
        }
    };
    let (asker, shared) = (Asker::of(&visit), !shared.is_empty());
    let change = move |tx: &Tx| store::change(tx, asker, id, (&parsed, shared));
    app.parts.db.write(change).await?;
    Ok(see_other_saying(&path(id), "said-playlist-saved"))
}

/// What a row's buttons ask for: one of the three, with the entry.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Wish {
    up: Option<String>,
    down: Option<String>,
    remove: Option<String>,
}

async fn order(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    Form(wish): Form<Wish>,
) -> Result<Response, Fault> {
    let id = id_of(&id)?;
    let (entry, step) = match (wish.up, wish.down, wish.remove) {
        (Some(entry), None, None) => (entry, Some(Step::Up)),
        (None, Some(entry), None) => (entry, Some(Step::Down)),
        (None, None, Some(entry)) => (entry, None),
        _ => return Err(Fault::field("entry", "unknown_choice")),
    };
    let entry: EntryId = (entry.parse()).map_err(|_| Fault::field("entry", "unknown_choice"))?;
    let (asker, now) = (Asker::of(&visit), app.now());
    let act = move |tx: &Tx| match step {
        Some(step) => store::step(tx, asker, (id, entry, step), now),
        None => store::take_out(tx, asker, id, entry),
    };
    app.parts.db.write(act).await?;
    // The keyboard goes on where it was.
    Ok(match step {
        Some(_) => see_other(&format!("{}#e-{entry}", path(id))),
        None => see_other_saying(&path(id), "said-playlist-taken-out"),
    })
}
