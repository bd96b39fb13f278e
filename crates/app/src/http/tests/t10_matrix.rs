//! T10: every route, for everybody, in every relation to entries in every state.
//! What HTTP answers is what `domain::access` says.

use std::fmt::Write as _;

use axum::http::StatusCode;
use usher_domain::access::{Denial, Scope};

use super::{
    address,
    ask::{Ask, FORM, JSON, Reply},
    campus::Campus,
    cast::{Case, Relation, State},
    ledger::Watch,
};
use crate::{
    http::{self, routes::Route},
    testing::{Hub, share, statements_looked_at},
};

#[test]
fn t10_every_route_names_the_action_it_takes() {
    let mut list = http::list(&Hub::new().app);
    list.sort_by_key(|route| (route.path, route.method.to_string()));
    let lines: Vec<String> = list
        .iter()
        .map(|route| {
            let (method, action) = (route.method.as_str(), route.action);
            format!("{method:<7} {:<52} {action}", route.path)
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

/// The columns that differ for the route: an entry's routes have all; what is
/// about no entry is asked once by everybody.
fn cases(route: &Route, turn: usize) -> Vec<Case> {
    let mut cases = Case::all();
    if matches!(route.action.scope(), Scope::Entry | Scope::Session) {
        return share(cases, turn);
    }
    cases.retain(|case| case.state == State::Private && case.relation == Relation::None);
    cases
}

fn ask(campus: &Campus, route: &Route, case: Case) -> Ask {
    let ask = Ask::new(&route.method, address::of(campus, route, case));
    let ask = ask.from(&campus.browser(case));
    if route.method.is_safe() {
        ask
    } else if route.path.starts_with("/api/") {
        ask.with(JSON).body("{}")
    } else {
        ask.with(FORM)
    }
}

fn verdict(campus: &Campus, route: &Route, case: Case) -> Result<(), Denial> {
    match case.verdict(campus.account(case), route.action) {
        // Somebody's invite is nobody's business, even if everybody may see the entry.
        Err(Denial::NotAllowed)
            if route.path.contains("{invite}") && case.standing().roles.is_empty() =>
        {
            Err(Denial::NotFound)
        }
        // Nor can a player sign in.
        Err(Denial::SignIn) if route.path.contains("{address}") => Err(Denial::NotFound),
        verdict => verdict,
    }
}

/// What is wrong with the answer, if anything is.
async fn fault(
    campus: &Campus,
    route: &Route,
    case: Case,
    verdict: Result<(), Denial>,
    reply: &mut Reply,
) -> Option<String> {
    let as_said = match verdict {
        Ok(()) => {
            let refused = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
            !reply.asks_to_sign_in() && !refused.contains(&reply.status)
        }
        Err(Denial::SignIn) => {
            let status = if route.path.starts_with("/api/") {
                StatusCode::UNAUTHORIZED
            } else {
                StatusCode::SEE_OTHER
            };
            reply.status == status && reply.asks_to_sign_in()
        }
        Err(Denial::NotAllowed) => reply.status == StatusCode::FORBIDDEN,
        Err(Denial::NotFound) => reply.status == StatusCode::NOT_FOUND,
    };
    if !as_said || reply.status.is_server_error() {
        return Some(format!("{verdict:?} was answered {}", reply.status));
    }
    let hidden = verdict == Err(Denial::NotFound);
    let title = &campus.stage(case).title;
    (hidden && reply.text().await.contains(title)).then(|| "the refusal says the title".to_owned())
}

#[tokio::test]
async fn t10_every_route_answers_as_the_rules_say() {
    let campus = Campus::new().await;
    let watch = Watch::over(&campus.hub.app.parts.db).await;
    let mut routes = http::list(&campus.hub.app);
    // What acts may take away bytes that no ledger brings back.
    routes.sort_by_key(|route| !route.method.is_safe());

    let (mut cells, mut wrong) = (0_usize, String::new());
    for (turn, route) in routes.iter().enumerate() {
        let (allowed, denied): (Vec<Case>, Vec<Case>) = cases(route, turn)
            .into_iter()
            .partition(|&case| verdict(&campus, route, case).is_ok());
        cells += allowed.len() + denied.len();
        let untouched = watch.touched().await;
        for &case in denied.iter().chain(&allowed) {
            let verdict = verdict(&campus, route, case);
            let mut reply = ask(&campus, route, case).send(&campus.router).await;
            if let Some(fault) = fault(&campus, route, case, verdict, &mut reply).await {
                let _ = writeln!(wrong, "{} {} {case:?}: {fault}", route.method, route.path);
            }
            let acts = verdict.is_ok() && !route.method.is_safe();
            if acts && watch.touched().await != untouched {
                watch.restore().await;
            }
            if Some(&case) == denied.last() && watch.touched().await != untouched {
                let _ = writeln!(wrong, "{} {}: a refusal wrote", route.method, route.path);
            }
        }
        let app = &campus.hub.app;
        app.settings.refresh(&app.parts.db).await.unwrap();
    }
    let count = wrong.lines().count();
    println!("figure: t10 {cells} cells, {count} wrong");
    let statements = statements_looked_at();
    println!(
        "figure: t10 {statements} statements that these requests ran: each finds its rows by an index"
    );
    assert!(wrong.is_empty(), "{wrong}");
}
