//! `/playlists/add`: an entry goes into one of one's playlists, or into a new one.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    access::{self, Action},
    ids::{EntryId, PlaylistId},
    text::PlaylistName,
};

use super::super::store;
use crate::{
    App,
    features::media::{self, Asker},
    http::{
        body::{Form, Params},
        fault::{Fault, FieldFault},
        form::{Errors, mendable},
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let (path, action) = ("/playlists/add", Action::UsePlaylists);
    routes.get(path, action, show).post(path, action, add)
}

#[derive(Template)]
#[template(path = "playlists/templates/add.html")]
struct AddPage {
    page: Page,
    entry: EntryId,
    title: String,
    back: String,
    /// Name, label, help of each list; the last one is a new one.
    lists: Vec<(String, String, String)>,
    chosen: String,
    /// What a new one is called.
    called: String,
    errors: Errors,
}

impl PageTemplate for AddPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What stands for a list that is to be made.
const NEW: &str = "new";

async fn view(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    (chosen, name, faults): (&str, String, &[FieldFault]),
) -> Result<Response, Fault> {
    let (asker, me, now) = (Asker::of(visit), visit.member()?.id, app.now());
    let read = move |tx: &Tx| -> Result<_, Fault> {
        let standing = media::load_standing(tx, asker, entry, now)?;
        access::may(&asker.actor, Action::ViewEntry, standing.as_ref())?;
        Ok((media::card(tx, entry, now)?, store::mine(tx, me)?))
    };
    let (card, mine) = app.parts.db.read(read).await?;
    let frame = Page::new(app, visit, visit.words.say("playlists-add"));
    let mut lists: Vec<_> = (mine.into_iter())
        .map(|list| {
            let entries = frame.msg("channels-entries").num("n", list.entries);
            (list.id.to_string(), list.name, entries.to_string())
        })
        .collect();
    let first = lists.first().map_or(NEW, |list| list.0.as_str()).to_owned();
    let new = frame.t("playlists-new").to_string();
    lists.push((NEW.to_owned(), new, String::new()));
    let template = AddPage {
        entry,
        title: card.ok_or_else(Fault::not_found)?.title,
        back: format!("/media/{entry}"),
        chosen: if chosen.is_empty() {
            first
        } else {
            chosen.to_owned()
        },
        lists,
        called: name,
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

#[derive(Deserialize)]
struct About {
    entry: String,
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(About { entry }): Params<About>,
) -> Result<Response, Fault> {
    let entry = entry.parse().map_err(|_| Fault::not_found())?;
    view(&app, &visit, entry, ("", String::new(), &[])).await
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sent {
    entry: String,
    playlist: String,
    /// What a new one is called.
    name: String,
}

/// Where the entry goes.
enum Target {
    List(PlaylistId),
    New(PlaylistName),
}

impl Sent {
    fn parse(&self) -> Result<Target, FieldFault> {
        if self.playlist == NEW {
            let name = PlaylistName::parse(&self.name);
            return name
                .map(Target::New)
                .map_err(|error| FieldFault::text("name", error));
        }
        let list = self.playlist.parse().map(Target::List);
        list.map_err(|_| FieldFault::new("playlist", "unknown_choice"))
    }
}

async fn add(
    State(app): State<App>,
    visit: Visit,
    Form(sent): Form<Sent>,
) -> Result<Response, Fault> {
    let entry: EntryId =
        (sent.entry.parse()).map_err(|_| Fault::field("entry", "unknown_choice"))?;
    let into = match sent.parse() {
        Ok(into) => into,
        Err(fault) => {
            let faults = [fault];
            let typed = (sent.playlist.as_str(), sent.name.clone(), &faults[..]);
            return view(&app, &visit, entry, typed).await;
        }
    };
    let (asker, now, entropy) = (Asker::of(&visit), app.now(), app.parts.entropy.clone());
    let add = move |tx: &Tx| -> Result<(), Fault> {
        let id = match &into {
            Target::List(id) => *id,
            Target::New(name) => store::make(tx, asker, name, now, &*entropy)?,
        };
        store::add(tx, asker, (id, entry), now)
    };
    match app.parts.db.write(add).await {
        Ok(()) => Ok(see_other_saying(
            &format!("/media/{entry}"),
            "said-playlist-added",
        )),
        Err(fault) => {
            let faults = mendable(fault)?;
            let typed = (sent.playlist.as_str(), sent.name.clone(), faults.as_slice());
            view(&app, &visit, entry, typed).await
        }
    }
}
