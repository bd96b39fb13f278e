//! What stands beside an entry that is played from a playlist: what comes before and after, and all of it.

use askama::Template;
use usher_db::Tx;
use usher_domain::{
    ids::{EntryId, PlaylistId},
    media::EntryKind,
    playlist::PlaylistUse,
};

use super::store;
use crate::{
    App,
    features::media::{Asker, clock},
    http::{fault::Fault, page::Page, visit::Visit},
};

struct Row {
    href: String,
    number: usize,
    title: String,
    length: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "playlists/templates/panel.html")]
struct Panel<'a> {
    page: &'a Page,
    path: String,
    name: String,
    rows: Vec<Row>,
    before: String,
    next: String,
    /// Whether the next one may begin when this one ends, as the site has it: a quiz has to be submitted first.
    plays_on: bool,
}

/// The address of an entry as it is played from a list.
pub(super) fn address(list: PlaylistId, entry: EntryId) -> String {
    format!("/media/{entry}?list={list}")
}

/// The panel, as HTML; nothing where the address names no list that the visitor may see with the entry in it.
pub async fn panel(
    app: &App,
    visit: &Visit,
    (list, entry, kind): (&str, EntryId, EntryKind),
    page: &Page,
) -> Result<Option<String>, Fault> {
    let Ok(id) = list.parse::<PlaylistId>() else {
        return Ok(None);
    };
    let (asker, now) = (Asker::of(visit), app.now());
    let read = move |tx: &Tx| -> Result<_, Fault> {
        let list = store::load(tx, asker, id, PlaylistUse::See)?;
        Ok((list, store::entries(tx, asker, id, now)?))
    };
    // One that is not there any more, or not for the visitor, is no reason not to watch.
    let Ok((list, entries)) = app.parts.db.read(read).await else {
        return Ok(None);
    };
    let Some(at) = entries.iter().position(|(card, _)| card.id == entry) else {
        return Ok(None);
    };
    let near = |at: Option<usize>| {
        let card = at.and_then(|at| entries.get(at));
        card.map(|(card, _)| address(id, card.id))
            .unwrap_or_default()
    };
    let panel = Panel {
        before: near(at.checked_sub(1)),
        next: near(Some(at + 1)),
        plays_on: kind != EntryKind::Quiz && app.settings.now().player.next_in_playlist,
        path: format!("/playlists/{id}"),
        name: list.name,
        rows: (entries.iter().enumerate())
            .map(|(place, (card, _))| Row {
                href: address(id, card.id),
                number: place + 1,
                title: card.title.clone(),
                length: card.duration.map(clock).unwrap_or_default(),
                current: place == at,
            })
            .collect(),
        page,
    };
    panel.render().map(Some).map_err(Fault::internal)
}
