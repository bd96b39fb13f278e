//! A client that believes one certificate and tells which HTTP it came to speak.

use std::{io, sync::Arc};

use hyper::{
    HeaderMap, Request, StatusCode, Version,
    client::conn::{http1, http2},
};
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::{
    ClientConfig, RootCertStore,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// One that has not connected yet.
pub(crate) struct TlsClient(TlsConnector);

/// An open connection.
pub(crate) enum Connection {
    One(http1::SendRequest<String>),
    Two(http2::SendRequest<String>),
}

/// What was answered, without its body.
pub(crate) struct Answer {
    pub(crate) version: Version,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

impl TlsClient {
    /// Believes this certificate, in PEM, and offers these protocols.
    pub(crate) fn believing(certificate: &str, protocols: &[&str]) -> Self {
        let mut roots = RootCertStore::empty();
        let certificate = CertificateDer::from_pem_slice(certificate.as_bytes()).expect("PEM");
        roots.add(certificate).expect("a certificate");
        let provider = Arc::new(aws_lc_rs::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("known")
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = protocols
            .iter()
            .map(|name| name.as_bytes().to_vec())
            .collect();
        Self(Arc::new(config).into())
    }

    /// Connects to `https://127.0.0.1:PORT`; an error where the certificate is another.
    pub(crate) async fn connect(&self, base_url: &str) -> io::Result<Connection> {
        let stream = TcpStream::connect(base_url.trim_start_matches("https://")).await?;
        let host = ServerName::try_from("127.0.0.1").expect("a name");
        let stream = self.0.connect(host, stream).await?;
        let speaks_two = stream.get_ref().1.alpn_protocol() == Some(b"h2");
        let stream = TokioIo::new(stream);
        if speaks_two {
            let handshake = http2::handshake(TokioExecutor::new(), stream).await;
            let (sender, connection) = handshake.map_err(io::Error::other)?;
            tokio::spawn(connection);
            Ok(Connection::Two(sender))
        } else {
            let handshake = http1::handshake(stream).await;
            let (sender, connection) = handshake.map_err(io::Error::other)?;
            tokio::spawn(connection);
            Ok(Connection::One(sender))
        }
    }
}

impl Connection {
    /// Sends a request for an address of the hub; the connection can be used again.
    pub(crate) async fn send(&mut self, request: Request<String>) -> hyper::Result<Answer> {
        let answer = match self {
            Self::One(sender) => {
                sender.ready().await?;
                sender.send_request(by_path(request)).await?
            }
            Self::Two(sender) => {
                sender.ready().await?;
                sender.send_request(request).await?
            }
        };
        let (parts, body) = answer.into_parts();
        // HTTP/1.1 takes no further request before this one's answer was read.
        axum::body::to_bytes(axum::body::Body::new(body), 1 << 20)
            .await
            .expect("whole");
        Ok(Answer {
            version: parts.version,
            status: parts.status,
            headers: parts.headers,
        })
    }
}

/// As HTTP/1.1 asks for it: the host in a header.
fn by_path(mut request: Request<String>) -> Request<String> {
    let (uri, host) = (request.uri().clone(), request.uri().authority().cloned());
    let path = uri.path_and_query().expect("a path").as_str();
    *request.uri_mut() = path.parse().expect("a path");
    let host = host.expect("a host").as_str().parse().expect("text");
    request.headers_mut().insert("host", host);
    request
}
