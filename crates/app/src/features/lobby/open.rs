//! `GET /i/{token}`: looks and writes nothing, whoever fetches it and however often.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use usher_domain::access::Action;

use super::{
    api,
    door::{Asked, Door},
    pages, store,
};
use crate::{
    App,
    http::{body::Params, fault::Fault, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/i/{token}", Action::OpenInvite, open)
}

async fn open(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(token): Path<String>,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let mut door = Door::opened(&app, &visit, &headers, &token, &asked);
    let (knock, attempt) = (door.knock.clone(), door.look());
    let found = app
        .parts
        .db
        .read(move |tx| store::decide(tx, &knock, &attempt))
        .await?;
    if let Some(answer) = &found {
        door.speak(answer);
    }
    let response = if visit.wants_json {
        api::answer(&door, found.as_ref())
    } else {
        pages::answer(&door, found.as_ref())?
    };
    Ok(door.leave_with(response))
}
