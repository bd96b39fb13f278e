//! `GET /api/v1/entries/{entry}/analytics`, and `…/analytics/people`

use axum::{extract::State, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    analytics::{Period, STEPS, average, steps_of},
    attendance::Extent,
};

use super::{
    pages::period_of,
    people::{self, Place, Viewer},
    store::{self, Sums, Way},
};
use crate::{
    App,
    features::attendance,
    http::{
        body::{Params, json},
        fault::Fault,
        guard::Standing,
        listing,
        routes::Routes,
        time::{self, day_iso, rfc3339},
        visit::default_zone,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(
            "/api/v1/entries/{entry}/analytics",
            Action::SeeAnalytics,
            show_analytics,
        )
        .get(
            "/api/v1/entries/{entry}/analytics/people",
            Action::SeeAnalytics,
            list_viewers,
        )
}

/// How an entry was watched in a period.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Analytics)]
pub(in crate::features) struct AnalyticsView {
    /// `7`, `30`, `90` or `all`.
    period: &'static str,
    /// The first day, such as `2026-11-01`; a day is one of `time_zone`.
    from: String,
    /// The last day: today.
    to: String,
    /// The site's zone (an IANA name).
    time_zone: String,
    /// Whether the site keeps who was there: if not, nothing of this is counted any more.
    kept: bool,
    /// How often somebody began to play; of a document or picture, opened it.
    plays: u64,
    /// How often it was ever played; also of plays whose day is not known.
    plays_ever: u64,
    /// How many different people who are known watched.
    people: u64,
    /// How long they watched, in seconds. What somebody watches twice on one day counts once; what does not play counts as
    /// long as it was open.
    watched_seconds: u64,
    /// How much of it each watched or read, on average; absent of what neither plays nor has pages.
    average_percent: Option<u64>,
    /// Days on which something was counted, in order.
    days: Vec<DayView>,
    /// Absent of what does not play.
    timeline: Option<TimelineView>,
    /// Absent of what is no document, or of whose pages nothing is known.
    pages: Option<PagesView>,
    devices: Vec<DeviceView>,
    /// By which way they came, the most plays first.
    ways: Vec<WayView>,
    /// What those who were invited watched so far, whatever the period.
    invited: InvitedView,
}

/// One day.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = AnalyticsDay)]
pub(in crate::features) struct DayView {
    day: String,
    plays: u64,
    watched_seconds: u64,
}

/// How many watched which part of a film.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = AnalyticsTimeline)]
pub(in crate::features) struct TimelineView {
    /// How long the film is.
    seconds: f64,
    /// How often somebody watched it: a person on a day.
    viewings: u64,
    /// How many of them watched each hundredth of the film: at least half of it.
    steps: Vec<u64>,
}

/// How many had which page of a document open.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = AnalyticsPages)]
pub(in crate::features) struct PagesView {
    /// How many pages it has.
    pages: u32,
    /// How often somebody read it: a person on a day.
    viewings: u64,
    /// How many of them had each page open, for two seconds or longer; of the first thousand pages.
    read: Vec<u64>,
}

/// A sort of device.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = AnalyticsDevice)]
pub(in crate::features) struct DeviceView {
    /// `desktop`, `phone`, `tablet`, `tv` or `other`.
    device: &'static str,
    plays: u64,
    watched_seconds: u64,
}

/// A way by which people came.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = AnalyticsWay)]
pub(in crate::features) struct WayView {
    /// `invite`, `account`, `guest_link`, `anyone` (nobody is known), or `others` (guest links beyond fifty).
    way: &'static str,
    /// The id of the guest link.
    guest_link: Option<String>,
    /// Its name.
    name: Option<String>,
    plays: u64,
    people: u64,
    watched_seconds: u64,
    average_percent: Option<u64>,
    /// When the last of them was there, RFC 3339.
    last_at: Option<String>,
}

/// What the invited people of an entry watched.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = AnalyticsInvited)]
pub(in crate::features) struct InvitedView {
    /// How many watched or read it to the end: 95 percent or more.
    to_the_end: u32,
    /// How much half of them watched or read at least, in percent; absent if nobody did.
    median_percent: Option<u8>,
}

/// How far back.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::features) struct Asked {
    period: Option<String>,
}

fn period(name: Option<&str>) -> Result<Period, Fault> {
    period_of(name).ok_or_else(|| Fault::field("period", "unknown_choice"))
}

