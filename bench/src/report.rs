//! docs/benchmarks.md: one section for each table, replaced when that section is measured again.

use std::fmt::Write;
use std::fs;

use usher_domain::clock::Clock;

use crate::Section;
use crate::machine;
use crate::stopwatch::WallClock;
use crate::table::Table;
use crate::usher::Places;

/// What stands above the tables and is written by hand.
const TOP: &str = "<!-- measured -->";

/// Writes the tables that were measured into the page and leaves the others as they are.
pub(crate) fn write(places: &Places, tables: &[(Section, Table)]) -> Result<(), String> {
    let path = places.root.join("docs/benchmarks.md");
    let said = |why: std::io::Error| format!("{}: {why}", path.display());
    let mut page = fs::read_to_string(&path).map_err(said)?;
    for (section, table) in tables {
        let name = format!("{section:?}").to_lowercase();
        let (begin, end) = (
            format!("<!-- {name} -->"),
            format!("<!-- end of {name} -->"),
        );
        let text = format!(
            "{begin}\n{}\n{}\n{end}",
            table.markdown().trim_end(),
            measured_on(&name)
        );
        page = match (page.find(&begin), page.find(&end)) {
            (Some(from), Some(to)) => format!("{}{text}{}", &page[..from], &page[to + end.len()..]),
            _ => format!("{}\n\n{text}\n", page.trim_end()),
        };
    }
    let facts = machine::facts()
        .into_iter()
        .fold(String::new(), |mut text, (name, fact)| {
            let _ = writeln!(text, "* {name}: {fact}");
            text
        });
    let end = "<!-- end of machine -->";
    page = match (page.find(TOP), page.find(end)) {
        (Some(from), Some(to)) => format!("{}{TOP}\n{facts}{}", &page[..from], &page[to..]),
        _ => return Err(format!("{} has no place for the machine", path.display())),
    };
    fs::write(&path, page).map_err(said)?;
    println!("\nwritten: docs/benchmarks.md");
    Ok(())
}

fn measured_on(section: &str) -> String {
    let now = WallClock.now();
    let day = jiff::Timestamp::from_microsecond(now.micros())
        .map_or_else(|_| String::new(), |at| at.strftime("%Y-%m-%d").to_string());
    format!("\nMeasured on {day} by `cargo xtask bench {section}`.")
}
