//! Section 5: cold start, footprint, weight of the pages, the opening of an event.

mod event;
mod pages;

use std::fs;

use crate::fixture::{Folder, Guests, entries, past};
use crate::redeem::Visitors;
use crate::size::Size;
use crate::spread::Spread;
use crate::table::{Goal, Line, Table};
use crate::usher::{self, Places};

const MEGABYTE: f64 = 1e6;

/// Measures the section.
pub(crate) fn run(places: &Places, size: Size) -> Result<Table, String> {
    let mut table = Table::new("Cold start, footprint, weight");
    let name = if size.quick { "thousand" } else { "million" };
    let data = crowded(places, name, size.of(1_000_000, 1_000))?;
    let mut ready = Vec::new();
    let mut idle = Vec::new();
    for _ in 0..size.of(7, 2) {
        let (server, took) = usher::serve(places, &data)?;
        ready.push(took.as_secs_f64() * 1000.0);
        std::thread::sleep(std::time::Duration::from_millis(500));
        idle.push(server.usage().resident as f64 / MEGABYTE);
        server.stop()?;
    }
    table.add(Line::alone(
        &format!("ready, a {name} invites on disk"),
        Spread::of(ready),
        "ms",
        Goal::AtMost(40.0),
    ));
    table.add(Line::alone(
        "idle memory with them",
        Spread::of(idle),
        "MB",
        Goal::AtMost(25.0),
    ));
    let binary = fs::metadata(places.binary())
        .map_err(|why| why.to_string())?
        .len();
    table.add(Line::alone(
        "binary",
        Spread::one(binary as f64 / MEGABYTE),
        "MB",
        Goal::AtMost(30.0),
    ));
    memory(places, size, &mut table)?;
    event::run(places, size, &mut table)?;
    pages::run(places, &mut table)?;
    Ok(table)
}

/// A hub with so many used invites and as many people and entries, made once.
pub(crate) fn crowded(
    places: &Places,
    name: &str,
    rows: u64,
) -> Result<std::path::PathBuf, String> {
    let data = places.at(name);
    let done = data.join("made");
    let schema = format!("{} {rows}", usher_db::MIGRATIONS.len());
    if fs::read_to_string(&done).is_ok_and(|made| made == schema) {
        return Ok(data);
    }
    println!("    making a hub of {rows} people, entries and used invites, once");
    let folder = Folder::fresh(&data, None)?;
    entries(&folder, rows, rows)?;
    past(&folder, rows)?;
    drop(folder);
    fs::write(&done, schema).map_err(|why| why.to_string())?;
    Ok(data)
}

/// Memory before and after a hundred thousand guests have entered.
fn memory(places: &Places, size: Size, table: &mut Table) -> Result<(), String> {
    let count = size.of(100_000, 2_000);
    let data = places.at("memory");
    {
        let folder = Folder::fresh(&data, None)?;
        entries(&folder, 1, 1)?;
        Guests::invite(&folder, 0, count + 2_000)?;
    }
    let (server, _) = usher::serve(places, &data)?;
    let mut visitors = Visitors::of(&server);
    // The first thousand fill the caches of the database: what is asked is whether it grows.
    visitors.enter(0..2_000, 64)?;
    let before = server.usage().resident as f64 / MEGABYTE;
    let mut from = 2_000;
    while from < count + 2_000 {
        let to = (from + 10_000).min(count + 2_000);
        visitors.enter(from..to, 64)?;
        from = to;
    }
    let after = server.usage().resident as f64 / MEGABYTE;
    table.add(Line {
        what: format!("memory after {count} redemptions, beside after 2,000"),
        usher: format!("{after:.1} MB"),
        peer: String::new(),
        limit: format!("{before:.1} MB"),
        judged: Spread::one(after / before),
        unit: "×",
        goal: Goal::AtMost(1.5),
    });
    server.stop()
}
