//! R1: kill −9 while people enter. What a browser was told is durable; one that
//! was told nothing tries again and loses nothing.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use reqwest::{Method, StatusCode};
use rustix::process::Signal;
use serde_json::{Value, json};
use usher_db::{Error, Tx, params};

use crate::{
    machine::{Machine, Server, text},
    size::{at_size, now},
    visitor::Visitor,
};

/// How many people enter at the same time.
const PARALLEL: usize = 16;

/// A grant as it stands in the database.
#[derive(Debug, PartialEq, Eq)]
struct Grant {
    seat: Vec<u8>,
    created_at: i64,
}

/// Somebody with a link, in a browser of their own.
struct Guest {
    visitor: Visitor,
    invite: String,
    link: String,
    email: String,
    /// Whether the browser was told that it is in.
    told: bool,
}

impl Guest {
    /// Presses the button; `None` if no answer came.
    async fn enter(&mut self) -> Option<StatusCode> {
        let form = [("email", self.email.as_str())];
        let request = self.visitor.request(Method::POST, &self.link).form(&form);
        let status = self.visitor.send(request).await.ok()?.status();
        self.told = status == StatusCode::SEE_OTHER;
        Some(status)
    }
}

/// The site under test.
struct Site {
    machine: Machine,
    token: String,
    entry: String,
}

impl Site {
    /// A demonstration, where a private video is.
    fn on(machine: Machine) -> (Self, Server) {
        let (mut server, said) = machine.demo();
        let entry = &said["entries"][0];
        let of = |field: &str| entry[field].as_str().expect("a text").to_owned();
        let made = machine.run(&format!("admin token {}", of("owner")));
        let site = Self {
            token: text(&made.stdout).trim().to_owned(),
            entry: of("id"),
            machine,
        };
        server.stopped_by(Signal::TERM);
        let server = site.machine.serve();
        (site, server)
    }

    /// Invites people and lets each look at the link, as browsers do first.
    async fn invite(&self, server: &Server, round: usize) -> Vec<Guest> {
        let mut guests = Vec::new();
        for number in 0..PARALLEL {
            let email = format!("guest-{round}-{number}@example.org");
            let wanted = json!({ "email": email, "first_name": "Ada", "last_name": "Guest", "role": "viewer" });
            let mut visitor = Visitor::at(&server.base_url);
            let request = visitor
                .request(
                    Method::POST,
                    &format!("/api/v1/entries/{}/invites", self.entry),
                )
                .bearer_auth(&self.token)
                .json(&wanted);
            let made = visitor.send(request).await.expect("it answers");
            assert_eq!(made.status(), 201, "{:?}", made.text().await);
            let made: Value = made.json().await.expect("JSON");
            let (id, url) = (made["id"].as_str(), made["url"].as_str().expect("a link"));
            let link = url
                .strip_prefix(&server.base_url)
                .expect("our own")
                .to_owned();
            let mut visitor = Visitor::at(&server.base_url);
            assert_eq!(visitor.get(&link).await.status(), 200);
            guests.push(Guest {
                visitor,
                invite: id.expect("an id").to_owned(),
                link,
                email,
                told: false,
            });
        }
        guests
    }

    /// The invites of these people: uses spent, and the grant if there is one.
    async fn truth(&self, guests: &[Guest]) -> BTreeMap<String, (i64, Option<Grant>)> {
        let db = self.machine.database();
        let ids: Vec<String> = guests.iter().map(|guest| guest.invite.clone()).collect();
        let read = move |tx: &Tx| {
            ids.iter()
                .map(|id| Ok((id.clone(), of_invite(tx, id)?)))
                .collect()
        };
        db.read(read)
            .await
            .map_err(|error: Error| error)
            .expect("read")
    }
}

fn of_invite(tx: &Tx, id: &str) -> Result<(i64, Option<Grant>), Error> {
    let spent = tx.query_one(
        "SELECT uses_spent FROM invites WHERE id = $1",
        params![id],
        |row| row.get("uses_spent"),
    )?;
    let grant = tx.query_opt(
        "SELECT seat, created_at FROM grants WHERE invite_id = $1 AND ended_at IS NULL",
        params![id],
        |row| {
            Ok(Grant {
                seat: row.get("seat")?,
                created_at: row.get("created_at")?,
            })
        },
    )?;
    Ok((spent, grant))
}

