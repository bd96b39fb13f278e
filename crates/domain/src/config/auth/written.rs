use serde::{Deserialize, Serialize};

use crate::{email::DomainRules, text::is_forbidden};

use super::{
    super::{FieldError, FieldFault, Sealed, Value},
    entitlement::Mapping,
    provider::{ClientSecret, Provider, ProviderId},
};

/// A provider as it is typed, stored and exported.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct WrittenProvider {
    /// What it is called in addresses.
    pub id: String,
    /// What its button says.
    pub name: String,
    /// Whether people can sign in by it.
    pub enabled: bool,
    /// Its issuer.
    pub issuer: String,
    /// Who the hub is to it.
    pub client_id: String,
    /// The sealed secret; absent if it is to stay as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// What is asked for, with spaces between.
    pub scopes: String,
    /// Domains whose addresses it can vouch for.
    pub trusted_domains: Vec<String>,
    /// Whether a newcomer gets an account.
    pub may_create: bool,
    /// Whether an address counts as verified where the provider does not say.
    pub unsaid_is_verified: bool,
    /// What an account gets whose claim gives no role.
    pub role: String,
    /// The claim that gives roles.
    pub role_claim: String,
    /// Lines of `value => role`.
    pub roles: Vec<String>,
    /// The claim that gives groups.
    pub group_claim: String,
    /// Lines of `value => group`.
    pub groups: Vec<String>,
}

impl Default for WrittenProvider {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            enabled: true,
            issuer: String::new(),
            client_id: String::new(),
            secret: None,
            scopes: "openid profile email".to_owned(),
            trusted_domains: Vec::new(),
            may_create: false,
            unsaid_is_verified: false,
            role: "private_only".to_owned(),
            role_claim: String::new(),
            roles: Vec::new(),
            group_claim: String::new(),
            groups: Vec::new(),
        }
    }
}

const NAME_MAX: usize = 60;
const TEXT_MAX: usize = 500;
const MOST_MAPPINGS: usize = 200;

impl WrittenProvider {
    /// Its parts, in the order of the page.
    pub const PARTS: &'static [&'static str] = &[
        "id",
        "name",
        "enabled",
        "issuer",
        "clientId",
        "secret",
        "scopes",
        "trustedDomains",
        "mayCreate",
        "unsaidIsVerified",
        "role",
        "roleClaim",
        "roles",
        "groupClaim",
        "groups",
    ];

    /// Reads one from JSON.
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// As JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The provider, or what is wrong with its parts.
    pub fn parse(&self) -> Result<Provider, Vec<FieldFault>> {
        let mut faults = Faults::default();
        let id = faults.of("id", self.id.trim().parse::<ProviderId>(), |_| {
            FieldError::NotAProviderId
        });
        let name = faults.text("name", &self.name, NAME_MAX);
        let issuer = faults.text("issuer", &self.issuer, TEXT_MAX);
        if issuer.as_ref().is_some_and(|issuer| !is_issuer(issuer)) {
            faults.add::<()>("issuer", FieldError::NotAnIssuer);
        }
        let client_id = faults.text("clientId", &self.client_id, TEXT_MAX);
        let secret = match self.secret.as_deref() {
            None => Some(ClientSecret::AsBefore),
            Some(text) => match Sealed::parse(text) {
                Some(Value::Secret(Some(sealed))) => Some(ClientSecret::Sealed(sealed)),
                Some(_) => Some(ClientSecret::None),
                None => faults.add("secret", FieldError::NotAText),
            },
        };
        let scopes = self.read_scopes(&mut faults);
        let domains = DomainRules::parse(&self.trusted_domains.join("\n"));
        let trusted_domains = faults.of("trustedDomains", domains, |refused| {
            FieldError::NotADomain { text: refused.0 }
        });
        let role = faults.of("role", self.role.parse(), |_| FieldError::NotAnOption);
        let role_claim = faults.claim("roleClaim", &self.role_claim, self.roles.is_empty());
        let roles = faults.mappings("roles", &self.roles, &self.role_claim);
        let group_claim = faults.claim("groupClaim", &self.group_claim, self.groups.is_empty());
        let groups = faults.mappings("groups", &self.groups, &self.group_claim);
        let whole = || {
            Some(Provider {
                id: id?,
                name: name?,
                enabled: self.enabled,
                issuer: issuer?,
                client_id: client_id?,
                secret: secret?,
                scopes: scopes?,
                trusted_domains: trusted_domains?,
                may_create: self.may_create,
                unsaid_is_verified: self.unsaid_is_verified,
                role: role?,
                role_claim: role_claim?,
                roles: roles?,
                group_claim: group_claim?,
                groups: groups?,
            })
        };
        match whole() {
            Some(provider) if faults.0.is_empty() => Ok(provider),
            _ => Err(faults.0),
        }
    }

    fn read_scopes(&self, faults: &mut Faults) -> Option<Vec<String>> {
        let is_scope = |scope: &str| {
            let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\');
            scope.len() <= 200 && scope.bytes().all(plain)
        };
        let mut scopes = vec!["openid".to_owned()];
        for scope in self.scopes.split_whitespace() {
            if !is_scope(scope) || scopes.len() > 30 {
                let text = scope.chars().take(60).collect();
                return faults.add("scopes", FieldError::NotAScope { text });
            }
            if !scopes.iter().any(|one| one == scope) {
                scopes.push(scope.to_owned());
            }
        }
        Some(scopes)
    }
}

