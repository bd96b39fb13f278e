//! Modules in the database: as they are, as they were, and saving them.

mod check;
mod held;
mod media;
mod save;
mod shelves;
mod touched;

pub(super) use check::{Refused, check};
pub(super) use held::{Held, Saving, Version, as_of, held, since};
pub(super) use media::{
    being_made, deleted_before, empty_of, on_their_way, standard_captions, taller, without_ladder,
};
pub(super) use save::{NewValues, Outcome, save};
pub(super) use shelves::{channels, in_galleries, unmoderated, waiting, waiting_in_galleries};
pub(super) use touched::{
    Count, guest_links, guests_inside, invited_inside, newcomers_of, open_invites, open_invites_as,
};
