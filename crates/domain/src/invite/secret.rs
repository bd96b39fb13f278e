use std::{fmt, hash::Hash};

use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// The key that everything kept secret is hashed with before it is stored. It lives
/// in a file outside the database, so that a copy of the database opens nothing
/// (security.md, T5).
#[derive(Clone)]
pub struct SecretKey(Hmac<Sha256>);

impl SecretKey {
    /// From 32 unpredictable bytes.
    pub fn new(bytes: &[u8; 32]) -> Self {
        // HMAC fills a short key with zeroes up to the hash's block (RFC 2104).
        let mut block = [0; 64];
        block[..32].copy_from_slice(bytes);
        Self(<Hmac<Sha256> as hmac::digest::KeyInit>::new(&block.into()))
    }

    /// HMAC-SHA-256 of `bytes`. What is hashed for one purpose is worth nothing for
    /// another: the purpose, with its length before it, is hashed too.
    pub fn mac(&self, purpose: &'static str, bytes: &[u8]) -> Mac {
        let mut mac = self.0.clone();
        mac.update(&(purpose.len() as u64).to_be_bytes());
        mac.update(purpose.as_bytes());
        mac.update(bytes);
        Mac(mac.finalize().into_bytes().into())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(hidden)")
    }
}

/// A keyed hash: what is stored instead of a secret. Compared in constant time.
#[derive(Clone, Copy, Eq, PartialOrd, Ord)]
pub struct Mac([u8; 32]);

impl Mac {
    /// From a stored value.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The same with six bytes of a time at its beginning: what is made later sorts later, so
    /// that an index of them grows at its end instead of everywhere. 208 bits of the hash are left.
    #[must_use]
    pub const fn led_by(mut self, time: [u8; 6]) -> Self {
        let (beginning, _) = self.0.split_at_mut(time.len());
        beginning.copy_from_slice(&time);
        self
    }

    /// The value to store.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for Mac {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Hash for Mac {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl fmt::Debug for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mac({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_depends_on_key_purpose_and_bytes() {
        let (one, other) = (SecretKey::new(&[1; 32]), SecretKey::new(&[2; 32]));
        let mac = one.mac("invite", b"secret");
        assert_eq!(mac, one.mac("invite", b"secret"));
        assert_ne!(mac, other.mac("invite", b"secret"));
        assert_ne!(mac, one.mac("browser", b"secret"));
        assert_ne!(mac, one.mac("invites", b"ecret"));
        assert_eq!(Mac::from_bytes(*mac.as_bytes()), mac);
    }

    #[test]
    fn a_mac_led_by_a_time_begins_with_it_and_keeps_the_rest() {
        let mac = Mac::from_bytes([9; 32]);
        let led = mac.led_by([1, 2, 3, 4, 5, 6]);
        assert_eq!(led.as_bytes()[..6], [1, 2, 3, 4, 5, 6]);
        assert_eq!(led.as_bytes()[6..], [9; 26]);
        assert!(
            led < mac.led_by([1, 2, 3, 4, 5, 7]),
            "what is later sorts later"
        );
    }

    #[test]
    fn macs_are_told_apart_in_a_map() {
        use std::hash::{BuildHasher, RandomState};
        let (map, key) = (RandomState::new(), SecretKey::new(&[1; 32]));
        let place = |bytes: &[u8]| map.hash_one(key.mac("invite", bytes));
        assert_eq!(place(b"secret"), place(b"secret"));
        assert_ne!(place(b"secret"), place(b"another"));
    }

    #[test]
    fn a_mac_is_shown_by_its_beginning_alone() {
        let mut bytes = [0xee; 32];
        bytes[..2].copy_from_slice(&[0x0a, 0xbc]);
        assert_eq!(format!("{:?}", Mac::from_bytes(bytes)), "Mac(0abc…)");
    }

    #[test]
    fn it_is_hmac_sha_256() {
        // openssl: printf '\0\0\0\0\0\0\0\1xdata' | HMAC-SHA-256 under 32 × 0x0b
        let mut known = Hmac::<Sha256>::new_from_slice(&[0x0b; 32]).unwrap();
        known.update(b"\0\0\0\0\0\0\0\x01xdata");
        let known: [u8; 32] = known.finalize().into_bytes().into();
        assert_eq!(
            SecretKey::new(&[0x0b; 32]).mac("x", b"data"),
            Mac::from_bytes(known)
        );
    }

    #[test]
    fn a_key_does_not_show_itself() {
        assert_eq!(
            format!("{:?}", SecretKey::new(&[7; 32])),
            "SecretKey(hidden)"
        );
    }
}
