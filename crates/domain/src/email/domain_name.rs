use std::{fmt, str::FromStr};

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

/// A domain name in IDNA's ASCII form, lower case, without a final dot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(String);

/// The text is no domain name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a domain name")]
pub struct NotADomain;

impl Domain {
    /// Reads a name in any script and case. Numeric addresses are refused.
    pub fn parse(text: &str) -> Result<Self, NotADomain> {
        let text = text.trim();
        let text = text.strip_suffix(['.', '。']).unwrap_or(text);
        let ascii = Uts46::new()
            .to_ascii(
                text.as_bytes(),
                AsciiDenyList::STD3,
                Hyphens::CheckFirstLast,
                DnsLength::Verify,
            )
            .map_err(|_| NotADomain)?;
        let last = ascii.rsplit('.').next().unwrap_or_default();
        if last.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotADomain);
        }
        Ok(Self(ascii.into_owned()))
    }

    /// The ASCII form: what is compared and stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form for people, in its own script.
    pub fn shown(&self) -> String {
        let (shown, valid) = idna::domain_to_unicode(&self.0);
        if valid.is_ok() { shown } else { self.0.clone() }
    }
}

impl FromStr for Domain {
    type Err = NotADomain;
    fn from_str(text: &str) -> Result<Self, NotADomain> {
        Self::parse(text)
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_form_whatever_its_script_and_case() {
        let ascii = Domain::parse("xn--bcher-kva.example").unwrap();
        for text in [
            "BÜCHER.example",
            "bu\u{308}cher.example.",
            "XN--BCHER-KVA.Example",
            "bücher。example",
        ] {
            assert_eq!(Domain::parse(text).unwrap(), ascii, "{text}");
        }
        assert_eq!(ascii.shown(), "bücher.example");
    }

    #[test]
    fn numbers_spaces_and_empty_labels_are_no_names() {
        for text in [
            "",
            ".",
            "a..b",
            "127.0.0.1",
            "１２７.0.0.1",
            "a b",
            "a_b.c",
            "-a.b",
            "a/b",
            "a@b",
        ] {
            assert_eq!(Domain::parse(text), Err(NotADomain), "{text}");
        }
    }
}
