//! `GET /api/v1/usage`

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;
use usher_domain::access::Action;

use super::{Asked, usage};
use crate::{
    App,
    http::{
        body::{Params, json},
        fault::Fault,
        routes::Routes,
        time::{self, day_iso},
        visit::default_zone,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/api/v1/usage", Action::UseConsole, show_usage)
}

/// What is watched on the whole site in a month, and what is stored now.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Usage)]
pub(in crate::features) struct UsageView {
    /// Such as `2026-11`.
    month: String,
    /// The site's zone (an IANA name), of which the days are.
    time_zone: String,
    plays: u64,
    /// How long people watched, in seconds.
    watched_seconds: u64,
    /// Days on which something was counted, in order.
    days: Vec<UsageDay>,
    /// The twenty entries that were watched longest, the longest first. Those in the trash are left out.
    most_watched: Vec<WatchedEntry>,
    /// What lies in the store, by what it is for.
    stored: Vec<StoredFiles>,
}

/// One day of the site.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::features) struct UsageDay {
    /// Such as `2026-11-01`.
    day: String,
    plays: u64,
    watched_seconds: u64,
}

/// An entry, and how it was watched in the month.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::features) struct WatchedEntry {
    /// The entry's id.
    entry: String,
    title: String,
    /// The name of whom it belongs to.
    owner: String,
    plays: u64,
    watched_seconds: u64,
}

/// Files of one purpose.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::features) struct StoredFiles {
    /// `original`, `rendition`, `poster`, `poster_small` or `caption`.
    purpose: &'static str,
    files: u64,
    bytes: u64,
}

/// What is watched on the whole site in a month, and what is stored now. For administrators.
#[utoipa::path(get, path = "/api/v1/usage", tag = "analytics",
    params(("month" = Option<String>, Query, description = "Such as `2026-11`; this month unless given")),
    responses((status = 200, body = UsageView), (status = 403, description = "forbidden"),
              (status = 422, description = "invalid: month")))]
pub(in crate::features) async fn show_usage(
    State(app): State<App>,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let zone = default_zone(&app);
    let month = match asked.month.as_deref() {
        Some(text) => {
            time::parse_month(text).ok_or_else(|| Fault::field("month", "unknown_choice"))?
        }
        None => time::month(time::day(app.now(), &zone)),
    };
    let usage = app.parts.db.read(move |tx| usage(tx, month)).await?;
    let (plays, watched) = usage.all();
    let view = UsageView {
        month: time::month_iso(month),
        time_zone: zone,
        plays,
        watched_seconds: watched / 10,
        days: (usage.days.iter())
            .map(|(day, (plays, watched))| UsageDay {
                day: day_iso(*day),
                plays: *plays,
                watched_seconds: watched / 10,
            })
            .collect(),
        most_watched: (usage.watched.into_iter())
            .map(|one| WatchedEntry {
                entry: one.entry.to_string(),
                title: one.title,
                owner: one.owner,
                plays: one.plays,
                watched_seconds: one.time / 10,
            })
            .collect(),
        stored: (usage.stored.into_iter())
            .map(|(purpose, files, bytes)| StoredFiles {
                purpose,
                files,
                bytes,
            })
            .collect(),
    };
    Ok(json(StatusCode::OK, view))
}
