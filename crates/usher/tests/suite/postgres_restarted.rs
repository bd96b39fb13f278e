//! R8: PostgreSQL is restarted while people enter. Whoever was let in stays in; whoever was
//! not is told to come again, and gets in by trying again.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use reqwest::{Method, StatusCode, header::RETRY_AFTER};
use tokio::sync::{
    Notify,
    watch::{self, Receiver},
};
use usher_test_postgres::{Database, Durability, Server as Postgres, own_server};

use crate::{
    demonstration::{Demonstration, Invited, uses_and_grants},
    machine::{Machine, Server},
    size::at_size,
    visitor::Visitor,
};

/// How many people enter at the same time.
const PARALLEL: usize = 16;
/// How long the server may take to find that the database is back.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often somebody tries.
const TRIES: usize = 20;

/// Somebody with a link, in a browser of their own.
struct Guest {
    visitor: Visitor,
    invited: Invited,
}

/// What the people of all rounds were told.
#[derive(Default)]
struct Told {
    let_in: AtomicUsize,
    to_come_again: AtomicUsize,
}

impl Guest {
    /// Tries until the door opens, as told: when the database is back. Any answer but that and
    /// "come again" is a failure.
    async fn enter(&mut self, told: &Told, mut is_here: Receiver<bool>) -> Result<(), String> {
        for _ in 0..TRIES {
            let form = [("email", self.invited.email.as_str())];
            let request = self.visitor.request(Method::POST, &self.invited.link);
            let answer = self.visitor.send(request.form(&form)).await;
            let answer = answer.expect("our own server is never away");
            if answer.status() == StatusCode::SEE_OTHER {
                told.let_in.fetch_add(1, Ordering::SeqCst);
                return Ok(());
            }
            let comes_again = answer.headers().contains_key(RETRY_AFTER);
            if answer.status() != StatusCode::SERVICE_UNAVAILABLE || !comes_again {
                return Err(format!("{}: {answer:?}", self.invited.email));
            }
            told.to_come_again.fetch_add(1, Ordering::SeqCst);
            let back = is_here.wait_for(|here| *here).await;
            back.map_err(|why| why.to_string())?;
        }
        Err(format!("{} never got in", self.invited.email))
    }
}

async fn guests(site: &Demonstration, server: &Server, round: usize) -> Vec<Guest> {
    let mut guests = Vec::new();
    for number in 0..PARALLEL {
        let email = format!("guest-{round}-{number}@example.org");
        let invited = site.invite(server, &email).await;
        let mut visitor = Visitor::at(&server.base_url);
        assert_eq!(visitor.get(&invited.link).await.status(), 200);
        guests.push(Guest { visitor, invited });
    }
    guests
}

/// Everybody enters at once; PostgreSQL goes away after `answers` of them were let in, and
/// comes back after `meanwhile`.
async fn enter_and_restart(
    postgres: &mut Postgres,
    guests: Vec<Guest>,
    answers: usize,
    how: How,
    meanwhile: impl AsyncFnOnce(),
) -> Result<(Vec<Guest>, Told), String> {
    let (told, enough) = (Arc::new(Told::default()), Arc::new(Notify::new()));
    let (here, is_here) = watch::channel(true);
    let entering: Vec<_> = guests
        .into_iter()
        .map(|mut guest| {
            let (told, enough, is_here) = (told.clone(), enough.clone(), is_here.clone());
            tokio::spawn(async move {
                let entered = guest.enter(&told, is_here).await;
                if told.let_in.load(Ordering::SeqCst) >= answers || entered.is_err() {
                    enough.notify_one();
                }
                entered.map(|()| guest)
            })
        })
        .collect();
    if answers > 0 {
        enough.notified().await;
    }
    here.send_replace(false);
    match how {
        How::Stopped => postgres.stop(),
        How::Killed => postgres.kill(),
    }
    .expect("it goes");
    meanwhile().await;
    postgres.start_again().expect("it comes back");
    here.send_replace(true);
    let mut after = Vec::new();
    for guest in entering {
        after.push(guest.await.expect("no panic")?);
    }
    Ok((after, Arc::into_inner(told).expect("everybody is done")))
}

/// How PostgreSQL goes away.
#[derive(Clone, Copy, Debug)]
enum How {
    /// As an administrator stops it.
    Stopped,
    /// As a crash ends it.
    Killed,
}

/// While the database is away: not ready, and whoever enters is told to come again.
async fn turned_away(server: &Server, latecomer: &Invited) {
    let mut watcher = Visitor::at(&server.base_url);
    let answer = watcher.get("/readyz").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.headers().contains_key(RETRY_AFTER));
    assert_eq!(watcher.get("/healthz").await.status(), 200, "alive itself");
    let form = [("email", latecomer.email.as_str())];
    let request = watcher.request(Method::POST, &latecomer.link);
    let answer = watcher.send(request.form(&form)).await;
    let answer = answer.expect("our own server is never away");
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.headers().contains_key(RETRY_AFTER));
}

/// Comes again as told, until the server says that it is ready.
async fn ready_again(server: &Server) {
    let mut watcher = Visitor::at(&server.base_url);
    let tried = async {
        loop {
            let answer = watcher.get("/readyz").await;
            if answer.status() == StatusCode::OK {
                return;
            }
            assert!(answer.headers().contains_key(RETRY_AFTER));
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let ready = tokio::time::timeout(PATIENCE, tried).await;
    ready.expect("ready in time");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r08_postgresql_restarts_and_nobody_who_was_let_in_is_out() {
    let restarts = at_size(3, 100);
    let mut postgres = own_server(Durability::Full).expect("a server");
    let database = Database::on(&postgres.url(), None).expect("a database");
    let site = Demonstration::on(Machine::new().with_postgres(&database.url()));
    let server = site.machine.serve();
    let (mut let_in, mut again) = (0, 0);
    for round in 0..restarts {
        let guests = guests(&site, &server, round).await;
        let latecomer = site
            .invite(&server, &format!("late-{round}@example.org"))
            .await;
        let how = if round % 2 == 0 {
            How::Killed
        } else {
            How::Stopped
        };
        // Once the database stays away for longer than anybody waits for it.
        let long = round == 1;
        let meanwhile = async || {
            if long {
                turned_away(&server, &latecomer).await;
            }
        };
        let answers = (round * 5) % PARALLEL;
        let (guests, told) = enter_and_restart(&mut postgres, guests, answers, how, meanwhile)
            .await
            .unwrap_or_else(|why| panic!("{how:?}: {why}\n{}", site.machine.logged()));
        let_in += told.let_in.into_inner();
        again += told.to_come_again.into_inner();
        ready_again(&server).await;
        for mut guest in guests {
            let id = guest.invited.id.clone();
            let found = site.read(move |tx| uses_and_grants(tx, &id)).await;
            assert_eq!(found, (1, 1), "{}: uses and grants", guest.invited.email);
            let file = format!("/media/{}/file", site.entry);
            let seen = guest.visitor.get(&file).await;
            assert_eq!(seen.status(), 200, "{seen:?}\n{}", site.machine.logged());
        }
    }
    println!(
        "figure: r08 {restarts} restarts of PostgreSQL, {PARALLEL} entering: {let_in} let in and 0 lost, \
         {again} told to come again, uses = grants"
    );
}
