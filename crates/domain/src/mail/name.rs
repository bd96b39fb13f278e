use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A template is named by 1 to 40 small letters, digits and hyphens, beginning with a
/// letter: it stands in addresses, in the file of the configuration and in a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a template")]
pub struct NotATemplateName;

/// The name of a template: `invitation`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct TemplateName(String);

impl TemplateName {
    /// The most characters it may have.
    pub const MAX: usize = 40;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TemplateName {
    type Err = NotATemplateName;
    fn from_str(text: &str) -> Result<Self, NotATemplateName> {
        let begins = text.starts_with(|c: char| c.is_ascii_lowercase());
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if begins && text.len() <= Self::MAX && text.chars().all(allowed) && !text.ends_with('-') {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotATemplateName)
        }
    }
}

impl TryFrom<String> for TemplateName {
    type Error = NotATemplateName;
    fn try_from(text: String) -> Result<Self, NotATemplateName> {
        text.parse()
    }
}

impl From<TemplateName> for String {
    fn from(name: TemplateName) -> Self {
        name.0
    }
}

impl fmt::Display for TemplateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
