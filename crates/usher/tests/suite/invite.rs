//! Invites from a terminal, beside a server.

use std::fs;

use reqwest::{Method, StatusCode};
use serde_json::Value;
use usher_test_postgres::database;

use crate::{
    demonstration::{Demonstration, told_of_the_end},
    machine::{Machine, Server, text},
    size::now,
    visitor::Visitor,
};

/// Runs a command that must go through; its lines.
fn lines(site: &Demonstration, line: &str) -> Vec<String> {
    let done = site.machine.run(line);
    assert!(done.status.success(), "{line}: {}", text(&done.stderr));
    text(&done.stdout).lines().map(str::to_owned).collect()
}

fn rows(site: &Demonstration, line: &str) -> Vec<Value> {
    let parse = |line: &String| serde_json::from_str(line).expect("a line of JSON");
    lines(site, line).iter().map(parse).collect()
}

fn invites(site: &Demonstration, which: &str) -> Vec<Value> {
    rows(site, &format!("invite list {} --json {which}", site.entry))
}

/// What becomes of somebody who opens the link and types the address.
async fn tried(server: &Server, link: &str, email: &str) -> StatusCode {
    let mut guest = Visitor::at(&server.base_url);
    guest.get(link).await;
    let form = [("email", email)];
    let request = guest.request(Method::POST, link).form(&form);
    guest.send(request).await.expect("it answers").status()
}

#[tokio::test]
async fn one_is_made_made_anew_and_revoked_and_each_link_does_what_it_says() {
    let site = Demonstration::on(Machine::new());
    let server = site.machine.serve();
    // Links begin with what the settings say; the port of this server is another.
    let path = |made: &Value| {
        let link = made["link"].as_str().expect("a link");
        link[link.find("/i/").expect("a path")..].to_owned()
    };
    let entry = &site.entry;
    let made = rows(
        &site,
        &format!("invite create {entry} ada@example.org --first-name Ada --last-name Guest --json"),
    );
    let [made] = made.as_slice() else {
        panic!("{made:?}")
    };
    let id = made["id"].as_str().expect("an id");
    let renewed = &rows(&site, &format!("invite renew {id} --json"))[0];
    let old = tried(&server, &path(made), "ada@example.org").await;
    assert_eq!(old, StatusCode::GONE, "replaced");
    let wrong = tried(&server, &path(renewed), "eve@example.org").await;
    assert_eq!(wrong, StatusCode::UNPROCESSABLE_ENTITY);
    let entered = tried(&server, &path(renewed), "ada@example.org").await;
    assert_eq!(entered, StatusCode::SEE_OTHER);
    assert_eq!(invites(&site, "--state joined")[0]["id"], id);
    lines(&site, &format!("invite revoke {id}"));
    let gone = tried(&server, &path(renewed), "ada@example.org").await;
    assert_eq!(gone, StatusCode::GONE);
    let again = site.machine.run(&format!("invite renew {id}"));
    assert_eq!(again.status.code(), Some(2), "revoked is final");
}

#[tokio::test]
async fn a_table_is_looked_at_imported_corrected_and_exported() {
    let site = Demonstration::on(Machine::new());
    let entry = &site.entry;
    let before = invites(&site, "").len();
    let table = site.machine.beside("people.csv");
    let file = table.display().to_string();
    fs::write(
        &table,
        "email,first name,last name\nada@example.org,Ada,Guest\nnobody,No,Body\n",
    )
    .expect("written");
    let dry = site
        .machine
        .run(&format!("invite import {entry} {file} --dry-run"));
    assert_eq!(dry.status.code(), Some(2), "{}", text(&dry.stderr));
    assert!(
        text(&dry.stdout).contains("Nothing is written yet. New: 1."),
        "{}",
        text(&dry.stdout)
    );
    assert_eq!(invites(&site, "").len(), before);
    fs::write(
        &table,
        "email,first name,last name\nada@example.org,Ada,Guest\nbob@example.org,Bob,Guest\n",
    )
    .expect("written");
    let done = lines(&site, &format!("invite import {entry} {file}"));
    assert!(
        done.last().is_some_and(|line| line.starts_with("New: 2.")),
        "{done:?}"
    );
    let again = lines(&site, &format!("invite import {entry} {file}"));
    assert!(
        again
            .last()
            .is_some_and(|line| line.contains("Already invited: 2.")),
        "{again:?}"
    );
    let exported = lines(
        &site,
        &format!("invite export {entry} --search ada@example.org"),
    );
    assert_eq!(exported.len(), 2, "{exported:?}");
    assert!(exported[1].contains("ada@example.org"), "{exported:?}");
}

#[test]
fn what_names_nothing_is_refused_in_a_sentence() {
    let site = Demonstration::on(Machine::new());
    let nothing = "01a229dc-31c9-7863-800f-bf1a81ced67b";
    let entry = &site.entry;
    for (line, said) in [
        (format!("invite list {nothing}"), "There is no entry"),
        (format!("invite revoke {nothing}"), "were refused"),
        (format!("invite renew {nothing}"), "There is no invite"),
        (
            format!("invite list {entry} --state lost"),
            "There is no state",
        ),
        (
            format!("invite list {entry} --as no@uni.edu"),
            "Nobody has the address",
        ),
    ] {
        let refused = site.machine.run(&line);
        assert_eq!(refused.status.code(), Some(2), "{line}");
        let told = text(&refused.stderr);
        assert!(told.contains(said), "{line}: {told}");
    }
}

/// A guest watches; a command revokes, and the guest's open page is told without anybody asking.
async fn a_command_is_heard(site: Demonstration) -> String {
    let server = site.machine.serve();
    let (mut guest, invited) = site.guest(&server, "ada@example.org").await;
    let mut stream = site.events(&mut guest).await;
    let since = now();
    lines(&site, &format!("invite revoke {}", invited.id));
    let after = told_of_the_end(&mut stream, since).await;
    let film = guest.get(&format!("/media/{}/file", site.entry)).await;
    assert_eq!(film.status(), StatusCode::NOT_FOUND);
    format!("{} ms", after.as_millis())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t09_what_a_command_takes_away_is_gone_from_what_is_open() {
    let here = a_command_is_heard(Demonstration::on(Machine::new())).await;
    let database = database().expect("a server");
    let machine = Machine::new().with_postgres(&database.url());
    let there = a_command_is_heard(Demonstration::on(machine)).await;
    println!(
        "figure: t09 revoked by a command beside the server, its start included: told after {here} on SQLite, {there} on PostgreSQL"
    );
}
