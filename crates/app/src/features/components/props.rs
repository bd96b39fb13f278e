//! What the pieces ask the server for: people to find, a media file, a stream of
//! events in which nothing happens.

use std::convert::Infallible;

use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use rust_embed::RustEmbed;
use serde::Deserialize;
use serde_json::{Value, json};
use usher_domain::access::Action;

use super::canned::PEOPLE;
use crate::http::{
    body::{Params, json as answer},
    fault::Fault,
    routes::Routes,
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/dev/components/people", Action::UseAssets, people)
        .get("/dev/components/files/{name}", Action::UseAssets, file)
        .get("/dev/components/events", Action::UseAssets, events)
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

async fn people(Params(asked): Params<Asked>) -> Response {
    let wanted = asked.q.trim().to_lowercase();
    let found: Vec<Value> = PEOPLE
        .iter()
        .filter(|person| {
            person.name().to_lowercase().contains(&wanted) || person.email.starts_with(&wanted)
        })
        .map(|person| {
            json!({
                "id": person.id,
                "name": person.name(),
                "first_name": person.first,
                "last_name": person.last,
                "email": person.email,
            })
        })
        .collect();
    answer(StatusCode::OK, json!({ "people": found }))
}

/// The demo's media.
#[derive(RustEmbed)]
#[folder = "../../demo"]
struct Files;

async fn file(Path(name): Path<String>) -> Result<Response, Fault> {
    let file = Files::get(&name).ok_or_else(Fault::not_found)?;
    let kind = mime_guess::from_path(&name).first_or_octet_stream();
    let kind = HeaderValue::from_str(kind.essence_str()).map_err(Fault::internal)?;
    Ok(([(header::CONTENT_TYPE, kind)], file.data).into_response())
}

/// An open stream on which nothing ever happens.
async fn events() -> Response {
    let silence = futures_util::stream::pending::<Result<Event, Infallible>>();
    Sse::new(silence)
        .keep_alive(KeepAlive::new())
        .into_response()
}
