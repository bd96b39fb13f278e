//! The product's own statements without HTTP, so many to a commit; and ours over HTTP beside them.

use super::{Bench, guests::Visitors};
use crate::fixture::Guests;
use crate::process::pinned;
use crate::spread::Spread;
use crate::table::{Goal, Line, Table};
use crate::usher;

pub(super) fn run(bench: &Bench<'_>, table: &mut Table, guests: &mut Guests) -> Result<(), String> {
    let data = bench.places.at("redeem");
    let count = bench.per_round();
    let (mut alone, mut by64, mut by256) = (vec![], vec![], vec![]);
    let (mut http64, mut http256) = (vec![], vec![]);
    for _ in 0..bench.size.rounds() {
        alone.push(limit(bench, guests, count / 10, 1)?);
        by64.push(limit(bench, guests, count, 64)?);
        by256.push(limit(bench, guests, count, 256)?);
        let (server, _) = usher::serve(bench.places, &data)?;
        let mut visitors = Visitors::of(&server);
        http64.push(visitors.enter(guests.take(count)?, 64)?.rate());
        http256.push(visitors.enter(guests.take(count)?, 256)?.rate());
        server.stop()?;
    }
    table.add(Line::beside_limit(
        "64 connections, beside the statements alone, 64 a commit",
        "/s",
        &http64,
        &by64,
        Goal::AtLeast(0.75),
    ));
    table.add(Line::beside_limit(
        "256 connections, beside the statements alone, 256 a commit",
        "/s",
        &http256,
        &by256,
        Goal::AtLeast(0.75),
    ));
    table.note(format!(
        "the statements alone, one a commit: {} /s",
        Spread::of(alone)
    ));
    Ok(())
}

/// In a process of its own, on the servers' core.
fn limit(
    bench: &Bench<'_>,
    guests: &mut Guests,
    count: u64,
    per_commit: u64,
) -> Result<f64, String> {
    let numbers = guests.take(count)?;
    let ourselves = std::env::current_exe().map_err(|why| why.to_string())?;
    let output = pinned(ourselves)
        .args(["limit", "--data"])
        .arg(bench.places.at("redeem"))
        .args([
            "--first",
            &numbers.start.to_string(),
            "--count",
            &count.to_string(),
        ])
        .args(["--per-commit", &per_commit.to_string()])
        .output()
        .map_err(|why| why.to_string())?;
    let said = String::from_utf8_lossy(&output.stdout);
    said.trim().parse().map_err(|_| {
        format!(
            "the statements alone: {}{}",
            said,
            String::from_utf8_lossy(&output.stderr)
        )
    })
}
