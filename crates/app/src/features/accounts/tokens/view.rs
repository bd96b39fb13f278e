//! A token as pages show it.

use usher_domain::{access::TokenScope, clock::Timestamp};

use super::store::Token;
use crate::{
    http::{moment::Moment, visit::Visit},
    words::Words,
};

/// A row of the list.
pub(super) struct TokenView {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) owner: String,
    pub(super) owner_href: String,
    pub(super) scopes: String,
    pub(super) ends: Moment,
    pub(super) used: Option<Moment>,
    /// Why it does not work, if it does not.
    pub(super) over: String,
}

impl TokenView {
    pub(super) fn new(visit: &Visit, token: &Token, now: Timestamp) -> Self {
        let words = &visit.words;
        let moment = |at| Moment::new(visit, at);
        let over = if token.revoked_at.is_some() {
            words.say("tokens-revoked").to_string()
        } else if token.expires_at <= now {
            words.say("tokens-ended").to_string()
        } else {
            String::new()
        };
        let scopes: Vec<String> = (token.scopes.iter())
            .map(|scope| scope_said(words, scope))
            .collect();
        Self {
            id: token.id.to_string(),
            name: token.name.clone(),
            owner: token.owner.clone(),
            owner_href: format!("/admin/audit?actor=account:{}", token.account),
            scopes: scopes.join(", "),
            ends: moment(token.expires_at),
            used: token.last_used_at.map(moment),
            over,
        }
    }
}

/// What a scope is called.
pub(super) fn scope_said(words: &Words, scope: TokenScope) -> String {
    words.say(format!("tokens-scope-{scope}")).to_string()
}
