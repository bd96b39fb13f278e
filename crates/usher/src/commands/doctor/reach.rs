//! Whether people would get here by the base URL, and what arrives on the way. Only asked
//! where a server of ours is running: without one nothing could answer.

use std::net::SocketAddr;

use url::Url;

use super::{asking, finding::Finding};
use crate::settings::{BaseUrl, Settings};

/// Counts requests that say whom they are for, from proxies that are not trusted.
const STRANGERS: &str = "usher_forwarded_by_strangers_total";

pub(super) fn check(settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let BaseUrl::Set(url) = &settings.base_url {
        findings.push(base_url(url));
    }
    if settings.tls.is_none() {
        findings.extend(proxies(settings.listen));
    }
    findings
}

/// The way that people's browsers take, as far as this machine can go it.
fn base_url(url: &Url) -> Finding {
    const CHECK: &str = "way in";
    let shown = url.as_str().trim_end_matches('/');
    match asking::by_url(url, "/healthz") {
        Ok(answer) if answer.status == 200 && answer.body.contains("ok") => {
            Finding::ok(CHECK, format!("{shown} leads to a running Usher"))
        }
        Ok(answer) if answer.status == 421 => Finding::fail(
            CHECK,
            format!("{shown} leads to an Usher that goes by another name"),
            "Let the proxy pass on the Host header as it came, and see that base_url is the address that \
             people type.",
        ),
        Ok(answer) => Finding::fail(
            CHECK,
            format!(
                "{shown}/healthz answers {}, which is not Usher",
                answer.status
            ),
            "See where the name leads, and whether the proxy there hands on to this server.",
        ),
        Err(error) => Finding::warn(
            CHECK,
            format!("{shown} does not lead here from this machine ({error})"),
            "See that the name resolves, that the proxy runs and that its certificate is good. If only \
             this machine cannot reach it, all is well.",
        ),
    }
}

fn proxies(listen: SocketAddr) -> Option<Finding> {
    const CHECK: &str = "proxies";
    let figures = asking::by_address(listen, "/metrics").ok()?;
    let counted = figures.body.lines().find_map(|line| {
        let count = line.strip_prefix(STRANGERS)?.trim();
        count.parse::<f64>().ok()
    })?;
    (counted > 0.0).then(|| {
        Finding::warn(
            CHECK,
            format!(
                "{counted} requests came with X-Forwarded-For from an address that trusted_proxies does not \
                 name"
            ),
            "If that is your proxy, add its address to trusted_proxies: until then all its visitors look \
             like one, and share one budget of failed attempts.",
        )
    })
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpListener,
        thread,
    };

    use super::{super::finding::Verdict, *};

    /// What is found where every request is answered so.
    fn found<T>(answer: &'static str, look: impl FnOnce(SocketAddr) -> T) -> T {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("bound");
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("asked");
            let _ = stream.read(&mut [0; 1024]).expect("a question");
            stream.write_all(answer.as_bytes()).expect("sent");
        });
        let found = look(address);
        server.join().expect("no panic");
        found
    }

    fn way(answer: &'static str) -> Finding {
        found(answer, |at| {
            base_url(&Url::parse(&format!("http://{at}/")).expect("a URL"))
        })
    }

    #[test]
    fn the_way_in_is_told_by_what_answers_there() {
        let ok = way("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok\n");
        assert_eq!(ok.result, Verdict::Ok, "{ok}");
        let other = way("HTTP/1.1 404 Not Found\r\n\r\n");
        assert_eq!(other.result, Verdict::Fail, "{other}");
        let named = way("HTTP/1.1 421 Misdirected Request\r\n\r\n");
        assert!(named.to_string().contains("Host header"), "{named}");
        let no_http = way("SSH-2.0-Something\r\n");
        assert_eq!(no_http.result, Verdict::Warn, "{no_http}");
    }

    #[test]
    fn a_proxy_that_is_not_trusted_is_a_warning_once_it_has_asked() {
        let figures = |answer| found(answer, proxies);
        let none = figures("HTTP/1.1 200 OK\r\n\r\nusher_requests_total 7\n");
        assert!(none.is_none());
        let some = figures(
            "HTTP/1.1 200 OK\r\n\r\n# TYPE x counter\nusher_forwarded_by_strangers_total 12\n",
        );
        let some = some.expect("a finding");
        assert!(some.to_string().contains("12 requests came"), "{some}");
    }
}
