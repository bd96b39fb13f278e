//! `GET /i/{token}/poster`: the one picture that is shown before a proof.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use usher_domain::{
    access::Action,
    invite::{Admission, Attempt},
};

use super::{
    door::{Asked, Door, out_of_search},
    store::{self, Answer},
};
use crate::{
    App,
    features::playback::{self, Size},
    http::{body::Params, fault::Fault, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/i/{token}/poster", Action::OpenInvite, poster)
}

/// The small poster, as long as the same visitor would see the landing page.
async fn poster(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(token): Path<String>,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    picture(Door::opened(&app, &visit, &headers, &token, &asked)).await
}

/// The picture for whoever stands at this door.
pub(super) async fn picture(door: Door<'_>) -> Result<Response, Fault> {
    let knock = door.knock.clone();
    // As a guest, too: the picture does not know which of the two its page is for.
    let attempt = Attempt::Look {
        as_guest: true,
        check_in: false,
    };
    let found = door
        .app
        .parts
        .db
        .read(move |tx| store::decide(tx, &knock, &attempt))
        .await?;
    let answer = found.filter(is_shown).ok_or_else(Fault::not_found)?;
    let response = playback::poster(door.app, answer.invitation.entry_id, Size::Small).await?;
    Ok(out_of_search(response))
}

/// Whether the landing page stands behind the decision.
fn is_shown(answer: &Answer) -> bool {
    matches!(
        answer.decision,
        Ok(Admission::Enter { .. }
            | Admission::Lobby(_)
            | Admission::Verified { .. }
            | Admission::OfferUpgrade { .. }
            | Admission::Countdown { .. })
    )
}
