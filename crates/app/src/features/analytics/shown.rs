//! The numbers of an entry as its page says them.

use std::time::Duration;

use usher_domain::{
    analytics::{
        Audience, Bar, STEPS, average, bars, half_watch, minutes, percent, steepest, steps_of,
    },
    attendance::Extent,
    clock::Timestamp,
};

use super::{
    chart::{Column, Curve, columns, curve},
    pages::key,
    people::{Sort, Viewer},
    store::{Numbers, Sums, Way},
};
use crate::{
    features::media::clock,
    http::{
        page::initials,
        time::{day_said, in_zone, rfc3339},
        visit::Visit,
    },
    words::Words,
};

/// How many steps lie between two rows of the table beside the curve.
const ROW: usize = 5;

/// *67 %*; of few people *2 of 3*.
fn share(words: &Words, part: u64, all: u64) -> String {
    match Audience::of(all) {
        Audience::Nobody => "–".to_owned(),
        Audience::Few => (words.say("analytics-of"))
            .num("n", part)
            .num("all", all)
            .to_string(),
        Audience::Many => in_percent(words, percent(part, all).into()),
    }
}

fn in_percent(words: &Words, n: u64) -> String {
    words.say("attendance-percent").num("n", n).to_string()
}

fn said_minutes(words: &Words, tenths: u64) -> String {
    let message = words.say("analytics-minutes-short");
    message.num("n", minutes(tenths)).to_string()
}

/// The plays of each day, as bars.
pub(super) struct Days {
    pub(super) columns: Vec<Column>,
    pub(super) wide: u64,
    /// What the highest bar comes to.
    pub(super) most: u64,
    pub(super) first: String,
    pub(super) last: String,
    /// Whether a bar is more than one day.
    pub(super) grouped: bool,
    /// The days or weeks on which it was played: `(when, plays)`, the last first.
    pub(super) rows: Vec<(String, u64)>,
}

impl Days {
    /// `key` says how often it was played on a day.
    pub(super) fn of(words: &Words, key: &str, numbers: &Numbers) -> Self {
        let plays = (numbers.by_day.iter()).map(|(day, sums)| (*day, sums.plays));
        let (first, last) = numbers.days;
        let bars = bars(&plays.collect(), first, last);
        let when = |bar: &Bar| {
            if bar.from == bar.to {
                return day_said(words, bar.from);
            }
            (words.say("analytics-days"))
                .with("first", day_said(words, bar.from))
                .with("last", day_said(words, bar.to))
                .to_string()
        };
        let say = |bar: &Bar| {
            (words.say(key))
                .with("when", when(bar))
                .num("n", bar.count)
                .to_string()
        };
        let (columns, wide) = columns(&bars, say);
        Self {
            columns,
            wide,
            most: bars.iter().map(|bar| bar.count).max().unwrap_or(0),
            first: day_said(words, first),
            last: day_said(words, last),
            grouped: bars.iter().any(|bar| bar.from != bar.to),
            rows: (bars.iter().rev())
                .filter(|bar| bar.count > 0)
                .map(|bar| (when(bar), bar.count))
                .collect(),
        }
    }
}

/// How much of a film was watched or of a document read, and where people leave.
pub(super) struct Timeline {
    /// The file that says the same.
    pub(super) file: &'static str,
    pub(super) curve: Curve,
    /// The times or pages below it, from the beginning to the end.
    pub(super) marks: Vec<String>,
    /// How often it was watched or read.
    pub(super) viewings: u64,
    /// What it says, in sentences.
    pub(super) said: Vec<String>,
    /// `(time or page, share)`
    pub(super) rows: Vec<(String, String)>,
}

impl Timeline {
    /// Nothing if nobody watched.
    pub(super) fn of(
        words: &Words,
        (sort, extent): (&str, Extent),
        numbers: &Numbers,
    ) -> Option<Self> {
        let all = numbers.viewings;
        let audience = Audience::of(all);
        if audience == Audience::Nobody {
            return None;
        }
        let counts = numbers.steps.counts(steps_of(extent));
        let counts: Vec<u64> = counts.into_iter().map(|count| count.min(all)).collect();
        let mut said = Vec::new();
        if audience == Audience::Few {
            said.push(words.say("analytics-few").to_string());
        } else {
            let say = |name: &str| words.say(key(sort, name));
            said.push(match half_watch(&counts, all) {
                Some(step) if step + 1 >= counts.len() => say("half-all").to_string(),
                Some(step) => (say("half")).with("place", ends(extent, step)).to_string(),
                None => say("half-none").to_string(),
            });
            if let Some((from, to)) = steepest(&counts, extent, all) {
                let sentence = say("steepest").with("from", begins(extent, from));
                said.push(sentence.with("to", begins(extent, to)).to_string());
            }
        }
        let row = |(step, count): (usize, &u64)| (begins(extent, step), share(words, *count, all));
        let mut rows: Vec<_> = match extent {
            Extent::Length(_) => counts.iter().enumerate().step_by(ROW).map(row).collect(),
            Extent::Pages(_) => counts.iter().enumerate().map(row).collect(),
        };
        if let (Extent::Length(_), Some(last)) = (extent, counts.last()) {
            rows.push((begins(extent, STEPS), share(words, *last, all)));
        }
        Some(Self {
            file: match extent {
                Extent::Length(_) => "timeline.csv",
                Extent::Pages(_) => "pages.csv",
            },
            curve: curve(counts.iter().copied(), all),
            marks: marks(extent),
            viewings: all,
            said,
            rows,
        })
    }
}

