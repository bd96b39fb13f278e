use bytes::Bytes;
use http::{HeaderValue, Request, Response, header};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    task::JoinHandle,
};
use usher_domain::reach::PrivateAddresses;

use crate::{Outbound, Trouble, target::Target};

/// The most bytes of an answer's head, and the most lines in it.
const HEAD: usize = 32 << 10;
const HEADERS: usize = 100;

pub(crate) async fn send(
    by: &Outbound,
    request: Request<Vec<u8>>,
    permitted: &PrivateAddresses,
) -> Result<Response<Vec<u8>>, Trouble> {
    let target = Target::read(request.uri())?;
    let stream = connected(by, &target, permitted).await?;
    if target.is_encrypted {
        let stream = by.tls.wrap(stream, target.server()?).await?;
        say(by, &target, request, stream).await
    } else {
        say(by, &target, request, stream).await
    }
}

/// A connection to the first permitted address that takes it.
async fn connected(
    by: &Outbound,
    target: &Target,
    permitted: &PrivateAddresses,
) -> Result<TcpStream, Trouble> {
    let mut trouble = Trouble::TimedOut;
    for address in target.addresses(by, permitted).await? {
        let connecting = by.line.connect(address);
        let stream = match tokio::time::timeout(by.limits.connect, connecting).await {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => {
                trouble = Trouble::Unreachable(error.to_string());
                continue;
            }
            Err(_) => {
                trouble = Trouble::TimedOut;
                continue;
            }
        };
        // What stands now is what counts.
        let peer = stream.peer_addr();
        let peer = peer.map_err(|error| Trouble::Unreachable(error.to_string()))?;
        target.check(peer, permitted)?;
        return Ok(stream);
    }
    Err(trouble)
}

/// The connection's own task, which ends with whoever waits for the answer.
struct Driver(JoinHandle<()>);

impl Drop for Driver {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn say<S>(
    by: &Outbound,
    target: &Target,
    request: Request<Vec<u8>>,
    stream: S,
) -> Result<Response<Vec<u8>>, Trouble>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let nonsense = |error: hyper::Error| Trouble::Nonsense(words(&error));
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(HEAD)
        .max_headers(HEADERS)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(nonsense)?;
    let _driver = Driver(tokio::spawn(async move {
        // Whatever goes wrong with it comes up with the answer.
        let _ = connection.await;
    }));
    let (mut parts, body) = request.into_parts();
    parts.uri = target.path.clone();
    parts.version = http::Version::HTTP_11;
    let headers = &mut parts.headers;
    headers.insert(header::HOST, target.authority.clone());
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    headers.insert(header::USER_AGENT, HeaderValue::from_static("Usher"));
    let request = Request::from_parts(parts, Full::new(Bytes::from(body)));
    let answer = sender.send_request(request).await.map_err(nonsense)?;
    let (parts, body) = answer.into_parts();
    let read = Limited::new(body, by.limits.body).collect().await;
    let body = read.map_err(|error| match error.downcast::<LengthLimitError>() {
        Ok(_) => Trouble::TooLong,
        Err(error) => Trouble::Nonsense(error.to_string()),
    })?;
    Ok(Response::from_parts(parts, body.to_bytes().to_vec()))
}

/// An error with what is behind it.
fn words(error: &hyper::Error) -> String {
    match std::error::Error::source(error) {
        Some(why) => format!("{error}: {why}"),
        None => error.to_string(),
    }
}
