//! Headers every answer carries (security.md T4, T14, T17).

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use url::{Host, Url};

use crate::App;

/// Which content policy a page has; strict unless the page says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Hub, lobby, console: own scripts only, Trusted Types.
    Strict,
    /// Pages with a player or a document: media-chrome sets inline styles,
    /// pdf.js works in a worker and draws from blobs.
    Media,
    /// A page that shows one of ours in a frame: a mail's preview.
    Framing,
    /// What stands in such a frame: a mail with its inline styles. Nothing runs, nothing
    /// is sent, and it is of no origin.
    Framed,
    /// Uploaded bytes: nothing runs, whatever they claim to be.
    Sandbox,
}

const STRICT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    media-src 'self'; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'; trusted-types lit-html usher-fragment; require-trusted-types-for 'script'";
const MEDIA: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self' data:; \
    worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const FRAMING: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'; trusted-types lit-html usher-fragment; require-trusted-types-for 'script'";
const FRAMED: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; base-uri 'none'; \
    form-action 'none'; sandbox; frame-ancestors 'self'";
const SANDBOX: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

impl Policy {
    /// What the header says. Who may frame a media page is the console's to say; nobody
    /// frames any other.
    fn header(self, app: &App) -> HeaderValue {
        if self != Self::Media {
            return HeaderValue::from_static(self.text());
        }
        let framed_by = app.settings.now().security.framed_by();
        let nobody = "frame-ancestors 'none'";
        let text = MEDIA.replace(nobody, &format!("frame-ancestors {framed_by}"));
        // Hosts of the console are names of domains, which a header can carry.
        HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(MEDIA))
    }

    /// What the header says, as long as nobody may frame media pages.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Strict => STRICT,
            Self::Media => MEDIA,
            Self::Framing => FRAMING,
            Self::Framed => FRAMED,
            Self::Sandbox => SANDBOX,
        }
    }
}

/// Nothing is told of where one comes from.
const NO_REFERRER: &str = "no-referrer";
/// What a page tells of itself: its origin, never its path, and only over a line as
/// good as its own. Under the first value a browser says `Origin: null` of its own
/// pages' forms, so that one without `Sec-Fetch-Site` could not be told from another
/// site's (ADR 0007); the last that it understands is taken.
const ORIGIN_ONLY: &str = "no-referrer, strict-origin";

fn referrer(response: &Response, policy: Policy) -> &'static str {
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page && !matches!(policy, Policy::Sandbox | Policy::Framed) {
        ORIGIN_ONLY
    } else {
        NO_REFERRER
    }
}

/// For so long a browser that was here asks by https only: half a year, for this host
/// alone, so that whoever gives https up is not locked out for good.
const STRICT_TRANSPORT: &str = "max-age=15552000";

/// Puts the headers on what `next` answers; a header that a handler set itself stays.
pub async fn secure(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    dress(&app, &mut response);
    response
}

/// The headers on `response`; those that it has already stay.
pub fn dress(app: &App, response: &mut Response) {
    if is_for_https_only(&app.parts.site.base_url) {
        response
            .headers_mut()
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static(STRICT_TRANSPORT));
    }
    let policy = response
        .extensions()
        .get::<Policy>()
        .copied()
        .unwrap_or(Policy::Strict);
    response
        .headers_mut()
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert_with(|| policy.header(app));
    let fixed: [(HeaderName, &'static str); 7] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, referrer(response, policy)),
        (header::CACHE_CONTROL, "no-store"),
        // No search index keeps a link's page, nor what only some may see
        // (invitations.md, Secrets).
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        ),
    ];
    for (name, value) in fixed {
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
}

/// Not on this machine, where other programs have the same host.
fn is_for_https_only(base: &Url) -> bool {
    let is_here = match base.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => true,
    };
    base.scheme() == "https" && !is_here
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_to_stay_with_https_where_the_hub_is_reached_by_it() {
        for (base, told) in [
            ("https://media.uni.edu", true),
            ("https://media.uni.edu:8443", true),
            ("http://localhost:8484", false),
            ("https://localhost:8484", false),
            ("https://127.0.0.1:8484", false),
            ("https://[::1]:8484", false),
        ] {
            let base = Url::parse(base).unwrap();
            assert_eq!(is_for_https_only(&base), told, "{base}");
        }
    }
}
