//! A module described as data: from this the console's page, TOML and the API are
//! built.

use std::collections::BTreeMap;

use crate::{
    colour::Colour, email::DomainRules, mail::TemplateName, names::named, reach::PrivateAddresses,
};

use super::{
    FieldError, Sealed, Subjects,
    auth::{Auth, Provider, WrittenProvider},
    navigation::{NamedLink, is_address},
};

named! {
    /// Under which heading of the console's list a module stands.
    pub enum ModuleGroup {
        /// What concerns the whole hub.
        Global = "global",
        /// What single parts of the hub need.
        Client = "client",
        /// What is added to the hub.
        Custom = "custom",
    }
}

/// One page of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModuleSpec {
    /// Its name in addresses, TOML and the API: `invitetomedia`.
    pub name: &'static str,
    /// Where it stands in the list.
    pub group: ModuleGroup,
    /// Whether anything follows from it yet. Console, API and TOML know only modules
    /// that do.
    pub shown: bool,
    /// Its fields, in the order of the page.
    pub fields: &'static [FieldSpec],
}

/// One field of a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// Its name, as administrators know it: `LinkDuration`.
    pub name: &'static str,
    /// How it is set, and within what bounds.
    pub control: Control,
    /// The field and choice by which it matters; it is set aside under any other.
    pub only_if: Option<(&'static str, &'static str)>,
}

/// How a field is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Yes or no.
    Toggle,
    /// A whole number.
    Number {
        /// The lowest.
        min: i64,
        /// The highest.
        max: i64,
        /// A number outside of the bounds that means something of its own: −1 for
        /// unlimited.
        or: Option<i64>,
        /// What is counted.
        unit: Unit,
    },
    /// One of these.
    Choice {
        /// Their names.
        options: &'static [&'static str],
    },
    /// Some of these.
    Several {
        /// Their names.
        options: &'static [&'static str],
        /// How many of them at least.
        least: usize,
    },
    /// Members and groups, found by name or id.
    Subjects,
    /// Domains.
    Domains,
    /// A colour, as `#rrggbb`.
    Colour,
    /// An address of a page or a mailbox, or none.
    Link,
    /// Such addresses with their names, a line for each.
    Links,
    /// A time zone by its IANA name, or none.
    Zone,
    /// A mail template by its name, or none: an empty text.
    Template,
    /// A line of text.
    Text {
        /// The most characters it may have.
        max: usize,
    },
    /// Addresses and blocks of them.
    Addresses,
    /// OpenID Connect providers, each with settings of its own.
    Providers,
    /// A text that is stored encrypted and never shown again. What is submitted must be
    /// sealed already.
    Secret,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Minutes.
    Minutes,
    /// Days.
    Days,
    /// Uses of a link.
    Uses,
    /// Millions of bytes.
    Megabytes,
    /// Nothing: it is a number.
    Plain,
}

impl Unit {
    /// Its name in message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Days => "days",
            Self::Uses => "uses",
            Self::Megabytes => "megabytes",
            Self::Plain => "plain",
        }
    }
}

/// The most members and groups, or domains, that one field holds. A whole faculty
/// belongs into a group.
pub const MOST_VALUES: usize = 1000;
const TOO_MANY: Result<Value, FieldError> = Err(FieldError::TooMany { max: MOST_VALUES });

