//! `/admin/users/import`: choosing a file, looking at what it would do, doing it.

mod choose;
mod download;
mod look;

use usher_domain::{access::Action, ids::ImportId};

use crate::http::{fault::Fault, routes::Routes};

/// Where a file is chosen.
const IMPORT: &str = "/admin/users/import";
/// Where one is looked at.
const ONE: &str = "/admin/users/import/{import}";

pub(super) fn routes(routes: Routes) -> Routes {
    let action = Action::ManagePeople;
    routes
        .get(IMPORT, action, choose::show)
        .post(IMPORT, action, choose::send)
        .get(ONE, action, look::show)
        .post(ONE, action, look::write)
        .get(
            "/admin/users/import/{import}/report.csv",
            action,
            download::report,
        )
        .post(
            "/admin/users/import/{import}/links",
            action,
            download::links,
        )
}

fn path_of(import: ImportId) -> String {
    format!("{IMPORT}/{import}")
}

fn import_of(text: &str) -> Result<ImportId, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}
