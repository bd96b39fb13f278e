//! Whether anything gets dearer as a hub fills: the same deeds at 10³, 10⁵ and 10⁶ rows.

use std::time::Duration;

use crate::fixture::{Folder, Guests, cast, session_cookie};
use crate::http::get;
use crate::measured::{again, measure};
use crate::redeem::{Visitors, session_of_guest};
use crate::size::Size;
use crate::spread::Spread;
use crate::start::crowded;
use crate::table::{Goal, Line, Table};
use crate::usher::{self, Places};

/// What a tenfold hub may add to the cost of anything: the depth of a tree, not its breadth.
const SLOPE: f64 = 0.25;
/// The longest that a page may occupy the server, in milliseconds.
const PAGE: f64 = 50.0;

/// Core time of each deed, in microseconds, by rows.
struct Costs {
    name: &'static str,
    is_page: bool,
    at: Vec<f64>,
}

/// Measures the section.
pub(crate) fn run(places: &Places, size: Size) -> Result<Table, String> {
    let mut table = Table::new("Growth");
    let sizes: &[(&str, u64)] = if size.quick {
        &[("hundred", 100), ("thousand", 1_000)]
    } else {
        &[
            ("thousand", 1_000),
            ("hundred-thousand", 100_000),
            ("million", 1_000_000),
        ]
    };
    let mut costs = [
        ("redemption", false),
        ("an entry's list of invites", true),
        ("media page", true),
        ("My Media", true),
        ("My Media, a word that stands in every entry", true),
        ("My Media, a number", true),
    ]
    .map(|(name, is_page)| Costs {
        name,
        is_page,
        at: Vec::new(),
    });
    for (nth, (name, rows)) in sizes.iter().enumerate() {
        let data = crowded(places, name, *rows)?;
        let measured = deeds(places, &data, size)?;
        for (costs, cost) in costs.iter_mut().zip(measured) {
            costs.at.push(cost);
        }
        if nth == 0 {
            table.note("rows: so many people, entries, used invites, grants and sessions, twice as many audit rows");
        }
    }
    let decades = (sizes.last().map_or(1.0, |s| s.1 as f64)
        / sizes.first().map_or(1.0, |s| s.1 as f64))
    .log10();
    for costs in costs {
        let (first, last) = (
            costs.at.first().copied().unwrap_or(1.0),
            costs.at.last().copied().unwrap_or(1.0),
        );
        let slope = (last / first).log10() / decades;
        let shown: Vec<_> = costs
            .at
            .iter()
            .map(|cost| crate::spread::figure(*cost))
            .collect();
        table.add(Line {
            what: format!(
                "{}: core time at {}",
                costs.name,
                sizes
                    .iter()
                    .map(|s| s.1.to_string())
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            usher: format!("{} µs", shown.join(", ")),
            peer: String::new(),
            limit: String::new(),
            judged: Spread::one(10_f64.powf(slope) - 1.0),
            unit: "more per tenfold",
            goal: Goal::AtMost(SLOPE),
        });
        if costs.is_page {
            table.add(Line::alone(
                &format!("{}: at the largest", costs.name),
                Spread::one(last / 1000.0),
                "ms",
                Goal::AtMost(PAGE),
            ));
        }
    }
    Ok(table)
}

fn deeds(places: &Places, data: &std::path::Path, size: Size) -> Result<[f64; 6], String> {
    let rounds = size.rounds() as u64;
    let count = size.of(4_000, 200);
    // Guests of every run are new: what earlier runs invited is used up.
    let first = {
        let folder = Folder::open(data)?;
        let first = folder.now.micros().unsigned_abs();
        Guests::invite(&folder, first, count * rounds + 1)?;
        first
    };
    let (server, _) = usher::serve(places, data)?;
    let mut visitors = Visitors::of(&server);
    let mut redemptions = Vec::new();
    for round in 0..rounds {
        let from = first + round * count;
        redemptions.push(visitors.enter(from..from + count, 64)?.cost());
    }
    let guest = session_of_guest(&server, first + rounds * count)?;
    let member = format!("Cookie: {}\r\nAccept: text/html\r\n", session_cookie());
    let guest = format!("{guest}Accept: text/html\r\n");
    let entry = cast().entry;
    let time = Duration::from_millis(size.of(2_000, 200));
    let page = |path: String, lines: &str| -> Result<f64, String> {
        let mut costs = Vec::new();
        for _ in 0..rounds {
            let run = measure(
                &server,
                8,
                200,
                again(vec![get(&path, lines)], time),
                |_, _| (),
            )?;
            costs.push(run.sound(&path.replace(&entry.to_string(), "…"))?.cost());
        }
        Ok(Spread::of(costs).median())
    };
    let list = page(format!("/media/{entry}/invites"), &member)?;
    let media = page(format!("/media/{entry}"), &guest)?;
    let mine = page("/my-media".to_owned(), &member)?;
    let common = page("/my-media?q=lecture".to_owned(), &member)?;
    let rare = page("/my-media?q=lecture+777".to_owned(), &member)?;
    server.stop()?;
    let redemption = Spread::of(redemptions).median();
    Ok([redemption, list, media, mine, common, rare])
}
