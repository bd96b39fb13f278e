//! `/media/{entry}/analytics`: how an entry was watched, for whoever may see it.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::{self, Action},
    analytics::{Period, average, minutes},
    attendance::Extent,
    ids::EntryId,
    media::EntryKind,
};

use super::{
    people::{self, Place},
    shown::{Days, PersonView, Sharing, Timeline, WayView, devices, people_of, ways},
    store::{self, Numbers, Subject},
};
use crate::{
    App,
    features::media::plays,
    http::{
        body::Params,
        fault::Fault,
        guard::Standing,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        time,
        visit::{Visit, default_zone},
    },
};

/// How many people a page shows.
const PEOPLE: u32 = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/media/{entry}/analytics", Action::SeeAnalytics, show)
}

/// How far back, and behind whom the list of people goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Asked {
    period: Option<String>,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "analytics/templates/analytics.html")]
struct AnalyticsPage {
    page: Page,
    entry: EntryId,
    title: String,
    /// What its words are for: `film`, `paper` or `picture`.
    sort: &'static str,
    /// Whether it is kept who is there.
    kept: bool,
    /// `(name, label)`
    periods: Vec<(&'static str, String)>,
    period: &'static str,
    range: String,
    /// `(label, value, note)`
    figures: Vec<(String, String, String)>,
    /// Whether nothing was ever counted.
    never: bool,
    /// Whether nothing was counted in the period.
    nothing: bool,
    may_invite: bool,
    days: Days,
    timeline: Option<Timeline>,
    devices: Vec<Sharing>,
    ways: Vec<WayView>,
    people: Vec<PersonView>,
    /// Whether the list of people begins with the first.
    first: bool,
    next: String,
    is_quiz: bool,
}

impl PageTemplate for AnalyticsPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl AnalyticsPage {
    /// The key of a word that is another for films, documents and pictures.
    fn key(&self, name: &str) -> String {
        key(self.sort, name)
    }
}

pub(super) fn key(sort: &str, name: &str) -> String {
    format!("analytics-{name}-{sort}")
}

/// An address that was tampered with is nothing's.
pub(super) fn period_of(name: Option<&str>) -> Option<Period> {
    name.map_or(Some(Period::Month), |name| name.parse().ok())
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, facts }: Standing,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let period = period_of(asked.period.as_deref()).ok_or_else(Fault::not_found)?;
    let after = asked.after.as_deref().map(str::parse::<Place>).transpose();
    let after = after.map_err(|()| Fault::not_found())?;
    let zone = default_zone(&app);
    let today = time::day(app.now(), &zone);
    let behind = after.clone();
    let read = move |tx: &Tx| -> Result<_, Error> {
        let Some(subject) = store::subject(tx, entry)? else {
            return Ok(None);
        };
        let numbers = store::numbers(tx, entry, period, today)?;
        let begins = period.begins(today);
        let viewers = people::viewers(tx, entry, begins, behind.as_ref(), PEOPLE)?;
        Ok(Some((subject, numbers, viewers)))
    };
    let found = app.parts.db.read(read).await?;
    let (subject, numbers, viewers) = found.ok_or_else(Fault::not_found)?;
    let words = &visit.words;
    let sort = match subject.kind {
        EntryKind::Document => "paper",
        EntryKind::Image => "picture",
        _ => "film",
    };
    let (first_day, last_day) = numbers.days;
    let range = (words.say("analytics-range"))
        .with("first", time::day_said(words, first_day))
        .with("last", time::day_said(words, last_day))
        .with("zone", zone.replace('_', " "));
    let path = format!("/media/{entry}/analytics?period={period}");
    let template = AnalyticsPage {
        sort,
        kept: app.settings.now().privacy.attendance,
        periods: (Period::ALL.iter())
            .map(|one| {
                let label = words.say(format!("analytics-period-{one}"));
                (one.as_str(), label.to_string())
            })
            .collect(),
        period: period.as_str(),
        range: range.to_string(),
        figures: figures(&visit, sort, (&subject, &numbers), period),
        never: numbers.is_empty() && subject.plays == 0,
        nothing: numbers.is_empty(),
        may_invite: access::may(&visit.actor, Action::InviteUsers, Some(&facts)).is_ok(),
        days: Days::of(words, &key(sort, "day-plays"), &numbers),
        timeline: (subject.extent).and_then(|extent| Timeline::of(words, (sort, extent), &numbers)),
        devices: devices(words, sort, &numbers),
        ways: ways(&visit, &numbers),
        people: people_of(&visit, &viewers.people),
        first: after.is_none(),
        next: (viewers.next).map_or_else(String::new, |place| format!("{path}&after={place}")),
        is_quiz: subject.kind == EntryKind::Quiz,
        page: Page::new(&app, &visit, words.say("analytics-title")),
        entry,
        title: subject.title,
    };
    page(StatusCode::OK, &template)
}

/// Plays, people, minutes, and how much of it they watched.
fn figures(
    visit: &Visit,
    sort: &str,
    (subject, numbers): (&Subject, &Numbers),
    period: Period,
) -> Vec<(String, String, String)> {
    let words = &visit.words;
    let say = |name: &str| words.say(key(sort, name)).to_string();
    // All plays are those that the entry's page tells of; of some no day may be known.
    let (ever, counted) = (subject.plays, numbers.all.plays);
    let (all, undated) = match period {
        Period::All => (ever.max(counted), ever.saturating_sub(counted)),
        _ => (counted, 0),
    };
    let note = match undated {
        0 => String::new(),
        n => words.say("analytics-undated").num("n", n).to_string(),
    };
    let mut figures = vec![
        (say("plays"), all.to_string(), note),
        (
            words.say("analytics-people").to_string(),
            numbers.all.people.to_string(),
            String::new(),
        ),
        (
            say("minutes"),
            minutes(numbers.all.watch_time).to_string(),
            String::new(),
        ),
    ];
    if plays(subject.kind) || matches!(subject.extent, Some(Extent::Pages(_))) {
        let share = average(numbers.all.percents, numbers.all.people);
        let share = share.map_or_else(
            || "–".to_owned(),
            |n| words.say("attendance-percent").num("n", n).to_string(),
        );
        figures.push((say("average"), share, String::new()));
    }
    figures
}
