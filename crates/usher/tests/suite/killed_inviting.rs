//! R1: kill −9 in the middle of a long list. Another process goes on where the dead one was: everybody is
//! invited, nobody twice.

use std::time::Duration;

use reqwest::{Method, StatusCode, header::LOCATION};
use rustix::process::Signal;
use serde_json::{Value, json};
use usher_db::{Error, Tx, params};

use crate::{
    demonstration::Demonstration,
    machine::{Machine, Server},
    size::{at_size, now},
    visitor::Visitor,
};

/// Where a list stands; `None` while nobody answers.
async fn state(site: &Demonstration, server: &Server, batch: &str) -> Option<Value> {
    let mut owner = Visitor::at(&server.base_url);
    let request = owner.request(Method::GET, batch).bearer_auth(&site.token);
    owner.send(request).await.ok()?.json().await.ok()
}

fn invited(state: &Value) -> u64 {
    state["counts"]["new"].as_u64().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r01_a_killed_server_loses_nobody_of_a_long_list() {
    let (people, kills) = (at_size(1_500, 10_000), at_size(1, 10));
    let site = Demonstration::on(Machine::new());
    let mut server = site.machine.serve();
    let list: Vec<Value> = (0..people)
        .map(|number| {
            json!({ "email": format!("listed-{number}@example.org"), "first_name": "Listed",
                    "last_name": format!("Number {number}") })
        })
        .collect();
    let mut owner = Visitor::at(&server.base_url);
    let path = format!("/api/v1/entries/{}/invites/batches", site.entry);
    let request = owner.request(Method::POST, &path).bearer_auth(&site.token);
    let begun = owner.send(request.json(&json!({ "people": list }))).await;
    let begun = begun.expect("it answers");
    assert_eq!(begun.status(), StatusCode::ACCEPTED);
    let batch = begun.headers()[LOCATION].to_str().expect("a text");
    let batch = batch.trim_start_matches(&server.base_url).to_owned();
    let (mut killed, mut at) = (0, Vec::new());
    let slowest = loop {
        let since = now();
        let wanted = (killed + 1) as u64 * people as u64 / (kills as u64 + 2);
        let ended = loop {
            let Some(state) = state(&site, &server, &batch).await else {
                continue;
            };
            if state["state"] == "done" {
                break true;
            }
            if killed < kills && invited(&state) >= wanted {
                at.push(invited(&state));
                break false;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        };
        if ended {
            break since.elapsed();
        }
        server.stopped_by(Signal::KILL);
        killed += 1;
        server = site.machine.serve();
    };
    let count = |tx: &Tx| -> Result<(i64, i64), Error> {
        tx.query_one(
            "SELECT COUNT(*) AS n, COUNT(DISTINCT email) AS persons FROM invites
             WHERE email LIKE 'listed-%'",
            params![],
            |row| Ok((row.get("n")?, row.get("persons")?)),
        )
    };
    let (rows, persons) = site.machine.database().read(count).await.expect("read");
    assert_eq!((rows, persons), (people as i64, people as i64));
    assert_eq!(killed, kills, "it was over too soon: killed after {at:?}");
    println!(
        "figure: r01 a list of {people} people, killed {killed} times (after {at:?}): {rows} invited, 0 twice, \
         0 lost; done {} s after the last start",
        slowest.as_secs()
    );
}
