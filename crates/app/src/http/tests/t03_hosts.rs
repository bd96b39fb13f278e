//! T03: no header of a request gets into a link or a redirect.

use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use usher_domain::access::EntryRole;

use super::{
    address,
    ask::Ask,
    campus::Campus,
    cast::{Case, Rank, Relation, State, Who},
};
use crate::http;

/// Each names another host in one of the ways that proxies and frameworks know.
fn variants() -> Vec<(&'static str, String)> {
    let hosts = [
        "evil.example",
        "hub.uni.edu.evil.example",
        "evil.example:443",
        "hub.uni.edu:80@evil.example",
        "hub.uni.edu@evil.example",
        "hub.uni.edu#evil.example",
        "hub.uni.edu,evil.example",
        "hub.uni.edu evil.example",
        "evil.example/hub.uni.edu",
        "evil.example?hub.uni.edu",
        "EVIL.example",
        "hub.uni.edu\\.evil.example",
        "hub.uni.edu%00.evil.example",
        "evil.example.",
        "xn--evil-9za.example",
    ];
    let forwarded = [
        "x-forwarded-host",
        "x-forwarded-server",
        "x-host",
        "x-original-host",
        "x-http-host-override",
        "x-forwarded-proto",
        "x-forwarded-scheme",
        "x-forwarded-prefix",
        "x-forwarded-port",
        "x-original-url",
        "x-rewrite-url",
        "x-url-scheme",
        "x-proxy-url",
        "proxy-host",
        "request-uri",
        "destination",
        "base-url",
        "true-client-ip",
        "x-forwarded-for",
        "x-real-ip",
        "via",
        "referer",
        "from",
        "x-wap-profile",
        "client-ip",
        "cf-connecting-ip",
    ];
    let rest = [
        ("forwarded", "host=evil.example;proto=http"),
        (
            "forwarded",
            "for=1.1.1.1;host=\"evil.example:443\", host=evil.example",
        ),
        ("x-forwarded-host", "hub.uni.edu, evil.example"),
        ("x-forwarded-host", "evil.example/x?"),
        ("x-forwarded-host", "evil.example\", \"evil.example"),
        ("x-forwarded-proto", "javascript:evil"),
        ("x-forwarded-host", "https://evil.example/"),
        ("x-original-url", "https://evil.example/sign-in"),
        ("x-rewrite-url", "//evil.example/i/x"),
    ];
    let hosts = hosts.map(|host| ("host", host.to_owned()));
    let forwarded = forwarded.map(|name| (name, "evil.example".to_owned()));
    let rest = rest.map(|(name, value)| (name, value.to_owned()));
    hosts.into_iter().chain(forwarded).chain(rest).collect()
}

fn case() -> Case {
    Case {
        who: Who::Member(Rank::PrivateOnly),
        relation: Relation::As(EntryRole::Owner),
        state: State::Private,
    }
}

async fn poisoned(campus: &Campus, ask: &Ask) -> Option<String> {
    let mut reply = ask.send(&campus.router).await;
    let headers = format!("{:?}", reply.headers).to_lowercase();
    let text = reply.text().await.to_lowercase();
    let (method, path) = (&ask.method, &ask.path);
    let said = headers.contains("evil") || text.contains("evil");
    said.then(|| format!("{method} {path}: {} {headers} {text}", reply.status))
}

#[tokio::test]
async fn t03_no_request_header_gets_into_a_link() {
    let campus = Campus::new().await;
    let (variants, case) = (variants(), case());
    let mut asked = 0;
    for route in http::list(&campus.hub.app) {
        if route.method != Method::GET {
            continue;
        }
        let path = address::of(&campus, &route, case);
        for browser in [campus.browser(case), campus.hub.browser()] {
            for (name, value) in &variants {
                let ask = Ask::new(&Method::GET, &path).from(&browser);
                let ask = ask.with((HeaderName::from_static(name), value.as_bytes()));
                assert_eq!(poisoned(&campus, &ask).await, None, "{name}: {value}");
                if *name == "host" {
                    let status = ask.send(&campus.router).await.status;
                    assert_eq!(status, StatusCode::MISDIRECTED_REQUEST, "{path} at {value}");
                }
                asked += 1;
            }
        }
    }
    println!(
        "figure: t03 {} header variants, {asked} requests, 0 links changed",
        variants.len()
    );
}

#[tokio::test]
async fn t03_two_hosts_none_and_an_absolute_address_are_no_way_around() {
    let campus = Campus::new().await;
    let there = HeaderValue::from_static("evil.example");
    let mut two = Ask::new(&Method::GET, "/sign-in");
    two.headers.append(header::HOST, there.clone());
    let mut none = Ask::new(&Method::GET, "/sign-in");
    none.headers.remove(header::HOST);
    // As HTTP/2 and proxies say it; the Host beside it is ours.
    let absolute = Ask::new(&Method::GET, "https://evil.example/sign-in");
    for ask in [two, none, absolute] {
        let status = ask.send(&campus.router).await.status;
        assert_eq!(status, StatusCode::MISDIRECTED_REQUEST, "{:?}", ask.headers);
        assert_eq!(poisoned(&campus, &ask).await, None);
    }
}
