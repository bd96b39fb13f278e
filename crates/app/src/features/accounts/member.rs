//! The account behind a session.

use usher_domain::{
    access::{Actor, AppRole, TokenScopes},
    ids::AccountId,
};

/// A member, as sessions and pages need them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub id: AccountId,
    /// First name.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// What the person may do on the site.
    pub role: AppRole,
    /// Whether the console is theirs.
    pub site_admin: bool,
}

impl Member {
    /// Both names as one.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
            .trim()
            .to_owned()
    }

    /// As access sees them, at a browser.
    pub fn actor(&self) -> Actor {
        self.actor_by(TokenScopes::PERSON)
    }

    /// As access sees them, asking by a token with these scopes.
    pub fn actor_by(&self, scopes: TokenScopes) -> Actor {
        Actor::Member {
            account: self.id,
            role: self.role,
            site_admin: self.site_admin,
            scopes,
        }
    }
}
