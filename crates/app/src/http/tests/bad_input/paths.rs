//! Parameters in the path that name nothing, or something else.

use axum::http::Method;

use super::{
    super::address::{self, filled},
    Trial, request, willing,
};
use crate::{http, testing::share};

const VALUES: [&str; 30] = [
    "..%2F..%2F..%2Fetc%2Fpasswd",
    "%2E%2E",
    "..%5C..%5Cwin.ini",
    "%00",
    "%FF%FE",
    "%25%30%30",
    "%C0%AE%C0%AE",
    "%0D%0ASet-Cookie:%20a=b",
    "%F0%9F%92%A9",
    "%E2%80%AE",
    "%7Bentry%7D",
    "-1",
    "0",
    "1e9",
    "null",
    "undefined",
    "true",
    "99999999999999999999999",
    "'%20OR%201=1--",
    "\";DROP",
    "%3Cscript%3E",
    "*",
    "~",
    ";x=1",
    "a,b",
    "account:x",
    "group:00000000-0000-0000-0000-000000000000",
    "00000000-0000-0000-0000-000000000000",
    "01900000-0000-7000-8000-000000000000",
    "%20",
];

#[tokio::test]
async fn whatever_the_path_names_no_route_stumbles() {
    let mut trial = Trial::new().await;
    let mut routes = http::list(&trial.campus.hub.app);
    // What can be done is the same everywhere.
    routes.retain(|route| route.method != Method::OPTIONS);
    routes.sort_by_key(|route| !route.method.is_safe());
    let long = "a".repeat(6000);
    for route in routes {
        let case = willing(&trial.campus, &route);
        let place = trial.campus.stage(case);
        // Things that are there, but of another kind.
        let (entry, invite) = (place.id.to_string(), place.invite.to_string());
        let values = VALUES.iter().copied().chain([&*long, &entry, &invite]);
        let right = address::of(&trial.campus, &route, case);
        let turn = trial.asked;
        for value in share(values.map(str::to_owned).collect::<Vec<_>>(), turn) {
            for name in address::parameters(route.path) {
                let mut ask = request(&trial.campus, &route, case);
                let mut segments = right.split('/');
                let mut own = route.path.split('/').map(|segment| {
                    let had = segments.next().unwrap_or_default();
                    if segment.contains(&format!("{{{name}}}")) {
                        filled(segment, |_| value.clone())
                    } else {
                        had.to_owned()
                    }
                });
                let mut path = own.next().unwrap_or_default();
                for segment in own {
                    path = format!("{path}/{segment}");
                }
                ask.path = path;
                let Some(reply) = trial.send(&ask, &value).await else {
                    continue;
                };
                // A group that was never there is no collaborator any more.
                let gone = value.starts_with("group:") && route.method == Method::DELETE;
                if reply.status.is_success() && ask.path != right && !gone {
                    let flaw = format!("{} takes {value}: {}", route.path, reply.status);
                    trial.flaws.push(flaw);
                }
            }
        }
    }
    trial.end("paths");
}
