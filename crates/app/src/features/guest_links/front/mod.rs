//! `/g/{token}`: what whoever has a guest link sees and does. Opening writes nothing, whoever does it and however
//! often; what opens links by itself types no name and no address.

mod door;
mod pages;
mod program;
mod said;

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use usher_domain::{
    access::Action,
    invite::{GuestAdmission, GuestAttempt},
};

use self::door::{Door, Filled};
use super::store::{self, Answer};
use crate::{
    App,
    features::{
        accounts::SessionSecret,
        lobby::{self, Fresh},
        playback::{self, Size},
    },
    http::{body::Form, fault::Fault, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/g/{token}", Action::OpenInvite, open)
        .post("/g/{token}", Action::RedeemInvite, enter)
        .get("/g/{token}/poster", Action::OpenInvite, poster)
}

async fn open(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Fault> {
    let door = Door::opened(&app, &visit, &token);
    let found = look(&door).await?;
    answer(&door, found.as_ref())
}

async fn look(door: &Door<'_>) -> Result<Option<Answer>, Fault> {
    let knock = door.knock.clone();
    let read = move |tx: &usher_db::Tx| store::decide(tx, &knock, &GuestAttempt::Look);
    Ok(door.app.parts.db.read(read).await?)
}

async fn enter(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(filled): Form<Filled>,
) -> Result<Response, Fault> {
    let door = Door::pressed(&app, &visit, &token, filled)?;
    let (knock, attempt) = (door.knock.clone(), door.attempt());
    let secret = SessionSecret::draw(knock.now, &*app.parts.entropy);
    let fresh = Fresh {
        id: secret.id(),
        mac: secret.mac(&app.parts.key),
    };
    let entropy = app.parts.entropy.clone();
    let done = (app.parts.db)
        .write_locking(move |tx| store::enter(tx, &knock, &attempt, (&fresh, &*entropy)))
        .await?;
    let Some((found, deeds)) = done else {
        return answer(&door, None);
    };
    app.parts.bus.ring(&deeds.rings);
    match &found.decision {
        Ok(GuestAdmission::Enter { .. } | GuestAdmission::Admit(_)) => {
            let page = format!("/media/{}", found.found.entry_id);
            let here = (&app, &door.knock, &headers);
            Ok(lobby::arrive(here, &page, &deeds, (&secret, None)))
        }
        _ => answer(&door, Some(&found)),
    }
}

fn answer(door: &Door<'_>, found: Option<&Answer>) -> Result<Response, Fault> {
    let response = if door.visit.wants_json {
        program::answer(door, found)
    } else {
        pages::answer(door, found)?
    };
    Ok(door.leave_with(response))
}

/// The one picture that is shown before anybody said who they are: for whoever would see the landing page.
async fn poster(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Fault> {
    let door = Door::opened(&app, &visit, &token);
    let found = look(&door).await?;
    let found = found.filter(|answer| answer.decision.is_ok());
    let found = found.ok_or_else(Fault::not_found)?.found;
    playback::poster(&app, found.entry_id, Size::Small).await
}