/// Where a step begins: a time in a film, the page itself in a document.
fn begins(extent: Extent, step: usize) -> String {
    match extent {
        Extent::Length(length) => clock(moment(length, step)),
        Extent::Pages(_) => (step + 1).to_string(),
    }
}

/// And where it ends.
fn ends(extent: Extent, step: usize) -> String {
    match extent {
        Extent::Length(_) => begins(extent, step + 1),
        Extent::Pages(_) => begins(extent, step),
    }
}

/// What stands below the curve: five times, or as many pages, each once.
fn marks(extent: Extent) -> Vec<String> {
    let last = match extent {
        Extent::Length(_) => STEPS,
        Extent::Pages(_) => steps_of(extent).saturating_sub(1),
    };
    let mut marks: Vec<String> = (0..=4)
        .map(|quarter| begins(extent, quarter * last / 4))
        .collect();
    marks.dedup();
    marks
}

/// Where a step of a film begins.
pub(super) fn moment(length: Duration, step: usize) -> Duration {
    let step = u32::try_from(step).unwrap_or(0);
    length * step / u32::try_from(STEPS).unwrap_or(1)
}

/// A part of all plays.
pub(super) struct Sharing {
    pub(super) label: String,
    pub(super) share: String,
    pub(super) part: u64,
    pub(super) all: u64,
    pub(super) said: String,
}

/// What it was watched on, the most used first.
pub(super) fn devices(words: &Words, sort: &str, numbers: &Numbers) -> Vec<Sharing> {
    let mut devices = numbers.by_device.clone();
    devices.sort_by_key(|(_, sums)| std::cmp::Reverse((sums.plays, sums.watch_time)));
    let all: u64 = devices.iter().map(|(_, sums)| sums.plays).sum();
    let said = |sums: &Sums| {
        (words.say(format!("analytics-used-{sort}")))
            .num("n", sums.plays)
            .with("minutes", said_minutes(words, sums.watch_time))
            .to_string()
    };
    (devices.iter())
        .map(|(device, sums)| Sharing {
            label: words.say(format!("analytics-device-{device}")).to_string(),
            share: share(words, sums.plays, all),
            part: sums.plays,
            all: all.max(1),
            said: said(sums),
        })
        .collect()
}

/// A way by which people came.
pub(super) struct WayView {
    pub(super) label: String,
    /// The name of a guest link, beside the label.
    pub(super) name: String,
    /// Empty where nobody is known.
    pub(super) people: String,
    pub(super) plays: u64,
    pub(super) minutes: String,
    pub(super) share: String,
    pub(super) last: Option<(String, String)>,
}

pub(super) fn ways(visit: &Visit, numbers: &Numbers) -> Vec<WayView> {
    let words = &visit.words;
    let view = |(way, sums): &(Way, Sums)| {
        let (key, name) = match way {
            Way::Invite => ("invite", ""),
            Way::Account => ("account", ""),
            Way::GuestLink(_, name) => ("guest-link", name.as_str()),
            Way::Anyone => ("anyone", ""),
            Way::Others => ("others", ""),
        };
        let known = *way != Way::Anyone;
        let average = average(sums.percents, sums.people);
        let average = average.filter(|_| known && sums.percents > 0);
        WayView {
            label: words.say(format!("analytics-way-{key}")).to_string(),
            name: name.to_owned(),
            people: if known {
                sums.people.to_string()
            } else {
                "–".to_owned()
            },
            plays: sums.plays,
            minutes: if known {
                said_minutes(words, sums.watch_time)
            } else {
                "–".to_owned()
            },
            share: average.map_or_else(|| "–".to_owned(), |n| in_percent(words, n)),
            last: sums.last_at.map(|at| instant(visit, at)),
        }
    };
    numbers.by_way.iter().map(view).collect()
}

/// Somebody who watched.
pub(super) struct PersonView {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) initials: String,
    pub(super) way: String,
    pub(super) plays: u64,
    pub(super) minutes: String,
    pub(super) share: String,
    pub(super) last: (String, String),
}

pub(super) fn people_of(visit: &Visit, people: &[Viewer]) -> Vec<PersonView> {
    let words = &visit.words;
    let view = |one: &Viewer| {
        let name = if one.name.is_empty() {
            words.say("quiz-somebody").to_string()
        } else {
            one.name.clone()
        };
        let way = match one.sort {
            Sort::ByLink if !one.link.is_empty() => one.link.clone(),
            sort => {
                let key = sort.as_str().replace('_', "-");
                words.say(format!("analytics-sort-{key}")).to_string()
            }
        };
        PersonView {
            initials: initials(&name),
            name,
            email: one.email.clone(),
            way,
            plays: one.plays,
            minutes: said_minutes(words, one.watch_time),
            share: (one.percent).map_or_else(|| "–".to_owned(), |n| in_percent(words, n.into())),
            last: instant(visit, one.last_at),
        }
    };
    people.iter().map(view).collect()
}

fn instant(visit: &Visit, at: Timestamp) -> (String, String) {
    (rfc3339(at), in_zone(&visit.words, at, &visit.zone))
}
