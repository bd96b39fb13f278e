//! `/media/{entry}/guests/export.csv`: who came, as a file.

use axum::{extract::State, response::Response};
use usher_domain::{
    access::Action,
    ids::{EntryId, GrantId},
};

use super::super::store::{self, Guest};
use crate::{
    App,
    http::{
        csv::{self, Row},
        fault::Fault,
        guard::Standing,
        routes::Routes,
        time::rfc3339,
    },
};

/// How many are read at once.
const AT_ONCE: u32 = 500;

const HEAD: [&str; 12] = [
    "name",
    "email as given",
    "guest link",
    "came",
    "state",
    "may stay until",
    "ended",
    "first here",
    "last here",
    "seconds here",
    "percent watched",
    "guest",
];

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/guests/export.csv";
    routes.get(path, Action::SeeInvites, export)
}

async fn export(
    State(app): State<App>,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let pages = csv::pages(None, move |before| page(app.clone(), entry, before));
    Ok(csv::download("guests.csv", &HEAD, pages))
}

/// Some rows, and where those behind them begin.
async fn page(
    app: App,
    entry: EntryId,
    before: Option<GrantId>,
) -> Result<(Vec<Row>, Option<Option<GrantId>>), Fault> {
    let read = move |tx: &usher_db::Tx| store::guests(tx, entry, before, AT_ONCE);
    let (page, now) = (app.parts.db.read(read).await?, app.now());
    let row = |guest: &Guest| {
        let attended = guest.attended;
        let percent = attended.and_then(|attended| attended.percent);
        let moment = |at: Option<_>| at.map_or_else(String::new, rfc3339);
        vec![
            guest.name.clone(),
            guest.email.clone(),
            guest.link.clone(),
            rfc3339(guest.came_at),
            guest.state(now).to_owned(),
            rfc3339(guest.ends_at),
            moment(guest.ended_at),
            moment(attended.map(|attended| attended.first_at)),
            moment(attended.map(|attended| attended.last_at)),
            attended.map_or_else(String::new, |attended| {
                attended.present.as_secs().to_string()
            }),
            percent.map_or_else(String::new, |percent| percent.to_string()),
            guest.id.to_string(),
        ]
    };
    Ok((page.guests.iter().map(row).collect(), page.next.map(Some)))
}
