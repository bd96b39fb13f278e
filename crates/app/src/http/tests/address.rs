//! The path of a route with its parameters filled in.

use std::time::Duration;

use axum::http::{HeaderMap, Method, header};

use super::{campus::Campus, cast::Case};
use crate::{
    features::{
        accounts,
        playback::{self, Holder},
    },
    http::routes::Route,
};

/// Where `case` finds `route`: its parameters are well-formed, and name things
/// that are there. A route with a parameter that is not known here fails the
/// tests: say what it stands for.
pub(super) fn of(campus: &Campus, route: &Route, case: Case) -> String {
    let place = campus.stage(case);
    let path = filled(route.path, |name| match name {
        "entry" => place.id.to_string(),
        "address" => of_player(campus, case),
        "invite" | "listed" => place.invite.to_string(),
        "webhook" => campus.things.webhook.to_string(),
        "delivery" => campus.things.delivery.to_string(),
        "link" => place.guest_link.to_string(),
        // An API token of this id is nobody's: to take it back changes nothing.
        // So is a proof over mail.
        "caption" | "api_token" | "proof" => place.caption.to_string(),
        "token" if route.path.starts_with("/g/") => place.guest_token.clone(),
        "token" => place.token.clone(),
        "code" => place.shown.clone(),
        "subject" => format!("account:{}", campus.friend),
        "group" => campus.things.group.to_string(),
        "channel" => campus.things.channel.to_string(),
        "playlist" => campus.playlist(case).to_string(),
        "import" => campus.things.import.to_string(),
        "batch" => place.batch.to_string(),
        "person" => campus.friend.to_string(),
        "upload" => campus.upload(case).to_string(),
        "digest" => campus.hub.app.settings.logo().unwrap().digest.clone(),
        "colour" => "0b6b66".to_owned(),
        "template" => "invitation".to_owned(),
        "language" => "de".to_owned(),
        "provider" => "uni".to_owned(),
        "name" if route.path.ends_with("/hls/{name}") => "master.m3u8".to_owned(),
        "module" => "invitetomedia".to_owned(),
        "*path" => stylesheet(campus),
        other => panic!("{}: what is {{{other}}}?", route.path),
    });
    match (&route.method, route.path) {
        // Unless asked otherwise it lists one's own, and so asks who one is.
        (&Method::GET, "/api/v1/entries") => path + "?scope=published",
        _ => path,
    }
}

/// What lets a player of whoever asks in.
fn of_player(campus: &Campus, case: Case) -> String {
    let app = &campus.hub.app;
    let mut heads = HeaderMap::new();
    if let Some(line) = campus.browser(case).cookies() {
        heads.insert(header::COOKIE, line);
    }
    let shown = accounts::shown(app, &heads);
    let holder = shown.map_or(Holder::Nobody, |(id, _)| Holder::Session(id));
    let ends = campus.hub.now().after(Duration::from_mins(1));
    playback::address(&app.parts.key, holder, campus.stage(case).id, ends)
}

/// `path` with each `{name}` replaced.
pub(super) fn filled(path: &str, mut value: impl FnMut(&str) -> String) -> String {
    let mut pieces = path.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once('}').unwrap();
        filled += &value(name);
        filled += rest;
    }
    filled
}

/// The names of the parameters in `path`.
pub(super) fn parameters(path: &str) -> Vec<String> {
    let mut names = Vec::new();
    filled(path, |name| {
        names.push(name.to_owned());
        String::new()
    });
    names
}

fn stylesheet(campus: &Campus) -> String {
    let path = campus.hub.app.assets.path("styles/main.css");
    path.trim_start_matches("/assets/").to_owned()
}
