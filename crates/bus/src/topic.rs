//! What a ring can be about.

use std::{fmt, str::FromStr};

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

/// As it travels between nodes: one word.
impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(id) => write!(f, "entry:{id}"),
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Session(id) => write!(f, "session:{id}"),
            Self::Invite(id) => write!(f, "invite:{id}"),
            Self::Config => f.write_str("config"),
            Self::Jobs => f.write_str("jobs"),
        }
    }
}

impl Topic {
    /// Reads such a word; `None` if it names no topic that this version knows.
    pub(crate) fn read(word: &str) -> Option<Self> {
        fn id<T: FromStr>(text: &str) -> Option<T> {
            text.parse().ok()
        }
        match word.split_once(':') {
            Some(("entry", text)) => id(text).map(Self::Entry),
            Some(("account", text)) => id(text).map(Self::Account),
            Some(("session", text)) => id(text).map(Self::Session),
            Some(("invite", text)) => id(text).map(Self::Invite),
            None if word == "config" => Some(Self::Config),
            None if word == "jobs" => Some(Self::Jobs),
            _ => None,
        }
    }
}
