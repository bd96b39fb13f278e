use std::{fmt, str::FromStr};

use crate::access::AppRole;

/// What a provider's claim can give beside groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entitlement {
    /// A role on the site.
    Role(AppRole),
    /// The right to the console, beside the role.
    SiteAdministrator,
}

const SITE_ADMINISTRATOR: &str = "site_administrator";

impl FromStr for Entitlement {
    type Err = NotAMapping;

    fn from_str(text: &str) -> Result<Self, NotAMapping> {
        let name = text.trim().to_lowercase().replace([' ', '-'], "_");
        match name.as_str() {
            SITE_ADMINISTRATOR => Ok(Self::SiteAdministrator),
            name => name.parse().map(Self::Role).map_err(|_| NotAMapping),
        }
    }
}

impl fmt::Display for Entitlement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Role(role) => role.fmt(f),
            Self::SiteAdministrator => f.write_str(SITE_ADMINISTRATOR),
        }
    }
}

/// A line of a mapping: what a claim has in it, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping<T> {
    /// The claim's value, compared as it is.
    pub value: String,
    /// What it gives.
    pub gives: T,
}

/// The line is no `value => what it gives`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a line of a mapping")]
pub struct NotAMapping;

impl<T: FromStr> FromStr for Mapping<T> {
    type Err = NotAMapping;

    /// The last arrow counts: names in directories have `=` and `>` in them.
    fn from_str(line: &str) -> Result<Self, NotAMapping> {
        let (value, gives) = line
            .rsplit_once("=>")
            .or_else(|| line.rsplit_once('→'))
            .ok_or(NotAMapping)?;
        let value = value.trim();
        let fits = !value.is_empty()
            && value.chars().count() <= 300
            && !value.chars().any(crate::text::is_forbidden);
        let gives = gives.trim().parse().map_err(|_| NotAMapping)?;
        fits.then(|| Self {
            value: value.to_owned(),
            gives,
        })
        .ok_or(NotAMapping)
    }
}

impl<T: fmt::Display> fmt::Display for Mapping<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} => {}", self.value, self.gives)
    }
}
