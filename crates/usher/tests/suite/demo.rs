//! The demonstration.

use std::{collections::BTreeSet, fs};

use rustix::process::Signal;
use serde_json::{Value, json};

use crate::{
    machine::{Machine, text},
    visitor::Visitor,
};

fn list<'a>(said: &'a Value, name: &str) -> &'a [Value] {
    said[name].as_array().expect("a list")
}

fn texts<'a>(list: &'a [Value], field: &str) -> BTreeSet<&'a str> {
    list.iter().filter_map(|one| one[field].as_str()).collect()
}

#[test]
fn the_first_start_says_one_line_with_everything_in_it() {
    let machine = Machine::new();
    let (server, said) = machine.demo();
    let accounts = list(&said, "accounts");
    assert_eq!(
        texts(accounts, "role"),
        BTreeSet::from(["admin", "private_only", "unmoderated_admin", "viewer"])
    );
    let administrators: Vec<_> = accounts
        .iter()
        .filter(|a| a["site_admin"] == true)
        .collect();
    assert_eq!(administrators.len(), 1);
    let entries = list(&said, "entries");
    assert_eq!(
        texts(entries, "kind"),
        BTreeSet::from(["audio", "document", "video"])
    );
    assert!(texts(entries, "owner").is_subset(&texts(accounts, "email")));
    server.signal(Signal::TERM);
    assert_eq!(server.rest(), "");
}

#[tokio::test]
async fn everybody_can_sign_in_and_owners_have_their_media() {
    let machine = Machine::new();
    let (server, said) = machine.demo();
    for account in list(&said, "accounts") {
        let (email, password) = (&account["email"], &account["password"]);
        let (email, password) = (email.as_str().expect("a text"), password.as_str());
        let mut visitor =
            Visitor::signed_in(&server.base_url, email, password.expect("a text")).await;
        for entry in list(&said, "entries") {
            if entry["owner"] != email {
                continue;
            }
            let id = entry["id"].as_str().expect("a text");
            for part in ["file", "poster", "poster-small"] {
                let answer = visitor.get(&format!("/media/{id}/{part}")).await;
                assert_eq!(answer.status(), 200, "{part} of {}", entry["title"]);
            }
        }
    }
}

#[tokio::test]
async fn a_later_start_keeps_what_people_changed() {
    let machine = Machine::new();
    let (mut server, first) = machine.demo();
    let owner = first["accounts"][0]["email"].as_str().expect("a text");
    let mut entries = list(&first, "entries")
        .iter()
        .filter(|entry| entry["owner"] == owner);
    let id = |entry: Option<&Value>| {
        entry.expect("two")["id"]
            .as_str()
            .expect("a text")
            .to_owned()
    };
    let (renamed, deleted) = (id(entries.next()), id(entries.next()));
    let mut visitor = Visitor::signed_in(&server.base_url, owner, "front-of-house").await;
    let path = |id: &str| format!("/api/v1/entries/{id}");
    let title = json!({ "title": "Scanners for everybody" });
    let answer = visitor
        .json(reqwest::Method::PATCH, &path(&renamed), title)
        .await;
    assert!(answer.status().is_success(), "{}", answer.status());
    let gone = visitor.request(reqwest::Method::DELETE, &path(&deleted));
    assert!(
        visitor
            .send(gone)
            .await
            .expect("it answers")
            .status()
            .is_success()
    );
    server.stopped_by(Signal::TERM);
    let changed = machine.run_with(
        &format!("admin passwd {owner} --password-stdin"),
        "battery staple\n",
    );
    assert!(changed.status.success(), "{}", text(&changed.stderr));

    let (server, second) = machine.demo();
    assert_eq!(first["accounts"], second["accounts"]);
    let titles = texts(list(&second, "entries"), "title");
    assert!(titles.contains("Scanners for everybody"), "{titles:?}");
    assert_eq!(
        list(&second, "entries").len(),
        list(&first, "entries").len() - 1
    );
    assert!(!texts(list(&second, "entries"), "id").contains(deleted.as_str()));
    Visitor::signed_in(&server.base_url, owner, "battery staple").await;
}

/// The channels and galleries that somebody's page names, and what else it says of them.
async fn channels(visitor: &mut Visitor) -> String {
    let page = visitor.get("/channels").await;
    page.text().await.expect("a page")
}

#[tokio::test]
async fn channels_a_gallery_a_playlist_and_something_that_waits_are_there_and_stay_as_they_are_left()
 {
    let machine = Machine::new();
    let (mut server, said) = machine.demo();
    let email = |role: &str| {
        let accounts = list(&said, "accounts").iter();
        let found = accounts.clone().find(|one| one["role"] == role);
        found.expect("one")["email"]
            .as_str()
            .expect("a text")
            .to_owned()
    };
    let zoe = email("private_only");
    let mut zoes = Visitor::signed_in(&server.base_url, &zoe, "front-of-house").await;
    let page = channels(&mut zoes).await;
    for name in ["CS 340: for the exam", "Under half a minute", "Open Stacks"] {
        assert!(page.contains(name), "{name}");
    }
    let lists = zoes.get("/playlists").await.text().await.expect("a page");
    assert!(lists.contains("The evening before"));
    let address = |page: &str| {
        let (before, _) = page
            .split_once("CS 340: for the exam")
            .expect("the channel");
        let (_, path) = before.rsplit_once("href=\"").expect("a link");
        path.split('"').next().expect("an address").to_owned()
    };
    let channel = address(&page);
    let waiting = zoes.get(&format!("{channel}/queue")).await;
    let waiting = waiting.text().await.expect("a page");
    assert!(waiting.contains("The longest match wins"));
    // Deleted by its manager, it is not made again.
    let gone = zoes.request(reqwest::Method::DELETE, &format!("/api/v1{channel}"));
    let gone = zoes.send(gone).await.expect("it answers");
    assert!(gone.status().is_success(), "{}", gone.status());
    server.stopped_by(Signal::TERM);

    let (server, _) = machine.demo();
    let mut zoes = Visitor::signed_in(&server.base_url, &zoe, "front-of-house").await;
    let page = channels(&mut zoes).await;
    assert!(!page.contains("CS 340: for the exam"));
    assert_eq!(page.matches("<bdi>Open Stacks</bdi>").count(), 1);
}

