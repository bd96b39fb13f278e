//! Two servers on one PostgreSQL database are one site.

use std::time::Duration;

use reqwest::{Method, Response, StatusCode};
use rustix::process::Signal;
use serde_json::{Value, json};
use usher_test_postgres::{Database, database};

use crate::{
    demonstration::{Demonstration, Invited, told_of_the_end},
    machine::{Machine, Server},
    sending::Sending,
    size::now,
    visitor::Visitor,
};

/// Within which everything that is open on any node hears of a right that is gone
/// (invitations.md, *How long*).
const HEARD: Duration = Duration::from_secs(3);

/// The site, both its servers, and the database that they share.
struct Site {
    demonstration: Demonstration,
    here: Server,
    there: Server,
    database: Database,
}

impl Site {
    /// A demonstration that two servers serve under one name.
    fn new() -> Self {
        let database = database().expect("a server");
        let machine = Machine::new().with_postgres(&database.url());
        let demonstration = Demonstration::on(machine);
        let here = demonstration.machine.serve();
        let there = demonstration.machine.serve();
        Self {
            demonstration,
            here,
            there,
            database,
        }
    }

    /// Ends every connection on which somebody listens.
    fn cut_the_channel(&self) {
        self.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND query LIKE '%pg_notify%'
               AND pid <> pg_backend_pid()",
        );
    }

    /// A site administrator, signed in at the first server.
    async fn administrator(&self) -> Visitor {
        let machine = &self.demonstration.machine;
        machine.make_account("root@uni.edu");
        assert!(
            machine
                .run("admin site-admin root@uni.edu")
                .status
                .success()
        );
        Visitor::signed_in(&self.here.base_url, "root@uni.edu", "correct horse").await
    }

    /// What a statement of our own says, a line per row.
    fn sql(&self, statement: &str) -> String {
        let url = self.database.url();
        let (server, name) = url.rsplit_once('/').expect("an address");
        usher_test_postgres::statements(server, name, statement).expect("it runs")
    }

    /// Somebody who has entered by the first server.
    async fn guest(&self, email: &str) -> (Visitor, Invited) {
        self.demonstration.guest(&self.here, email).await
    }

    /// The guest's stream of events on the second server.
    async fn events(&self, guest: &Visitor) -> Response {
        let mut guest = guest.clone();
        guest.moved_to(&self.there.base_url);
        self.demonstration.events(&mut guest).await
    }

    /// The owner takes the invite back, at the first server.
    async fn revoke(&self, invited: &Invited) {
        let mut owner = Visitor::at(&self.here.base_url);
        let path = format!("/api/v1/invites/{}", invited.id);
        let request = owner.request(Method::DELETE, &path);
        let request = request.bearer_auth(&self.demonstration.token);
        let answer = owner.send(request).await.expect("it answers");
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t09_what_is_taken_away_at_one_server_is_gone_at_the_other() {
    let site = Site::new();
    let mut figures = Vec::new();
    for (number, how) in ["in order", "with the channel cut"].into_iter().enumerate() {
        let (mut guest, invited) = site.guest(&format!("guest-{number}@example.org")).await;
        // The seat is the same browser at either server.
        guest.moved_to(&site.there.base_url);
        let film = format!("/media/{}/file", site.demonstration.entry);
        assert_eq!(guest.get(&film).await.status(), StatusCode::OK);
        let mut stream = site.events(&guest).await;
        if number == 1 {
            site.cut_the_channel();
        }
        let since = now();
        site.revoke(&invited).await;
        let after = told_of_the_end(&mut stream, since).await;
        assert!(after <= HEARD, "{how}: {after:?}");
        assert_eq!(guest.get(&film).await.status(), StatusCode::NOT_FOUND);
        figures.push(format!("{} ms {how}", after.as_millis()));
    }
    println!(
        "figure: t09 two servers, revoked to told: {}",
        figures.join(", ")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t09_a_server_that_dies_right_after_it_took_something_away_is_noticed() {
    let mut site = Site::new();
    let (guest, invited) = site.guest("guest@example.org").await;
    let mut stream = site.events(&guest).await;
    // Both know of each other after a beat or two.
    tokio::time::timeout(Duration::from_secs(10), neighbours(&site.there))
        .await
        .expect("they meet");
    // Stopped, it can tell nobody; what it is asked waits in its socket. So its last deed is
    // done for it, as if it had died between the commit and the ring.
    site.here.signal(Signal::STOP);
    site.sql(&format!(
        "UPDATE grants SET ended_at = created_at, ended_why = 'revoked' WHERE invite_id = '{}'",
        invited.id
    ));
    let since = now();
    site.here.stopped_by(Signal::KILL);
    let after = told_of_the_end(&mut stream, since).await;
    assert!(after <= HEARD, "{after:?}");
    println!(
        "figure: t09 a server killed before it could tell: told after {} ms",
        after.as_millis()
    );
}

/// Waits until the server has heard of another.
async fn neighbours(server: &Server) {
    let url = format!("{}/metrics", server.base_url);
    loop {
        let figures = reqwest::get(&url).await.expect("it answers");
        let figures = figures.text().await.expect("text");
        if figures.lines().any(|line| line == "usher_bus_neighbours 1") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_and_a_rule_of_one_server_hold_at_the_other() {
    let site = Site::new();
    let (mut guest, invited) = site.guest("guest@example.org").await;
    // Coming back by the link at the other server spends nothing.
    guest.moved_to(&site.there.base_url);
    let again = guest.get(&invited.link).await;
    assert_eq!(again.status(), StatusCode::SEE_OTHER);

    let mut admin = site.administrator().await;
    let path = "/api/v1/config/invitetomedia";
    let module: Value = admin.get(path).await.json().await.expect("JSON");
    let off = json!({ "version": module["version"], "fields": { "enabled": false } });
    let changed = admin.json(Method::PUT, path, off).await;
    assert!(changed.status().is_success(), "{}", changed.status());
    let refused = async {
        loop {
            let answer = site
                .demonstration
                .ask_to_invite(&site.there, "late@example.org")
                .await;
            if answer.status() == StatusCode::FORBIDDEN {
                let told: Value = answer.json().await.expect("JSON");
                return told["code"].as_str().unwrap_or_default().to_owned();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let code = tokio::time::timeout(HEARD, refused).await.expect("in time");
    assert!(code.contains("disabled"), "{code}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_is_done_once_whoever_does_it() {
    let site = Site::new();
    let paper = include_bytes!("../../../../demo/syllabus.pdf");
    let mut entries = Vec::new();
    for number in 0..6 {
        let server = if number % 2 == 0 {
            &site.here
        } else {
            &site.there
        };
        let mut sending = Sending::begin(&site.demonstration, server, paper.to_vec()).await;
        // The second half goes to the other server.
        let other = if number % 2 == 0 {
            &site.there
        } else {
            &site.here
        };
        for (server, until) in [(server, paper.len() / 2), (other, paper.len())] {
            let status = sending.send(&site.demonstration, server, until).await;
            assert_eq!(status, StatusCode::NO_CONTENT);
        }
        entries.push(sending.entry);
    }
    for entry in &entries {
        let state = format!("SELECT state FROM entries WHERE id = '{entry}'");
        let ready = async {
            while site.sql(&state) != "ready" {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        let in_time = tokio::time::timeout(Duration::from_mins(1), ready).await;
        assert!(in_time.is_ok(), "{}", site.sql(&state));
    }
    let tries = site.sql(
        "SELECT kind, MAX(attempts), COUNT(*) FROM jobs WHERE state = 'done' AND kind = 'look' GROUP BY kind",
    );
    assert!(tries.starts_with("look|1|"), "{tries}");
}
