use std::fmt;

use super::Value;

/// What every sealed text begins with.
const PREFIX: &str = "sealed:";

/// A secret of the configuration as it is stored: encrypted under the key file. What is
/// inside only the feature that needs it can read; here it is carried, compared and
/// never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(String);

impl Sealed {
    /// What is submitted to take a secret away. An empty text leaves it as it is: a form
    /// cannot show what is stored, and so cannot send it back.
    pub const NONE: &'static str = "sealed:none";

    /// The longest secret, in characters.
    pub const LONGEST: usize = 1000;

    /// From what the sealing made.
    pub fn new(text: &str) -> Self {
        Self(format!("{PREFIX}{text}"))
    }

    /// What the sealing made.
    pub fn inside(&self) -> &str {
        &self.0[PREFIX.len()..]
    }

    /// As it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads what is stored; nothing else passes, so that no secret is ever stored as it
    /// was typed.
    pub(super) fn parse(text: &str) -> Option<Value> {
        match text {
            Self::NONE => Some(Value::Secret(None)),
            _ => text
                .starts_with(PREFIX)
                .then(|| Value::Secret(Some(Self(text.to_owned())))),
        }
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_sealed_passes_and_it_does_not_show_itself() {
        let sealed = Sealed::new("abc");
        assert_eq!(
            Sealed::parse(sealed.as_str()),
            Some(Value::Secret(Some(sealed.clone())))
        );
        assert_eq!(
            (sealed.inside(), format!("{sealed:?}").as_str()),
            ("abc", "Sealed(hidden)")
        );
        assert_eq!(Sealed::parse(Sealed::NONE), Some(Value::Secret(None)));
        for typed in ["", "s3cret", "seal"] {
            assert_eq!(Sealed::parse(typed), None);
        }
    }
}
