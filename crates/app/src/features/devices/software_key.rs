//! A browser's key, as tests have one.

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{Purpose, public_key::message};

/// A key pair like the one that a browser keeps.
pub(crate) struct SoftwareKey(EcdsaKeyPair);

impl SoftwareKey {
    /// A new one.
    pub(crate) fn new() -> Self {
        Self(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap())
    }

    /// The public half, as WebCrypto exports it.
    pub(crate) fn point(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }

    /// What the page's script sends for `nonce`.
    pub(crate) fn proof(&self, purpose: Purpose, nonce: &str) -> String {
        let signed = self
            .0
            .sign(&SystemRandom::new(), message(purpose, nonce).as_bytes())
            .unwrap();
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        format!("{nonce}.{}.{}", text(self.point()), text(signed.as_ref()))
    }
}
