//! Connections: accepted within bounds, served over HTTP/1.1, finished in
//! order. Where there is a certificate they come by TLS, and may speak HTTP/2.

mod limits;
mod plain;
mod streams;
#[cfg(test)]
mod tests;

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo};
use hyper::{
    Request,
    body::Incoming,
    server::conn::{http1, http2},
    service::service_fn,
};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::graceful::{GracefulConnection, GracefulShutdown, Watcher},
};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::Semaphore,
    time,
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use usher_blob::Pace;

pub(crate) use self::limits::Limits;
use self::plain::Plain;
use crate::{
    failure::{Failure, Outcome},
    tls::{Door, Spoken},
};

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

/// Serves `router`, behind `door` if there is one, until `asked_to_stop`, then lets running requests finish
/// for as long as the limits allow. Each request carries the peer's address
/// as [`ConnectInfo`].
pub(crate) async fn serve(
    listener: TcpListener,
    door: Option<Door>,
    router: Router,
    limits: Limits,
    asked_to_stop: CancellationToken,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let http = Http::within(&limits);

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
            door: door.clone(),
            peer,
            router: router.clone(),
            asked_to_stop: asked_to_stop.clone(),
            watcher: graceful.watcher(),
        };
        let http = http.clone();
        tokio::spawn(async move {
            visit.attend(http).await;
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

/// What is spoken, within bounds.
#[derive(Clone)]
struct Http {
    one: http1::Builder,
    two: http2::Builder<TokioExecutor>,
}

impl Http {
    fn within(limits: &Limits) -> Self {
        let mut one = http1::Builder::new();
        one.timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .max_buf_size(limits.buffer)
            .max_headers(limits.headers);
        let mut two = http2::Builder::new(TokioExecutor::new());
        two.timer(TokioTimer::new())
            .max_concurrent_streams(limits.streams)
            .max_send_buf_size(limits.buffer)
            .max_header_list_size(u32::try_from(limits.buffer).unwrap_or(u32::MAX))
            // Whoever has gone without a word is noticed, and makes room.
            .keep_alive_interval(limits.head)
            .keep_alive_timeout(limits.head);
        Self { one, two }
    }
}

/// One connection and what it needs.
struct Visit {
    stream: TcpStream,
    door: Option<Door>,
    peer: SocketAddr,
    router: Router,
    asked_to_stop: CancellationToken,
    watcher: Watcher,
}

impl Visit {
    /// Answers requests until either side closes the connection.
    async fn attend(self, http: Http) {
        // Small answers go out at once; media is written in large pieces anyway.
        let _ = self.stream.set_nodelay(true);
        let (peer, router, stop) = (self.peer, self.router, self.asked_to_stop);
        let asked_to_stop = stop.clone();
        let pace = Pace::default();
        let paced = pace.clone();
        let service = service_fn(|mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            request.extensions_mut().insert(paced.clone());
            let router = router.clone();
            let asked_to_stop = asked_to_stop.clone();
            async move {
                let response = router.oneshot(request).await?;
                Ok::<_, Infallible>(streams::ending_with_the_server(response, asked_to_stop))
            }
        });
        let Some(door) = self.door else {
            let stream = TokioIo::new(Plain::new(self.stream, pace));
            return until_closed(self.watcher, http.one.serve_connection(stream, service)).await;
        };
        // Nobody is in yet whose request would have to be finished.
        let opened = stop.run_until_cancelled(door.open(self.stream)).await;
        let Some((stream, spoken)) = opened.flatten() else {
            return;
        };
        let stream = TokioIo::new(stream);
        match spoken {
            Spoken::Http1 => {
                until_closed(self.watcher, http.one.serve_connection(stream, service)).await;
            }
            Spoken::Http2 => {
                until_closed(self.watcher, http.two.serve_connection(stream, service)).await;
            }
        }
    }
}

async fn until_closed<C>(watcher: Watcher, connection: C)
where
    C: GracefulConnection,
    C::Error: std::fmt::Display,
{
    if let Err(error) = watcher.watch(connection).await {
        tracing::trace!(%error, "a connection ended early");
    }
}
