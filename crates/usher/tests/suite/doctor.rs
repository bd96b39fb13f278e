//! `usher doctor` as a person and a program read it.

use rustix::process::Signal;
use serde_json::Value;

use crate::machine::{Machine, text};

#[test]
fn before_the_first_start_it_passes_and_makes_nothing() {
    let machine = Machine::new();
    let letter = machine.run("doctor --listen 127.0.0.1:0");
    let said = text(&letter.stdout);
    assert!(letter.status.success(), "{said}");
    assert!(said.contains("will be made at the first start"), "{said}");
    assert!(!machine.data().exists());
}

#[test]
fn beside_a_running_server_it_knows_the_server() {
    let machine = Machine::new();
    let mut server = machine.serve();
    let address = server.base_url.trim_start_matches("http://").to_owned();
    let letter = machine.run(&format!("doctor --listen {address}"));
    let said = text(&letter.stdout);
    assert!(letter.status.success(), "{said}");
    assert!(
        said.contains(&format!("Usher is running on {address}")),
        "{said}"
    );
    assert!(said.contains("its schema is current"), "{said}");
    assert_eq!(server.stopped_by(Signal::TERM), Some(0));
}

#[test]
fn a_program_reads_one_line_of_json() {
    let machine = Machine::new();
    std::fs::write(machine.data(), "a file where the folder should be").expect("written");
    let letter = machine.run("doctor --listen 127.0.0.1:0 --json");
    assert_eq!(letter.status.code(), Some(1));
    let said = text(&letter.stdout);
    assert_eq!(said.lines().count(), 1, "{said}");
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(said["ok"], false);
    let failed: Vec<_> = said["checks"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|check| check["result"] == "fail")
        .map(|check| check["check"].as_str().expect("a name"))
        .collect();
    assert!(failed.contains(&"data folder"), "{failed:?}");
}

#[test]
fn settings_that_cannot_be_used_are_a_failed_check() {
    let machine = Machine::new();
    let letter = machine
        .command("doctor")
        .env("USHER_LISTEN", "everywhere")
        .output()
        .expect("the binary runs");
    assert_eq!(letter.status.code(), Some(1));
    assert!(text(&letter.stdout).starts_with("fail  settings: they cannot be used\n"));
}

#[tokio::test]
async fn beside_a_running_server_it_goes_the_way_in_and_finds_a_proxy_that_is_not_trusted() {
    let mut machine = Machine::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("bound");
    drop(taken);
    machine.set(
        "USHER_BASE_URL",
        format!("http://localhost:{}", address.port()),
    );
    let server = machine.serve_at(&address.to_string());
    let doctor = || {
        let letter = machine.run(&format!("doctor --listen {address}"));
        text(&letter.stdout)
    };
    let said = doctor();
    assert!(said.contains("ok    way in: http://localhost:"), "{said}");
    assert!(said.contains("ok    database file: SQLite 3."), "{said}");
    assert!(!said.contains("proxies:"), "{said}");
    let client = reqwest::Client::new();
    let through_a_proxy = client
        .get(format!("{}/healthz", server.base_url))
        .header("x-forwarded-for", "203.0.113.7");
    through_a_proxy.send().await.expect("it answers");
    let said = doctor();
    assert!(said.contains("warn  proxies: 1 requests came"), "{said}");
}

#[tokio::test]
async fn who_watches_a_hub_may_go_by_its_address_and_nobody_else() {
    let mut machine = Machine::new();
    machine.set("USHER_BASE_URL", "https://media.uni.edu");
    let listening = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listening.local_addr().expect("bound");
    drop(listening);
    let server = machine.serve_at(&address.to_string());
    assert_eq!(server.base_url, "https://media.uni.edu");
    let status = async |path: &str, host: &str| {
        let asked = reqwest::Client::new()
            .get(format!("http://{address}{path}"))
            .header("host", host);
        asked.send().await.expect("it answers").status().as_u16()
    };
    let own = address.to_string();
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(status(path, &own).await, 200, "{path}");
        assert_eq!(status(path, "evil.example").await, 421, "{path}");
    }
    assert_eq!(status("/sign-in", &own).await, 421);
    let letter = machine.run(&format!("doctor --listen {address}"));
    let said = text(&letter.stdout);
    assert!(said.contains("ok    port: Usher is running"), "{said}");
    assert!(
        said.contains("warn  way in: https://media.uni.edu does not lead here"),
        "{said}"
    );
}
