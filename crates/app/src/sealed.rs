//! What the database keeps and must be able to read again, and whoever reads the database
//! must not: encrypted under the key file.
//!
//! AES-256-GCM by aws-lc-rs. Each sealing has a key of its own, derived from the key file,
//! the purpose, what it is about, and 32 random bytes, so that no key is used twice and
//! nonces cannot collide.

use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use usher_domain::{
    clock::{Entropy, draw},
    invite::SecretKey,
};

/// The form of what is sealed; another one would have another number.
const VERSION: u8 = 1;

const SALT: usize = 32;

/// Seals and opens.
#[derive(Clone)]
pub struct Sealer {
    key: SecretKey,
    entropy: Arc<dyn Entropy>,
}

impl Sealer {
    /// Under this key.
    pub fn new(key: SecretKey, entropy: Arc<dyn Entropy>) -> Self {
        Self { key, entropy }
    }

    /// Seals `plain`. It opens with the same purpose and the same `about` only: what was
    /// moved to another row is worth nothing there.
    pub fn seal(&self, purpose: &'static str, about: &str, plain: &[u8]) -> Vec<u8> {
        let salt = draw::<SALT>(&*self.entropy);
        let mut sealed = plain.to_vec();
        let Some(key) = self.derived(purpose, about, &salt) else {
            return Vec::new();
        };
        // The key is used this once, so the nonce has nothing to tell apart.
        let nonce = Nonce::assume_unique_for_key([0; 12]);
        if key
            .seal_in_place_append_tag(nonce, Aad::from([VERSION]), &mut sealed)
            .is_err()
        {
            return Vec::new();
        }
        [&[VERSION][..], &salt, &sealed].concat()
    }

    /// Opens it. `None`: it was sealed under another key, for another purpose or about
    /// something else, or somebody changed it.
    pub fn open(&self, purpose: &'static str, about: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (version, rest) = sealed.split_first()?;
        let (salt, rest) = rest.split_first_chunk::<SALT>()?;
        if *version != VERSION {
            return None;
        }
        let key = self.derived(purpose, about, salt)?;
        let mut plain = rest.to_vec();
        let nonce = Nonce::assume_unique_for_key([0; 12]);
        let length = key
            .open_in_place(nonce, Aad::from([VERSION]), &mut plain)
            .ok()?
            .len();
        plain.truncate(length);
        Some(plain)
    }

    fn derived(&self, purpose: &'static str, about: &str, salt: &[u8]) -> Option<LessSafeKey> {
        let bytes = [salt, about.as_bytes()].concat();
        let derived = self.key.mac(purpose, &bytes);
        let key = UnboundKey::new(&AES_256_GCM, derived.as_bytes()).ok()?;
        Some(LessSafeKey::new(key))
    }
}

#[cfg(test)]
mod tests {
    use usher_domain::clock::SeededEntropy;

    use super::*;

    fn sealer(key: u8) -> Sealer {
        Sealer::new(SecretKey::new(&[key; 32]), Arc::new(SeededEntropy::new(1)))
    }

    #[test]
    fn what_is_sealed_opens_for_its_purpose_and_place_under_its_key_only() {
        let it = sealer(7);
        let sealed = it.seal("mail", "one", b"a link");
        assert_eq!(it.open("mail", "one", &sealed).unwrap(), b"a link");
        assert_eq!(it.open("config", "one", &sealed), None);
        assert_eq!(it.open("mail", "two", &sealed), None);
        assert_eq!(sealer(8).open("mail", "one", &sealed), None);
        assert!(!sealed.windows(6).any(|part| part == b"a link"));
    }

    #[test]
    fn the_same_twice_is_sealed_otherwise() {
        let it = sealer(7);
        assert_ne!(it.seal("mail", "one", b"x"), it.seal("mail", "one", b"x"));
    }

    #[test]
    fn a_changed_bit_and_a_cut_end_are_found_out() {
        let it = sealer(7);
        let sealed = it.seal("mail", "one", b"a link");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(it.open("mail", "one", &changed), None, "{at}");
            assert_eq!(it.open("mail", "one", &sealed[..at]), None, "{at}");
        }
    }
}
