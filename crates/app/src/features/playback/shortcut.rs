//! The next piece of a film, for whoever was let at it a moment ago.
//!
//! A player fetches a film in many ranges. Most of what a request passes through (language, theme,
//! zone, the entry's row) is of no use to them, and costs several times what the bytes do. So
//! what one look has found ([`kept`](super::kept)) is answered at the door, while it stands;
//! whatever is not quite as usual goes through the house and is refused and explained there
//! ([ADR 0045](../../../../../docs/adr/0045-pieces-of-a-film-take-a-shortcut.md)).

use std::sync::OnceLock;

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, Method, header},
    response::Response,
};
use metrics::{Counter, Histogram, counter, histogram};
use usher_blob::Pace;
use usher_domain::access;

use super::{
    FILM, LADDER,
    answer::{Asked, KEPT_NOWHERE, flow},
    hand_over::handed_over,
    hold::Hold,
    kept::{self, Film},
};
use crate::{
    App,
    features::devices,
    http::{headers, network, origin, trace},
};

/// The answer to a request for a piece of a film, if it can be given at the door.
pub fn shortcut(app: &App, request: &Request) -> Option<Response> {
    let heads = request.headers();
    let (film, route) = film(request.uri().path())?;
    if request.method() != Method::GET || is_unusual(heads) {
        return None;
    }
    let began = app.now();
    origin::check_host(&app.parts.site.base_url, request.uri(), heads).ok()?;
    let kept = kept::kept(app, heads, film)?;
    let proved_until = devices::proved_until(app, heads, &kept.session)?;
    access::may(&kept.session.actor(), kept.action, Some(&kept.facts)).ok()?;
    let blob = app.parts.blobs.mapped(kept.film.blob)?;
    let asked = Asked {
        method: request.method(),
        headers: heads,
    };
    let wanted = kept.film.wanted(&asked, blob.len());
    let peer = network::peer(request.extensions());
    let pace = request.extensions().get::<Pace>();
    let pace = pace.cloned().unwrap_or_default();
    let handed = handed_over(app, peer, &asked, &kept.film, &wanted, KEPT_NOWHERE);
    let mut response = if let Some(response) = handed {
        response
    } else {
        let body = match wanted.bytes(blob.len()) {
            None => Body::empty(),
            Some(part) => {
                if let Some(bytes) = blob.at_hand(part.clone(), &pace) {
                    Body::from(bytes)
                } else {
                    let hold = Hold::resume(app, proved_until, &kept)?;
                    flow(hold, blob.slices(part, pace))
                }
            }
        };
        kept.film.head(KEPT_NOWHERE, &wanted, blob.len(), body)
    };
    headers::dress(app, &mut response);
    let took = app.now().since(began);
    let status = response.status().as_u16();
    trace::log("GET", route, status, took);
    let figures = match film.rendition {
        None => &app.playback.figures,
        Some(_) => &app.playback.rendition_figures,
    };
    figures.count(route, status, took.as_secs_f64());
    Some(response)
}

/// The film that lies under this path, and the route that leads there.
fn film(path: &str) -> Option<(Film, &'static str)> {
    let (entry, place) = path.strip_prefix("/media/")?.split_once('/')?;
    let entry = entry.parse().ok()?;
    if place == "file" {
        let film = Film {
            entry,
            rendition: None,
        };
        return Some((film, FILM));
    }
    let rendition = place.strip_prefix("hls/")?.strip_suffix(".mp4")?;
    let film = Film {
        entry,
        rendition: Some(rendition.parse().ok()?),
    };
    Some((film, LADDER))
}

/// What the house has an answer for: programs with a token, and bodies.
fn is_unusual(heads: &HeaderMap) -> bool {
    [
        header::AUTHORIZATION,
        header::CONTENT_ENCODING,
        header::CONTENT_LENGTH,
        header::TRANSFER_ENCODING,
    ]
    .iter()
    .any(|name| heads.contains_key(name))
}

/// What is counted of each request, found once.
#[derive(Default)]
pub(super) struct Figures(OnceLock<Found>);

struct Found {
    pieces: Counter,
    others: [(u16, Counter); 3],
    seconds: Histogram,
}

impl Figures {
    fn count(&self, route: &'static str, status: u16, seconds: f64) {
        let found = self.0.get_or_init(|| Found::of(route));
        let other = found.others.iter().find(|(others, _)| *others == status);
        other
            .map_or(&found.pieces, |(_, counter)| counter)
            .increment(1);
        found.seconds.record(seconds);
    }
}

impl Found {
    fn of(route: &'static str) -> Self {
        let answered = |status: u16| {
            let labels = [
                ("method", "GET".to_owned()),
                ("route", route.to_owned()),
                ("status", status.to_string()),
            ];
            counter!(trace::REQUESTS, &labels)
        };
        Self {
            pieces: answered(206),
            others: [200, 304, 416].map(|status| (status, answered(status))),
            seconds: histogram!(trace::SECONDS, "method" => "GET", "route" => route),
        }
    }
}
