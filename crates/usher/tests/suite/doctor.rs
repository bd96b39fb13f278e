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
