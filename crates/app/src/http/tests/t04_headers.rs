//! T04, T17: the headers of every route's answer, whether it shows or refuses.

use axum::http::{HeaderName, Method, header};

use super::{
    address,
    ask::{Ask, FORM, JSON, Reply},
    campus::Campus,
    cast::{Case, Relation, State, Who},
};
use crate::http::{self, headers::Policy};

/// What no cache on the way may keep. Pictures and captions may stay in the
/// browser's own if it asks each time; assets carry a hash of what they are.
const KEPT: [(&str, &str); 6] = [
    ("/poster", "private, no-cache"),
    ("/poster-small", "private, no-cache"),
    ("/captions/{caption}", "private, no-cache"),
    ("/accents/{colour}", "public, max-age=31536000, immutable"),
    ("/logo/{digest}", "public, max-age=31536000, immutable"),
    ("/assets/{*path}", "public, max-age=31536000, immutable"),
];

fn faults(path: &str, reply: &Reply) -> Vec<String> {
    let mut faults = Vec::new();
    let kind = reply.header(&header::CONTENT_TYPE);
    let policy = reply.header(&header::CONTENT_SECURITY_POLICY);
    let mut want = |name: HeaderName, fine: &dyn Fn(&str) -> bool| {
        let value = reply.header(&name);
        if !fine(value) || reply.headers.get_all(&name).iter().count() > 1 {
            faults.push(format!("{name}: {value:?}"));
        }
    };
    let policies = [
        Policy::Strict,
        Policy::Media,
        Policy::Framing,
        Policy::Framed,
        Policy::Sandbox,
    ]
    .map(Policy::text);
    want(header::CONTENT_SECURITY_POLICY, &|policy| {
        policies.contains(&policy)
            && policy.contains("default-src 'none'")
            && (policy.contains("frame-ancestors 'none'") || policy == Policy::Framed.text())
            && !policy.contains("unsafe-eval")
            && !policy.contains("script-src 'self' 'unsafe-inline'")
    });
    want(header::X_CONTENT_TYPE_OPTIONS, &|it| it == "nosniff");
    // Only what has forms tells its origin, and nothing its path.
    let inert = [Policy::Sandbox, Policy::Framed].map(Policy::text);
    let page = !inert.contains(&policy) && kind.starts_with("text/html");
    let told = ["no-referrer", "no-referrer, strict-origin"][usize::from(page)];
    want(header::REFERRER_POLICY, &|it| it == told);
    want(
        HeaderName::from_static("cross-origin-opener-policy"),
        &|it| it == "same-origin",
    );
    want(HeaderName::from_static("x-robots-tag"), &|it| {
        it == "noindex, nofollow"
    });
    let kept = KEPT.iter().find(|(end, _)| path.ends_with(end));
    want(header::CACHE_CONTROL, &|it| {
        it.split(", ").any(|word| word == "no-store") || kept.is_some_and(|(_, how)| *how == it)
    });
    // Where an address says who asks, no reader's cookie has opened anything (ADR 0060).
    let by_address = path.starts_with("/media/{entry}/by/");
    want(header::ACCESS_CONTROL_ALLOW_ORIGIN, &|it| {
        it.is_empty() || (by_address && it == "*")
    });
    faults
}

#[tokio::test]
async fn t04_every_answer_says_what_may_be_done_with_it() {
    let campus = Campus::new().await;
    let mut answers = 0;
    for route in http::list(&campus.hub.app) {
        let cases = Case::all()
            .into_iter()
            .filter(|case| case.state == State::Private || (case.who == Who::Anonymous));
        let asked: Vec<Case> = if route.method.is_safe() {
            cases.collect()
        } else {
            // What acts is asked by whoever may not, so that the scene stays.
            cases.filter(|case| case.who == Who::Anonymous).collect()
        };
        for case in asked {
            let ask = Ask::new(&route.method, address::of(&campus, &route, case));
            let ask = ask.from(&campus.browser(case));
            let reply = ask.send(&campus.router).await;
            let faults = faults(route.path, &reply);
            let (method, path, status) = (&route.method, route.path, reply.status);
            assert_eq!(faults, [""; 0], "{method} {path} {case:?} {status}");
            answers += 1;
        }
    }
    println!("figure: t04 {answers} answers, all with their headers");
}

#[tokio::test]
async fn t04_so_does_every_answer_from_outside_the_routes() {
    let campus = Campus::new().await;
    let case = Case {
        who: Who::Anonymous,
        relation: Relation::None,
        state: State::Private,
    };
    let signed_out = campus.browser(case);
    let asks = [
        Ask::new(&Method::GET, "/nowhere"),
        Ask::new(&Method::GET, "/nowhere").with((header::HOST, "evil.example")),
        Ask::new(&Method::DELETE, "/healthz"),
        Ask::new(&Method::OPTIONS, "*"),
        Ask::new(&Method::TRACE, "/"),
        Ask::new(&Method::POST, "/sign-in").with((header::ORIGIN, "https://evil.example")),
        Ask::new(&Method::POST, "/sign-in")
            .with(FORM)
            .body(vec![b'a'; 1 << 20]),
        Ask::new(&Method::POST, "/api/v1/session")
            .with(JSON)
            .body("{"),
        Ask::new(&Method::GET, "/api/v1/entries").with((header::AUTHORIZATION, "Bearer x")),
        Ask::new(
            &Method::GET,
            "/i/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ),
        Ask::new(&Method::GET, "/media/%FF/file"),
    ];
    for ask in asks {
        let reply = ask.from(&signed_out).send(&campus.router).await;
        assert!(reply.status.is_client_error(), "{}", reply.status);
        assert_eq!(faults("", &reply), [""; 0], "{}", reply.status);
    }
}
