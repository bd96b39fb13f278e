//! T14: whoever looks, and however oddly they ask, changes nothing.

use axum::http::{HeaderName, Method, header};
use usher_domain::access::EntryRole;

use super::{
    address,
    ask::Ask,
    campus::Campus,
    cast::{Case, Rank, Relation, State, Who},
    ledger::Watch,
};
use crate::{http, testing::share};

/// What somebody may write behind an address in the hope that it acts.
const QUERIES: [&str; 12] = [
    "",
    "?",
    "?_method=DELETE&method=POST&action=delete&confirm=yes&delete=1",
    "?publish=published&status=published&title=Mine&role=co_owner",
    "?email=ada@example.org&first_name=A&last_name=B&invite=1",
    "?scope=mine&limit=1&before=",
    "?limit=-1&before=%00&scope[]=x",
    "?q=adm&q=dea",
    "?next=//evil.example&theme=dark",
    "?%FF=%FE&a=%zz&=&&&",
    "?page=18446744073709551616",
    "?x=%3Cscript%3Ealert(1)%3C/script%3E",
];

/// What a client may say beside it.
const HEADERS: [(&str, &str); 9] = [
    ("x-http-method-override", "DELETE"),
    ("x-method-override", "POST"),
    ("range", "bytes=0-0,-1,5-"),
    ("if-none-match", "*"),
    ("if-range", "\"x\""),
    ("accept", "application/json;q=x, */*"),
    ("accept-language", "tlh, \u{e9}, *;q=-1"),
    ("purpose", "prefetch"),
    ("last-event-id", "-1"),
];

fn cases() -> Vec<Case> {
    let case = |who, relation, state| Case {
        who,
        relation,
        state,
    };
    let owner = Relation::As(EntryRole::Owner);
    vec![
        case(Who::Anonymous, Relation::None, State::Published),
        case(Who::Guest, Relation::None, State::Private),
        case(Who::GuestElsewhere, Relation::None, State::Unlisted),
        case(Who::Member(Rank::Viewer), Relation::Invited, State::Private),
        case(Who::Member(Rank::PrivateOnly), owner, State::Private),
        case(Who::Member(Rank::UnmoderatedAdmin), owner, State::Trashed),
        case(
            Who::Member(Rank::SiteAdministrator),
            Relation::ThroughGroup,
            State::Published,
        ),
        case(Who::Member(Rank::Suspended), owner, State::Private),
    ]
}

#[tokio::test]
async fn t14_looking_changes_nothing() {
    let campus = Campus::new().await;
    let watch = Watch::over(&campus.hub.app.parts.db).await;
    let mut asked = 0;
    for route in http::list(&campus.hub.app) {
        let methods = match route.method {
            Method::GET => vec![Method::GET, Method::HEAD],
            Method::HEAD | Method::OPTIONS => vec![route.method.clone()],
            _ => continue,
        };
        for (method, case) in methods
            .iter()
            .flat_map(|method| cases().into_iter().map(move |case| (method, case)))
        {
            let path = address::of(&campus, &route, case);
            let path = path.split('?').next().unwrap_or_default();
            let plain = |query: &str| {
                Ask::new(method, format!("{path}{query}")).from(&campus.browser(case))
            };
            let odd = HEADERS.map(|(name, value)| {
                plain("").with((HeaderName::from_static(name), value.as_bytes()))
            });
            let asks = QUERIES.map(plain).into_iter().chain(odd);
            for ask in share(asks, asked) {
                let Some(mut reply) = ask.try_send(&campus.router).await else {
                    continue;
                };
                let text = reply.text().await;
                asked += 1;
                let (status, path) = (reply.status, &ask.path);
                assert!(
                    !status.is_server_error(),
                    "{method} {path}: {status} {text}"
                );
                if *method == Method::HEAD {
                    assert_eq!(text, "", "HEAD {path}");
                }
                assert_eq!(reply.header(header::SERVER), "");
            }
        }
        let (changes, path) = (watch.changes().await, route.path);
        assert_eq!(changes, "", "looking at {path} wrote");
    }
    println!("figure: t14 {asked} looks, 0 rows changed");
}
