//! A certificate with its key, read and judged before anybody sees it.

use std::{fs, io, path::Path};

use rustls::{
    Error as TlsError, InconsistentKeys,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject},
    server::ParsedCertificate,
    sign::CertifiedKey,
};
use usher_domain::clock::Timestamp;
use x509_cert::{Certificate, der::Decode};

use super::{TlsFiles, provider};
use crate::clock::written;

/// A certificate that its key fits.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(super) certified: std::sync::Arc<CertifiedKey>,
    /// When it ends.
    pub(crate) ends: Timestamp,
}

/// Why a pair cannot be served.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// One of the files cannot be read; what the system says.
    Unreadable(String, io::ErrorKind),
    /// The first file holds no certificate.
    NoCertificate,
    /// The second holds no key that we know.
    NoKey,
    /// They do not belong together.
    Mismatch,
    /// The certificate's time is over.
    Expired(Timestamp),
    /// Its time has not come.
    NotYet(Timestamp),
}

impl Unusable {
    /// What is wrong with `files`, and what to do.
    pub(crate) fn sentence(&self, files: &TlsFiles) -> String {
        let (certificate, key) = (files.certificate.display(), files.key.display());
        match self {
            Self::Unreadable(path, io::ErrorKind::NotFound) => {
                format!("The TLS file {path} is not there. Check tls.certificate and tls.key.")
            }
            Self::Unreadable(path, kind) => format!(
                "The TLS file {path} cannot be read ({kind}). Let the user that runs Usher read it."
            ),
            Self::NoCertificate => format!(
                "{certificate} holds no certificate. Write the PEM file there that begins with \
                 -----BEGIN CERTIFICATE-----, your own first, then those of who signed it."
            ),
            Self::NoKey => format!(
                "{key} holds no private key that Usher can use. Write an unencrypted PEM file there; \
                 ECDSA P-256 is the best choice."
            ),
            Self::Mismatch => format!(
                "The key {key} does not belong to the certificate {certificate}. Put the pair there that \
                 was made together."
            ),
            Self::Expired(at) => format!(
                "The certificate {certificate} has expired on {}. Renew it.",
                written(*at)
            ),
            Self::NotYet(at) => format!(
                "The certificate {certificate} is valid from {} on. Check this machine's clock.",
                written(*at)
            ),
        }
    }
}

impl Pair {
    /// Reads both files, and refuses what no browser would take at `now`.
    pub(crate) fn read(files: &TlsFiles, now: Timestamp) -> Result<Self, Unusable> {
        Self::of(&bytes(&files.certificate)?, &bytes(&files.key)?, now)
    }