/// How an entry was watched: plays, people, time, where they leave, on what, and by which way they came.
#[utoipa::path(get, path = "/api/v1/entries/{entry}/analytics", tag = "analytics",
    params(("entry" = String, Path, description = "The entry's id"),
           ("period" = Option<String>, Query, description = "Today and the days before it: `7`, `30` or `90` days, or `all`; `30` unless given")),
    responses((status = 200, body = AnalyticsView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found"), (status = 422, description = "invalid: period")))]
pub(in crate::features) async fn show_analytics(
    State(app): State<App>,
    Standing { entry, .. }: Standing,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let period = period(asked.period.as_deref())?;
    let zone = default_zone(&app);
    let today = time::day(app.now(), &zone);
    let read = move |tx: &Tx| -> Result<_, Error> {
        let Some(subject) = store::subject(tx, entry)? else {
            return Ok(None);
        };
        let numbers = store::numbers(tx, entry, period, today)?;
        Ok(Some((subject, numbers, attendance::figures(tx, entry)?)))
    };
    let found = app.parts.db.read(read).await?;
    let (subject, numbers, figures) = found.ok_or_else(Fault::not_found)?;
    let all = &numbers.all;
    let view = AnalyticsView {
        period: period.as_str(),
        from: day_iso(numbers.days.0),
        to: day_iso(numbers.days.1),
        time_zone: zone,
        kept: app.settings.now().privacy.attendance,
        plays: all.plays,
        plays_ever: subject.plays,
        people: all.people,
        watched_seconds: all.watch_time / 10,
        average_percent: subject.extent.and_then(|_| share(all)),
        days: (numbers.by_day.iter())
            .map(|(day, sums)| DayView {
                day: day_iso(*day),
                plays: sums.plays,
                watched_seconds: sums.watch_time / 10,
            })
            .collect(),
        timeline: (subject.extent.and_then(Extent::length)).map(|length| TimelineView {
            seconds: length.as_secs_f64(),
            viewings: numbers.viewings,
            steps: numbers.steps.counts(STEPS),
        }),
        pages: match subject.extent {
            Some(Extent::Pages(pages)) => Some(PagesView {
                pages,
                viewings: numbers.viewings,
                read: numbers.steps.counts(steps_of(Extent::Pages(pages))),
            }),
            _ => None,
        },
        devices: (numbers.by_device.iter())
            .map(|(device, sums)| DeviceView {
                device: device.as_str(),
                plays: sums.plays,
                watched_seconds: sums.watch_time / 10,
            })
            .collect(),
        ways: numbers.by_way.iter().map(way).collect(),
        invited: InvitedView {
            to_the_end: figures.to_the_end,
            median_percent: figures.median,
        },
    };
    Ok(json(StatusCode::OK, view))
}

fn share(sums: &Sums) -> Option<u64> {
    average(sums.percents, sums.people)
}

fn way((way, sums): &(Way, Sums)) -> WayView {
    let (name, link) = match way {
        Way::Invite => ("invite", None),
        Way::Account => ("account", None),
        Way::GuestLink(id, name) => ("guest_link", Some((id.clone(), name.clone()))),
        Way::Anyone => ("anyone", None),
        Way::Others => ("others", None),
    };
    let (guest_link, link_name) = link.unzip();
    WayView {
        way: name,
        guest_link,
        name: link_name,
        plays: sums.plays,
        people: sums.people,
        watched_seconds: sums.watch_time / 10,
        average_percent: share(sums),
        last_at: sums.last_at.map(rfc3339),
    }
}

/// Somebody who watched. What it says is of all days.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = AnalyticsPerson)]
pub(in crate::features) struct ViewerView {
    /// `member`, `invited_member`, `invited_guest` or `guest_by_link`.
    sort: &'static str,
    /// Empty for whoever is not known any more.
    name: String,
    email: String,
    /// The name of the guest link that they came by.
    guest_link: Option<String>,
    plays: u64,
    watched_seconds: u64,
    /// How much they watched or read; absent of what neither plays nor has pages.
    watched_percent: Option<u8>,
    /// RFC 3339, like every moment.
    first_at: String,
    last_at: String,
}

impl ViewerView {
    fn new(one: Viewer) -> Self {
        Self {
            sort: one.sort.as_str(),
            name: one.name,
            email: one.email,
            guest_link: Some(one.link).filter(|link| !link.is_empty()),
            plays: one.plays,
            watched_seconds: one.watch_time / 10,
            watched_percent: one.percent,
            first_at: rfc3339(one.first_at),
            last_at: rfc3339(one.last_at),
        }
    }
}

/// A page of those who watched, those of the last day first.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = AnalyticsPeople)]
pub(in crate::features) struct ViewersView {
    people: Vec<ViewerView>,
    /// Give it as `after` to get the next page; absent on the last one.
    next: Option<String>,
}

/// Which of them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::features) struct WhichViewers {
    period: Option<String>,
    after: Option<String>,
    limit: Option<u32>,
}

/// Who watched an entry: whoever is known, and was there in the period.
#[utoipa::path(get, path = "/api/v1/entries/{entry}/analytics/people", tag = "analytics",
    params(("entry" = String, Path, description = "The entry's id"),
           ("period" = Option<String>, Query, description = "`7`, `30`, `90` or `all`; `30` unless given"),
           ("after" = Option<String>, Query, description = "`next` of the page before"),
           ("limit" = Option<u32>, Query, description = "1 to 200; 50 unless given")),
    responses((status = 200, body = ViewersView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found"),
              (status = 422, description = "invalid: period, after or limit")))]
pub(in crate::features) async fn list_viewers(
    State(app): State<App>,
    Standing { entry, .. }: Standing,
    Params(which): Params<WhichViewers>,
) -> Result<Response, Fault> {
    let period = period(which.period.as_deref())?;
    let after = which.after.as_deref().map(str::parse::<Place>).transpose();
    let after = after.map_err(|()| Fault::field("after", "not_an_id"))?;
    let limit = listing::limit(which.limit)?;
    let begins = period.begins(time::day(app.now(), &default_zone(&app)));
    let read = move |tx: &Tx| people::viewers(tx, entry, begins, after.as_ref(), limit);
    let viewers = app.parts.db.read(read).await?;
    let view = ViewersView {
        people: viewers.people.into_iter().map(ViewerView::new).collect(),
        next: viewers.next.map(|place| place.to_string()),
    };
    Ok(json(StatusCode::OK, view))
}
