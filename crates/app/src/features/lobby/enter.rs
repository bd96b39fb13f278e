//! `POST /i/{token}`: enters. Load, decide and write are one transaction, which runs beside
//! those of others who enter.

use axum::{
    body::Bytes,
    extract::{FromRequest, Path, Request, State},
    http::{HeaderMap, header},
    response::Response,
};
use usher_domain::{
    access::Action,
    invite::{Admission, Ask, Lobby},
};

use super::{
    api, arrival, code,
    door::{Door, Filled},
    pages,
    store::{self, Answer, Deeds, Fresh},
};
use crate::{
    App,
    features::accounts::SessionSecret,
    http::{body::Form, fault::Fault, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.post("/i/{token}", Action::RedeemInvite, enter)
}

async fn enter(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(token): Path<String>,
    Sent(filled): Sent,
) -> Result<Response, Fault> {
    press(Door::pressed(&app, &visit, &headers, &token, filled)?).await
}

/// Enters by whatever door this is.
pub(super) async fn press(mut door: Door<'_>) -> Result<Response, Fault> {
    let app = door.app;
    let (knock, attempt) = (door.knock.clone(), door.enter());
    let (secret, fresh) = fresh_session(&door);
    let done = app
        .parts
        .db
        .write_locking(move |tx| store::enter(tx, &knock, &attempt, &fresh))
        .await?;
    let Some((answer, deeds)) = done else {
        door.count_guess();
        return refused(&door, None);
    };
    app.parts.bus.ring(&deeds.rings);
    door.speak(&answer);
    match &answer.decision {
        Ok(Admission::Enter { .. } | Admission::Admit(_) | Admission::Upgrade(_)) => {
            Ok(inside(&door, &answer, &deeds, &secret))
        }
        Ok(Admission::Lobby(Lobby { ask: Ask::Code, .. })) => code::mail(&door, &answer).await,
        Ok(_) => refused(&door, Some(&answer)),
        Err(refusal) => {
            door.knock.count(app, refusal);
            refused(&door, Some(&answer))
        }
    }
}

/// A session, should one be needed.
pub(super) fn fresh_session(door: &Door<'_>) -> (SessionSecret, Fresh) {
    let secret = SessionSecret::draw(door.knock.now, &*door.app.parts.entropy);
    let fresh = Fresh {
        id: secret.id(),
        mac: secret.mac(&door.app.parts.key),
    };
    (secret, fresh)
}

/// On to the media page, with the cookies that open it.
pub(super) fn inside(
    door: &Door<'_>,
    answer: &Answer,
    deeds: &Deeds,
    secret: &SessionSecret,
) -> Response {
    // What follows goes on in the language that the invitation was read in.
    let lang = door.language_of(answer);
    arrival::at(
        (door.app, &door.knock, door.headers()),
        &door.inside(answer.invitation.entry_id),
        deeds,
        (secret, lang),
    )
}

fn refused(door: &Door<'_>, answer: Option<&Answer>) -> Result<Response, Fault> {
    let response = if door.visit.wants_json {
        api::answer(door, answer)
    } else {
        pages::answer(door, answer)?
    };
    Ok(door.leave_with(response))
}

/// The form. A button alone may come without any body.
struct Sent(Filled);

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        if request.headers().contains_key(header::CONTENT_TYPE) {
            let Form(filled) = Form::<Filled>::from_request(request, state).await?;
            return Ok(Self(filled));
        }
        match Bytes::from_request(request, state).await {
            Ok(bytes) if bytes.is_empty() => Ok(Self(Filled::default())),
            _ => Err(Fault::new(
                axum::http::StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "wrong_content_type",
            )
            .with("expected", "application/x-www-form-urlencoded")),
        }
    }
}
