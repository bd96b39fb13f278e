//! T19: nothing inside is reached by a name or a number that somebody chose.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use http::Request;
use tokio::net::TcpStream;
use usher_domain::reach::{PrivateAddresses, is_public};

use crate::{Limits, Line, Outbound, Pending, Trouble};

/// A network in which every name answers what it is told to, one answer after the other, and
/// connecting is only written down.
#[derive(Default)]
struct Written {
    answers: Vec<Vec<IpAddr>>,
    asked: AtomicUsize,
    inside: AtomicUsize,
    outside: AtomicUsize,
}

impl Line for Written {
    fn look_up<'a>(&'a self, _: &'a str, _: u16) -> Pending<'a, Vec<IpAddr>> {
        let at = self.asked.fetch_add(1, Ordering::Relaxed);
        let answer = self.answers.get(at % self.answers.len().max(1)).cloned();
        Box::pin(async move { Ok(answer.unwrap_or_default()) })
    }

    fn connect(&self, address: SocketAddr) -> Pending<'_, TcpStream> {
        let count = if is_public(address.ip()) {
            &self.outside
        } else {
            &self.inside
        };
        count.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { Err(io::Error::other("nobody there")) })
    }
}

fn limits() -> Limits {
    Limits {
        connect: Duration::from_millis(200),
        whole: Duration::from_millis(200),
        body: 1000,
    }
}

async fn ask(line: &Arc<Written>, url: &str) -> Option<Trouble> {
    let request = Request::get(url).body(Vec::new()).ok()?;
    let by = Outbound::over(line.clone(), limits());
    by.send(request, &PrivateAddresses::default()).await.err()
}

const WAYS: &[&str] = &[
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.00.00.01",
    "2130706433",
    "0x7f000001",
    "0x7f.0x0.0x0.0x1",
    "0x7F.1",
    "017700000001",
    "0177.0.0.1",
    "0177.0.0.0x1",
    "127.0.0.1.",
    "127%2e0%2e0%2e1",
    "１２７.０.０.１",
    "127。0。0。1",
    "①②⑦.⓪.⓪.①",
    "0",
    "0.0.0.0",
    "0x0",
    "10.0.0.1",
    "167772161",
    "012.0.0.1",
    "172.16.0.1",
    "0xac.0x10.1",
    "192.168.1.1",
    "3232235777",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "169.254.43518",
    "100.100.100.200",
    "168.63.129.16",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:a9fe:a9fe]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::169.254.169.254]",
    "[2002:7f00:1::]",
    "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.localhost",
    "127.0.0.1.nip.example",
    "metadata.internal",
];

#[tokio::test]
async fn t19_no_way_to_write_an_address_leads_inside() {
    let inside: Vec<Vec<IpAddr>> = vec![
        vec!["127.0.0.1".parse().unwrap()],
        vec!["::1".parse().unwrap(), "10.0.0.7".parse().unwrap()],
        vec!["169.254.169.254".parse().unwrap()],
        vec!["::ffff:127.0.0.1".parse().unwrap()],
    ];
    let line = Arc::new(Written {
        answers: inside,
        ..Written::default()
    });
    let mut refused = 0;
    for way in WAYS {
        for url in [format!("https://{way}/x"), format!("http://{way}:8080/x")] {
            let trouble = ask(&line, &url).await;
            // Some are no address at all, which is as good.
            let fits = matches!(
                trouble,
                None | Some(Trouble::NotPermitted(_) | Trouble::NoAddress(_))
            );
            assert!(fits, "{url}: {trouble:?}");
            refused += 1;
        }
    }
    let reached = line.inside.load(Ordering::Relaxed) + line.outside.load(Ordering::Relaxed);
    assert_eq!(reached, 0);
    println!(
        "figure: t19 {} ways to write an address, {refused} requests: 0 reached",
        WAYS.len()
    );
}

#[tokio::test]
async fn t19_a_name_that_answers_otherwise_the_second_time_leads_nowhere() {
    let answers: Vec<Vec<IpAddr>> = [
        &["8.8.8.8"][..],
        &["127.0.0.1"],
        &["8.8.8.8", "127.0.0.1"],
        &["169.254.169.254", "8.8.8.8"],
        &["::ffff:10.0.0.1"],
    ]
    .iter()
    .map(|all| all.iter().map(|one| one.parse().unwrap()).collect())
    .collect();
    let line = Arc::new(Written {
        answers,
        ..Written::default()
    });
    for _ in 0..200 {
        ask(&line, "https://rebinding.example/").await;
    }
    assert_eq!(
        line.asked.load(Ordering::Relaxed),
        200,
        "one look for each request"
    );
    assert_eq!(line.inside.load(Ordering::Relaxed), 0);
    assert_eq!(line.outside.load(Ordering::Relaxed), 120);
    println!("figure: t19 200 requests to a name that changes its answer: 0 reached inside");
}

#[tokio::test]
async fn t19_nothing_goes_to_the_internet_in_the_clear() {
    let line = Arc::new(Written {
        answers: vec![vec!["8.8.8.8".parse().unwrap()]],
        ..Written::default()
    });
    let told = ask(&line, "http://idp.example/").await;
    assert_eq!(told, Some(Trouble::InTheClear([8, 8, 8, 8].into())));
    assert_eq!(line.outside.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn what_an_administrator_permits_is_reached_and_nothing_beside_it() {
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".to_vec();
    let (open, closed) = (
        super::answers::server(answer.clone()).await,
        super::answers::server(answer).await,
    );
    let permitted = PrivateAddresses::parse(&format!("127.0.0.1:{open}")).unwrap();
    let by = Outbound::new(Limits::default());
    for (host, port, reached) in [
        ("127.0.0.1", open, true),
        ("2130706433", open, true),
        ("localhost", open, true),
        ("127.0.0.1", closed, false),
        ("127.0.0.2", open, false),
    ] {
        let request = Request::get(format!("http://{host}:{port}/"))
            .body(Vec::new())
            .unwrap();
        let answer = by.send(request, &permitted).await;
        assert_eq!(answer.is_ok(), reached, "{host}:{port} {answer:?}");
    }
}
