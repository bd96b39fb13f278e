//! `POST /i/{token}/ask`: *Ask for a new link*. The answer is the same whether there is such an
//! invite or not, whose address was typed, and whether whoever asks would be let in: nobody is
//! looked up before it is given.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
    response::Response,
};
use usher_db::Tx;
use usher_domain::{access::Action, invite::Refusal, proof::Purpose};

use super::{
    api,
    code::asked_too_often,
    door::{Door, Filled},
    knock::Way,
    pages, store,
};
use crate::{
    App,
    features::proofs::{self, Request},
    http::{body::Form, fault::Fault, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.post("/i/{token}/ask", Action::RedeemInvite, ask)
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(filled): Form<Filled>,
) -> Result<Response, Fault> {
    hear(Door::pressed(&app, &visit, &headers, &token, filled)?).await
}

/// Hears whoever asks at this door.
pub(super) async fn hear(mut door: Door<'_>) -> Result<Response, Fault> {
    let (app, visit) = (door.app, door.visit);
    let (knock, attempt) = (door.knock.clone(), door.look());
    let read = move |tx: &Tx| store::decide(tx, &knock, &attempt);
    let found = app.parts.db.read(read).await?;
    if let Some(answer) = &found {
        door.speak(answer);
    }
    let known = found.as_ref().filter(|answer| {
        let invite = &answer.invitation.invite;
        invite.knows(&answer.visitor.facts)
    });
    // Its id alone is no secret.
    if matches!(door.knock.way, Way::Listed(_)) && known.is_none() {
        return pages::asking_again(&door, None, &Refusal::Unknown);
    }
    let email = match (door.address(), known) {
        (Some(typed), _) => typed,
        (None, Some(answer)) if door.typed.trim().is_empty() => {
            answer.invitation.invite.email.clone()
        }
        (None, _) => {
            let refusal = if door.typed.trim().is_empty() {
                Refusal::MissingEmail
            } else {
                Refusal::WrongEmail
            };
            return pages::asking_again(&door, found.as_ref(), &refusal);
        }
    };
    let request = Request {
        purpose: Purpose::NewLink,
        email,
        account: None,
        invite: found.map(|answer| answer.invitation.invite.id),
        lang: Some(door.words.lang().to_owned()),
        next: String::new(),
    };
    let cookie = match proofs::ask(app, visit, door.headers(), request).await {
        Ok((_, cookie)) => cookie,
        Err(fault) => {
            let refusal = asked_too_often(fault)?;
            return pages::asking_again(&door, None, &refusal);
        }
    };
    let response = if visit.wants_json {
        api::asked()
    } else {
        pages::asked(&door)?
    };
    let mut response = door.leave_with(response);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
