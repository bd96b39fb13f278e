//! R12: more come than one machine can serve, and a whole lecture hall joins at once.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::{Method, StatusCode, header::RETRY_AFTER};
use tokio::{sync::Notify, task::JoinSet};

use crate::{
    demonstration::{Demonstration, Invited},
    machine::{Machine, Server},
    size::{at_size, now},
    visitor::Visitor,
};

/// Clients who list, each with a connection: as many as one machine serves best …
const PEAK: usize = 16;
/// … and ten times as many.
const OVERLOAD: usize = 160;

/// One who has a link, in a browser of their own.
async fn join(server: &Server, invited: &Invited) -> (StatusCode, Duration) {
    let mut guest = Visitor::at(&server.base_url);
    let begun = now();
    assert_eq!(guest.get(&invited.link).await.status(), StatusCode::OK);
    let form = [("email", invited.email.as_str())];
    let request = guest.request(Method::POST, &invited.link).form(&form);
    let entered = guest.send(request).await.expect("it answers");
    (entered.status(), begun.elapsed())
}

async fn invite(site: &Demonstration, server: &Server, people: usize) -> Vec<Invited> {
    let mut invited = Vec::new();
    for number in 0..people {
        let email = format!("guest-{number}@example.org");
        invited.push(site.invite(server, &email).await);
    }
    invited
}

/// The time within which all but one in a hundred were served.
fn p99(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() * 99 / 100]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r12_everybody_who_joins_at_once_is_let_in() {
    let people = at_size(50, 5_000);
    // In the suite all in one breath; at full size over a minute.
    let between = Duration::from_millis(at_size(0, 12) as u64);
    let site = Demonstration::on(Machine::without_programs());
    let server = Arc::new(site.machine.serve());
    let invited = invite(&site, &server, people).await;
    let (begun, mut joining) = (now(), JoinSet::new());
    for (number, invited) in invited.into_iter().enumerate() {
        let at = begun + between * number as u32;
        let server = server.clone();
        joining.spawn(async move {
            tokio::time::sleep_until(at.into()).await;
            join(&server, &invited).await
        });
    }
    let (mut times, mut failed) = (Vec::new(), 0);
    while let Some(joined) = joining.join_next().await {
        let (status, took) = joined.expect("no panic");
        failed += usize::from(status != StatusCode::SEE_OTHER);
        times.push(took);
    }
    let (p99, took) = (p99(&mut times), begun.elapsed());
    assert_eq!(failed, 0);
    println!(
        "figure: r12 {people} joins in {} s, each a look and an entry: p99 {} ms, {failed} failed",
        took.as_secs(),
        p99.as_millis()
    );
    assert!(people < 5_000 || p99 < Duration::from_secs(1), "{p99:?}");
}

/// What clients who list were answered.
struct Answers {
    wanted: usize,
    enough: Notify,
    listed: AtomicUsize,
    turned_away: AtomicUsize,
}

/// Lists until told to stop, and waits as long as it is told to.
async fn list(site: Arc<(Demonstration, Server)>, answers: Arc<Answers>, stop: Arc<AtomicBool>) {
    let (demonstration, server) = &*site;
    let mut client = Visitor::at(&server.base_url);
    while !stop.load(Ordering::SeqCst) {
        let path = format!("/api/v1/entries/{}/invites", demonstration.entry);
        let request = client.request(Method::GET, &path);
        let request = request.bearer_auth(&demonstration.token);
        let answer = client.send(request).await.expect("it answers");
        match answer.status() {
            StatusCode::OK => {
                answer.bytes().await.expect("a list");
                if answers.listed.fetch_add(1, Ordering::SeqCst) + 1 == answers.wanted {
                    answers.enough.notify_one();
                }
            }
            status => {
                assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
                let wait = answer.headers()[RETRY_AFTER].to_str().expect("a text");
                answers.turned_away.fetch_add(1, Ordering::SeqCst);
                let wait = Duration::from_secs(wait.parse().expect("seconds"));
                tokio::time::sleep(wait).await;
            }
        }
    }
}

/// Lists a second from so many clients, measured after `lists` of them; how many were
/// turned away.
async fn goodput(
    site: &Arc<(Demonstration, Server)>,
    clients: usize,
    lists: usize,
) -> (f64, usize) {
    let answers = Arc::new(Answers {
        wanted: lists,
        enough: Notify::new(),
        listed: AtomicUsize::new(0),
        turned_away: AtomicUsize::new(0),
    });
    let stop = Arc::<AtomicBool>::default();
    let mut asking = JoinSet::new();
    let begun: Instant = now();
    for _ in 0..clients {
        asking.spawn(list(site.clone(), answers.clone(), stop.clone()));
    }
    answers.enough.notified().await;
    let listed = answers.listed.load(Ordering::SeqCst);
    let rate = listed as f64 / begun.elapsed().as_secs_f64();
    stop.store(true, Ordering::SeqCst);
    while let Some(asked) = asking.join_next().await {
        asked.expect("no panic");
    }
    (rate, answers.turned_away.load(Ordering::SeqCst))
}

/// Memory in use by the server, in MiB.
fn memory(server: &Server) -> usize {
    let pid = server.pid().as_raw_nonzero();
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next());
    kib.and_then(|kib| kib.parse::<usize>().ok())
        .expect("a size")
        / 1024
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r12_ten_times_too_many_are_served_as_well_as_there_is_room_for() {
    let lists = at_size(200, 20_000);
    let site = Demonstration::on(Machine::without_programs());
    let server = site.machine.serve();
    let guests = invite(&site, &server, 60).await;
    let site = Arc::new((site, server));
    goodput(&site, PEAK, lists / 10).await;
    let (peak, _) = goodput(&site, PEAK, lists).await;
    let before = memory(&site.1);

    // Meanwhile some join.
    let joining = tokio::spawn({
        let site = site.clone();
        async move {
            let (mut times, mut failed) = (Vec::new(), 0);
            for invited in &guests {
                let (status, took) = join(&site.1, invited).await;
                failed += usize::from(status != StatusCode::SEE_OTHER);
                times.push(took);
            }
            (p99(&mut times), failed)
        }
    });
    let (over, turned_away) = goodput(&site, OVERLOAD, lists).await;
    let after = memory(&site.1);
    let (p99, failed) = joining.await.expect("no panic");
    assert_eq!(failed, 0, "joining comes before listing");
    println!(
        "figure: r12 {OVERLOAD} clients instead of {PEAK}: {over:.0} lists/s of {peak:.0} at peak \
         ({:.0} %), {turned_away} turned away with Retry-After, memory {before} → {after} MiB; 60 joins \
         meanwhile: p99 {} ms, {failed} failed",
        100.0 * over / peak,
        p99.as_millis()
    );
    if lists >= 20_000 {
        assert!(over >= 0.8 * peak, "goodput");
        assert!(after <= before + 64, "memory");
    }
}
