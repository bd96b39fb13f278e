use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
};

use serde::{Deserialize, Serialize};

use super::{Domain, local_part};

/// The longest address that mail servers carry, in bytes (RFC 5321, 4.5.3.1.3).
const MAX_BYTES: usize = 254;

/// An e-mail address.
///
/// Two addresses are equal when their normalised forms are: local part in NFC and
/// lower case, needless quotes removed, domain in IDNA's ASCII form. Nothing else is
/// folded: a plus-tag, a dot or a look-alike letter makes another address. The
/// written form is kept for display.
#[derive(Clone, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Email {
    normalised: String,
    written: String,
    local_bytes: usize,
    domain: Domain,
}

/// Why a text is no address that mail could be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Nothing was written.
    #[error("no address was given")]
    Empty,
    /// There is no `@`.
    #[error("an address has an @")]
    NoAt,
    /// What stands before the `@` is empty, too long or not allowed there.
    #[error("the part before the @ is not allowed in an address")]
    LocalPart,
    /// What stands behind the `@` is no domain name. An address literal
    /// (`[192.0.2.1]`) is refused too: it would step around every domain rule.
    #[error("the part behind the @ is not a domain name")]
    Domain,
    /// Longer than 254 bytes.
    #[error("the address is longer than mail servers carry")]
    TooLong,
}

impl Email {
    /// Reads an address as a person types it: space around it is dropped, quoted
    /// local parts and names in any script are understood.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let written = text.trim();
        if written.is_empty() {
            return Err(EmailError::Empty);
        }
        if written.len() > MAX_BYTES * 4 {
            return Err(EmailError::TooLong);
        }
        let (local, domain) = written.rsplit_once('@').ok_or(EmailError::NoAt)?;
        let local = local_part::normalise(local).ok_or(EmailError::LocalPart)?;
        let domain = Domain::parse(domain).map_err(|_| EmailError::Domain)?;
        let normalised = format!("{local}@{domain}");
        if normalised.len() > MAX_BYTES {
            return Err(EmailError::TooLong);
        }
        Ok(Self {
            local_bytes: local.len(),
            normalised,
            written: written.to_owned(),
            domain,
        })
    }

    /// The normalised form: what is compared and stored.
    pub fn as_str(&self) -> &str {
        &self.normalised
    }

    /// The address as it was written, for display and for sending.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The domain.
    pub const fn domain(&self) -> &Domain {
        &self.domain
    }

    /// What may be shown to somebody who has not proved the address:
    /// `a•••@example.org` (invitations.md, row 6). It does not tell the length.
    pub fn masked(&self) -> String {
        let local = &self.normalised[..self.local_bytes];
        let first = local.trim_start_matches('"').chars().next().unwrap_or('•');
        format!("{first}•••@{}", self.domain.shown())
    }
}

impl PartialEq for Email {
    fn eq(&self, other: &Self) -> bool {
        self.normalised == other.normalised
    }
}

impl Eq for Email {}

impl PartialOrd for Email {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Email {
    fn cmp(&self, other: &Self) -> Ordering {
        self.normalised.cmp(&other.normalised)
    }
}

impl Hash for Email {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.normalised.hash(state);
    }
}

impl FromStr for Email {
    type Err = EmailError;
    fn from_str(text: &str) -> Result<Self, EmailError> {
        Self::parse(text)
    }
}

/// As it was written.
impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.written
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;
    fn try_from(text: String) -> Result<Self, EmailError> {
        Self::parse(&text)
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.normalised)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({})", self.normalised)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn same(a: &str, b: &str) -> bool {
        Email::parse(a).unwrap() == Email::parse(b).unwrap()
    }

    #[test]
    fn case_and_space_around_do_not_matter() {
        assert!(same(
            " Ada.Lovelace@Example.ORG\n",
            "ada.lovelace@example.org"
        ));
        assert_eq!(
            Email::parse(" Ada@Example.ORG ").unwrap().written(),
            "Ada@Example.ORG"
        );
    }

    #[test]
    fn a_plus_tag_makes_another_address() {
        assert!(!same("ada+course@example.org", "ada@example.org"));
    }

    #[test]
    fn needless_quotes_do_not_make_another_address() {
        assert!(same("\"ada\"@example.org", "ada@example.org"));
        assert!(same("\"\\a\\da\"@example.org", "ada@example.org"));
        assert!(!same("\"a da\"@example.org", "ada@example.org"));
    }

    #[test]
    fn odd_but_legal_addresses_are_understood() {
        for text in [
            "\"john doe\"@example.org",
            "\"very.(),:;<>[]\\\".VERY\"@example.org",
            "\"a@b\"@example.org",
            "!#$%&'*+-/=?^_`{|}~@example.org",
            "x@example",
            "1@1.example",
            "जॉन@उदाहरण.भारत",
            "用户@例子.广告",
            "θσερ@εχαμπλε.ψομ",
            "Dörte@Sörensen.example.com",
            "ada@example.org.",
        ] {
            assert!(Email::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_says_why() {
        use EmailError::{Domain, Empty, LocalPart, NoAt, TooLong};
        let long = format!("{}@{}example", "a".repeat(60), "b.".repeat(98));
        for (text, error) in [
            ("  ", Empty),
            ("ada", NoAt),
            ("@example.org", LocalPart),
            ("a..b@example.org", LocalPart),
            (".a@example.org", LocalPart),
            ("a b@example.org", LocalPart),
            ("a\u{202e}b@example.org", LocalPart),
            ("a\r\nBcc: b@example.org", LocalPart),
            ("\"a\nb\"@example.org", LocalPart),
            ("\"\"@example.org", LocalPart),
            ("Ada <ada@example.org>", LocalPart),
            ("ada@", Domain),
            ("ada@[192.0.2.1]", Domain),
            ("ada@192.0.2.1", Domain),
            ("ada@exa mple.org", Domain),
            ("ada@-example.org", Domain),
            ("ada@example..org", Domain),
            (&long, TooLong),
        ] {
            assert_eq!(Email::parse(text).unwrap_err(), error, "{text:?}");
        }
        let long_local = format!("{}@example.org", "a".repeat(65));
        assert_eq!(Email::parse(&long_local).unwrap_err(), LocalPart);
        assert_eq!(Email::parse(&"a".repeat(1_000_000)).unwrap_err(), TooLong);
    }

    #[test]
    fn the_masked_form_keeps_one_letter_and_the_domain() {
        assert_eq!(
            Email::parse("Ada@example.org").unwrap().masked(),
            "a•••@example.org"
        );
        assert_eq!(
            Email::parse("\"a b\"@example.org").unwrap().masked(),
            "a•••@example.org"
        );
        assert_eq!(
            Email::parse("ü@bücher.example").unwrap().masked(),
            "ü•••@bücher.example"
        );
    }

    proptest! {
        #[test]
        fn parsing_never_fails_otherwise_than_by_value(text in "\\PC{0,80}|.{0,20}@.{0,40}") {
            let _ = Email::parse(&text);
        }

        #[test]
        fn the_normalised_form_is_its_own_normalised_form(
            local in "[\\w.+\\p{L}\\p{M}-]{1,20}", domain in "[a-zA-Zäßéèσς]{1,10}\\.[a-z]{2,5}",
        ) {
            if let Ok(email) = Email::parse(&format!("{local}@{domain}")) {
                let again = Email::parse(email.as_str()).unwrap();
                prop_assert_eq!(again.as_str(), email.as_str());
                let written = Email::parse(email.written()).unwrap();
                prop_assert_eq!(written, email);
            }
        }
    }
}