impl Provider {
    /// As it is stored.
    pub fn written(&self) -> WrittenProvider {
        fn lines<T: std::fmt::Display>(all: &[T]) -> Vec<String> {
            all.iter().map(ToString::to_string).collect()
        }
        WrittenProvider {
            id: self.id.to_string(),
            name: self.name.clone(),
            enabled: self.enabled,
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            secret: match &self.secret {
                ClientSecret::AsBefore => None,
                ClientSecret::None => Some(Sealed::NONE.to_owned()),
                ClientSecret::Sealed(sealed) => Some(sealed.as_str().to_owned()),
            },
            scopes: self.scopes.join(" "),
            trusted_domains: self
                .trusted_domains
                .iter()
                .map(ToString::to_string)
                .collect(),
            may_create: self.may_create,
            unsaid_is_verified: self.unsaid_is_verified,
            role: self.role.to_string(),
            role_claim: self.role_claim.clone(),
            roles: lines(&self.roles),
            group_claim: self.group_claim.clone(),
            groups: lines(&self.groups),
        }
    }
}

#[derive(Default)]
struct Faults(Vec<FieldFault>);

impl Faults {
    fn add<T>(&mut self, part: &str, error: FieldError) -> Option<T> {
        self.0.push(FieldFault {
            field: part.to_owned(),
            error,
        });
        None
    }

    fn of<T, E>(
        &mut self,
        part: &str,
        read: Result<T, E>,
        error: impl FnOnce(E) -> FieldError,
    ) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(refused) => self.add(part, error(refused)),
        }
    }

    /// A text of one line that must be there.
    fn text(&mut self, part: &str, text: &str, max: usize) -> Option<String> {
        let text = text.trim();
        if text.is_empty() {
            self.add(part, FieldError::Needed)
        } else if text.chars().count() > max {
            self.add(part, FieldError::TooLong { max })
        } else if text.chars().any(is_forbidden) {
            self.add(part, FieldError::NotAText)
        } else {
            Some(text.to_owned())
        }
    }

    /// The name of a claim, needed if there are lines that read it.
    fn claim(&mut self, part: &str, text: &str, is_free: bool) -> Option<String> {
        match text.trim() {
            "" if is_free => Some(String::new()),
            text => self.text(part, text, TEXT_MAX),
        }
    }

    fn mappings<T: std::str::FromStr>(
        &mut self,
        part: &str,
        lines: &[String],
        claim: &str,
    ) -> Option<Vec<Mapping<T>>> {
        let lines = lines.iter().flat_map(|line| line.lines()).map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        if lines.len() > MOST_MAPPINGS {
            return self.add(part, FieldError::TooMany { max: MOST_MAPPINGS });
        }
        if lines.is_empty() && !claim.trim().is_empty() {
            return self.add(part, FieldError::Needed);
        }
        let mut read = Vec::new();
        for line in lines {
            let Ok(mapping) = line.parse() else {
                let text = line.chars().take(100).collect();
                return self.add(part, FieldError::NotAMapping { text });
            };
            read.push(mapping);
        }
        Some(read)
    }
}

/// A whole address without query, fragment or credentials. Whether it may be in the clear is
/// decided where it is connected to.
fn is_issuer(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\');
    rest.is_some_and(|rest| {
        let host = rest.split('/').next().unwrap_or_default();
        !host.is_empty() && rest.bytes().all(plain) && !rest.contains(['?', '#', '@'])
    })
}
