//! People in the database, as an administrator sees and changes them.

mod add;
mod addresses;
mod edit;
mod figures;
mod leave;
mod link;
mod list;
mod person;
mod suspend;

pub(super) use add::{NewPerson, add};
pub(super) use addresses::{AddressWish, change_addresses};
pub(super) use edit::{Edited, OwnQuota, edit};
pub(super) use figures::{Figures, MOST_COUNTED, figures};
pub(super) use leave::{hand_over, hand_over_invites, receiver, remove, trash_all};
pub(super) use link::{give_link, mail_link};
pub(super) use list::{Found, Listed, Narrowed, Show, list};
pub use person::may_lose_console;
pub(super) use person::{Person, find, locked, named};
pub(super) use suspend::{end_sessions, suspend, unsuspend};
