//! One visitor on a quiet hub: how long the button takes.

use std::time::Duration;

use super::{Bench, guests::Visitors};
use crate::fixture::Guests;
use crate::limits;
use crate::spread::Spread;
use crate::table::{Goal, Line, Table};
use crate::usher;

/// What is allowed beside the disk.
const BESIDE: f64 = 0.2;

pub(super) fn run(
    bench: &Bench<'_>,
    table: &mut Table,
    guests: &mut Guests,
    first_sync: Duration,
) -> Result<(), String> {
    let (server, _) = usher::serve(bench.places, &bench.places.at("redeem"))?;
    let mut visitors = Visitors::of(&server);
    let mut shares = Vec::new();
    let mut ours = Vec::new();
    let mut syncs = vec![first_sync.as_secs_f64() * 1000.0];
    for _ in 0..bench.size.rounds() {
        let sync = limits::fdatasync(&bench.places.work, bench.size.of(400, 100) as usize)?;
        let sync = sync.as_secs_f64() * 1000.0;
        let run = visitors.enter(guests.take(bench.size.of(1_000, 50))?, 1)?;
        syncs.push(sync);
        ours.push(run.within(0.5));
        shares.push(run.within(0.5) / (3.0 * sync + BESIDE));
    }
    let (ours, syncs) = (Spread::of(ours), Spread::of(syncs));
    table.add(Line {
        what: "a lone visitor's p50, as a share of 3 × fdatasync + 0.2 ms".to_owned(),
        usher: format!("{ours} ms"),
        peer: String::new(),
        limit: format!("fdatasync {syncs} ms"),
        judged: Spread::of(shares),
        unit: "×",
        goal: Goal::AtMost(1.0),
    });
    server.stop()
}
