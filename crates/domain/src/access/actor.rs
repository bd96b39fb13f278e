use crate::ids::AccountId;

use super::AppRole;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody that is known.
    Anonymous,
    /// A person with an account, who is not suspended.
    Member {
        /// The account.
        account: AccountId,
        /// What they may do on the site.
        role: AppRole,
        /// Whether they may use the configuration console.
        site_admin: bool,
    },
    /// Somebody who is here through an invite or a guest link only. What they may
    /// open stands in the grant of the [`EntryStanding`](super::EntryStanding).
    Guest,
}

impl Actor {
    /// The application role, if there is an account.
    pub const fn app_role(&self) -> Option<AppRole> {
        match self {
            Self::Member { role, .. } => Some(*role),
            Self::Anonymous | Self::Guest => None,
        }
    }

    /// The account, if there is one.
    pub const fn account(&self) -> Option<AccountId> {
        match self {
            Self::Member { account, .. } => Some(*account),
            Self::Anonymous | Self::Guest => None,
        }
    }
}