/// Everybody enters at once; the server is killed after `answers` of them were let in.
async fn enter_and_kill(server: &mut Server, guests: Vec<Guest>, answers: usize) -> Vec<Guest> {
    let told = Arc::new(AtomicUsize::new(0));
    let (enough, mut reached) = tokio::sync::mpsc::channel::<()>(PARALLEL);
    let entering: Vec<_> = guests
        .into_iter()
        .map(|mut guest| {
            let (told, enough) = (told.clone(), enough.clone());
            tokio::spawn(async move {
                guest.enter().await;
                if guest.told && told.fetch_add(1, Ordering::SeqCst) + 1 >= answers {
                    let _ = enough.send(()).await;
                }
                guest
            })
        })
        .collect();
    drop(enough);
    if answers > 0 {
        reached.recv().await;
    } else {
        // Before anybody was answered, somewhere between the first byte and the commit.
        tokio::task::yield_now().await;
    }
    server.stopped_by(Signal::KILL);
    let mut after = Vec::new();
    for guest in entering {
        after.push(guest.await.expect("no panic"));
    }
    after
}

/// What one kill left.
#[derive(Default)]
struct Tally {
    told: usize,
    untold: usize,
    written_untold: usize,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r01_whoever_was_let_in_is_in_after_a_kill_and_the_others_enter_by_trying_again() {
    let figure = kill_and_count(Machine::new(), at_size(10, 1_000)).await;
    println!("figure: r01 {figure}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r01_the_same_holds_where_the_database_is_on_postgresql() {
    let database = usher_test_postgres::database().expect("a database");
    let machine = Machine::new().with_postgres(&database.url());
    let figure = kill_and_count(machine, at_size(5, 1_000)).await;
    println!("figure: r01 PostgreSQL: {figure}");
}

/// Kills the server so many times while people enter; what was found.
async fn kill_and_count(machine: Machine, kills: usize) -> String {
    let (site, mut server) = Site::on(machine);
    let mut tally = Tally::default();
    let mut slowest = Duration::ZERO;
    for round in 0..kills {
        let guests = site.invite(&server, round).await;
        // Another moment each time, from before the first answer to after the last but one.
        let mut guests = enter_and_kill(&mut server, guests, (round * 7) % PARALLEL).await;
        let begun = now();
        server = site.machine.serve();
        slowest = slowest.max(begun.elapsed());

        let left = site.truth(&guests).await;
        for guest in &mut guests {
            guest.visitor.moved_to(&server.base_url);
            let (spent, grant) = &left[&guest.invite];
            assert_eq!(
                *spent,
                i64::from(grant.is_some()),
                "uses = grants after the kill"
            );
            if guest.told {
                tally.told += 1;
                assert!(
                    grant.is_some(),
                    "{} was let in, and it is lost",
                    guest.email
                );
                let page = guest
                    .visitor
                    .get(&format!("/media/{}/file", site.entry))
                    .await;
                assert_eq!(page.status(), 200, "{} has a session", guest.email);
            } else {
                tally.untold += 1;
                tally.written_untold += usize::from(grant.is_some());
            }
            assert_eq!(
                guest.enter().await,
                Some(StatusCode::SEE_OTHER),
                "the same browser again"
            );
        }
        for (invite, (spent, grant)) in site.truth(&guests).await {
            assert_eq!(spent, 1, "uses = grants");
            let (_, before) = &left[&invite];
            assert!(before.is_none() || *before == grant, "the same grant");
        }
    }
    format!(
        "{kills} kills, {PARALLEL} in parallel: {} told and 0 lost, {} untold of whom {} were \
         written, uses = grants, slowest restart {} ms",
        tally.told,
        tally.untold,
        tally.written_untold,
        slowest.as_millis()
    )
}
