//! Starting, serving, stopping.

use std::{
    io::{Read, Write},
    net::TcpStream,
    os::unix::fs::PermissionsExt,
};

use rustix::process::Signal;

use crate::machine::{Machine, text};

async fn get(url: String) -> (u16, String) {
    let answer = reqwest::get(url).await.expect("it answers");
    (answer.status().as_u16(), answer.text().await.expect("text"))
}

#[tokio::test]
async fn it_says_when_it_is_ready_and_stops_in_order_when_asked() {
    for signal in [Signal::TERM, Signal::INT] {
        let machine = Machine::new();
        let mut server = machine.serve();
        assert!(
            server.base_url.starts_with("http://127.0.0.1:"),
            "{}",
            server.base_url
        );
        assert_eq!(
            get(format!("{}/healthz", server.base_url)).await,
            (200, "ok\n".to_owned())
        );
        assert_eq!(server.stopped_by(signal), Some(0), "{}", machine.logged());
    }
}

#[tokio::test]
async fn it_starts_again_on_what_it_left() {
    let machine = Machine::new();
    machine.serve().stopped_by(Signal::TERM);
    let key = std::fs::read(machine.data().join("usher.key")).expect("made");
    let mut again = machine.serve();
    assert_eq!(get(format!("{}/healthz", again.base_url)).await.0, 200);
    assert_eq!(again.stopped_by(Signal::TERM), Some(0));
    assert_eq!(
        std::fs::read(machine.data().join("usher.key")).expect("kept"),
        key
    );
}

#[test]
fn a_killed_server_leaves_a_folder_that_the_next_one_takes() {
    let machine = Machine::new();
    machine.serve().stopped_by(Signal::KILL);
    assert_eq!(machine.serve().stopped_by(Signal::TERM), Some(0));
}

#[test]
fn a_second_signal_stops_it_at_once() {
    let machine = Machine::new();
    let mut server = machine.serve();
    let address = server.base_url.trim_start_matches("http://").to_owned();
    // A request whose body never comes holds up an orderly stop; the server says when it waits for it.
    let mut half = TcpStream::connect(&address).expect("accepted");
    let head = format!(
        "POST /api/v1/session HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Content-Length: 9\r\nExpect: 100-continue\r\n\r\n"
    );
    half.write_all(head.as_bytes()).expect("sent");
    let mut answer = [0; 25];
    half.read_exact(&mut answer).expect("answered");
    assert_eq!(text(&answer), "HTTP/1.1 100 Continue\r\n\r\n");
    server.signal(Signal::TERM);
    while TcpStream::connect(&address).is_ok() {}
    assert_eq!(
        server.stopped_by(Signal::TERM),
        Some(130),
        "{}",
        machine.logged()
    );
}

#[test]
fn everything_it_makes_is_for_its_owner_alone() {
    let machine = Machine::new();
    let _server = machine.serve();
    let mut folders = vec![machine.data()];
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(folder).expect("a folder") {
            let item = item.expect("readable");
            let metadata = item.metadata().expect("there");
            let mode = metadata.permissions().mode() & 0o077;
            assert_eq!(mode, 0, "{}", item.path().display());
            if metadata.is_dir() {
                folders.push(item.path());
            }
        }
    }
}

#[test]
fn a_second_server_on_the_same_folder_is_refused() {
    let machine = Machine::new();
    let mut first = machine.serve();
    let second = machine.run("serve --listen 127.0.0.1:0");
    assert_eq!(second.status.code(), Some(1));
    assert!(
        text(&second.stderr).contains("Another Usher"),
        "{}",
        text(&second.stderr)
    );
    assert_eq!(first.stopped_by(Signal::TERM), Some(0));
}

#[test]
fn a_port_that_is_taken_is_a_sentence_and_nothing_is_made() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("bound");
    let machine = Machine::new();
    let refused = machine.run(&format!("serve --listen {address}"));
    assert_eq!(refused.status.code(), Some(1));
    let said = text(&refused.stderr);
    assert!(
        said.starts_with(&format!("usher: Usher cannot listen on {address}")),
        "{said}"
    );
    assert!(!machine.data().exists());
}

#[test]
fn with_json_logs_the_ready_event_is_json_on_stderr() {
    use std::io::{BufRead, BufReader};
    let machine = Machine::new();
    let mut child = machine
        .command("serve --listen 127.0.0.1:0")
        .env("USHER_LOG_FORMAT", "json")
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let lines = BufReader::new(child.stderr.take().expect("piped")).lines();
    let ready = lines
        .map(|line| line.expect("text"))
        .map(|line| serde_json::from_str::<serde_json::Value>(&line).expect("every line is JSON"))
        .find(|event| event["message"] == "Usher is ready");
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    let base_url = ready.expect("it was said")["base_url"].clone();
    assert!(
        base_url
            .as_str()
            .is_some_and(|url| url.starts_with("http://127.0.0.1:")),
        "{base_url}"
    );
}
