//! `GET /i/{token}`: looks and writes nothing, whoever fetches it and however often.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use usher_domain::{access::Action, invite::InviteToken};

use super::{
    api,
    door::{Asked, Door, out_of_search},
    pages, store,
};
use crate::{
    App,
    http::{body::Params, fault::Fault, render::see_other, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/i/{token}", Action::OpenInvite, open)
        .get("/i/{token}/code", Action::OpenInvite, back)
        .get("/i/{token}/ask", Action::OpenInvite, back)
}

/// Whoever loads the answer to a form anew is back at the link.
async fn back(Path(token): Path<String>) -> Result<Response, Fault> {
    match token.parse::<InviteToken>() {
        Ok(_) => Ok(out_of_search(see_other(&format!("/i/{token}")))),
        Err(_) => Err(Fault::not_found()),
    }
}

async fn open(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(token): Path<String>,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    look(Door::opened(&app, &visit, &headers, &token, &asked)).await
}

/// The page for whoever stands at this door.
pub(super) async fn look(mut door: Door<'_>) -> Result<Response, Fault> {
    let (knock, attempt) = (door.knock.clone(), door.look());
    let found = door
        .app
        .parts
        .db
        .read(move |tx| store::decide(tx, &knock, &attempt))
        .await?;
    match &found {
        Some(answer) => door.speak(answer),
        None => door.count_guess(),
    }
    let response = if door.visit.wants_json {
        api::answer(&door, found.as_ref())
    } else {
        pages::answer(&door, found.as_ref())?
    };
    Ok(door.leave_with(response))
}
