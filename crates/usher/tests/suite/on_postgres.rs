//! The binary with its database on PostgreSQL: the main job, and every way in which the
//! database cannot be used.

use std::{fs, os::unix::fs::PermissionsExt};

use reqwest::{Method, StatusCode};
use rustix::process::Signal;
use serde_json::Value;
use usher_test_postgres::{Database, Durability, database, own_server, statements};

use crate::{
    demonstration::Demonstration,
    machine::{Machine, text},
    visitor::Visitor,
};

fn machine(database: &Database) -> Machine {
    Machine::new().with_postgres(&database.url())
}

/// Runs a command that must be refused in one sentence; its exit code and the sentence.
fn refused(machine: &Machine, line: &str) -> (Option<i32>, String) {
    let done = machine.run(line);
    let said = text(&done.stderr);
    assert!(!done.status.success(), "{line} went through");
    let sentences: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("usher: "))
        .collect();
    assert_eq!(sentences.len(), 1, "{said}");
    (done.status.code(), said)
}

const SERVE: &str = "serve --listen 127.0.0.1:0";

#[tokio::test]
async fn an_owner_invites_a_guest_watches_and_is_out_when_it_is_taken_back() {
    let database = database().expect("a database");
    let site = Demonstration::on(machine(&database));
    let server = site.machine.serve();
    let invited = site.invite(&server, "ada@example.org").await;

    let mut guest = Visitor::at(&server.base_url);
    assert_eq!(guest.get(&invited.link).await.status(), 200);
    let form = [("email", "ada@example.org")];
    let request = guest.request(Method::POST, &invited.link).form(&form);
    let entered = guest.send(request).await.expect("it answers");
    assert_eq!(entered.status(), StatusCode::SEE_OTHER);
    let file = format!("/media/{}/file", site.entry);
    assert_eq!(guest.get(&file).await.status(), 200);

    let mut stranger = Visitor::at(&server.base_url);
    stranger.get(&invited.link).await;
    let request = stranger.request(Method::POST, &invited.link).form(&form);
    let turned_away = stranger.send(request).await.expect("it answers");
    assert_eq!(turned_away.status(), StatusCode::CONFLICT);

    let mut owner = Visitor::at(&server.base_url);
    let path = format!("/api/v1/invites/{}", invited.id);
    let revoke = owner
        .request(Method::DELETE, &path)
        .bearer_auth(&site.token);
    let revoked = owner.send(revoke).await.expect("it answers");
    assert!(revoked.status().is_success(), "{}", revoked.status());
    assert_eq!(guest.get(&file).await.status(), StatusCode::NOT_FOUND);

    let data = site.machine.data();
    assert!(data.join("usher.key").exists() && data.join("media").is_dir());
    assert!(!data.join("usher.db").exists());
}

#[test]
fn commands_work_beside_a_server() {
    let database = database().expect("a database");
    let machine = machine(&database);
    machine.make_account("ann@uni.edu");
    let mut server = machine.serve();
    machine.make_account("bob@uni.edu");
    let listed = text(&machine.run("admin list-users").stdout);
    assert!(
        listed.contains("ann@uni.edu") && listed.contains("bob@uni.edu"),
        "{listed}"
    );
    let up_to_date = "The schema is up to date; there is nothing to do.\n";
    assert_eq!(text(&machine.run("migrate --dry-run").stdout), up_to_date);
    let letter = text(&machine.run("doctor --listen 127.0.0.1:0").stdout);
    assert!(
        letter.contains("opens, and its schema is current"),
        "{letter}"
    );
    assert!(letter.contains("(PostgreSQL "), "{letter}");
    assert_eq!(server.stopped_by(Signal::TERM), Some(0));
    assert_eq!(text(&machine.run("migrate").stdout), up_to_date);
    machine.run("admin trust-clock");
}

#[test]
fn a_database_that_cannot_be_used_is_one_sentence_and_nothing_is_made() {
    let empty = database().expect("a database");
    let server = empty.url().rsplit_once('/').expect("a path").0.to_owned();
    let at = server.trim_start_matches("postgres://postgres@").to_owned();
    let makes_none = "usher_suite_makes_none";
    // Roles belong to the whole server, which may have been here before.
    let _ = statements(
        &server,
        "postgres",
        &format!("CREATE ROLE {makes_none} LOGIN"),
    );
    let name = empty.url().rsplit_once('/').expect("a path").1.to_owned();
    let close = "REVOKE CREATE ON SCHEMA public FROM PUBLIC";
    statements(&server, &name, close).expect("closed");
    for (url, says) in [
        (
            "postgres://usher:hunter2@127.0.0.1:1/hub".to_owned(),
            "hub on 127.0.0.1:1 cannot be reached",
        ),
        (
            format!("{server}/no_such_hub"),
            "There is no database no_such_hub on ",
        ),
        (
            format!("postgres://nobody_at_all:hunter2@{at}/{name}"),
            "does not let us in",
        ),
        (
            format!("{server}/{name}?sslmode=require"),
            "does not offer TLS, and sslmode=require asks for it",
        ),
        (
            format!("postgres://{makes_none}@{at}/{name}"),
            "the role usher_suite_makes_none may not make tables",
        ),
    ] {
        let machine = Machine::new().with_postgres(&url);
        for line in [SERVE, "admin list-users", "demo --listen 127.0.0.1:0"] {
            let (code, said) = refused(&machine, line);
            assert_eq!(code, Some(1), "{said}");
            assert!(said.contains(says), "{line}: {said}");
            assert!(!said.contains("hunter2"), "{said}");
            assert!(!machine.data().exists(), "{line} made something: {said}");
        }
        let doctor = machine.run("doctor --listen 127.0.0.1:0");
        let letter = text(&doctor.stdout);
        assert_eq!(doctor.status.code(), Some(1), "{letter}");
        assert!(letter.contains("fail  database: "), "{letter}");
        assert!(!letter.contains("hunter2"), "{letter}");
    }
}

