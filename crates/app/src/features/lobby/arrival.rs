//! Whoever was let in, on their way to the media page.

use axum::{
    http::{HeaderMap, header},
    response::Response,
};

use super::{
    door::out_of_search,
    knock::Knock,
    store::{Deeds, GuestSession},
};
use crate::{
    App,
    features::{accounts::SessionSecret, devices},
    http::{
        cookies::{self, BrowserKey},
        render::see_other,
    },
};

/// On to the media `page`, with the cookies that open it and the language that was read so far.
pub(in crate::features) fn at(
    (app, knock, headers): (&App, &Knock, &HeaderMap),
    page: &str,
    deeds: &Deeds,
    (secret, lang): (&SessionSecret, Option<&str>),
) -> Response {
    let mut response = see_other(page);
    let carried = response.headers_mut();
    if let Some(key) = BrowserKey::read(headers) {
        carried.append(header::SET_COOKIE, key.cookie());
    }
    if let Some(lang) = lang {
        carried.append(header::SET_COOKIE, cookies::language(lang));
    }
    match deeds.session {
        GuestSession::Kept => {}
        GuestSession::Begun(until) => {
            carried.append(header::SET_COOKIE, secret.cookie(knock.now, until));
        }
        // The same session, kept for longer.
        GuestSession::Extended(until) => {
            if let Some(value) = cookies::read(headers, cookies::SESSION) {
                carried.append(
                    header::SET_COOKIE,
                    cookies::session(value, knock.now, until),
                );
            }
        }
    }
    if let Some((session, key)) = deeds.proved {
        let proof = devices::proof_cookie(app, session, key, knock.shown.since);
        carried.append(header::SET_COOKIE, proof);
    }
    out_of_search(response)
}
