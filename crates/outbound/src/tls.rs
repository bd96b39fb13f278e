use std::sync::Arc;

use parking_lot::Mutex;
use rustls::{ClientConfig, crypto::aws_lc_rs, pki_types::ServerName};
use rustls_platform_verifier::Verifier;
use tokio::net::TcpStream;
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::Trouble;

/// TLS by rustls with aws-lc-rs; the machine says which authorities are believed. Made when it is
/// first needed: reading them all takes a while, and most hubs never ask anybody.
#[derive(Default)]
pub(crate) struct Tls(Mutex<Option<Arc<ClientConfig>>>);

impl Tls {
    /// Encrypts a connection with whoever proves to be that server.
    pub(crate) async fn wrap(
        &self,
        stream: TcpStream,
        server: ServerName<'static>,
    ) -> Result<TlsStream<TcpStream>, Trouble> {
        let connector = TlsConnector::from(self.config()?);
        let encrypted = connector.connect(server, stream).await;
        encrypted.map_err(|error| Trouble::NotSecure(error.to_string()))
    }

    fn config(&self) -> Result<Arc<ClientConfig>, Trouble> {
        let mut held = self.0.lock();
        if let Some(config) = &*held {
            return Ok(Arc::clone(config));
        }
        let config = Arc::new(made()?);
        *held = Some(Arc::clone(&config));
        Ok(config)
    }
}

fn made() -> Result<ClientConfig, Trouble> {
    let not_secure = |error: rustls::Error| Trouble::NotSecure(error.to_string());
    let provider = Arc::new(aws_lc_rs::default_provider());
    let verifier = Verifier::new(Arc::clone(&provider)).map_err(not_secure)?;
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(not_secure)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth())
}
