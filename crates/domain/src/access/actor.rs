use crate::ids::AccountId;

use super::{Action, AppRole, TokenScopes};

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
        /// By what they ask: a browser, or a token that is for something.
        scopes: TokenScopes,
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

    /// Whether what they ask by is for `action`: a token's scopes may leave it out.
    pub fn asks_by_what_is_for(&self, action: Action) -> bool {
        match self {
            Self::Member { scopes, .. } => scopes.cover(action),
            Self::Anonymous | Self::Guest => true,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{SeededEntropy, Timestamp};

    #[test]
    fn only_a_member_has_an_account_and_a_role() {
        let account = AccountId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
        let member = Actor::Member {
            account,
            role: AppRole::Admin,
            site_admin: false,
            scopes: TokenScopes::PERSON,
        };
        assert_eq!(member.account(), Some(account));
        assert_eq!(member.app_role(), Some(AppRole::Admin));
        for nobody in [Actor::Anonymous, Actor::Guest] {
            assert_eq!((nobody.account(), nobody.app_role()), (None, None));
        }
    }
}