/// Presses the button of an invitation as its guest would, in a browser of their own.
async fn enter(base_url: &str, invite: &Value) -> (Visitor, u16) {
    let text = |field: &str| invite[field].as_str().expect("a text");
    let mut guest = Visitor::at(base_url);
    guest.get(text("url")).await;
    let form = [("email", text("email"))];
    let request = guest
        .request(reqwest::Method::POST, text("url"))
        .form(&form);
    let answer = guest.send(request).await.expect("it answers");
    (guest, answer.status().as_u16())
}

#[tokio::test]
async fn every_invitation_opens_after_every_start() {
    let machine = Machine::new();
    let mut links = BTreeSet::new();
    for _ in 0..2 {
        let (mut server, said) = machine.demo();
        let invites = list(&said, "invites");
        let kinds: BTreeSet<_> = invites
            .iter()
            .map(|invite| {
                list(&said, "entries")
                    .iter()
                    .find(|e| e["id"] == invite["entry"])
            })
            .map(|entry| entry.expect("one of its own")["kind"].as_str())
            .collect();
        assert_eq!(kinds.len(), 3);
        for invite in invites {
            assert!(
                links.insert(invite["url"].to_string()),
                "a new link each time"
            );
            let (mut guest, status) = enter(&server.base_url, invite).await;
            assert_eq!(status, 303, "{}", invite["email"]);
            let file = format!("/media/{}/file", invite["entry"].as_str().expect("an id"));
            assert_eq!(guest.get(&file).await.status(), 200);
            let (_, status) = enter(&server.base_url, invite).await;
            assert_eq!(status, 409, "another browser");
        }
        server.stopped_by(Signal::TERM);
    }
}

#[tokio::test]
async fn the_list_of_the_lecture_shows_every_state() {
    let machine = Machine::new();
    let (server, said) = machine.demo();
    let entry = &said["entries"][0];
    let of = |field: &str| entry[field].as_str().expect("a text");
    let mut owner = Visitor::signed_in(&server.base_url, of("owner"), "front-of-house").await;
    let path = format!("/api/v1/entries/{}/invites", of("id"));
    let invites: Value = owner.get(&path).await.json().await.expect("JSON");
    assert_eq!(
        texts(list(&invites, "invites"), "state"),
        BTreeSet::from(["expired", "joined", "left", "pending", "revoked", "used_up"])
    );
}

#[test]
fn a_copied_folder_is_the_same_university_elsewhere() {
    let machine = Machine::new();
    let (mut server, first) = machine.demo();
    server.stopped_by(Signal::TERM);
    let elsewhere = Machine::new();
    copy(&machine.data(), &elsewhere.data());
    let (_server, second) = elsewhere.demo();
    assert_eq!(first["entries"], second["entries"]);
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).expect("made");
    for item in fs::read_dir(from).expect("a folder").flatten() {
        let (from, to) = (item.path(), to.join(item.file_name()));
        if item.file_type().expect("known").is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).expect("copied");
        }
    }
}

#[test]
fn a_start_that_was_cut_off_goes_on() {
    let machine = Machine::new();
    let mut child = machine
        .command("demo --listen 127.0.0.1:0 --json")
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the binary runs");
    // As soon as there is a database, with nobody or somebody in it.
    while !machine.data().join("usher.db").exists() {
        assert!(child.try_wait().expect("asked").is_none(), "it runs");
        std::thread::yield_now();
    }
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    let (_server, said) = machine.demo();
    assert_eq!(list(&said, "accounts").len(), 10);
    assert_eq!(list(&said, "entries").len(), 9);
}

#[test]
fn people_read_a_page_with_everything_on_it() {
    let machine = Machine::new();
    let (server, said) = machine.demo();
    drop(server);
    let mut child = machine
        .command("demo --listen 127.0.0.1:0")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the binary runs");
    let mut lines =
        std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().expect("piped")));
    let mut page = String::new();
    while !page.contains("\nInvitations") {
        page += &lines.next().expect("more").expect("text");
        page.push('\n');
    }
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    for (name, field) in [
        ("accounts", "email"),
        ("accounts", "name"),
        ("entries", "title"),
    ] {
        for value in texts(list(&said, name), field) {
            assert!(page.contains(value), "{value} is missing in {page}");
        }
    }
    assert!(page.contains("front-of-house"), "{page}");
}

#[test]
fn a_real_site_is_left_alone() {
    let machine = Machine::new();
    machine.make_account("ann@uni.edu");
    let refused = machine.run("demo --listen 127.0.0.1:0");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("holds a real site"));
    assert!(!machine.data().join("DEMO").exists());
    assert_eq!(
        text(&machine.run("admin list-users").stdout)
            .lines()
            .count(),
        1
    );
}

#[test]
fn the_world_is_not_let_in_by_known_passwords() {
    let machine = Machine::new();
    let refused = machine
        .command("demo --listen 127.0.0.1:0")
        .env("USHER_BASE_URL", "https://media.uni.edu")
        .output()
        .expect("the binary runs");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("known to everybody"));
    assert!(!machine.data().exists());
}
