//! TLS by rustls with aws-lc-rs; the machine says which authorities are believed.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use lettre::transport::smtp::client::{AsyncTokioStream, TlsParameters};
use rustls::{ClientConfig, crypto::aws_lc_rs, pki_types::ServerName};
use rustls_platform_verifier::Verifier;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::line::Line;
use crate::Trouble;

/// For a conversation that becomes encrypted on its way.
pub(super) fn parameters(host: &str) -> Result<TlsParameters, Trouble> {
    TlsParameters::new_rustls(host.to_owned())
        .map_err(|error| Trouble::NotSecure(error.to_string()))
}

/// Encrypts from the first byte.
pub(super) async fn wrap(line: Line, host: &str) -> Result<Encrypted, Trouble> {
    let not_secure = |error: &dyn std::error::Error| Trouble::NotSecure(error.to_string());
    let provider = Arc::new(aws_lc_rs::default_provider());
    let verifier = Verifier::new(Arc::clone(&provider)).map_err(|error| not_secure(&error))?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| not_secure(&error))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).map_err(|error| not_secure(&error))?;
    let stream = TlsConnector::from(Arc::new(config))
        .connect(name, line)
        .await
        .map_err(|error| not_secure(&error))?;
    Ok(Encrypted(Box::new(stream)))
}

/// An encrypted conversation.
#[derive(Debug)]
pub(super) struct Encrypted(Box<TlsStream<Line>>);

impl AsyncRead for Encrypted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, out)
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

impl AsyncTokioStream for Encrypted {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.0.get_ref().0.peer_addr()
    }
}
