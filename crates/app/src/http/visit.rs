//! Who is asking, from where, in which language: worked out once per request.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{FromRequestParts, OriginalUri, Request, State},
    http::{HeaderMap, header, request::Parts},
    middleware::Next,
    response::Response,
};
use usher_domain::{access::Actor, clock::Timestamp, config::DarkMode, invite::Mac};

use super::{
    body,
    cookies::{self, BrowserKey},
    fault::Fault,
    health, network, origin, render,
    routes::Shown,
    time,
};
use crate::{
    App,
    features::{
        accounts::{self, Session},
        devices, playback,
    },
    words::Words,
};

/// The asking side of one request; cheap to clone.
#[derive(Clone)]
pub struct Visit(Arc<Facts>);

/// What a [`Visit`] knows; reached through it.
pub struct Facts {
    /// Who asks, as far as access is concerned.
    pub actor: Actor,
    /// The live session, if the browser has one.
    pub session: Option<Session>,
    /// A guest's live session whose browser has not shown its key lately: nothing is
    /// open to it but to show it.
    pub unproved: Option<Session>,
    /// Until when the session is taken for proved; beyond that it has to be anew.
    pub proved_until: Timestamp,
    /// Whether the address says who asks, and no cookie or token does: a player's.
    pub by_address: bool,
    /// What the browser's own cookie hashes to, if it carries one.
    pub browser: Option<Mac>,
    /// The reader's language.
    pub words: Words,
    /// Whether they chose it: it goes before the one of an invite.
    pub chose_language: bool,
    /// `light`, `dark` or nothing: the reader's choice.
    pub theme: &'static str,
    /// The zone in which the reader sees and writes times (an IANA name): the
    /// browser's, where a page has learned it; else the site's.
    pub zone: String,
    /// The key of what the page before left to say (see [`render::see_other_saying`]).
    pub said: Option<String>,
    /// Where the request comes from, past trusted proxies.
    pub address: IpAddr,
    /// Whether the answer should be JSON: below `/api`, or asked for by `Accept`.
    pub wants_json: bool,
    /// The path asked for, with its query; never logged.
    pub path: String,
    /// The same; or the nearest above, where it acts and has no page.
    pub back: String,
}

impl From<Facts> for Visit {
    fn from(facts: Facts) -> Self {
        Self(Arc::new(facts))
    }
}

impl std::ops::Deref for Visit {
    type Target = Facts;
    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl Visit {
    /// The key under which failures of this visitor's network are counted.
    pub fn network_key(&self) -> String {
        network::neighbourhood(self.address).to_string()
    }

    /// What is known before the database is asked.
    pub(super) fn outward(app: &App, request: &Request) -> Self {
        Self(Arc::new(outward(app, request)))
    }

    /// The account that is signed in; asks to sign in if there is none.
    pub fn member(&self) -> Result<&accounts::Member, Fault> {
        self.session
            .as_ref()
            .and_then(Session::member)
            .ok_or_else(Fault::sign_in)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Fault::internal("a route outside the visit middleware"))
    }
}

/// The middleware: checks host and origin, finds the session, runs the rest,
/// and renders a fault in the reader's language.
pub async fn visit(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let mut facts = outward(&app, &request);
    let base = &app.parts.site.base_url;
    let (uri, headers) = (request.uri(), request.headers());
    let watched = health::is_for_watchers(uri.path()) && origin::is_by_address(uri, headers);
    let host = match origin::check_host(base, uri, headers) {
        Err(_) if watched => Ok(()),
        checked => checked,
    };
    let allowed = host
        .and_then(|()| origin::check_origin(base, request.method(), request.headers()))
        .and_then(|()| body::check_encoding(request.headers()));
    let identified = match allowed {
        Ok(()) if facts.by_address => playback::identify(&app, uri.path())
            .await
            .map(|(session, until)| (session, None, until)),
        Ok(()) => identify(&app, headers).await,
        Err(fault) => Err(fault),
    };
    let session = match identified {
        Ok((session, unproved, until)) => {
            (facts.unproved, facts.proved_until) = (unproved, until);
            session
        }
        Err(fault) => return render::fault(&app, &Visit(Arc::new(facts)), &fault),
    };
    facts.actor = session.as_ref().map_or(Actor::Anonymous, Session::actor);
    let languages = &app.settings.now().languages;
    let chosen = session.as_ref().and_then(|session| session.lang);
    if let Some(lang) = chosen.filter(|tag| languages.offers(tag)) {
        facts.words = app.speak([lang], accepted_languages(request.headers()));
        facts.chose_language = true;
    }
    facts.session = session;
    let visit = Visit(Arc::new(facts));
    request.extensions_mut().insert(visit.clone());
    let mut response = next.run(request).await;
    match response.extensions().get::<Fault>().cloned() {
        Some(fault) if visit.by_address => render::fault(&app, &visit, &playback::as_told(fault)),
        Some(fault) => render::fault(&app, &visit, &fault),
        None => {
            if visit.by_address {
                playback::open_to_pages(response.headers_mut());
            }
            response
        }
    }
}

