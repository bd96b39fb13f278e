use std::{fmt, str::FromStr};

use crate::{access::AppRole, email::DomainRules, names::UnknownName, text::GroupName};

use super::{
    super::Sealed,
    entitlement::{Entitlement, Mapping},
};

/// An OpenID Connect provider, as an administrator set it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// What it is called in addresses; it never changes, since the provider knows it.
    pub id: ProviderId,
    /// What its button says.
    pub name: String,
    /// Whether people can sign in by it.
    pub enabled: bool,
    /// Its issuer, exactly as the provider writes it.
    pub issuer: String,
    /// Who the hub is to it.
    pub client_id: String,
    /// How the hub proves that.
    pub secret: ClientSecret,
    /// What is asked for; `openid` always is.
    pub scopes: Vec<String>,
    /// Domains whose addresses it can vouch for.
    pub trusted_domains: DomainRules,
    /// Whether a newcomer gets an account.
    pub may_create: bool,
    /// Whether an address counts as verified where the provider does not say.
    pub unsaid_is_verified: bool,
    /// What an account gets whose claim gives no role.
    pub role: AppRole,
    /// The claim that gives roles; empty if none does.
    pub role_claim: String,
    /// What its values give.
    pub roles: Vec<Mapping<Entitlement>>,
    /// The claim that gives groups; empty if none does.
    pub group_claim: String,
    /// What its values give.
    pub groups: Vec<Mapping<GroupName>>,
}

/// How the hub proves to a provider who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientSecret {
    /// Whatever is stored: only on its way in.
    AsBefore,
    /// It has none and relies on PKCE alone.
    None,
    /// By this secret.
    Sealed(Sealed),
}

impl ClientSecret {
    /// The secret, if there is one.
    pub const fn sealed(&self) -> Option<&Sealed> {
        match self {
            Self::Sealed(sealed) => Some(sealed),
            Self::AsBefore | Self::None => None,
        }
    }
}

/// What a provider is called in addresses: small letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProviderId(String);

impl ProviderId {
    /// The most characters of one.
    pub const MAX: usize = 40;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ProviderId {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let begins = text.bytes().next().is_some_and(|byte| byte != b'-');
        if begins && text.len() <= Self::MAX && text.bytes().all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(UnknownName)
        }
    }
}

impl fmt::Display for ProviderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
