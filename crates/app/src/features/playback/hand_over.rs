//! Pieces that nginx sends in our place, where it stands before us and can read the objects
//! ([ADR 0058](../../../../../docs/adr/0058-nginx-sends-pieces-of-films.md)).
//!
//! The right is decided here as for every piece. Only the copying is handed over, and only of
//! pieces so short that a right which ends meanwhile is gone soon.

use std::net::IpAddr;

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use usher_blob::Held;

use super::{
    answer::{Asked, Label},
    range::Wanted,
};
use crate::App;

/// What nginx reads: where below its internal location the answer's body lies.
const REDIRECT: HeaderName = HeaderName::from_static("x-accel-redirect");
/// The longest piece that is handed over, in bytes: some seconds of a film in 1080p.
const LONGEST: u64 = 4 << 20;

/// The answer that has nginx send the piece, if one is there that may and can.
pub(super) fn handed_over(
    app: &App,
    peer: Option<IpAddr>,
    asked: &Asked<'_>,
    label: &Label,
    wanted: &Wanted,
    cache: &'static str,
) -> Option<Response> {
    let site = &app.parts.site;
    let location = site.nginx_location.as_deref()?;
    let peer = peer?;
    let is_proxy = site.trusted_proxies.iter().any(|one| one.holds(peer));
    let Wanted::Part(part) = wanted else {
        return None;
    };
    if !is_proxy || part.end - part.start > LONGEST || !means_the_same_to_nginx(asked) {
        return None;
    }
    let place = format!("{location}{}", Held::place(label.blob));
    let place = HeaderValue::from_str(&place).ok()?;
    let mut response = label.head(cache, wanted, 0, Body::empty());
    *response.status_mut() = StatusCode::OK;
    let heads = response.headers_mut();
    heads.remove(header::CONTENT_RANGE);
    heads.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    heads.insert(REDIRECT, place);
    Some(response)
}

/// nginx reads the range and the conditions once more, and knows neither our tags nor every
/// spelling that we take: otherwise it would send the whole file.
fn means_the_same_to_nginx(asked: &Asked<'_>) -> bool {
    let conditions = [
        header::IF_RANGE,
        header::IF_MATCH,
        header::IF_NONE_MATCH,
        header::IF_MODIFIED_SINCE,
        header::IF_UNMODIFIED_SINCE,
    ];
    let is_plain = |value: &HeaderValue| {
        value.as_bytes().strip_prefix(b"bytes=").is_some_and(|set| {
            set.iter()
                .all(|byte| byte.is_ascii_digit() || *byte == b'-')
        })
    };
    asked.headers.get(header::RANGE).is_some_and(is_plain)
        && !conditions
            .iter()
            .any(|name| asked.headers.contains_key(name))
}
