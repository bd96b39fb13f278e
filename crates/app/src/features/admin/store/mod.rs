//! Modules in the database: as they are, as they were, and saving them.

mod check;
mod held;
mod save;
mod touched;

pub(super) use check::{Refused, check};
pub(super) use held::{Held, Saving, Version, as_of, held, since};
pub(super) use save::{NewValues, Outcome, save};
pub(super) use touched::{Count, newcomers_of, open_invites};
