//! Wrong settings: exit code 2, one sentence, nothing made.

use std::fs;

use rustix::process::Signal;

use crate::machine::{Machine, text};

#[test]
fn a_wrong_setting_is_one_sentence_and_nothing_is_made() {
    for (name, value, starts) in [
        (
            "USHER_BASEURL",
            "https://media.uni.edu",
            "usher: The environment has the unknown variable",
        ),
        (
            "USHER_BASE_URL",
            "http://media.uni.edu",
            "usher: The variable USHER_BASE_URL is",
        ),
        (
            "USHER_LISTEN",
            "0.0.0.0:0",
            "usher: Usher would listen on 0.0.0.0:0, which other machines",
        ),
        (
            "USHER_DATABASE",
            "postgres://u:hunter2@db",
            "usher: The variable USHER_DATABASE is not the address of a PostgreSQL database",
        ),
        (
            "USHER_CONFIG",
            "/nowhere.toml",
            "usher: The configuration file /nowhere.toml cannot be read",
        ),
    ] {
        let machine = Machine::new();
        let refused = machine
            .command("serve")
            .env(name, value)
            .output()
            .expect("the binary runs");
        let said = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.starts_with(starts), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(!said.contains("hunter2"), "{said}");
        assert!(!machine.data().exists(), "{name} made something");
    }
}

#[test]
fn a_missing_key_beside_a_database_is_refused_and_none_is_made() {
    let machine = Machine::new();
    machine.serve().stopped_by(Signal::TERM);
    let key = machine.data().join("usher.key");
    fs::remove_file(&key).expect("there");
    let refused = machine.run("serve --listen 127.0.0.1:0");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("put the file back from your backup"));
    assert!(!key.exists());
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let machine = Machine::new();
    machine.serve().stopped_by(Signal::TERM);
    let database = machine.data().join("usher.db");
    let other = "This is a letter to my aunt. ".repeat(100);
    fs::write(&database, &other).expect("written");
    for command in ["serve --listen 127.0.0.1:0", "migrate", "admin list-users"] {
        let refused = machine.run(command);
        assert_eq!(refused.status.code(), Some(1), "{command}");
        let said = text(&refused.stderr);
        assert!(
            said.contains("is not an SQLite database"),
            "{command}: {said}"
        );
    }
    assert_eq!(fs::read_to_string(&database).expect("there"), other);
}

#[test]
fn a_demonstration_is_not_served_to_the_world() {
    let machine = Machine::new();
    fs::create_dir(machine.data()).expect("made");
    fs::write(machine.data().join("DEMO"), "").expect("written");
    let refused = machine
        .command("serve --listen 127.0.0.1:0")
        .env("USHER_BASE_URL", "https://media.uni.edu")
        .output()
        .expect("the binary runs");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("whose passwords everybody knows"));
}

#[test]
fn migrate_says_what_it_would_do_and_does_it() {
    let machine = Machine::new();
    let too_early = machine.run("migrate");
    assert_eq!(too_early.status.code(), Some(2));
    assert!(text(&too_early.stderr).contains("There is no database in"));
    machine.serve().stopped_by(Signal::TERM);
    for line in ["migrate --dry-run", "migrate"] {
        let done = machine.run(line);
        assert!(done.status.success(), "{}", text(&done.stderr));
        assert_eq!(
            text(&done.stdout),
            "The schema is up to date; there is nothing to do.\n"
        );
    }
}
