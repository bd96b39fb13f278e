//! Where people reach the hub: the start of every link (`invitations.md`,
//! Secrets: links are built from it, never from a request header).

use std::net::{IpAddr, SocketAddr};

use url::{Host, Url};

use super::given::Source;
use crate::failure::{Failure, Outcome};

/// The base URL, or the promise to take it from the port once that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BaseUrl {
    /// Set by the administrator; https unless its host is loopback.
    Set(Url),
    /// `http://<listen>`, which is loopback; with TLS `https`.
    FollowsListen,
}

impl BaseUrl {
    /// The URL for a server that listens on `address`, whose port is final.
    pub(crate) fn resolved(&self, address: SocketAddr, tls: bool) -> Outcome<Url> {
        let scheme = if tls { "https" } else { "http" };
        match self {
            Self::Set(url) => Ok(url.clone()),
            Self::FollowsListen => Url::parse(&format!("{scheme}://{address}/")).map_err(|error| {
                Failure::usage(format!(
                    "The address {address} makes no URL ({error}). Set base_url."
                ))
            }),
        }
    }

    /// Whether people reach it on this machine only.
    pub(crate) fn is_loopback(&self) -> bool {
        match self {
            Self::Set(url) => url.host().is_some_and(|host| is_loopback(&host)),
            Self::FollowsListen => true,
        }
    }
}

/// Reads what the administrator wrote.
pub(crate) fn parse(text: &str, source: &Source) -> Outcome<BaseUrl> {
    let refuse = |why: &str| {
        Err(Failure::usage(format!(
            "{} is {text:?}, {why}. Write for example https://media.uni.edu.",
            capitalised(source)
        )))
    };
    let Ok(url) = Url::parse(text) else {
        return refuse("which is not a web address");
    };
    let Some(host) = url
        .host()
        .filter(|_| matches!(url.scheme(), "http" | "https"))
    else {
        return refuse("which is neither an https nor an http address");
    };
    if !url.username().is_empty() || url.password().is_some() {
        // The sentence must not repeat a password.
        return Err(Failure::usage(format!(
            "{} holds a user name or password. Leave them out.",
            capitalised(source)
        )));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return refuse("but it must end after the host and port");
    }
    if url.scheme() == "http" && !is_loopback(&host) {
        return refuse(
            "but plain http is for this machine only: links and cookies would travel unprotected",
        );
    }
    Ok(BaseUrl::Set(url))
}

/// Refuses plain http on an address that other machines can reach.
pub(crate) fn protected(base_url: BaseUrl, listen: SocketAddr) -> Outcome<BaseUrl> {
    match &base_url {
        BaseUrl::Set(url) if url.scheme() == "http" && !listen.ip().is_loopback() => {
            Err(Failure::usage(format!(
                "Usher would listen on {listen}, which other machines can reach, by plain http: links and \
                 cookies would travel unprotected. Let a proxy speak https and set base_url to its \
                 address, or listen on this machine only, such as 127.0.0.1:{}.",
                listen.port()
            )))
        }
        _ => Ok(base_url),
    }
}

/// Refuses plain http where TLS is spoken.
pub(crate) fn secured(text: &str, source: &Source) -> Outcome<()> {
    if text.starts_with("http:") {
        return Err(Failure::usage(format!(
            "{} is {text:?}, but Usher speaks TLS, as tls.certificate says. Write https there.",
            capitalised(source)
        )));
    }
    Ok(())
}

/// What to do when nothing was set and the server listens on `address`.
pub(crate) fn default_for(address: SocketAddr) -> Outcome<BaseUrl> {
    if address.ip().is_loopback() {
        return Ok(BaseUrl::FollowsListen);
    }
    Err(Failure::usage(format!(
        "Usher would listen on {address}, which other machines can reach, so it must know the address \
         that people type. Set base_url (or USHER_BASE_URL) to it, for example https://media.uni.edu."
    )))
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => IpAddr::V4(*address).is_loopback(),
        Host::Ipv6(address) => IpAddr::V6(*address).is_loopback(),
    }
}

/// The source as the start of a sentence.
pub(super) fn capitalised(source: &Source) -> String {
    match source {
        Source::File { .. } => source.to_string(),
        Source::Variable(_) | Source::Flag(_) => source.to_string().replacen("the", "The", 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: Source = Source::Variable("USHER_BASE_URL");

    #[test]
    fn https_anywhere_and_http_on_this_machine_are_taken() {
        for text in [
            "https://media.uni.edu",
            "https://media.uni.edu/",
            "https://media.uni.edu:8443",
            "https://münchen.example",
            "http://localhost:8484",
            "http://usher.localhost",
            "http://127.0.0.1:1",
            "http://[::1]:8484",
        ] {
            assert!(parse(text, &SOURCE).is_ok(), "{text}");
        }
    }

    #[test]
    fn each_mistake_has_its_sentence() {
        for (text, why) in [
            ("media.uni.edu", "which is not a web address"),
            (
                "localhost:8484",
                "which is neither an https nor an http address",
            ),
            (
                "ftp://media.uni.edu",
                "which is neither an https nor an http address",
            ),
            (
                "https://media.uni.edu/usher",
                "but it must end after the host and port",
            ),
            (
                "https://media.uni.edu/?a=1",
                "but it must end after the host and port",
            ),
            (
                "http://media.uni.edu",
                "but plain http is for this machine only: links and cookies would travel unprotected",
            ),
            (
                "http://127.0.0.1.evil.example",
                "but plain http is for this machine only: links and cookies would travel unprotected",
            ),
        ] {
            let told = parse(text, &SOURCE).expect_err(text).to_string();
            let expected = format!(
                "The variable USHER_BASE_URL is {text:?}, {why}. Write for example https://media.uni.edu."
            );
            assert_eq!(told, expected);
        }
    }

    #[test]
    fn a_password_in_it_is_refused_and_not_repeated() {
        let told = parse("https://ann:hunter2@media.uni.edu", &SOURCE).expect_err("refused");
        assert_eq!(
            told.to_string(),
            "The variable USHER_BASE_URL holds a user name or password. Leave them out."
        );
    }

    #[test]
    fn without_one_it_follows_the_port_that_was_found() {
        let asked: SocketAddr = "127.0.0.1:0".parse().expect("address");
        let found: SocketAddr = "127.0.0.1:50123".parse().expect("address");
        let url = default_for(asked)
            .and_then(|base| base.resolved(found, false))
            .expect("loopback");
        assert_eq!(url.as_str(), "http://127.0.0.1:50123/");
        let with_tls = BaseUrl::FollowsListen.resolved(found, true);
        assert!(with_tls.is_ok_and(|url| url.scheme() == "https"));
    }

    #[test]
    fn without_one_a_reachable_address_is_refused() {
        let told = default_for("0.0.0.0:8484".parse().expect("address")).expect_err("refused");
        assert!(
            told.to_string()
                .starts_with("Usher would listen on 0.0.0.0:8484, which other")
        );
    }
}