/// The session that a request shows: a proved one, or one that is still to be, and until when it
/// is taken for proved.
async fn identify(
    app: &App,
    headers: &HeaderMap,
) -> Result<(Option<Session>, Option<Session>, Timestamp), Fault> {
    let Some(session) = accounts::identify(app, headers).await? else {
        return Ok((None, None, Timestamp::MAX));
    };
    Ok(match devices::proved_until(app, headers, &session) {
        Some(until) => (Some(session), None, until),
        None => (None, Some(session), Timestamp::MAX),
    })
}

fn outward(app: &App, request: &Request) -> Facts {
    let headers = request.headers();
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &header::HeaderValue| value.to_str().ok())
    };
    let peer = network::peer(request.extensions()).unwrap_or(IpAddr::from([0, 0, 0, 0]));
    let trusted = &app.parts.site.trusted_proxies;
    if network::is_forwarded_by_a_stranger(peer, headers, trusted) {
        metrics::counter!("usher_forwarded_by_strangers_total").increment(1);
    }
    let uri = request
        .extensions()
        .get::<OriginalUri>()
        .map_or_else(|| request.uri().clone(), |uri| uri.0.clone());
    let language = language(app, headers);
    Facts {
        actor: Actor::Anonymous,
        session: None,
        unproved: None,
        proved_until: Timestamp::MAX,
        by_address: playback::is_by_address(request.extensions()),
        browser: BrowserKey::read(headers).map(|key| key.mac(&app.parts.key)),
        words: app.speak(language.as_deref(), accepted_languages(headers)),
        chose_language: language.is_some(),
        theme: theme(app, headers),
        zone: zone(app, headers),
        said: said(app, headers),
        address: network::visitor(peer, headers, trusted),
        wants_json: uri.path().starts_with("/api/") || prefers_json(text(header::ACCEPT)),
        path: uri
            .path_and_query()
            .map_or_else(|| "/".to_owned(), ToString::to_string),
        back: Shown::nearest(request),
    }
}

/// What the browser says that its reader understands.
pub fn accepted_languages(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::ACCEPT_LANGUAGE)?;
    value.to_str().ok()
}

/// The reader's choice, if the site offers it.
fn language(app: &App, headers: &HeaderMap) -> Option<String> {
    let languages = &app.settings.now().languages;
    cookies::read(headers, cookies::LANGUAGE).filter(|tag| languages.offers(tag))
}

/// The reader's choice; the site's where there is none.
fn theme(app: &App, headers: &HeaderMap) -> &'static str {
    match cookies::read(headers, cookies::THEME).as_deref() {
        Some("light") => "light",
        Some("dark") => "dark",
        Some(cookies::AS_THE_DEVICE) => "",
        _ => match app.settings.now().theming.dark_mode {
            DarkMode::Device => "",
            DarkMode::Light => "light",
            DarkMode::Dark => "dark",
        },
    }
}

/// Only names that the zone database has: a cookie is the visitor's to write.
fn zone(app: &App, headers: &HeaderMap) -> String {
    cookies::read(headers, cookies::ZONE)
        .filter(|name| time::is_zone(name))
        .unwrap_or_else(|| default_zone(app))
}

/// The zone of a reader whose own is not known.
pub fn default_zone(app: &App) -> String {
    let chosen = app.settings.now().time_and_date.time_zone.clone();
    if chosen.is_empty() {
        app.parts.site.time_zone.clone()
    } else {
        chosen
    }
}

/// Only sentences made for this are said: a cookie is the visitor's to write.
fn said(app: &App, headers: &HeaderMap) -> Option<String> {
    cookies::read(headers, cookies::SAID)
        .filter(|key| key.starts_with(render::SAID_PREFIX) && app.words.knows(key))
}

/// A browser's list names `text/html`; a program's names JSON.
fn prefers_json(accept: Option<&str>) -> bool {
    accept.is_some_and(|accept| {
        let names = |kind: &str| accept.split(',').any(|part| part.trim().starts_with(kind));
        !names("text/html") && (names("application/json") || names("application/problem+json"))
    })
}