/// What a field is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Of a [`Control::Toggle`].
    Toggle(bool),
    /// Of a [`Control::Number`].
    Number(i64),
    /// Of a [`Control::Choice`].
    Choice(&'static str),
    /// Of a [`Control::Several`], in the order of its options.
    Several(Vec<&'static str>),
    /// Of a [`Control::Subjects`].
    Subjects(Subjects),
    /// Of a [`Control::Domains`].
    Domains(DomainRules),
    /// Of a [`Control::Links`].
    Links(Vec<NamedLink>),
    /// Of a [`Control::Addresses`].
    Addresses(PrivateAddresses),
    /// Of a [`Control::Providers`].
    Providers(Vec<Provider>),
    /// Of a [`Control::Colour`], [`Control::Link`], [`Control::Zone`], [`Control::Text`] or a [`Control::Template`].
    Text(String),
    /// Of a [`Control::Secret`]; none if there is none.
    Secret(Option<Sealed>),
}

/// Fields as they come from a form, a TOML file or the API, and as they are stored:
/// a name and its values as text, several for subjects and domains. A field that is
/// missing stays as it is; one with empty text is emptied.
pub type Submitted = BTreeMap<String, Vec<String>>;

impl Value {
    /// The value as text, in the form that [`Control::parse`] reads.
    pub fn written(&self) -> Vec<String> {
        match self {
            Self::Toggle(yes) => vec![if *yes { "true" } else { "false" }.to_owned()],
            Self::Number(number) => vec![number.to_string()],
            Self::Choice(option) => vec![(*option).to_owned()],
            Self::Several(options) => options.iter().map(ToString::to_string).collect(),
            Self::Subjects(subjects) => subjects.written(),
            Self::Domains(rules) => rules.iter().map(ToString::to_string).collect(),
            Self::Links(links) => links.iter().map(NamedLink::written).collect(),
            Self::Addresses(addresses) => addresses.written(),
            Self::Providers(providers) => (providers.iter())
                .map(|provider| provider.written().to_json())
                .collect(),
            Self::Text(text) => vec![text.clone()],
            Self::Secret(sealed) => {
                vec![
                    sealed
                        .as_ref()
                        .map_or(Sealed::NONE, Sealed::as_str)
                        .to_owned(),
                ]
            }
        }
    }
}

impl Control {
    /// Reads what was submitted for the field.
    pub fn parse(&self, submitted: &[String]) -> Result<Value, FieldError> {
        let first = submitted.first().map_or("", |text| text.trim());
        match *self {
            Self::Toggle => match first.to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "1" => Ok(Value::Toggle(true)),
                "false" | "no" | "off" | "0" => Ok(Value::Toggle(false)),
                _ => Err(FieldError::NotYesOrNo),
            },
            // The minus sign of texts, as people copy it, is one too.
            Self::Number { min, max, or, .. } => match first.replace('−', "-").parse::<i64>() {
                Ok(number) if (min..=max).contains(&number) || or == Some(number) => {
                    Ok(Value::Number(number))
                }
                // A number too large to be read is out of bounds like any other.
                Ok(_) => Err(FieldError::OutOfBounds { min, max }),
                Err(_) if is_number(first) => Err(FieldError::OutOfBounds { min, max }),
                Err(_) => Err(FieldError::NotANumber),
            },
            Self::Choice { options } => {
                let option = options.iter().find(|option| **option == first);
                option
                    .map(|option| Value::Choice(option))
                    .ok_or(FieldError::NotAnOption)
            }
            Self::Several { options, least } => several(submitted, options, least),
            Self::Subjects => match Subjects::parse(submitted)? {
                subjects if subjects.count() > MOST_VALUES => TOO_MANY,
                subjects => Ok(Value::Subjects(subjects)),
            },
            Self::Domains => match DomainRules::parse(&submitted.join("\n")) {
                Ok(rules) if rules.iter().count() > MOST_VALUES => TOO_MANY,
                Ok(rules) => Ok(Value::Domains(rules)),
                Err(refused) => Err(FieldError::NotADomain { text: refused.0 }),
            },
            Self::Colour => match first.parse::<Colour>() {
                Ok(colour) => Ok(Value::Text(colour.to_string())),
                Err(_) => Err(FieldError::NotAColour {
                    text: first.to_owned(),
                }),
            },
            Self::Link if !first.is_empty() && !is_address(first) => Err(FieldError::NotALink {
                text: first.to_owned(),
            }),
            Self::Links => links(submitted),
            // Which zones there are is known where times are written.
            Self::Zone if first.chars().count() > 64 => Err(FieldError::NotAZone {
                text: first.chars().take(64).collect(),
            }),
            Self::Template if first.is_empty() => Ok(Value::Text(String::new())),
            Self::Template => match first.parse::<TemplateName>() {
                Ok(name) => Ok(Value::Text(name.into())),
                Err(_) => Err(FieldError::NotATemplate {
                    text: first.to_owned(),
                }),
            },
            Self::Text { max } if first.chars().count() > max => Err(FieldError::TooLong { max }),
            Self::Text { .. } | Self::Link | Self::Zone => Ok(Value::Text(first.to_owned())),
            Self::Addresses => match PrivateAddresses::parse(&submitted.join("\n")) {
                Ok(addresses) if addresses.count() > MOST_VALUES => TOO_MANY,
                Ok(addresses) => Ok(Value::Addresses(addresses)),
                Err(refused) => Err(FieldError::NotAnAddressRule { text: refused.0 }),
            },
            Self::Providers => providers(submitted),
            Self::Secret => Sealed::parse(first).ok_or(FieldError::NotAText),
        }
    }
}

