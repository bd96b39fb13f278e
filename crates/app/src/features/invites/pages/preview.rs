//! `/media/{entry}/preview`: what an invitee sees.

use axum::{extract::State, response::Response};
use usher_domain::access::{Action, SessionRole};

use crate::{
    App,
    features::{
        lobby::{self, Preview},
        media,
    },
    http::{fault::Fault, guard::Standing, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/media/{entry}/preview", Action::PreviewAsInvitee, show)
}

/// Shows the landing page as a viewer who is invited by this member sees it. No
/// invite is needed for it, and nothing of one is spent.
async fn show(State(app): State<App>, visit: Visit, standing: Standing) -> Result<Response, Fault> {
    let (entry, now) = (standing.entry, app.now());
    let card = (app.parts.db)
        .read(move |tx| media::card(tx, entry, now))
        .await?
        .ok_or_else(Fault::not_found)?;
    let preview = Preview {
        entry,
        kind: card.kind,
        title: card.title,
        has_poster: card.has_poster,
        inviter: visit.member()?.name(),
        role: SessionRole::Viewer,
    };
    lobby::preview(&app, &visit, &preview)
}
