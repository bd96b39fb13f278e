//! `/admin/usage`: what is watched on the whole site, and what is stored.

pub(in crate::features) mod api;

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::Action,
    analytics::{Bar, Day, bars, minutes},
    ids::EntryId,
    people::MEGABYTE,
};

use super::{
    chart::{Column, columns},
    store::count,
};
use crate::{
    App,
    features::admin::Nav,
    http::{
        body::Params,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        time::{self, day_said, month_said},
        visit::{Visit, default_zone},
    },
    words::Words,
};

/// How many entries are told.
const MOST: u32 = 20;
/// How many months there are to choose from, this one among them.
const MONTHS: i64 = 6;
/// What files are for, as `blobs.purpose` has it.
const PURPOSES: [&str; 5] = ["original", "rendition", "poster", "poster_small", "caption"];

const DAYS: &str = "
    SELECT day, plays, watch_time FROM site_days WHERE day >= $1 AND day <= $2 ORDER BY day";
/// Those in the trash are passed over.
const WATCHED: &str = "
    SELECT m.entry_id, m.plays, m.watch_time, e.title, a.first_name, a.last_name
    FROM audience_months m JOIN entries e ON e.id = m.entry_id JOIN accounts a ON a.id = e.owner_id
    WHERE m.month = $1 AND m.watch_time > 0 AND e.trashed_at IS NULL
    ORDER BY m.watch_time DESC, m.plays DESC, m.entry_id DESC LIMIT $2";
const STORED: &str = "
    SELECT CAST(COUNT(*) AS BIGINT) AS files, CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes
    FROM blobs WHERE purpose = $1";

pub(super) fn routes(routes: Routes) -> Routes {
    api::routes(routes.get("/admin/usage", Action::UseConsole, show))
}

/// Which month, as `2026-11`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::features) struct Asked {
    month: Option<String>,
}

#[derive(Template)]
#[template(path = "analytics/templates/usage.html")]
struct UsagePage {
    page: Page,
    nav: Nav,
    about: String,
    /// `(name, label)`
    months: Vec<(String, String)>,
    month: String,
    /// `(label, value)`
    figures: Vec<(String, String)>,
    columns: Vec<Column>,
    wide: u64,
    most: u64,
    ends: (String, String),
    /// `(when, minutes)`, the last first.
    rows: Vec<(String, u64)>,
    watched: Vec<Watched>,
    stored: Vec<Stored>,
}

impl PageTemplate for UsagePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// An entry.
struct Watched {
    entry: EntryId,
    title: String,
    owner: String,
    plays: u64,
    /// In tenths of a second.
    time: u64,
}

impl Watched {
    fn minutes(&self) -> u64 {
        minutes(self.time)
    }
}

/// Files for one purpose.
struct Stored {
    label: String,
    files: String,
    size: String,
    bytes: u64,
    all: u64,
}

/// What is read of a month.
struct Usage {
    /// Plays, and how long was watched in tenths of a second.
    days: BTreeMap<Day, (u64, u64)>,
    watched: Vec<Watched>,
    /// `(purpose, files, bytes)`
    stored: Vec<(&'static str, u64, u64)>,
}

impl Usage {
    /// Plays of all days, and how long was watched in tenths of a second.
    fn all(&self) -> (u64, u64) {
        (self.days.values()).fold((0, 0), |all, one| {
            (all.0.saturating_add(one.0), all.1.saturating_add(one.1))
        })
    }
}

fn usage(tx: &Tx, month: i64) -> Result<Usage, Error> {
    let (first, last) = time::month_days(month);
    let (first, last) = (first.number(), last.number());
    let days = tx.query(DAYS, params![first, last], |row| {
        let numbers = (count(row, "plays")?, count(row, "watch_time")?);
        Ok((Day::new(row.get("day")?), numbers))
    })?;
    let watched = tx.query(WATCHED, params![month, MOST], |row| {
        let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
        Ok(Watched {
            entry: row.get("entry_id")?,
            title: row.get("title")?,
            owner: format!("{first} {last}").trim().to_owned(),
            plays: count(row, "plays")?,
            time: count(row, "watch_time")?,
        })
    })?;
    let mut stored = Vec::new();
    for purpose in PURPOSES {
        let (files, bytes) = tx.query_one(STORED, params![purpose], |row| {
            Ok((count(row, "files")?, count(row, "bytes")?))
        })?;
        stored.push((purpose, files, bytes));
    }
    Ok(Usage {
        days: days.into_iter().collect(),
        watched,
        stored,
    })
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let zone = default_zone(&app);
    let now = time::month(time::day(app.now(), &zone));
    let month = match asked.month.as_deref() {
        Some(text) => time::parse_month(text).ok_or_else(Fault::not_found)?,
        None => now,
    };
    let usage = app.parts.db.read(move |tx| usage(tx, month)).await?;
    let words = &visit.words;
    let about = words.say("usage-about");
    let said = |bar: &Bar| {
        (words.say("usage-day"))
            .with("when", day_said(words, bar.from))
            .num("n", bar.count)
            .to_string()
    };
    let (first, last) = time::month_days(month);
    let by_day = usage
        .days
        .iter()
        .map(|(day, numbers)| (*day, minutes(numbers.1)));
    let bars = bars(&by_day.collect(), first, last);
    let (columns, wide) = columns(&bars, said);
    let (plays, time) = usage.all();
    let bytes: u64 = usage.stored.iter().map(|(_, _, bytes)| *bytes).sum();
    let figure = |key: &str, value: String| (words.say(key).to_string(), value);
    let template = UsagePage {
        page: Page::new(&app, &visit, words.say("console-tool-usage"))
            .island("islands/console-form.js"),
        nav: Nav::tool(words, "usage"),
        about: about.with("zone", zone.replace('_', " ")).to_string(),
        months: (0..MONTHS)
            .map(|back| (time::month_iso(now - back), month_said(words, now - back)))
            .collect(),
        month: time::month_iso(month),
        figures: vec![
            figure("usage-plays", plays.to_string()),
            figure("usage-minutes", minutes(time).to_string()),
            figure("usage-stored", size(words, bytes)),
        ],
        columns,
        wide,
        most: bars.iter().map(|bar| bar.count).max().unwrap_or(0),
        ends: (day_said(words, first), day_said(words, last)),
        rows: (bars.iter().rev())
            .filter(|bar| bar.count > 0)
            .map(|bar| (day_said(words, bar.from), bar.count))
            .collect(),
        watched: usage.watched,
        stored: (usage.stored.iter())
            .filter(|(_, files, _)| *files > 0)
            .map(|(purpose, files, part)| Stored {
                label: (words.say(format!("usage-purpose-{}", purpose.replace('_', "-"))))
                    .to_string(),
                files: words.say("usage-files").num("n", *files).to_string(),
                size: size(words, *part),
                bytes: *part,
                all: bytes.max(1),
            })
            .collect(),
    };
    page(StatusCode::OK, &template)
}

/// `12 MB`, `3.4 GB`.
fn size(words: &Words, bytes: u64) -> String {
    let megabytes = bytes.div_ceil(MEGABYTE);
    if megabytes < 1_000 {
        let message = words.say("usage-size-mb");
        return message.with("n", megabytes).to_string();
    }
    let tenths = megabytes.saturating_add(50) / 100;
    let message = words.say("usage-size-gb");
    let text = format!("{}.{}", tenths / 10, tenths % 10);
    message.with("n", text).to_string()
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [DAYS, WATCHED, STORED];
