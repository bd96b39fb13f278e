//! TLS by two files, for those without a proxy.

use std::{fs, net::TcpStream, time::Duration};

use hyper::{Request, StatusCode, Version};
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustix::process::Signal;
use serde_json::json;

use crate::{
    machine::{Machine, text},
    tls_client::{Connection, TlsClient},
};

/// How long anything may take here.
const PATIENCE: Duration = Duration::from_mins(1);

/// A certificate for this machine, and its key.
struct Pair {
    certificate: String,
    key: String,
}

impl Pair {
    fn until(year: i32) -> Self {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).expect("a name");
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(year, 1, 1);
        Self {
            certificate: params.self_signed(&key).expect("signed").pem(),
            key: key.serialize_pem(),
        }
    }

    /// A client that believes this certificate and no other.
    fn client(&self, protocols: &[&str]) -> TlsClient {
        TlsClient::believing(&self.certificate, protocols)
    }
}

/// A machine whose settings name two files with this pair.
fn machine(pair: &Pair) -> Machine {
    let mut machine = Machine::new();
    let (certificate, key) = (machine.beside("cert.pem"), machine.beside("key.pem"));
    machine.set("USHER_TLS_CERTIFICATE", certificate);
    machine.set("USHER_TLS_KEY", key);
    put(&machine, pair);
    machine
}

fn put(machine: &Machine, pair: &Pair) {
    fs::write(machine.beside("key.pem"), &pair.key).expect("written");
    fs::write(machine.beside("cert.pem"), &pair.certificate).expect("written");
}

/// Asks on an open connection how the hub is; the version of HTTP that was spoken.
async fn health(connection: &mut Connection, at: &str) -> Version {
    let request = Request::get(format!("{at}/healthz")).body(String::new());
    let answer = connection.send(request.expect("a request")).await;
    let answer = answer.expect("it answers");
    assert_eq!(answer.status, StatusCode::OK);
    answer.version
}

/// The same on a new connection; none if the certificate is not believed.
async fn new_health(client: &TlsClient, at: &str) -> Option<Version> {
    let mut connection = client.connect(at).await.ok()?;
    Some(health(&mut connection, at).await)
}

/// Tries again until it is so.
async fn in_time(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let tried = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(PATIENCE, tried).await.expect(what);
}

#[tokio::test]
async fn it_serves_both_versions_of_http_by_tls_and_nothing_without() {
    let pair = Pair::until(2090);
    let machine = machine(&pair);
    machine.make_member("ann@uni.edu", "private_only");
    let mut server = machine.serve();
    let at = server.base_url.clone();
    assert!(at.starts_with("https://127.0.0.1:"), "{at}");
    let both = pair.client(&["h2", "http/1.1"]);
    assert_eq!(new_health(&both, &at).await, Some(Version::HTTP_2));
    for protocols in [&["http/1.1"] as &[_], &[]] {
        let old = pair.client(protocols);
        assert_eq!(new_health(&old, &at).await, Some(Version::HTTP_11));
    }

    // A member signs in and comes back with the cookie, by HTTP/2.
    let mut connection = both.connect(&at).await.expect("let in");
    let form = json!({ "email": "ann@uni.edu", "password": "correct horse" });
    let sign_in = Request::post(format!("{at}/api/v1/session"))
        .header("content-type", "application/json")
        .body(form.to_string());
    let answer = connection.send(sign_in.expect("a request")).await;
    let answer = answer.expect("it answers");
    assert!(answer.status.is_success(), "{}", answer.status);
    let mut again = Request::get(format!("{at}/api/v1/entries"));
    for cookie in answer.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().expect("text");
        assert!(cookie.contains("; Secure"), "{cookie}");
        // One line each, as browsers do.
        again = again.header("cookie", cookie.split(';').next().expect("a pair"));
    }
    let answer = connection
        .send(again.body(String::new()).expect("a request"))
        .await;
    assert_eq!(answer.expect("it answers").status, StatusCode::OK);

    let plain = reqwest::get(at.replace("https", "http")).await;
    assert!(plain.is_err(), "plain http is not answered");
    let stranger = Pair::until(2090).client(&[]);
    assert_eq!(new_health(&stranger, &at).await, None);

    let letter = machine.run(&format!(
        "doctor --listen {}",
        at.trim_start_matches("https://")
    ));
    let said = text(&letter.stdout);
    assert!(said.contains("ok    port: Usher is running"), "{said}");
    assert!(
        said.contains("ok    TLS: the certificate is good for"),
        "{said}"
    );

    // Neither an idle connection nor one that never begins holds up the end.
    let mute = TcpStream::connect(at.trim_start_matches("https://")).expect("accepted");
    assert_eq!(health(&mut connection, &at).await, Version::HTTP_2);
    assert_eq!(server.stopped_by(Signal::TERM), Some(0));
    drop(mute);
}

#[tokio::test]
async fn a_new_certificate_is_shown_while_old_connections_go_on_and_a_broken_one_is_not() {
    let (first, second) = (Pair::until(2080), Pair::until(2090));
    let machine = machine(&first);
    let mut server = machine.serve();
    let at = server.base_url.clone();
    let held = first.client(&["http/1.1"]).connect(&at).await;
    let mut held = held.expect("let in");
    health(&mut held, &at).await;

    put(&machine, &second);
    let (old, new) = (first.client(&[]), second.client(&[]));
    in_time("the new certificate is shown", async || {
        new_health(&new, &at).await.is_some()
    })
    .await;
    assert_eq!(new_health(&old, &at).await, None);
    health(&mut held, &at).await;

    fs::write(machine.beside("cert.pem"), "not a certificate").expect("written");
    in_time("the log says so", async || {
        machine.logged().contains("the one before goes on")
    })
    .await;
    assert!(new_health(&new, &at).await.is_some(), "as before");
    put(&machine, &Pair::until(2021));
    in_time("the log says so", async || {
        machine.logged().contains("has expired")
    })
    .await;
    assert!(new_health(&new, &at).await.is_some(), "as before");
    health(&mut held, &at).await;
    assert_eq!(server.stopped_by(Signal::TERM), Some(0));
}

#[test]
fn what_cannot_be_served_is_a_sentence_and_nothing_is_made() {
    let good = Pair::until(2090);
    let refused = |machine: &Machine, words: &str| {
        let refused = machine.run("serve --listen 127.0.0.1:0");
        let said = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(
            said.lines().last().is_some_and(|said| said.contains(words)),
            "{said}"
        );
        assert!(!machine.data().exists(), "nothing was made");
    };
    let mixed = Pair {
        certificate: good.certificate.clone(),
        key: Pair::until(2090).key,
    };
    refused(&machine(&mixed), "does not belong to the certificate");
    refused(&machine(&Pair::until(2021)), "has expired on 2021-01-01");
    let missing = machine(&good);
    fs::remove_file(missing.beside("key.pem")).expect("there");
    refused(&missing, "is not there");
    let mut insecure = machine(&good);
    insecure.set("USHER_BASE_URL", "http://localhost:8484");
    refused(&insecure, "but Usher speaks TLS");
    let mut half = Machine::new();
    half.set("USHER_TLS_KEY", half.beside("key.pem"));
    refused(&half, "but tls.certificate is not");
    let mut pasted = machine(&good);
    pasted.set("USHER_TLS_KEY", good.key.clone());
    refused(&pasted, "Write the file's name there");
}
