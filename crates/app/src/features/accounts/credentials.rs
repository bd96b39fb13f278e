//! Passwords: Argon2id (RFC 9106) with the crate's recommended cost, worked
//! out on the blocking pool and never inside a database closure.

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier, password_hash::SaltString};
use secrecy::{ExposeSecret, SecretString};
use usher_domain::clock::{Entropy, draw};

/// The shortest password, in characters (NIST SP 800-63B asks for eight at least).
pub(super) const SHORTEST: usize = 10;
/// The longest, in bytes: hashing more only helps whoever wants the server busy.
pub(super) const LONGEST: usize = 1024;

/// A password as somebody typed it.
#[derive(Clone)]
pub struct Password(SecretString);

/// The password cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than [`SHORTEST`] characters.
    #[error("a password has at least {SHORTEST} characters")]
    TooShort,
    /// More than [`LONGEST`] bytes.
    #[error("a password has at most {LONGEST} bytes")]
    TooLong,
}

impl Password {
    /// A password to be checked: any text within the longest.
    pub fn typed(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// A password to be set.
    pub fn chosen(text: String) -> Result<Self, WeakPassword> {
        if text.chars().count() < SHORTEST {
            Err(WeakPassword::TooShort)
        } else if text.len() > LONGEST {
            Err(WeakPassword::TooLong)
        } else {
            Ok(Self::typed(text))
        }
    }

    /// What is stored of it. Slow on purpose.
    pub fn hash(&self, entropy: &dyn Entropy) -> Result<String, argon2::password_hash::Error> {
        let salt = SaltString::encode_b64(&draw::<16>(entropy))?;
        Ok(Argon2::default()
            .hash_password(self.0.expose_secret().as_bytes(), &salt)?
            .to_string())
    }

    /// Whether it is the one that was hashed. As slow for an address nobody
    /// has (`stored` is `None`), so that time does not tell.
    pub fn matches(&self, stored: Option<&str>) -> bool {
        // The hash of no one's password: made once with the default cost.
        const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
            RdescudvJCsgt3ub+b+b1Q5YtPq0ZYx4FfsQ7w0fTbE";
        let password = self.0.expose_secret().as_bytes();
        if password.len() > LONGEST {
            return false;
        }
        let Ok(hash) = PasswordHash::new(stored.unwrap_or(NOBODY)) else {
            return false;
        };
        let fits = Argon2::default().verify_password(password, &hash).is_ok();
        fits && stored.is_some()
    }
}

#[cfg(test)]
mod tests {
    use usher_domain::clock::SeededEntropy;

    use super::*;

    #[test]
    fn a_password_matches_its_own_hash_only() {
        let password = Password::chosen("correct horse".to_owned()).unwrap();
        let stored = password.hash(&SeededEntropy::new(7)).unwrap();
        assert!(password.matches(Some(&stored)));
        assert!(!Password::typed("correct hors".to_owned()).matches(Some(&stored)));
        assert!(!password.matches(None));
        assert!(!stored.contains("correct"));
    }

    #[test]
    fn the_hash_for_nobody_costs_as_much_as_a_real_one() {
        let real = Password::typed("x".to_owned())
            .hash(&SeededEntropy::new(7))
            .unwrap();
        let cost = |hash: &str| PasswordHash::new(hash).unwrap().params.to_string();
        let nobody = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
            RdescudvJCsgt3ub+b+b1Q5YtPq0ZYx4FfsQ7w0fTbE";
        assert_eq!(cost(&real), cost(nobody));
    }

    #[test]
    fn short_and_endless_passwords_are_refused() {
        assert!(matches!(
            Password::chosen("short".to_owned()),
            Err(WeakPassword::TooShort)
        ));
        assert!(matches!(
            Password::chosen("x".repeat(2000)),
            Err(WeakPassword::TooLong)
        ));
    }
}
