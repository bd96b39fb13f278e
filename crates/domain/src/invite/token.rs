use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretBox};

use crate::clock::{Entropy, draw};

use super::{Mac, SecretKey};

/// The secret in the link of an invite or in a guest link: 32 random bytes, written as base64url. It is
/// never stored, logged or shown, save once to whom it is given.
pub struct InviteToken(SecretBox<[u8; 32]>);

/// The text is no token. It is answered exactly as a token that never existed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a token")]
pub struct NotAToken;

impl InviteToken {
    /// A new token.
    pub fn mint(entropy: &dyn Entropy) -> Self {
        Self(SecretBox::new(Box::new(draw(entropy))))
    }

    /// The token of a form as it was sent: the same for the same `form`, so that one
    /// that is sent twice shows the same link twice; another for any other. It is
    /// known to whoever has the key, and so to nobody who has the database alone.
    pub fn of_form(key: &SecretKey, form: &[u8]) -> Self {
        let mac = key.mac("invite form", form);
        Self(SecretBox::new(Box::new(*mac.as_bytes())))
    }

    /// The text that goes into a link, and nowhere else.
    pub fn expose(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.expose_secret())
    }

    /// What is stored of it, and what it is found by.
    pub fn mac(&self, key: &SecretKey) -> Mac {
        key.mac("invite", self.0.expose_secret())
    }

    /// The same where it stands in a guest link: no secret of the one is one of the other.
    pub fn mac_of_guest_link(&self, key: &SecretKey) -> Mac {
        key.mac("guest link", self.0.expose_secret())
    }
}

impl FromStr for InviteToken {
    type Err = NotAToken;
    fn from_str(text: &str) -> Result<Self, NotAToken> {
        if text.len() != 43 {
            return Err(NotAToken);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotAToken)?;
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| NotAToken)?;
        Ok(Self(SecretBox::new(Box::new(bytes))))
    }
}

impl fmt::Debug for InviteToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InviteToken(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SeededEntropy;

    #[test]
    fn a_token_survives_its_link() {
        let key = SecretKey::new(&[1; 32]);
        let token = InviteToken::mint(&SeededEntropy::new(1));
        let again: InviteToken = token.expose().parse().unwrap();
        assert_eq!(token.mac(&key), again.mac(&key));
        assert_eq!(token.expose().len(), 43);
    }

    #[test]
    fn an_invites_secret_is_no_guest_links() {
        let (key, token) = (
            SecretKey::new(&[1; 32]),
            InviteToken::mint(&SeededEntropy::new(1)),
        );
        assert_ne!(token.mac(&key), token.mac_of_guest_link(&key));
    }

    #[test]
    fn a_form_has_one_token_and_another_form_another() {
        let (key, other) = (SecretKey::new(&[1; 32]), SecretKey::new(&[2; 32]));
        let token = |key, form| InviteToken::of_form(key, form).expose();
        assert_eq!(token(&key, b"form"), token(&key, b"form"));
        assert_ne!(token(&key, b"form"), token(&key, b"mroF"));
        assert_ne!(token(&key, b"form"), token(&other, b"form"));
    }

    #[test]
    fn only_one_text_is_the_token() {
        let text = InviteToken::mint(&SeededEntropy::new(2)).expose();
        let padded = format!("{text}=");
        let mut loose = text.clone();
        // The last character carries two spare bits; another value there is refused.
        let last = loose.pop().unwrap();
        loose.push(if last == 'A' {
            'B'
        } else {
            char::from(last as u8 + 1)
        });
        for other in [
            padded.as_str(),
            loose.as_str(),
            "",
            "abc",
            &text[1..],
            &"é".repeat(43),
        ] {
            assert!(other.parse::<InviteToken>().is_err(), "{other}");
        }
    }

    #[test]
    fn a_token_does_not_show_itself() {
        let token = InviteToken::mint(&SeededEntropy::new(3));
        assert_eq!(format!("{token:?}"), "InviteToken(hidden)");
    }
}
