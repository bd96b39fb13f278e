use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretBox};

use crate::{
    clock::{Entropy, draw},
    invite::{Mac, SecretKey},
};

/// The secret in a mailed link: 256 bits.
pub struct ProofToken(SecretBox<[u8; 32]>);

impl ProofToken {
    /// A new one.
    pub fn mint(entropy: &dyn Entropy) -> Self {
        Self(SecretBox::new(Box::new(draw(entropy))))
    }

    /// Reads it from an address.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Self(SecretBox::new(Box::new(bytes.try_into().ok()?))))
    }

    /// What is stored of it.
    pub fn mac(&self, key: &SecretKey) -> Mac {
        key.mac("proof link", self.0.expose_secret())
    }

    /// As it stands in the link, and nowhere else.
    pub fn expose(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.expose_secret())
    }
}
