//! The same on PostgreSQL: a throw-away server with `fsync` on, on the servers' core like everybody.

use std::process::Command;

use usher_test_postgres::{Binaries, Database, Durability, Server};

use super::{Bench, guests::Visitors};
use crate::fixture::{Folder, Guests, entries};
use crate::peers::{BetterAuth, Django};
use crate::process::SERVER_CORE;
use crate::table::{Goal, Line, Table};
use crate::usher;

/// As pgbench is quoted: so many clients.
const CLIENTS: &str = "8";

/// Measures the section.
pub(super) fn run(bench: &Bench<'_>) -> Result<Table, String> {
    let mut table = Table::new("Redeeming a single-use link (PostgreSQL, synchronous_commit=on)");
    let server = Server::start(Durability::Full)?;
    // Before anybody connects: what serves a connection inherits it.
    let pinned = Command::new("taskset")
        .args(["-a", "-c", "-p", SERVER_CORE, &server.id().to_string()])
        .output();
    if !pinned.is_ok_and(|pinned| pinned.status.success()) {
        return Err("PostgreSQL could not be pinned to a core".to_owned());
    }
    let place = |_: &str| Database::on(&server.url(), None);
    let (ours, magic, sesame, bare) = (
        place("usher")?,
        place("magic")?,
        place("sesame")?,
        place("pgbench")?,
    );
    let rounds = bench.size.rounds();
    let count = bench.size.of(8_000, 300);
    let theirs = bench.size.of(1_000, 50);
    let data = bench.places.at("redeem-postgres");
    let mut guests = {
        let folder = Folder::fresh(&data, Some(&ours.url()))?;
        entries(&folder, 1, 1)?;
        Guests::invite(&folder, 0, count * rounds as u64)?
    };
    let pgbench = Binaries::find()
        .ok_or(Binaries::MISSING)?
        .program("pgbench");
    let pgbench = |args: &[&str]| -> Result<String, String> {
        let output = Command::new(&pgbench).args(args).arg(bare.url()).output();
        let output = output.map_err(|why| format!("pgbench: {why}"))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(format!(
                "pgbench: {}",
                String::from_utf8_lossy(&output.stderr)
            ))
        }
    };
    pgbench(&["-i", "-q", "-s", "10"])?;
    let (usher, _) = usher::serve_on(bench.places, &data, Some(&ours.url()))?;
    let mut visitors = Visitors::of(&usher);
    let mut better_auth = BetterAuth::start(bench.places, Some(&magic.url()))?;
    let mut django = Django::start(bench.places, Some(&sesame.url()), theirs * rounds as u64)?;
    let (mut redeemed, mut p99, mut linked, mut sesames, mut simple) =
        (vec![], vec![], vec![], vec![], vec![]);
    let seconds = bench.size.of(5, 1).to_string();
    for _ in 0..rounds {
        let run = visitors.enter(guests.take(count)?, 64)?;
        redeemed.push(run.rate());
        p99.push(run.within(0.99));
        linked.push(better_auth.round(16, theirs)?.used.rate());
        sesames.push(django.round(16, theirs as usize)?.rate());
        // simple-update: one row changed, one added, in one transaction.
        let said = pgbench(&["-N", "-n", "-M", "prepared", "-c", CLIENTS, "-T", &seconds])?;
        let tps = said.lines().find_map(|line| line.strip_prefix("tps = "));
        let tps = tps.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
        simple.push(tps.ok_or("pgbench tells no tps")?);
    }
    let beside =
        |what: &str, theirs: &[f64], goal| Line::beside_peer(what, "/s", &redeemed, theirs, goal);
    table.add(beside(
        "64 connections, beside Better Auth",
        &linked,
        Goal::AtLeast(25.0),
    ));
    table.add(beside(
        "64 connections, beside Django + sesame",
        &sesames,
        Goal::None,
    ));
    let limit = "64 connections, beside pgbench simple-update with 8 clients";
    table.add(Line::beside_limit(
        limit,
        "/s",
        &redeemed,
        &simple,
        Goal::AtLeast(0.7),
    ));
    table.add(Line::alone(
        "64 connections, p99",
        p99.into(),
        "ms",
        Goal::None,
    ));
    usher.stop()?;
    Ok(table)
}
