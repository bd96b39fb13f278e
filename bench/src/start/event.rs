//! An event begins: ten thousand invitees come within ten seconds.

use crate::fixture::{Folder, Guests, entries, publish};
use crate::redeem::Visitors;
use crate::size::Size;
use crate::spread::Spread;
use crate::table::{Goal, Line, Table};
use crate::usher::{self, Places};

/// Each opens the link, enters, and opens the media page: three requests, on a connection of a browser's own.
pub(super) fn run(places: &Places, size: Size, table: &mut Table) -> Result<(), String> {
    let people = size.of(10_000, 500);
    let data = places.at("event");
    {
        let folder = Folder::fresh(&data, None)?;
        entries(&folder, 1, 1)?;
        publish(&folder, 1 << 20)?;
        Guests::invite(&folder, 0, people)?;
    }
    let (server, _) = usher::serve(places, &data)?;
    let arrived =
        Visitors::of(&server).arrive(0..people, std::time::Duration::from_secs(size.of(10, 1)))?;
    table.add(Line::alone(
        &format!("{people} invitees within {} s: failed", size.of(10, 1)),
        Spread::one(arrived.failed as f64),
        "",
        Goal::AtMost(0.0),
    ));
    table.add(Line::alone(
        "from opening the link to the media page, p99",
        Spread::one(arrived.within(0.99).as_secs_f64() * 1000.0),
        "ms",
        Goal::AtMost(1000.0),
    ));
    table.note(format!(
        "the last of them was inside after {:.1} s{}",
        arrived.took.as_secs_f64(),
        arrived
            .why
            .map(|why| format!("; the first that failed: {why}"))
            .unwrap_or_default()
    ));
    server.stop()
}
