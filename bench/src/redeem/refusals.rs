//! A second browser with a spent link: refused, in the write lane, and nothing is written.

use std::fs;

use super::{
    Bench,
    guests::{Visitors, entering},
};
use crate::fixture::Guests;
use crate::http::Request;
use crate::measured::{each, measure};
use crate::spread::Spread;
use crate::table::{Goal, Line, Table};
use crate::usher;

pub(super) fn run(bench: &Bench<'_>, table: &mut Table, guests: &mut Guests) -> Result<(), String> {
    let data = bench.places.at("redeem");
    let (server, _) = usher::serve(bench.places, &data)?;
    let mut visitors = Visitors::of(&server);
    let count = bench.per_round() / 2;
    let (mut refused, mut entered, mut plain) = (vec![], vec![], vec![]);
    let mut grown = 0;
    for _ in 0..bench.size.rounds() {
        let spent = guests.take(count)?;
        let run = visitors.enter(spent.clone(), 64)?;
        entered.push(run.cost());
        // Another browser: one that has opened a link of its own.
        let (mut cookies, _) = visitors.open(guests.take(1)?, 1)?;
        let other = cookies.pop().unwrap_or_default();
        let log = data.join("usher.db-wal");
        let before = fs::metadata(&log).map(|file| file.modified().ok());
        for (accept, costs) in [
            ("text/html", &mut refused),
            ("application/json", &mut plain),
        ] {
            let asks: Vec<Request> = spent
                .clone()
                .map(|number| {
                    let request = entering(number, &other);
                    let text = String::from_utf8_lossy(&request).replace("text/html", accept);
                    text.into_bytes().into()
                })
                .collect();
            let run = measure(&server, 64, 409, each(asks), |_, _| ())?.sound("refusing")?;
            costs.push(run.cost());
        }
        let after = fs::metadata(&log).map(|file| file.modified().ok());
        grown += usize::from(before.ok() != after.ok());
    }
    let half = Line {
        what: "a refusal's cost beside a redemption's (core time, answered as JSON)".to_owned(),
        usher: format!(
            "{} µs of {} µs",
            Spread::of(plain.clone()),
            Spread::of(entered.clone())
        ),
        peer: String::new(),
        limit: String::new(),
        judged: Spread::ratios(&plain, &entered),
        unit: "×",
        goal: Goal::AtMost(0.5),
    };
    table.add(half);
    table.add(Line {
        what: "the same with its page".to_owned(),
        usher: format!("{} µs", Spread::of(refused.clone())),
        peer: String::new(),
        limit: String::new(),
        judged: Spread::ratios(&refused, &entered),
        unit: "×",
        goal: Goal::None,
    });
    table.add(Line::alone(
        "rounds of refusals in which the log was written to",
        Spread::one(grown as f64),
        "",
        Goal::AtMost(0.0),
    ));
    server.stop()
}
