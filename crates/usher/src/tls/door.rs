//! Handshakes: within bounds, and with the newest certificate.

use std::{sync::Arc, time::Duration};

use rustls::{
    ServerConfig,
    crypto::aws_lc_rs,
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use tokio::{net::TcpStream, sync::Semaphore, time};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use super::{Renewal, provider};
use crate::failure::{Failure, Outcome};

/// How long a client may take for its handshake, its wait for a place included.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many handshakes go on at the same time: they cost processor time, which those who
/// are in already need too.
const AT_ONCE: usize = 64;

/// What a client speaks once it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoken {
    /// HTTP/1.1, also of a client that did not say.
    Http1,
    /// HTTP/2.
    Http2,
}

/// Where clients come in by TLS. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Door {
    acceptor: TlsAcceptor,
    places: Arc<Semaphore>,
}

/// Whichever certificate is the newest.
#[derive(Debug)]
struct Newest(Arc<Renewal>);

impl ResolvesServerCert for Newest {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.newest())
    }
}

impl Door {
    /// A door that shows the newest of these certificates.
    pub(crate) fn showing(renewal: Arc<Renewal>) -> Outcome<Self> {
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|error| Failure::runtime(format!("TLS cannot be spoken ({error}).")))?
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(Newest(renewal)));
        // Who comes again need not be shown the certificate again, also after a restart of the client.
        config.ticketer = aws_lc_rs::Ticketer::new()
            .map_err(|error| Failure::runtime(format!("TLS cannot be spoken ({error}).")))?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            places: Arc::new(Semaphore::new(AT_ONCE)),
        })
    }

    /// Lets a client in, or does not: then nobody is told why, and it hardly matters.
    pub(crate) async fn open(&self, stream: TcpStream) -> Option<(TlsStream<TcpStream>, Spoken)> {
        let handshake = async {
            let _place = self.places.acquire().await.ok()?;
            self.acceptor.accept(stream).await.ok()
        };
        let stream = time::timeout(PATIENCE, handshake).await.ok().flatten();
        let Some(stream) = stream else {
            metrics::counter!("usher_tls_handshakes_failed_total").increment(1);
            return None;
        };
        let spoken = match stream.get_ref().1.alpn_protocol() {
            Some(b"h2") => Spoken::Http2,
            _ => Spoken::Http1,
        };
        Some((stream, spoken))
    }
}
