//! The public half of a device key, and what it has signed.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ParsedPublicKey};
use usher_domain::invite::{Mac, SecretKey};

use super::nonce::{Malformed, Purpose};

/// A point of P-256, as WebCrypto exports it (`raw`): uncompressed, 65 bytes.
pub(super) struct PublicKey {
    bytes: [u8; 65],
    parsed: ParsedPublicKey,
}

impl PublicKey {
    /// Reads a point. Other forms, and what lies on no curve, are refused.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let bytes: [u8; 65] = bytes.try_into().map_err(|_| Malformed)?;
        if bytes[0] != 4 {
            return Err(Malformed);
        }
        let parsed =
            ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes).map_err(|_| Malformed)?;
        Ok(Self { bytes, parsed })
    }

    /// What is stored of it.
    pub(super) fn mac(&self, key: &SecretKey) -> Mac {
        key.mac("device key", &self.bytes)
    }

    /// Whether it signed `nonce` for `purpose`; the signature is r and s, 64 bytes.
    pub(super) fn signed(&self, purpose: Purpose, nonce: &str, signature: &[u8]) -> bool {
        self.parsed
            .verify_sig(message(purpose, nonce).as_bytes(), signature)
            .is_ok()
    }
}

/// What a browser signs: `parts/device-key.ts` writes the same.
pub(super) fn message(purpose: Purpose, nonce: &str) -> String {
    format!("usher device key, {}: {nonce}", purpose.name())
}