/// An empty text among them is what a form sends beside its boxes.
fn several(
    submitted: &[String],
    options: &'static [&'static str],
    least: usize,
) -> Result<Value, FieldError> {
    let texts = submitted.iter().map(|text| text.trim());
    let wanted: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    if wanted.iter().any(|text| !options.contains(text)) {
        return Err(FieldError::NotAnOption);
    }
    let chosen = options.iter().filter(|option| wanted.contains(option));
    let chosen: Vec<&'static str> = chosen.copied().collect();
    if chosen.len() < least {
        return Err(FieldError::TooFew { least });
    }
    Ok(Value::Several(chosen))
}

fn links(submitted: &[String]) -> Result<Value, FieldError> {
    let text = submitted.join("\n");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let links = lines
        .map(|line| {
            NamedLink::parse(line).ok_or_else(|| FieldError::NotALink {
                text: line.to_owned(),
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    if links.len() > NamedLink::MOST {
        return Err(FieldError::TooManyLinks {
            max: NamedLink::MOST,
        });
    }
    Ok(Value::Links(links))
}

/// An empty text among them is what a form sends that has none left.
fn providers(submitted: &[String]) -> Result<Value, FieldError> {
    let texts = submitted.iter().filter(|text| !text.trim().is_empty());
    let read = |text: &String| {
        let written = WrittenProvider::from_json(text).ok_or(FieldError::NotAText)?;
        let in_provider = |fault: super::FieldFault| FieldError::InProvider {
            provider: written.id.chars().take(60).collect(),
            part: fault.field,
            code: fault.error.code(),
        };
        let read = written.parse();
        read.map_err(|faults| match faults.into_iter().next() {
            Some(fault) => in_provider(fault),
            None => FieldError::NotAText,
        })
    };
    let providers = texts.map(read).collect::<Result<Vec<_>, _>>()?;
    if providers.len() > Auth::MOST {
        return Err(FieldError::TooManyProviders { max: Auth::MOST });
    }
    Ok(Value::Providers(providers))
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '−', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

impl ModuleSpec {
    /// The message key of a part of the module's page: `config-invitetomedia-title`.
    pub fn key(&self, part: &str) -> String {
        format!("config-{}-{part}", self.name)
    }

    /// The message key of a part of a field (`label`, `help`, `hint`):
    /// `config-invitetomedia-linkduration-help`.
    pub fn field_key(&self, field: &FieldSpec, part: &str) -> String {
        format!(
            "config-{}-{}-{part}",
            self.name,
            field.name.to_ascii_lowercase()
        )
    }

    /// The message key of one option of a choice, or of several:
    /// `config-invitetomedia-seatrule-option-strict`.
    pub fn option_key(&self, field: &FieldSpec, option: &str) -> String {
        self.field_key(
            field,
            &format!("option-{}", option.replace(['_', '.'], "-")),
        )
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.name == name)
    }
}
