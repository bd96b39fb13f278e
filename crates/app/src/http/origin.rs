//! Requests for another host, and acts that another site's page would make
//! a browser do (security.md T3, T14).

use std::net::IpAddr;

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use url::{Host, Position, Url};

use super::fault::Fault;

/// Refuses a request whose host is not the base URL's. Links are built from
/// the base URL and never from the request, so this is the second lock.
pub fn check_host(base: &Url, uri: &Uri, headers: &HeaderMap) -> Result<(), Fault> {
    if asked(uri, headers).is_some_and(|host| is_ours(base, host)) {
        Ok(())
    } else {
        Err(Fault::new(StatusCode::MISDIRECTED_REQUEST, "unknown_host").with("base", base))
    }
}

/// Whether a request names this machine by its address, as who watches it does, and no page
/// of another site can make a browser do under a name of its own.
pub fn is_by_address(uri: &Uri, headers: &HeaderMap) -> bool {
    asked(uri, headers).is_some_and(|host| {
        let name = host.rsplit_once(':').map_or(host, |(name, port)| {
            let is_port = port.bytes().all(|byte| byte.is_ascii_digit());
            if is_port { name } else { host }
        });
        let bare = name
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'));
        name == "localhost" || bare.unwrap_or(name).parse::<IpAddr>().is_ok()
    })
}

/// The host that is asked for, if exactly one is.
fn asked<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    let mut named = headers.get_all(header::HOST).iter();
    let (first, more) = (named.next(), named.next().is_some());
    let authority = uri.authority().map(axum::http::uri::Authority::as_str);
    let asked = authority.or_else(|| first?.to_str().ok());
    asked.filter(|_| !more)
}

/// Refuses a state change that was not begun on one of our own pages.
///
/// Browsers say so themselves: `Sec-Fetch-Site`; those that are older, `Origin`,
/// which names our own pages because of [`headers`](super::headers)' referrer policy
/// (ADR 0007); older ones yet, a `Referer` if anything. A client that sends none of
/// these is no browser and carries no ambient authority.
pub fn check_origin(base: &Url, method: &Method, headers: &HeaderMap) -> Result<(), Fault> {
    if method.is_safe() {
        return Ok(());
    }
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let ours = match (text("sec-fetch-site"), text("origin").or(text("referer"))) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(from)) => Url::parse(from).is_ok_and(|from| is_our_origin(base, &from)),
        (None, None) => true,
    };
    if ours {
        Ok(())
    } else {
        Err(Fault::new(StatusCode::FORBIDDEN, "cross_site"))
    }
}

fn is_ours(base: &Url, host: &str) -> bool {
    if host == &base[Position::BeforeHost..Position::AfterPort] {
        return true;
    }
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    if !host.chars().all(plain) {
        return false;
    }
    Url::parse(&format!("{}://{host}/", base.scheme()))
        .is_ok_and(|asked| is_our_origin(base, &asked))
}

/// Whether a page of `url`'s origin is one of ours. On this machine itself every name
/// of it is.
fn is_our_origin(base: &Url, url: &Url) -> bool {
    url.scheme() == base.scheme()
        && url.port_or_known_default() == base.port_or_known_default()
        && (url.host() == base.host() || (is_loopback(base) && is_loopback(url)))
}

/// Whether `url` points at this machine itself.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap()))
            .collect()
    }

    #[test]
    fn t03_only_the_base_urls_host_is_answered() {
        let base = Url::parse("https://hub.uni.edu/").unwrap();
        let wrong = [
            "evil.example",
            "hub.uni.edu.evil.example",
            "hub.uni.edu:444",
            "hub.uni.edu@evil.example",
            "evil.example/hub.uni.edu",
            "",
            " ",
            "hub.uni.edu,evil.example",
            "[::1]",
            "127.0.0.1",
            "localhost",
            "xhub.uni.edu",
            "hub.uni.ed",
            "hub.uni.edu#@evil",
            "hub.uni.edu/x",
        ];
        for host in wrong {
            let h = headers(&[("host", host)]);
            assert!(
                check_host(&base, &Uri::from_static("/"), &h).is_err(),
                "{host}"
            );
        }
        for host in ["hub.uni.edu", "HUB.uni.edu", "hub.uni.edu:443"] {
            let h = headers(&[("host", host)]);
            assert!(
                check_host(&base, &Uri::from_static("/"), &h).is_ok(),
                "{host}"
            );
        }
        println!("figure: t03 {} wrong hosts, 0 answered", wrong.len());
    }

    #[test]
    fn an_address_is_told_from_every_name() {
        for (host, is_address) in [
            ("10.0.0.5:8484", true),
            ("10.0.0.5", true),
            ("[::1]:8484", true),
            ("[fd00::5]", true),
            ("localhost:8484", true),
            ("10.0.0.5.evil.example", false),
            ("evil.example:80", false),
            ("localhost.evil.example", false),
            ("10.0.0.5:evil", false),
            ("", false),
        ] {
            let h = headers(&[("host", host)]);
            assert_eq!(
                is_by_address(&Uri::from_static("/"), &h),
                is_address,
                "{host}"
            );
        }
    }

    #[test]
    fn t14_an_act_begun_elsewhere_is_refused() {
        let base = Url::parse("https://hub.uni.edu/").unwrap();
        let refused: &[&[(&str, &str)]] = &[
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://hub.uni.edu"),
            ],
            &[("origin", "https://evil.example")],
            &[("origin", "http://hub.uni.edu")],
            &[("origin", "https://hub.uni.edu:8443")],
            &[("origin", "null")],
            &[("origin", "")],
            &[("origin", "null"), ("referer", "https://hub.uni.edu/")],
            &[("referer", "https://evil.example/?https://hub.uni.edu/")],
            &[("referer", "https://hub.uni.edu@evil.example/")],
            &[("referer", "about:blank")],
            &[
                ("origin", "https://evil.example"),
                ("referer", "https://hub.uni.edu/"),
            ],
            &[
                ("sec-fetch-site", "cross-site"),
                ("referer", "https://hub.uni.edu/"),
            ],
        ];
        for pairs in refused {
            let h: HeaderMap = pairs
                .iter()
                .map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap()))
                .collect();
            assert!(check_origin(&base, &Method::POST, &h).is_err(), "{pairs:?}");
            assert!(check_origin(&base, &Method::GET, &h).is_ok());
        }
        for pairs in [
            vec![("sec-fetch-site", "same-origin"), ("origin", "null")],
            vec![("sec-fetch-site", "none")],
            vec![("origin", "https://hub.uni.edu")],
            vec![("origin", "https://hub.uni.edu:443")],
            vec![
                ("origin", "https://hub.uni.edu"),
                ("referer", "https://hub.uni.edu/"),
            ],
            vec![("referer", "https://hub.uni.edu/")],
            vec![],
        ] {
            assert!(
                check_origin(&base, &Method::POST, &headers(&pairs)).is_ok(),
                "{pairs:?}"
            );
        }
    }

    #[test]
    fn on_this_machine_every_name_of_it_is_ours_and_another_port_is_not() {
        let base = Url::parse("http://127.0.0.1:8484/").unwrap();
        for (origin, ours) in [
            ("http://127.0.0.1:8484", true),
            ("http://localhost:8484", true),
            ("http://[::1]:8484", true),
            ("http://localhost:8485", false),
            ("https://localhost:8484", false),
            ("http://192.0.2.1:8484", false),
        ] {
            let said = headers(&[("origin", origin)]);
            let answer = check_origin(&base, &Method::POST, &said);
            assert_eq!(answer.is_ok(), ours, "{origin}");
        }
    }
}
