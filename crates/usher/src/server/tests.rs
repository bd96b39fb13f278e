//! The server over real sockets.

use std::{convert::Infallible, time::Duration};

use axum::{
    Router,
    extract::ConnectInfo,
    response::sse::{Event, Sse},
    routing::get,
};
use futures_util::StreamExt;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Notify,
    task::JoinHandle,
};

use super::*;

mod plain;

struct Running {
    address: SocketAddr,
    stop: CancellationToken,
    server: JoinHandle<()>,
}

fn start(router: Router, limits: Limits) -> Running {
    let listener = listen("127.0.0.1:0".parse().expect("address")).expect("a free port");
    let address = listener.local_addr().expect("bound");
    let stop = CancellationToken::new();
    let server = tokio::spawn(serve(listener, None, router, limits, stop.clone()));
    Running {
        address,
        stop,
        server,
    }
}

async fn connect(running: &Running) -> TcpStream {
    TcpStream::connect(running.address).await.expect("accepted")
}

async fn ask(stream: &mut TcpStream, path: &str) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
}

async fn everything(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .await
        .expect("closed in order");
    answer
}

#[tokio::test]
async fn a_handler_knows_the_peer() {
    let router = Router::new().route(
        "/",
        get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.to_string() }),
    );
    let running = start(router, Limits::default());
    let mut stream = connect(&running).await;
    let own = stream.local_addr().expect("connected").to_string();
    ask(&mut stream, "/").await;
    let mut answer = Vec::new();
    while !String::from_utf8_lossy(&answer).ends_with(&own) {
        assert_ne!(stream.read_buf(&mut answer).await.expect("open"), 0);
    }
    running.stop.cancel();
    running.server.await.expect("no panic");
}

#[tokio::test]
async fn a_running_request_is_finished_and_no_new_one_is_accepted() {
    let (reached, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (tell, wait) = (reached.clone(), go_on.clone());
    let router = Router::new().route(
        "/",
        get(|| async move {
            tell.notify_one();
            wait.notified().await;
            "finished"
        }),
    );
    let running = start(router, Limits::default());
    let mut stream = connect(&running).await;
    ask(&mut stream, "/").await;
    reached.notified().await;
    running.stop.cancel();
    go_on.notify_one();
    assert!(everything(stream).await.ends_with("finished"));
    running.server.await.expect("no panic");
    assert!(TcpStream::connect(running.address).await.is_err());
}

#[tokio::test]
async fn a_request_that_never_ends_is_cut_off_in_time() {
    let reached = Arc::new(Notify::new());
    let tell = reached.clone();
    let router = Router::new().route(
        "/",
        get(|| async move {
            tell.notify_one();
            std::future::pending::<()>().await;
        }),
    );
    let limits = Limits {
        finish: Duration::from_millis(50),
        ..Limits::default()
    };
    let running = start(router, limits);
    let mut stream = connect(&running).await;
    ask(&mut stream, "/").await;
    reached.notified().await;
    running.stop.cancel();
    time::timeout(Duration::from_secs(5), running.server)
        .await
        .expect("in time")
        .expect("no panic");
}

#[tokio::test]
async fn an_event_stream_ends_with_the_server() {
    let router = Router::new().route(
        "/",
        get(|| async {
            let first = Event::default().data("first");
            let events = futures_util::stream::iter([Ok::<_, Infallible>(first)])
                .chain(futures_util::stream::pending());
            Sse::new(events)
        }),
    );
    let running = start(router, Limits::default());
    let mut stream = connect(&running).await;
    ask(&mut stream, "/").await;
    let mut seen = Vec::new();
    while !String::from_utf8_lossy(&seen).contains("first") {
        assert_ne!(stream.read_buf(&mut seen).await.expect("open"), 0);
    }
    running.stop.cancel();
    assert!(
        everything(stream).await.ends_with("0\r\n\r\n"),
        "the last chunk says that it is all"
    );
    running.server.await.expect("no panic");
}

#[tokio::test]
async fn a_client_that_says_nothing_is_dropped() {
    let limits = Limits {
        head: Duration::from_millis(20),
        ..Limits::default()
    };
    let running = start(Router::new(), limits);
    let stream = connect(&running).await;
    let silent = time::timeout(Duration::from_secs(5), everything(stream)).await;
    silent.expect("closed by the server");
    running.stop.cancel();
}

#[tokio::test]
async fn more_connections_than_places_wait_for_one() {
    let router = Router::new().route("/", get(|| async { "served" }));
    let limits = Limits {
        connections: 1,
        ..Limits::default()
    };
    let running = start(router, limits);
    let first = connect(&running).await;
    let mut second = connect(&running).await;
    ask(&mut second, "/").await;
    let mut one = [0];
    let early = time::timeout(Duration::from_millis(50), second.read(&mut one)).await;
    assert!(
        early.is_err(),
        "nothing is served while the only place is taken"
    );
    drop(first);
    second
        .read_exact(&mut one)
        .await
        .expect("served after the first has gone");
    running.stop.cancel();
}
