use serde::{Deserialize, Serialize};
use usher_domain::{email::Email, ids::ProofId};

use crate::sealed::Sealer;

/// What it is sealed for.
const PURPOSE: &str = "proof";

/// What a proof is about: what was typed, and how whoever typed it reads. Sealed, since the address may
/// be of somebody who is nobody here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The address, as it was written.
    pub email: String,
    /// Where to go on to afterwards: a path on this hub, or nothing.
    pub next: String,
    /// The language of whoever asks.
    pub lang: String,
    /// Their zone.
    pub zone: String,
}

impl About {
    /// The address; nothing, if a later version wrote what this one does not take for one.
    pub fn email(&self) -> Option<Email> {
        self.email.parse().ok()
    }

    /// Seals it for one proof.
    pub(super) fn seal(&self, sealer: &Sealer, proof: ProofId) -> Vec<u8> {
        let json = serde_json::to_vec(self).unwrap_or_default();
        sealer.seal(PURPOSE, &proof.to_string(), &json)
    }

    /// Opens it. `None`: it was sealed under another key file or for another proof.
    pub(super) fn open(sealer: &Sealer, proof: ProofId, sealed: &[u8]) -> Option<Self> {
        let json = sealer.open(PURPOSE, &proof.to_string(), sealed)?;
        serde_json::from_slice(&json).ok()
    }
}
