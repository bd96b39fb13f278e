//! Modules in the database: as they are, as they were, and saving them.

mod check;
mod held;
mod save;
mod touched;

pub(super) use check::{Refused, check};
pub(super) use held::{Held, Saving, Version, as_of, held, since};
pub(super) use save::{NewValues, Outcome, save};
pub(super) use touched::{
    Count, guest_links, guests_inside, invited_inside, newcomers_of, open_invites, open_invites_as,
};
