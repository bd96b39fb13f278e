//! Media on its way to whoever may have it: byte ranges, posters, caption
//! tracks, the stream of events, and the count of plays.
//!
//! There are no public file addresses: those for players that send no cookie stand for whoever
//! asked for them, and for minutes ([`address`]). Every request is authorised, and every
//! stream is held by a [`hold::Hold`], which breaks it off within one slice of
//! the moment the right to it goes (invitations.md, How long).

mod address;
mod answer;
mod bytes;
mod disposition;
mod events;
pub(in crate::features) mod give;
mod hand_over;
mod hold;
mod kept;
mod ladder;
mod lost;
mod plays;
mod range;
mod shortcut;
mod store;

use std::sync::Arc;

use tokio::sync::Semaphore;
use usher_domain::access::Action;

#[cfg(test)]
pub(crate) use address::{Holder, address};
pub use address::{as_told, identify, is_by_address, open_to_pages};
pub use bytes::{Size, poster};
pub use shortcut::shortcut;

use crate::http::routes::Routes;

/// How many event streams one process keeps open; each is a connection and a
/// watch, some 8 kB together.
const STREAMS: usize = 10_000;

/// Where a film is.
const FILM: &str = "/media/{entry}/file";
/// Where the renditions are that players choose among, and all that goes with them.
const LADDER: &str = "/media/{entry}/hls/{name}";
/// The same, and captions, for a player that is let in by the address itself.
const FILM_BY: &str = "/media/{entry}/by/{address}/file";
const LADDER_BY: &str = "/media/{entry}/by/{address}/hls/{name}";
const CAPTION_BY: &str = "/media/{entry}/by/{address}/captions/{caption}";

/// What playback remembers while the process lives.
pub struct Playback {
    /// Room for event streams.
    streams: Arc<Semaphore>,
    /// Who was counted lately.
    plays: plays::Plays,
    /// Rights that were just looked up.
    kept: kept::Shelf,
    /// What went by the shortcut.
    figures: shortcut::Figures,
    rendition_figures: shortcut::Figures,
}

impl Default for Playback {
    fn default() -> Self {
        Self {
            streams: Arc::new(Semaphore::new(STREAMS)),
            plays: plays::Plays::default(),
            kept: kept::Shelf::default(),
            figures: shortcut::Figures::default(),
            rendition_figures: shortcut::Figures::default(),
        }
    }
}

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(FILM, Action::StreamEntry, bytes::file)
        .get(LADDER, Action::StreamEntry, ladder::named)
        .post("/media/{entry}/address", Action::StreamEntry, give::give)
        .post(
            "/api/v1/entries/{entry}/address",
            Action::StreamEntry,
            give::give,
        )
        .get(FILM_BY, Action::StreamEntry, bytes::file)
        .get(LADDER_BY, Action::StreamEntry, ladder::named)
        .get(CAPTION_BY, Action::StreamEntry, bytes::caption)
        .get(
            "/media/{entry}/download",
            Action::DownloadEntry,
            bytes::download,
        )
        .get("/media/{entry}/poster", Action::ViewEntry, bytes::large)
        .get(
            "/media/{entry}/poster-small",
            Action::ViewEntry,
            bytes::small,
        )
        .get(
            "/media/{entry}/captions/{caption}",
            Action::StreamEntry,
            bytes::caption,
        )
        .get(
            "/media/{entry}/events",
            Action::WatchEntryEvents,
            events::events,
        )
        .post("/media/{entry}/plays", Action::CountPlay, plays::count)
}

#[cfg(test)]
mod tests;