    /// The same, of the files' contents.
    pub(super) fn of(certificate: &[u8], key: &[u8], now: Timestamp) -> Result<Self, Unusable> {
        let chain: Vec<_> = CertificateDer::pem_slice_iter(certificate)
            .collect::<Result<_, _>>()
            .map_err(|_| Unusable::NoCertificate)?;
        let first = chain.first().ok_or(Unusable::NoCertificate)?;
        let parsed = Certificate::from_der(first).map_err(|_| Unusable::NoCertificate)?;
        let validity = parsed.tbs_certificate.validity;
        let moment = |time: x509_cert::time::Time| {
            Timestamp::from_secs(
                i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX),
            )
        };
        let (begins, ends) = (moment(validity.not_before), moment(validity.not_after));
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| Unusable::NoKey)?;
        let certified =
            CertifiedKey::from_der(chain, key, &provider()).map_err(|error| match error {
                TlsError::InconsistentKeys(InconsistentKeys::KeyMismatch) => Unusable::Mismatch,
                TlsError::InvalidCertificate(_) => Unusable::NoCertificate,
                _ => Unusable::NoKey,
            })?;
        if ends < now {
            return Err(Unusable::Expired(ends));
        }
        if begins > now {
            return Err(Unusable::NotYet(begins));
        }
        Ok(Self {
            certified: certified.into(),
            ends,
        })
    }

    /// Whether it is for this host; an internationalised one in its ASCII form.
    pub(crate) fn is_for(&self, host: &str) -> bool {
        let Ok(name) = ServerName::try_from(host) else {
            return false;
        };
        let parsed = self.certified.cert.first().map(ParsedCertificate::try_from);
        parsed.is_some_and(|parsed| {
            parsed.is_ok_and(|parsed| rustls::client::verify_server_name(&parsed, &name).is_ok())
        })
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Unusable> {
    fs::read(path).map_err(|error| Unusable::Unreadable(path.display().to_string(), error.kind()))
}

#[cfg(test)]
pub(crate) mod tests {
    use rcgen::{CertificateParams, KeyPair, date_time_ymd};

    use super::*;

    /// A certificate for `host` and its key, valid in these years.
    pub(crate) fn made(host: &str, years: (i32, i32)) -> (String, String) {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(vec![host.to_owned()]).expect("a name");
        params.not_before = date_time_ymd(years.0, 1, 1);
        params.not_after = date_time_ymd(years.1, 1, 1);
        let certificate = params.self_signed(&key).expect("signed");
        (certificate.pem(), key.serialize_pem())
    }

    const NOW: Timestamp = Timestamp::from_secs(1_790_000_000);

    fn refused(certificate: &str, key: &str) -> Unusable {
        Pair::of(certificate.as_bytes(), key.as_bytes(), NOW)
            .map(drop)
            .expect_err("refused")
    }

    #[test]
    fn a_good_pair_is_read_and_knows_its_host_and_its_end() {
        let (certificate, key) = made("media.uni.edu", (2026, 2027));
        let pair = Pair::of(certificate.as_bytes(), key.as_bytes(), NOW).expect("good");
        assert!(pair.is_for("media.uni.edu"));
        assert!(!pair.is_for("other.uni.edu"));
        assert_eq!(written(pair.ends), "2027-01-01 00:00:00 UTC");
    }

    #[test]
    fn each_mistake_is_told_apart() {
        let (certificate, key) = made("media.uni.edu", (2026, 2027));
        let (_, other) = made("media.uni.edu", (2026, 2027));
        assert_eq!(refused(&certificate, &other), Unusable::Mismatch);
        assert_eq!(refused("", &key), Unusable::NoCertificate);
        assert_eq!(refused(&key, &key), Unusable::NoCertificate);
        assert_eq!(refused(&certificate, ""), Unusable::NoKey);
        assert_eq!(refused(&certificate, &certificate), Unusable::NoKey);
        let cut = &certificate[..certificate.len() / 2];
        assert_eq!(refused(cut, &key), Unusable::NoCertificate);
        let (old, key) = made("media.uni.edu", (2024, 2025));
        assert!(matches!(refused(&old, &key), Unusable::Expired(_)));
        let (new, key) = made("media.uni.edu", (2100, 2101));
        assert!(matches!(refused(&new, &key), Unusable::NotYet(_)));
    }

    #[test]
    fn every_sentence_names_the_file_and_what_to_do() {
        let files = TlsFiles {
            certificate: "/etc/usher/cert.pem".into(),
            key: "/etc/usher/key.pem".into(),
        };
        assert_eq!(
            Pair::read(&files, NOW)
                .map(drop)
                .expect_err("not there")
                .sentence(&files),
            "The TLS file /etc/usher/cert.pem is not there. Check tls.certificate and tls.key."
        );
        assert_eq!(
            Unusable::Mismatch.sentence(&files),
            "The key /etc/usher/key.pem does not belong to the certificate /etc/usher/cert.pem. Put the \
             pair there that was made together."
        );
        assert_eq!(
            Unusable::Expired(NOW).sentence(&files),
            "The certificate /etc/usher/cert.pem has expired on 2026-09-21 14:13:20 UTC. Renew it."
        );
    }
}
