use std::{collections::BTreeSet, fmt, str::FromStr};

use super::Domain;

/// One domain that a rule names: exactly, or everything below it.
/// (invitations.md, *Who may invite*, 6)
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DomainRule {
    /// `uni.edu`: that domain and no other.
    Exactly(Domain),
    /// `*.uni.edu`: every subdomain, at any depth, but not `uni.edu` itself.
    Below(Domain),
}

/// The text is neither `uni.edu` nor `*.uni.edu`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a domain: {0}")]
pub struct NotADomainRule(pub String);

impl FromStr for DomainRule {
    type Err = NotADomainRule;

    /// Reads one rule; a leading `@` is forgiven.
    fn from_str(text: &str) -> Result<Self, NotADomainRule> {
        let refused = |_| NotADomainRule(text.trim().to_owned());
        let name = text.trim().trim_start_matches('@');
        match name.strip_prefix("*.") {
            Some(below) => Domain::parse(below).map(Self::Below).map_err(refused),
            None => Domain::parse(name).map(Self::Exactly).map_err(refused),
        }
    }
}

impl fmt::Display for DomainRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(domain) => write!(f, "{domain}"),
            Self::Below(domain) => write!(f, "*.{domain}"),
        }
    }
}

/// A set of rules; a domain is named when one of them names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DomainRules(BTreeSet<DomainRule>);

impl DomainRules {
    /// Reads rules separated by commas, semicolons, spaces or new lines.
    /// Refuses the whole text at the first that is no rule.
    pub fn parse(text: &str) -> Result<Self, NotADomainRule> {
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
            .filter(|part| !part.is_empty())
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether a rule names `domain`.
    pub fn name(&self, domain: &Domain) -> bool {
        !self.0.is_empty()
            && (self.0.contains(&DomainRule::Exactly(domain.clone()))
                || parents(domain).any(|parent| self.0.contains(&DomainRule::Below(parent))))
    }

    /// The rules, in order.
    pub fn iter(&self) -> impl Iterator<Item = &DomainRule> {
        self.0.iter()
    }

    /// Whether there is no rule.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<DomainRule> for DomainRules {
    fn from_iter<I: IntoIterator<Item = DomainRule>>(rules: I) -> Self {
        Self(rules.into_iter().collect())
    }
}

fn parents(domain: &Domain) -> impl Iterator<Item = Domain> {
    let name = domain.as_str();
    name.match_indices('.')
        .filter_map(move |(at, _)| Domain::parse(&name[at + 1..]).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_survive_their_text() {
        let rules = DomainRules::parse(" Uni.EDU, *.uni.edu;\n@college.example ").unwrap();
        let written: Vec<String> = rules.iter().map(ToString::to_string).collect();
        assert_eq!(written, ["college.example", "uni.edu", "*.uni.edu"]);
        assert_eq!(DomainRules::parse(&written.join("\n")), Ok(rules));
    }

    #[test]
    fn a_rule_that_is_no_domain_is_named_in_the_error() {
        assert_eq!(
            DomainRules::parse("uni.edu *"),
            Err(NotADomainRule("*".into()))
        );
        assert_eq!(
            DomainRules::parse("https://uni.edu"),
            Err(NotADomainRule("https://uni.edu".into()))
        );
        assert_eq!(
            DomainRules::parse("*.*.edu"),
            Err(NotADomainRule("*.*.edu".into()))
        );
    }

    #[test]
    fn no_rule_names_no_domain() {
        assert!(!DomainRules::default().name(&Domain::parse("uni.edu").unwrap()));
    }
}
