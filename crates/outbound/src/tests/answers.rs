//! Servers that answer, and servers that do not.

use std::time::Duration;

use http::Request;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use usher_domain::reach::PrivateAddresses;

use crate::{Limits, Outbound, Trouble};

const SHORT: Limits = Limits {
    connect: Duration::from_millis(300),
    whole: Duration::from_millis(400),
    body: 1000,
};

/// A server that says `answer` to whoever connects; its port.
pub(super) async fn server(answer: Vec<u8>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut asked = [0; 2048];
                let _ = stream.read(&mut asked).await;
                let _ = stream.write_all(&answer).await;
                if answer.ends_with(b"...") {
                    std::future::pending::<()>().await;
                }
            });
        }
    });
    port
}

async fn ask(answer: &str) -> Result<http::Response<Vec<u8>>, Trouble> {
    let port = server(answer.as_bytes().to_vec()).await;
    let permitted = PrivateAddresses::parse(&format!("127.0.0.1:{port}")).unwrap();
    let request = Request::get(format!("http://127.0.0.1:{port}/a?b=c"));
    let request = request.body(Vec::new()).unwrap();
    Outbound::new(SHORT).send(request, &permitted).await
}

#[tokio::test]
async fn an_answer_is_read_whole_and_a_redirect_is_one() {
    let answer = ask("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello")
        .await
        .unwrap();
    assert_eq!(answer.body(), b"hello");
    let answer =
        ask("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1/\r\ncontent-length: 0\r\n\r\n");
    assert_eq!(answer.await.unwrap().status(), 302);
}

#[tokio::test]
async fn silence_endlessness_and_nonsense_end() {
    let long = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{}",
        "x".repeat(5000)
    );
    let head = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "x".repeat(100_000));
    for (answer, trouble) in [
        ("HTTP/1.1 200 OK\r\n...", "timed-out"),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n...",
            "timed-out",
        ),
        (&long, "too-long"),
        (&head, "nonsense"),
        ("220 mail ESMTP\r\n", "nonsense"),
        ("", "nonsense"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx", "nonsense"),
    ] {
        let told = ask(answer).await.unwrap_err();
        assert_eq!(told.as_str(), trouble, "{told} to {answer:.40}");
    }
}

#[tokio::test]
async fn whoever_speaks_no_tls_is_not_spoken_to_in_the_clear() {
    let port = server(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec()).await;
    let permitted = PrivateAddresses::parse("127.0.0.1").unwrap();
    let request = Request::get(format!("https://127.0.0.1:{port}/"));
    let request = request.body(Vec::new()).unwrap();
    let told = Outbound::new(SHORT).send(request, &permitted).await;
    assert_eq!(told.unwrap_err().as_str(), "not-secure");
}

#[tokio::test]
async fn what_is_no_address_of_a_page_is_told() {
    for wrong in [
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://a@127.0.0.1/",
        "/path",
        "gopher://x/",
    ] {
        let Ok(request) = Request::get(wrong).body(Vec::new()) else {
            continue;
        };
        let told = Outbound::new(SHORT)
            .send(request, &PrivateAddresses::default())
            .await;
        assert_eq!(told.unwrap_err().as_str(), "no-address", "{wrong}");
    }
}
