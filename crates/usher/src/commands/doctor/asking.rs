//! One question to a server, as a browser on this machine would ask it.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream, ToSocketAddrs},
    sync::Arc,
    time::Duration,
};

use rustls::{ClientConfig, ClientConnection, StreamOwned, pki_types::ServerName};
use rustls_platform_verifier::BuilderVerifierExt;
use url::Url;

use crate::tls;

/// How long a server may take for each step of its answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// As much of an answer is read, in bytes.
const ENOUGH: u64 = 4 << 20;

/// What was answered.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: String,
}

/// Asks for `path` at a URL, by TLS if it says so; the certificate is checked as a browser
/// of this machine would.
pub(super) fn by_url(base: &Url, path: &str) -> io::Result<Answer> {
    let (host, port) = (base.host_str(), base.port_or_known_default());
    let (Some(host), Some(port)) = (host, port) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let name = host.trim_start_matches('[').trim_end_matches(']');
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in (name, port).to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) if base.scheme() == "https" => {
                return ask(by_tls(stream, name)?, base.authority(), path);
            }
            Ok(stream) => return ask(patient(stream)?, base.authority(), path),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Asks for `path` without TLS.
pub(super) fn by_address(address: SocketAddr, path: &str) -> io::Result<Answer> {
    let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    ask(patient(stream)?, &address.to_string(), path)
}

fn patient(stream: TcpStream) -> io::Result<TcpStream> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

fn by_tls(stream: TcpStream, host: &str) -> io::Result<StreamOwned<ClientConnection, TcpStream>> {
    let config = ClientConfig::builder_with_provider(tls::provider())
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(io::Error::other)?
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
    let connection = ClientConnection::new(Arc::new(config), name).map_err(io::Error::other)?;
    Ok(StreamOwned::new(connection, patient(stream)?))
}

fn ask(mut stream: impl Read + Write, host: &str, path: &str) -> io::Result<Answer> {
    let head = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes())?;
    let mut answer = Vec::new();
    match stream.take(ENOUGH).read_to_end(&mut answer) {
        // Many end TLS without saying so.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && !answer.is_empty() => {}
        read => drop(read?),
    }
    let answer = String::from_utf8_lossy(&answer);
    let status = answer
        .strip_prefix("HTTP/1.")
        .and_then(|rest| rest.split(' ').nth(1)?.parse().ok());
    let (_, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    match status {
        Some(status) => Ok(Answer {
            status,
            body: body.to_owned(),
        }),
        None => Err(io::Error::other("what answers does not speak HTTP")),
    }
}
