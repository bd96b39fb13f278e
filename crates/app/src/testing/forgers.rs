//! Whoever says in a request that the hub is somewhere else: a forger, or a careless proxy.

use axum::{body::Body, http::Method};

use super::{Answer, Browser};

/// Headers by which it is said.
const NAMES: [&str; 20] = [
    "x-forwarded-host",
    "x-forwarded-server",
    "x-forwarded-proto",
    "x-forwarded-port",
    "x-forwarded-prefix",
    "x-forwarded-scheme",
    "x-forwarded-path",
    "x-original-host",
    "x-original-url",
    "x-rewrite-url",
    "x-host",
    "x-http-host-override",
    "x-http-destinationurl",
    "x-proxy-host",
    "x-real-host",
    "x-backend-host",
    "forwarded",
    "via",
    "x-url-scheme",
    "front-end-https",
];
const VALUES: [&str; 2] = [
    "evil.example",
    "host=evil.example;proto=http;for=203.0.113.9",
];
/// What is ours, written in other ways; and what is not, which is refused.
const HOSTS: [(&str, bool); 8] = [
    ("HUB.UNI.EDU", true),
    ("hub.uni.edu:443", true),
    ("evil.example", false),
    ("hub.uni.edu.evil.example", false),
    ("hub.uni.edu@evil.example", false),
    ("evil.example/hub.uni.edu", false),
    ("hub.uni.edu:8443", false),
    ("hub.uni.edu, evil.example", false),
];
/// Whole addresses in the request line.
const ABSOLUTE: [(&str, bool); 2] = [
    ("https://hub.uni.edu", true),
    ("https://evil.example", false),
];

/// One way of saying it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forger {
    header: Option<(&'static str, &'static str)>,
    absolute: &'static str,
    /// Whether the request is refused for it.
    pub(crate) refused: bool,
}

/// Fifty ways.
pub(crate) fn forgers() -> Vec<Forger> {
    let headers = NAMES
        .into_iter()
        .flat_map(|name| VALUES.map(|value| (name, value)));
    let headers = headers.map(|header| Forger {
        header: Some(header),
        absolute: "",
        refused: false,
    });
    let hosts = HOSTS.into_iter().map(|(host, ours)| Forger {
        header: Some(("host", host)),
        absolute: "",
        refused: !ours,
    });
    let lines = ABSOLUTE.into_iter().map(|(absolute, ours)| Forger {
        header: None,
        absolute,
        refused: !ours,
    });
    let all: Vec<_> = headers.chain(hosts).chain(lines).collect();
    assert_eq!(all.len(), 50);
    all
}

impl Forger {
    /// Posts a body of this kind so.
    pub(crate) async fn post(
        &self,
        browser: &mut Browser,
        path: &str,
        kind: &str,
        body: String,
    ) -> Answer {
        let kind = ("content-type", kind);
        let headers: Vec<(&str, &str)> = [Some(kind), self.header].into_iter().flatten().collect();
        let path = format!("{}{path}", self.absolute);
        browser
            .send(Method::POST, &path, &headers, Body::from(body))
            .await
    }

    /// Posts a form so.
    pub(crate) async fn form(
        &self,
        browser: &mut Browser,
        path: &str,
        form: &[(&str, &str)],
    ) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        self.post(browser, path, "application/x-www-form-urlencoded", body)
            .await
    }
}

/// How many addresses a letter has; fails where one is not the hub's.
pub(crate) fn only_our_links(letter: &str) -> usize {
    assert!(!letter.contains("evil"), "{letter}");
    let begins = letter.match_indices("http").map(|(at, _)| &letter[at..]);
    let addresses =
        begins.filter(|rest| rest.starts_with("http://") || rest.starts_with("https://"));
    let mut count = 0;
    for address in addresses {
        let ours = address.starts_with(super::BASE) || address.starts_with("http://www.w3.org/");
        let head: String = address.chars().take(60).collect();
        assert!(ours, "{head}");
        count += 1;
    }
    count
}
