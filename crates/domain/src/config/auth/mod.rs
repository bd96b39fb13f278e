mod entitlement;
mod provider;
mod written;

pub use entitlement::{Entitlement, Mapping, NotAMapping};
pub use provider::{ClientSecret, Provider, ProviderId};
pub use written::WrittenProvider;

use super::{Control, FieldError, FieldFault, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

/// Module `auth`: by what people sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auth {
    /// Whether e-mail and password are taken.
    pub password: bool,
    /// OpenID Connect providers, in the order of the sign-in page.
    pub providers: Vec<Provider>,
}

impl Default for Auth {
    fn default() -> Self {
        Self {
            password: true,
            providers: Vec::new(),
        }
    }
}

impl Auth {
    /// The most providers of a hub.
    pub const MOST: usize = 20;
    /// The field that holds the providers.
    pub const PROVIDERS: &'static str = "providers";

    /// The provider of this name in addresses, whether it is switched on or not.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|one| one.id.as_str() == id)
    }

    /// Those that people can sign in by, in order.
    pub fn offered(&self) -> impl Iterator<Item = &Provider> {
        self.providers.iter().filter(|provider| provider.enabled)
    }

    /// Whether somebody whom `issuer` knows can sign in by it.
    pub fn offers(&self, issuer: &str) -> bool {
        self.offered().any(|provider| provider.issuer == issuer)
    }
}

impl Module for Auth {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "auth",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[
            FieldSpec {
                name: "password",
                control: Control::Toggle,
                only_if: None,
            },
            FieldSpec {
                name: Self::PROVIDERS,
                control: Control::Providers,
                only_if: None,
            },
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "password" => Value::Toggle(self.password),
            Self::PROVIDERS => Value::Providers(self.providers.clone()),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        match (field, value) {
            ("password", Value::Toggle(password)) => self.password = password,
            (Self::PROVIDERS, Value::Providers(mut providers)) => {
                for provider in &mut providers {
                    if provider.secret == ClientSecret::AsBefore {
                        // A secret goes to the issuer it was given for, and to no other.
                        let before = self.provider(provider.id.as_str());
                        let before = before.filter(|before| before.issuer == provider.issuer);
                        provider.secret =
                            before.map_or(ClientSecret::None, |before| before.secret.clone());
                    }
                }
                self.providers = providers;
            }
            _ => {}
        }
    }

    fn contradictions(&self) -> Vec<FieldFault> {
        let twice = self.providers.iter().enumerate().find(|(at, one)| {
            let mut before = self.providers[..*at].iter();
            before.any(|other| other.id == one.id || other.name == one.name)
        });
        let twice = twice.map(|(_, one)| FieldError::ProviderTwice {
            provider: one.id.to_string(),
        });
        twice
            .map(|error| FieldFault {
                field: Self::PROVIDERS.to_owned(),
                error,
            })
            .into_iter()
            .collect()
    }
}

#[cfg(test)]
mod tests;
