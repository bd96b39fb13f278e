//! Connections: accepted within bounds, served over HTTP/1.1, finished in
//! order. TLS and HTTP/2 end at the proxy in front.

mod limits;
mod streams;
#[cfg(test)]
mod tests;

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::Semaphore,
    time,
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

pub(crate) use self::limits::Limits;
use crate::failure::{Failure, Outcome};

/// How many connections may wait for an accept.
const BACKLOG: u32 = 1024;
/// How long to wait after a failed accept (no more files, mostly): the
/// connections that are open need the processor to get finished.
const AFTER_FAILED_ACCEPT: Duration = Duration::from_millis(50);

/// Listens on `address`; the listener knows the port that was found for 0.
pub(crate) fn listen(address: SocketAddr) -> Outcome<TcpListener> {
    let listen = || {
        let socket = if address.is_ipv4() {
            TcpSocket::new_v4()
        } else {
            TcpSocket::new_v6()
        }?;
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)
    };
    listen().map_err(|error| {
        let advice = match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                "Something else listens there: stop it, or choose another port by --listen."
            }
            std::io::ErrorKind::PermissionDenied => {
                "Ports below 1024 need a privilege: choose a higher one and let a proxy listen there."
            }
            _ => "Choose an address that this machine has.",
        };
        Failure::runtime(format!("Usher cannot listen on {address} ({error}). {advice}"))
    })
}

/// Serves `router` until `asked_to_stop`, then lets running requests finish
/// for as long as the limits allow. Each request carries the peer's address
/// as [`ConnectInfo`].
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    asked_to_stop: CancellationToken,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(limits.buffer)
        .max_headers(limits.headers);

    loop {
        let accepted = async {
            let place = places.clone().acquire_owned().await;
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            () = asked_to_stop.cancelled() => break,
            accepted = accepted => accepted,
        };
        let (Ok((stream, peer)), Ok(place)) = (accepted, place) else {
            time::sleep(AFTER_FAILED_ACCEPT).await;
            continue;
        };
        let visit = Visit {
            stream,
            peer,
            router: router.clone(),
            asked_to_stop: asked_to_stop.clone(),
            watcher: graceful.watcher(),
        };
        let http = http.clone();
        tokio::spawn(async move {
            visit.attend(&http).await;
            drop(place);
        });
    }

    drop(listener);
    if time::timeout(limits.finish, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!(
            seconds = limits.finish.as_secs(),
            "some requests were still running and were cut off"
        );
    }
}

/// One connection and what it needs.
struct Visit {
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    asked_to_stop: CancellationToken,
    watcher: Watcher,
}

impl Visit {
    /// Answers requests until either side closes the connection.
    async fn attend(self, http: &http1::Builder) {
        // Small answers go out at once; media is written in large pieces anyway.
        let _ = self.stream.set_nodelay(true);
        let service = service_fn(|mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(self.peer));
            let router = self.router.clone();
            let asked_to_stop = self.asked_to_stop.clone();
            async move {
                let response = router.oneshot(request).await?;
                Ok::<_, Infallible>(streams::ending_with_the_server(response, asked_to_stop))
            }
        });
        let connection = http.serve_connection(TokioIo::new(self.stream), service);
        if let Err(error) = self.watcher.watch(connection).await {
            tracing::trace!(%error, "a connection ended early");
        }
    }
}