#[test]
fn a_wrong_password_is_told_and_the_right_one_comes_from_its_file() {
    let server = own_server(Durability::None).expect("a server");
    let database = Database::on(&server.url(), None).expect("a database");
    let name = database
        .url()
        .rsplit_once('/')
        .expect("a path")
        .1
        .to_owned();
    let role = format!(
        "CREATE ROLE usher LOGIN PASSWORD 'correct horse'; ALTER DATABASE {name} OWNER TO usher"
    );
    statements(&server.url(), "postgres", &role).expect("made");
    let rules = server.data().join("pg_hba.conf");
    let before = fs::read_to_string(&rules).expect("there");
    let asked = format!("host all usher 127.0.0.1/32 scram-sha-256\n{before}");
    fs::write(&rules, asked).expect("written");
    statements(&server.url(), "postgres", "SELECT pg_reload_conf()").expect("read again");

    let at = server.url().replace("postgres://postgres@", "");
    let wrong = Machine::new().with_postgres(&format!("postgres://usher:hunter2@{at}/{name}"));
    let (code, said) = refused(&wrong, SERVE);
    assert_eq!(code, Some(1));
    assert!(said.contains("user name or password is wrong"), "{said}");
    assert!(!said.contains("hunter2"), "{said}");

    let mut right = Machine::new().with_postgres(&format!("postgres://usher@{at}/{name}"));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("password");
    fs::write(&file, "correct horse\n").expect("written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("closed");
    right.set("USHER_DATABASE_PASSWORD_FILE", &file);
    right.set("USHER_LOG_LEVEL", "trace");
    assert_eq!(right.serve().stopped_by(Signal::TERM), Some(0));
    assert!(!right.logged().contains("correct horse"));
    let letter = text(&right.run("doctor --listen 127.0.0.1:0").stdout);
    assert!(!letter.contains("correct horse"), "{letter}");
    assert!(letter.contains("schema is current"), "{letter}");
}

#[test]
fn anothers_tables_and_a_newer_schema_are_left_alone() {
    let theirs = database().expect("a database");
    let (server, name) = theirs
        .url()
        .rsplit_once('/')
        .map(|(s, n)| (s.to_owned(), n.to_owned()))
        .expect("a path");
    statements(&server, &name, "CREATE TABLE payroll (n INT)").expect("made");
    let (code, said) = refused(&machine(&theirs), SERVE);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("holds tables that Usher did not make"),
        "{said}"
    );

    let newer = database().expect("a database");
    let site = machine(&newer);
    site.serve().stopped_by(Signal::TERM);
    let name = newer.url().rsplit_once('/').expect("a path").1.to_owned();
    let next = "INSERT INTO schema_migrations (version, name, digest, applied_at)
                SELECT max(version) + 1, '9999_tomorrow', 'x', 0 FROM schema_migrations";
    statements(&server, &name, next).expect("written");
    for line in [SERVE, "migrate", "admin list-users"] {
        let (code, said) = refused(&site, line);
        assert_eq!(code, Some(1));
        assert!(said.contains("was used by a newer Usher"), "{line}: {said}");
    }
}

#[test]
fn a_database_opens_with_its_own_key_file_only() {
    let database = database().expect("a database");
    let first = machine(&database);
    first.make_account("ann@uni.edu");
    first.serve().stopped_by(Signal::TERM);

    let second = machine(&database);
    for line in [SERVE, "admin list-users"] {
        let (code, said) = refused(&second, line);
        assert_eq!(code, Some(2), "{said}");
        assert!(
            said.contains("is missing, but there is a database already"),
            "{said}"
        );
        assert!(!second.data().join("usher.key").exists(), "none is made");
    }

    // Another hub's key.
    let other = Machine::new();
    other.serve().stopped_by(Signal::TERM);
    let key = second.data().join("usher.key");
    fs::create_dir_all(second.data()).expect("a folder");
    fs::copy(other.data().join("usher.key"), &key).expect("copied");
    for line in [SERVE, "migrate", "admin list-users"] {
        let (code, said) = refused(&second, line);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("is not the one that the database"), "{said}");
    }
    let letter = text(&second.run("doctor --listen 127.0.0.1:0").stdout);
    assert!(
        letter.contains("is not the one that the database was made with"),
        "{letter}"
    );

    fs::copy(first.data().join("usher.key"), &key).expect("copied");
    assert_eq!(second.serve().stopped_by(Signal::TERM), Some(0));
}

#[test]
fn a_demonstration_and_a_real_site_keep_apart() {
    let real = database().expect("a database");
    let site = machine(&real);
    site.make_account("ann@uni.edu");
    let (code, said) = refused(&site, "demo --listen 127.0.0.1:0");
    assert_eq!(code, Some(2));
    assert!(said.contains("holds a real site"), "{said}");

    let shown = database().expect("a database");
    let mut demo = machine(&shown);
    let (mut server, first) = demo.demo();
    server.stopped_by(Signal::TERM);
    let (mut server, second) = demo.demo();
    server.stopped_by(Signal::TERM);
    assert_eq!(
        entries(&first),
        entries(&second),
        "the same university again"
    );
    fs::remove_file(demo.data().join("DEMO")).expect("there");
    demo.set("USHER_BASE_URL", "https://media.uni.edu");
    let (code, said) = refused(&demo, SERVE);
    assert_eq!(code, Some(2));
    assert!(said.contains("holds a demonstration"), "{said}");
}

fn entries(said: &Value) -> &Value {
    &said["entries"]
}
