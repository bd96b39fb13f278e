//! `/media/{entry}/analytics/{days,timeline,pages,people}.csv`: the numbers as files.

use axum::{extract::State, response::Response};
use futures_util::stream;
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    analytics::{Day, Period, STEPS, percent, steps_of},
    attendance::Extent,
    ids::EntryId,
};

use super::{
    pages::period_of,
    people::{self, Place, Viewer},
    shown::moment,
    store::{self, Numbers, Subject},
};
use crate::{
    App,
    http::{
        body::Params,
        csv::{self, Row},
        fault::Fault,
        guard::Standing,
        routes::Routes,
        time::{self, day_iso, rfc3339},
        visit::default_zone,
    },
};

/// How many people are read at once.
const AT_ONCE: u32 = 500;

const DAYS: [&str; 3] = ["day", "plays", "seconds watched"];
const TIMELINE: [&str; 5] = [
    "from second",
    "to second",
    "watched by",
    "viewings",
    "percent",
];
const PAGES: [&str; 4] = ["page", "read by", "viewings", "percent"];
const PEOPLE: [&str; 9] = [
    "name",
    "email",
    "known as",
    "guest link",
    "plays",
    "seconds watched",
    "percent watched",
    "first here",
    "last here",
];

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(
            "/media/{entry}/analytics/days.csv",
            Action::SeeAnalytics,
            days,
        )
        .get(
            "/media/{entry}/analytics/timeline.csv",
            Action::SeeAnalytics,
            timeline,
        )
        .get(
            "/media/{entry}/analytics/pages.csv",
            Action::SeeAnalytics,
            pages,
        )
        .get(
            "/media/{entry}/analytics/people.csv",
            Action::SeeAnalytics,
            everybody,
        )
}

/// How far back.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Asked {
    period: Option<String>,
}

impl Asked {
    fn period(&self, app: &App) -> Result<(Period, Day), Fault> {
        let period = period_of(self.period.as_deref()).ok_or_else(Fault::not_found)?;
        Ok((period, time::day(app.now(), &default_zone(app))))
    }
}

async fn numbers(app: &App, entry: EntryId, asked: &Asked) -> Result<(Subject, Numbers), Fault> {
    let (period, today) = asked.period(app)?;
    let read = move |tx: &Tx| -> Result<_, Error> {
        let Some(subject) = store::subject(tx, entry)? else {
            return Ok(None);
        };
        Ok(Some((subject, store::numbers(tx, entry, period, today)?)))
    };
    let found = app.parts.db.read(read).await?;
    found.ok_or_else(Fault::not_found)
}

/// A list that is there as a whole.
fn whole(name: &str, head: &[&str], rows: Vec<Row>) -> Response {
    csv::download(name, head, stream::iter([Ok(rows)]))
}

async fn days(
    State(app): State<App>,
    Standing { entry, .. }: Standing,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let (_, numbers) = numbers(&app, entry, &asked).await?;
    let rows = (numbers.by_day.iter())
        .map(|(day, sums)| {
            let seconds = sums.watch_time / 10;
            vec![day_iso(*day), sums.plays.to_string(), seconds.to_string()]
        })
        .collect();
    Ok(whole("analytics-days.csv", &DAYS, rows))
}

async fn timeline(
    State(app): State<App>,
    Standing { entry, .. }: Standing,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let (subject, numbers) = numbers(&app, entry, &asked).await?;
    let Some(length) = subject.extent.and_then(Extent::length) else {
        return Ok(whole("analytics-timeline.csv", &TIMELINE, Vec::new()));
    };
    let second = |step| format!("{:.1}", moment(length, step).as_secs_f64());
    let all = numbers.viewings;
    let rows = (0..STEPS)
        .zip(numbers.steps.counts(STEPS))
        .map(|(step, count)| {
            vec![
                second(step),
                second(step + 1),
                count.to_string(),
                all.to_string(),
                percent(count, all).to_string(),
            ]
        })
        .collect();
    Ok(whole("analytics-timeline.csv", &TIMELINE, rows))
}

async fn pages(
    State(app): State<App>,
    Standing { entry, .. }: Standing,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let (subject, numbers) = numbers(&app, entry, &asked).await?;
    let steps = match subject.extent {
        Some(extent @ Extent::Pages(_)) => steps_of(extent),
        _ => 0,
    };
    let all = numbers.viewings;
    let rows = (1..=steps)
        .zip(numbers.steps.counts(steps))
        .map(|(page, count)| {
            vec![
                page.to_string(),
                count.to_string(),
                all.to_string(),
                percent(count, all).to_string(),
            ]
        })
        .collect();
    Ok(whole("analytics-pages.csv", &PAGES, rows))
}

async fn everybody(
    State(app): State<App>,
    Standing { entry, .. }: Standing,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let (period, today) = asked.period(&app)?;
    let begins = period.begins(today);
    let pages = csv::pages(None, move |after: Option<Place>| {
        let app = app.clone();
        async move {
            let read = move |tx: &Tx| people::viewers(tx, entry, begins, after.as_ref(), AT_ONCE);
            let viewers = app.parts.db.read(read).await?;
            let rows = viewers.people.iter().map(row).collect();
            Ok::<_, Fault>((rows, viewers.next.map(Some)))
        }
    });
    Ok(csv::download("analytics-people.csv", &PEOPLE, pages))
}

fn row(one: &Viewer) -> Row {
    vec![
        one.name.clone(),
        one.email.clone(),
        one.sort.as_str().to_owned(),
        one.link.clone(),
        one.plays.to_string(),
        (one.watch_time / 10).to_string(),
        one.percent.map_or_else(String::new, |n| n.to_string()),
        rfc3339(one.first_at),
        rfc3339(one.last_at),
    ]
}
