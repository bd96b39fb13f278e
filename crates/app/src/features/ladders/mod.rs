//! Ladders: renditions of a film in several sizes, among which a player chooses by the line it has (HLS); small
//! pictures for whoever looks for a place; the waveform of a sound ([ADR 0050](../../../../../docs/adr/0050-films-have-a-ladder.md)).
//!
//! A film is ready before it has any of them: what plays at once plays on. Jobs make them
//! ([`jobs::Work::Rung`](super::jobs::Work), `Ladder`); this feature says what there is, in rows and in playlists, begins
//! and calls off. Playback serves them.

mod backlog;
mod pages;
mod playlist;
mod store;

pub use backlog::begin_one;
pub use playlist::{PLAYLIST, Parts, master, media, previews};
pub use store::{
    Ladder, NewRendition, Rendition, Shown, Sort, add, begin, failed, forget, goes_on, is_making,
    left_alone, made, of_entry, one, shown, wait_for,
};

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    pages::routes(routes)
}

#[cfg(test)]
mod tests;
