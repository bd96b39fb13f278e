//! What a ring can be about.

use usher_domain::ids::{AccountId, EntryId, InviteId, SessionId};

/// Something in the database that may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// An entry: its state, text, publish status, collaborators or grants.
    Entry(EntryId),
    /// An account: its role, groups or suspension.
    Account(AccountId),
    /// A signed-in browser: signed out or ended.
    Session(SessionId),
    /// An invite: revoked, renewed, its end or seat changed.
    Invite(InviteId),
    /// The site's configuration.
    Config,
    /// The job table: there may be work.
    Jobs,
}
