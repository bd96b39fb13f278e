//! `/device-key`: what to sign, and the proof of a session's key.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use usher_domain::{
    access::Action,
    clock::Timestamp,
    invite::{KeyShown, Mac},
};

use super::{Purpose, Shown, nonce, proof_cookie, shown};
use crate::{
    App,
    features::accounts::Session,
    http::{
        body::{Form, json},
        fault::Fault,
        routes::Routes,
        visit::Visit,
    },
};

/// Carries the proof for events, which opens a stream rather than sends a form.
const PROOF: HeaderName = HeaderName::from_static("usher-proof");

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/device-key", Action::OpenInvite, ask).post(
        "/device-key",
        Action::RedeemInvite,
        prove,
    )
}

/// The code of a fault that a proof would mend.
pub const NEEDED: &str = "device_key_needed";

/// The browser has to show its key first. A page says so by itself and goes on.
pub fn needed() -> Fault {
    Fault::new(StatusCode::FORBIDDEN, NEEDED)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    proof: String,
}

/// What the session's browser is to sign next; nothing, if no seat of it has a key.
async fn ask(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    let Ok((session, _)) = keyed(&visit) else {
        return Ok(json(StatusCode::OK, json!({})));
    };
    let (key, now) = (&app.parts.key, app.now());
    let for_session = |purpose| nonce(key, purpose, &whom(session), now);
    let nonces = json!({
        Purpose::Session.name(): for_session(Purpose::Session),
        Purpose::Events.name(): for_session(Purpose::Events),
    });
    Ok(json(StatusCode::OK, nonces))
}

/// Takes a proof, and lets the session go on for a while.
async fn prove(
    State(app): State<App>,
    visit: Visit,
    Form(sent): Form<Sent>,
) -> Result<Response, Fault> {
    let (session, key) = keyed(&visit)?;
    let shown = shown(&app, Purpose::Session, &whom(session), &sent.proof)?;
    let since = since(&shown, key)?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    let cookie = proof_cookie(&app, session.id, key, since);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Whether the visitor may be told of events: whoever came with a copied cookie may
/// not, from the first moment on. Answers with a cookie that takes the session along.
pub fn opens_events(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
) -> Result<Option<HeaderValue>, Fault> {
    let Some((session, key)) = visit.session.as_ref().and_then(with_key) else {
        return Ok(None);
    };
    let text = headers.get(PROOF).map_or("", |value| {
        // What is no text is no proof either, and read as one.
        value.to_str().unwrap_or("?")
    });
    let shown = shown(app, Purpose::Events, &whom(session), text)?;
    let since = since(&shown, key)?;
    Ok(Some(proof_cookie(app, session.id, key, since)))
}

fn since(shown: &Shown, key: Mac) -> Result<Timestamp, Fault> {
    match shown.key {
        KeyShown::Fresh(shown_key) if shown_key == key => Ok(shown.since),
        _ => Err(needed()),
    }
}

/// The session that has a key, whether that was proved lately or not.
fn keyed(visit: &Visit) -> Result<(&Session, Mac), Fault> {
    let session = visit.session.as_ref().or(visit.unproved.as_ref());
    session.and_then(with_key).ok_or_else(Fault::not_found)
}

fn with_key(session: &Session) -> Option<(&Session, Mac)> {
    Some((session, session.key?))
}

fn whom(session: &Session) -> [u8; 16] {
    session.id.uuid().into_bytes()
}
