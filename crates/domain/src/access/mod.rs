//! Who may do what: the one place where roles are interpreted (roles.md).
//!
//! Everything else names an [`Action`] and asks [`may`].

mod actions;
mod actor;
mod channel;
mod decide;
mod roles;
mod session;
mod standing;
mod token_scope;

#[cfg(test)]
mod table;

pub use actions::{Action, Scope};
pub use actor::Actor;
pub use channel::{ChannelSight, ChannelStanding, may_in_channel, sight};
pub use decide::{Denial, may, may_set_status};
pub use roles::{AppRole, EntryRole, EntryRoles, SessionRole};
pub use session::{SessionSeat, SessionSwitches, session_seat};
pub use standing::EntryStanding;
pub use token_scope::{TokenScope, TokenScopes};

pub(crate) use decide::has_inviting_role;
