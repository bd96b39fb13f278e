//! The cookies. All are host-only; those that prove something carry
//! the `__Host-` prefix, so no other host or path can set them
//! (invitations.md, Spending and binding).

use axum::http::{HeaderMap, HeaderValue, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use cookie::{Cookie, SameSite, time::Duration};
use secrecy::{ExposeSecret, SecretBox};
use usher_domain::{
    clock::{Entropy, Timestamp, draw},
    invite::{Mac, SecretKey},
};

/// Holds a session: `id || secret`.
pub const SESSION: &str = "__Host-usher-session";
/// Names a browser, see [`BrowserKey`]; the seat of an invite is its MAC.
pub const BROWSER: &str = "__Host-usher-browser";
/// Sign-ins by a provider that this browser has begun, sealed.
pub const ATTEMPTS: &str = "__Host-usher-attempts";
/// An identity that was proved in this browser and is nobody's here yet, sealed.
pub const IDENTITY: &str = "__Host-usher-identity";
/// Says since when the key of a session's seat is proved; it lasts for minutes.
pub const PROOF: &str = "__Host-usher-proof";
/// `light` or `dark`, where the reader chose.
pub const THEME: &str = "usher-theme";
/// The tag of the language that the reader chose.
pub const LANGUAGE: &str = "usher-language";
/// The name of the reader's zone, written by a page's script.
pub const ZONE: &str = "usher-zone";
/// The key of a sentence that the next page says once, as a toast.
pub const SAID: &str = "usher-said";

/// How long a sentence waits for its page, in seconds.
const SAID_SECONDS: i64 = 60;

/// How long a browser keeps its name: 400 days, the most that browsers allow.
const BROWSER_DAYS: i64 = 400;

/// The secret that names one browser: the millisecond it was made in, and 26 random bytes. It is
/// never stored. The time stands before its MAC, too: of those who come to an event every seat
/// would otherwise change another page of the database
/// ([ADR 0033](../../../../docs/adr/0033-redemptions-dirty-few-pages.md)).
pub struct BrowserKey(SecretBox<[u8; 32]>);

impl BrowserKey {
    /// A new name for a browser that has none.
    pub fn draw(now: Timestamp, entropy: &dyn Entropy) -> Self {
        let mut key: [u8; 32] = draw(entropy);
        key[..6].copy_from_slice(&now.sortable());
        Self(SecretBox::new(Box::new(key)))
    }

    /// What is stored of it: the seat.
    pub fn mac(&self, key: &SecretKey) -> Mac {
        let secret = self.0.expose_secret();
        let mut time = [0; 6];
        time.copy_from_slice(&secret[..6]);
        key.mac("browser", secret).led_by(time)
    }

    /// The cookie that carries it.
    pub fn cookie(&self) -> HeaderValue {
        let value = URL_SAFE_NO_PAD.encode(self.0.expose_secret());
        write(BROWSER, value, Some(BROWSER_DAYS * 86_400))
    }

    /// Reads it from a request, if the request carries a well-formed one.
    pub fn read(headers: &HeaderMap) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(read(headers, BROWSER)?).ok()?;
        Some(Self(SecretBox::new(Box::new(bytes.try_into().ok()?))))
    }
}

/// The value of a cookie of the request.
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        // Every request asks for several: only what may be the one is parsed.
        .filter(|part| part.trim_start().starts_with(name))
        .filter_map(|part| Cookie::parse(part).ok())
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// A session cookie that ends when the session does.
pub fn session(value: String, now: Timestamp, expires_at: Timestamp) -> HeaderValue {
    let seconds = i64::try_from(expires_at.since(now).as_secs()).unwrap_or(i64::MAX);
    write(SESSION, value, Some(seconds))
}

/// What a proof of the seat's key left, for as long as it is good.
pub fn proof(value: String, left: std::time::Duration) -> HeaderValue {
    write(PROOF, value, i64::try_from(left.as_secs()).ok())
}

/// Sign-ins that were begun, for as long as one of them can be finished.
pub fn attempts(value: String, lives: std::time::Duration) -> HeaderValue {
    write(ATTEMPTS, value, Some(seconds(lives)))
}

/// An identity that waits, for as long as it does.
pub fn identity(value: String, lives: std::time::Duration) -> HeaderValue {
    write(IDENTITY, value, Some(seconds(lives)))
}

fn seconds(lives: std::time::Duration) -> i64 {
    i64::try_from(lives.as_secs()).unwrap_or(i64::MAX)
}

/// Takes a cookie away.
pub fn remove(name: &'static str) -> HeaderValue {
    write(name, String::new(), Some(0))
}

/// Takes away what only a session that is over was for; what names the browser stays.
pub fn remove_session(answer: &mut HeaderMap) {
    for name in [SESSION, PROOF] {
        answer.append(header::SET_COOKIE, remove(name));
    }
}

/// The theme of a reader who wants it as the device is set, whatever the site's is.
pub const AS_THE_DEVICE: &str = "device";

/// The reader's theme, for a year; the empty string is the device's.
pub fn theme(value: &str) -> HeaderValue {
    let value = if value.is_empty() {
        AS_THE_DEVICE
    } else {
        value
    };
    write(THEME, value.to_owned(), Some(365 * 86_400))
}

/// The reader's language, for a year.
pub fn language(tag: &str) -> HeaderValue {
    write(LANGUAGE, tag.to_owned(), Some(365 * 86_400))
}

/// A sentence for the page that is opened next.
pub fn said(key: &'static str) -> HeaderValue {
    write(SAID, key.to_owned(), Some(SAID_SECONDS))
}

fn write(name: &'static str, value: String, max_age: Option<i64>) -> HeaderValue {
    let mut cookie = Cookie::build((name, value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .build();
    // Browsers keep no cookie longer than 400 days, and some parsers overflow far beyond.
    cookie.set_max_age(max_age.map(|s| Duration::seconds(s.clamp(0, BROWSER_DAYS * 86_400))));
    HeaderValue::from_str(&cookie.to_string()).unwrap_or_else(|_| HeaderValue::from_static(""))
}
