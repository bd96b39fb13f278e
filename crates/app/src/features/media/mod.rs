//! Entries: making, showing, editing, publishing, sharing, trashing. Their bytes
//! come and go elsewhere.

pub(in crate::features) mod api;
mod captions;
mod deeds;
mod details;
mod entry;
mod finding;
mod languages;
mod pages;
mod prose;
mod rights;
mod sent_captions;
mod standing;
mod store;
mod transcript;

pub use details::{Details, Tags, TagsError};
pub use entry::{
    CaptionTrack, Card, Chapter, Entry, Owner, check_kind, clock, icon_of, is_uploaded, plays,
};
pub use finding::{
    Among, Found, Looked, Order, Placed, catch_up, drop_terms, find, moved, places, spoken_in,
};
pub(in crate::features) use languages::{LANGUAGES, autonym};
pub use standing::{
    Asker, Held, load as load_standing, load_held, roles as roles_in, standing, standing_of,
};
pub use store::{
    Collaborator, NewBlob, NewCaptions, NewEntry, Purpose, Shelf, Subject, add_blob, add_captions,
    add_collaborator, card, cards, collaborators, create_entry, decide, entry,
};

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    pages::routes(api::routes(routes))
}

#[cfg(test)]
mod tests;
