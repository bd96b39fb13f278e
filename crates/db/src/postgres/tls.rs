//! TLS by rustls with aws-lc-rs.

use std::sync::Arc;

use rustls::{
    ClientConfig, DigitallySignedStruct, Error, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
};
use rustls_platform_verifier::Verifier;
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{PostgresAddress, PostgresRefusal};

/// How to speak TLS with that server.
pub(super) fn connector(at: &PostgresAddress) -> Result<MakeRustlsConnect, PostgresRefusal> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let failed = |error: Error| PostgresRefusal::Tls {
        at: at.clone(),
        reason: error.to_string(),
    };
    let verifier: Arc<dyn ServerCertVerifier> = match at.config().get_ssl_mode() {
        // With `disable` nothing is ever shown to it.
        SslMode::Disable | SslMode::Prefer => Arc::new(Unchecked(Arc::clone(&provider))),
        _ => Arc::new(
            Verifier::new_with_extra_roots(roots(at)?, Arc::clone(&provider)).map_err(failed)?,
        ),
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// The authorities in the file of `sslrootcert`.
fn roots(at: &PostgresAddress) -> Result<Vec<CertificateDer<'static>>, PostgresRefusal> {
    let Some(file) = &at.roots else {
        return Ok(Vec::new());
    };
    let refused = |reason: String| PostgresRefusal::Roots {
        file: file.display().to_string(),
        reason,
    };
    let roots: Vec<_> = CertificateDer::pem_file_iter(file)
        .and_then(Iterator::collect)
        .map_err(|error| refused(error.to_string()))?;
    if roots.is_empty() {
        return Err(refused("none stands in it".into()));
    }
    Ok(roots)
}

/// `sslmode=prefer`: keeps listeners out and believes whoever answers, as
/// PostgreSQL's own programs do unless they are told to verify.
#[derive(Debug)]
struct Unchecked(Arc<CryptoProvider>);

impl ServerCertVerifier for Unchecked {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
