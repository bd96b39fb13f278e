//! What must never happen, whatever is sent: a 500, half a deed, an answer
//! without a sentence and a code (issue 2, Bad input).

mod bodies;
mod fields;
mod paths;
mod values;

use axum::http::{Method, header};
use usher_domain::access::{Action, Scope};

use super::{
    address,
    ask::{Ask, Reply},
    campus::Campus,
    cast::{Case, Rank, Who},
    ledger::Watch,
    refusal,
};
use crate::http::{self, routes::Route};

/// Somebody who may do it, so that the body is read.
fn willing(campus: &Campus, route: &Route) -> Case {
    let may = |case: Case| (case.verdict(campus.account(case), route.action)).is_ok();
    let wanted = match route.action {
        // With a browser that has a name, and not inside already.
        Action::RedeemInvite => Who::GuestElsewhere,
        Action::LeaveEntry | Action::HandOverSeat => Who::Guest,
        Action::SignIn => Who::Anonymous,
        action if action.scope() == Scope::Console => Who::Member(Rank::SiteAdministrator),
        _ => Who::Member(Rank::UnmoderatedAdmin),
    };
    let all = Case::all();
    let mut able = all.iter().filter(|case| case.who == wanted && may(**case));
    *able
        .next()
        .unwrap_or_else(|| panic!("nobody may {}", route.action))
}

/// A request to the route, by somebody who may, as a program sends it.
fn request(campus: &Campus, route: &Route, case: Case) -> Ask {
    Ask::new(&route.method, address::of(campus, route, case))
        .from(&campus.browser(case))
        .with((header::ACCEPT, "application/json"))
}

/// The routes that take a body.
fn acting(campus: &Campus) -> Vec<Route> {
    let mut routes = http::list(&campus.hub.app);
    routes.retain(|route| !route.method.is_safe());
    // What is deleted is deleted last: its bytes do not come back.
    routes.sort_by_key(|route| route.method == Method::DELETE);
    routes
}

/// Everything there, and whether it stays as it was.
struct Trial {
    campus: Campus,
    watch: Watch,
    asked: usize,
    flaws: Vec<String>,
}

impl Trial {
    async fn new() -> Self {
        let campus = Campus::new().await;
        Self {
            watch: Watch::over(&campus.hub.app.parts.db).await,
            campus,
            asked: 0,
            flaws: Vec::new(),
        }
    }

    /// Sends it, notes what is wrong with the answer, and puts everything back.
    /// `None`: no server would take it for HTTP.
    async fn send(&mut self, ask: &Ask, what: &str) -> Option<Reply> {
        let untouched = self.watch.touched().await;
        let mut reply = ask.try_send(&self.campus.router).await?;
        self.asked += 1;
        let mut note = |flaw: String| {
            let (method, path) = (&ask.method, &ask.path);
            self.flaws
                .push(format!("{method} {path:.90} {what:.200}: {flaw}"));
        };
        let flaw = refusal::flaw(&mut reply).await;
        if let Some(flaw) = flaw.filter(|_| ask.method != Method::HEAD) {
            note(flaw);
        }
        if self.watch.touched().await != untouched {
            let changes = self.watch.changes().await;
            if reply.status.is_client_error() && !changes.is_empty() {
                note(format!("{} and wrote\n{changes}", reply.status));
            }
            self.watch.restore().await;
        }
        Some(reply)
    }

    fn end(self, name: &str) {
        let count = self.flaws.len();
        println!(
            "figure: bad input, {name}: {} requests, {count} flaws",
            self.asked
        );
        assert!(self.flaws.is_empty(), "{}", self.flaws.join("\n"));
    }
}
