//! How a receiver knows that the hub sent it, just now: `Usher-Signature: t=1795262400,v1=…`.

use std::{fmt, fmt::Write as _, time::Duration};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac as _};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::clock::{Entropy, Timestamp, draw};

/// How far a receiver lets the time of a signature be from its own.
pub const TOLERANCE: Duration = Duration::from_mins(5);

const PREFIX: &str = "whsec_";

/// What the hub and one receiver both know. Shown once.
pub struct WebhookSecret(SecretString);

impl WebhookSecret {
    /// A new one: 32 random bytes.
    pub fn mint(entropy: &dyn Entropy) -> Self {
        let text = URL_SAFE_NO_PAD.encode(draw::<32>(entropy));
        Self(format!("{PREFIX}{text}").into())
    }

    /// As it was kept.
    pub fn kept(text: String) -> Self {
        Self(text.into())
    }

    /// The text that the receiver is told, and whose bytes are the key.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(hidden)")
    }
}

/// A request is not the hub's, or not of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not signed by the hub, or long ago")]
pub struct NotSigned;

/// The header for a body that is sent now: the time in seconds, and HMAC-SHA-256 of `t.body` in hexadecimal.
pub fn sign(secret: &WebhookSecret, now: Timestamp, body: &str) -> String {
    let seconds = now.micros() / 1_000_000;
    format!("t={seconds},v1={}", hex(secret, seconds, body))
}

/// What a receiver does: the time is near its own, and the signature fits the body.
pub fn verify(
    secret: &WebhookSecret,
    header: &str,
    body: &str,
    now: Timestamp,
) -> Result<(), NotSigned> {
    let (time, signature) = header.split_once(',').ok_or(NotSigned)?;
    let seconds = time.strip_prefix("t=").ok_or(NotSigned)?;
    let seconds: i64 = seconds.parse().map_err(|_| NotSigned)?;
    let signature = signature.strip_prefix("v1=").ok_or(NotSigned)?;
    let away = (now.micros() / 1_000_000).abs_diff(seconds);
    let expected = hex(secret, seconds, body);
    let fits: bool = expected.as_bytes().ct_eq(signature.as_bytes()).into();
    if fits && away <= TOLERANCE.as_secs() {
        Ok(())
    } else {
        Err(NotSigned)
    }
}

fn hex(secret: &WebhookSecret, seconds: i64, body: &str) -> String {
    // The text has at most one block (RFC 2104), so that it is the key itself.
    let mut block = [0; 64];
    let text = secret.expose().as_bytes();
    let length = text.len().min(64);
    block[..length].copy_from_slice(&text[..length]);
    let mut mac = <Hmac<Sha256> as hmac::digest::KeyInit>::new(&block.into());
    mac.update(format!("{seconds}.{body}").as_bytes());
    let mut hex = String::new();
    for byte in mac.finalize().into_bytes() {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SeededEntropy;

    const NOW: Timestamp = Timestamp::from_secs(1_795_262_400);

    #[test]
    fn it_is_what_every_other_program_computes() {
        // openssl: printf '1795262400.{"a":1}' | HMAC-SHA-256 under the text of the secret
        let secret =
            WebhookSecret::kept("whsec_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG".to_owned());
        let mut known = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).unwrap();
        known.update(b"1795262400.{\"a\":1}");
        let known = known.finalize().into_bytes();
        let known = known
            .iter()
            .fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        assert_eq!(
            sign(&secret, NOW, "{\"a\":1}"),
            format!("t=1795262400,v1={known}")
        );
    }

    #[test]
    fn a_signature_fits_its_body_its_secret_and_its_time_alone() {
        let secret = WebhookSecret::mint(&SeededEntropy::new(1));
        let other = WebhookSecret::mint(&SeededEntropy::new(2));
        let header = sign(&secret, NOW, "body");
        assert_eq!(verify(&secret, &header, "body", NOW), Ok(()));
        assert_eq!(verify(&secret, &header, "bodY", NOW), Err(NotSigned));
        assert_eq!(verify(&other, &header, "body", NOW), Err(NotSigned));
        for (later, verdict) in [
            (TOLERANCE, Ok(())),
            (TOLERANCE + Duration::from_secs(1), Err(NotSigned)),
        ] {
            assert_eq!(verify(&secret, &header, "body", NOW.after(later)), verdict);
            assert_eq!(verify(&secret, &header, "body", NOW.before(later)), verdict);
        }
        let (_, signature) = header.split_once(',').unwrap();
        let newer = format!("t={},{signature}", NOW.micros() / 1_000_000 + 1);
        assert_eq!(
            verify(&secret, &newer, "body", NOW),
            Err(NotSigned),
            "the time is signed too"
        );
        for nonsense in ["", "t=1", "v1=a,t=1", "t=x,v1=a", &header[..20]] {
            assert_eq!(
                verify(&secret, nonsense, "body", NOW),
                Err(NotSigned),
                "{nonsense}"
            );
        }
    }

    #[test]
    fn a_secret_is_one_block_and_does_not_show_itself() {
        let secret = WebhookSecret::mint(&SeededEntropy::new(1));
        assert_eq!(secret.expose().len(), 49);
        assert_eq!(format!("{secret:?}"), "WebhookSecret(hidden)");
    }
}
