//! `/invites/{invite}/reset-seat` and `/invites/{invite}/revoke`

use axum::{
    extract::{Path, State},
    response::Response,
};
use usher_domain::access::Action;

use super::{
    super::{
        deeds,
        store::{Asked, Invite},
    },
    ask::AskPage,
    desk::Desk,
};
use crate::{
    App,
    http::{
        fault::Fault, render::see_other_saying, routes::Routes, sentence::Sentence, visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let (seat, revoke) = ("/invites/{invite}/reset-seat", "/invites/{invite}/revoke");
    let manage = Action::ManageInvites;
    routes
        .get(seat, manage, ask_to_reset)
        .post(seat, manage, reset)
        .get(revoke, manage, ask_to_revoke)
        .post(revoke, manage, revoke_it)
}

async fn ask_to_reset(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Response, Fault> {
    let (desk, invite) = Desk::with_invite(&app, &visit, &path).await?;
    resetting(&app, &visit, &desk, &invite).show()
}

fn resetting(app: &App, visit: &Visit, desk: &Desk, invite: &Invite) -> AskPage {
    let guest = invite.running(desk.now).is_some_and(|grant| grant.guest);
    let text = if guest {
        "invites-reset-seat-inside"
    } else {
        "invites-reset-seat-free"
    };
    let text = Sentence::new(visit.words.say(text)).name("name", &invite.first_name);
    AskPage::new(app, visit, desk, invite, "reset-seat").saying(text)
}

async fn reset(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Response, Fault> {
    let (desk, invite) = Desk::with_invite(&app, &visit, &path).await?;
    match deeds::manage(&app, &visit, invite.id, vec![Asked::ResetSeat]).await {
        Ok(_) => Ok(see_other_saying(&desk.invites(), "said-seat-reset")),
        Err(refused) => resetting(&app, &visit, &desk, &invite).refused(&visit, &desk, refused),
    }
}

async fn ask_to_revoke(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Response, Fault> {
    let (desk, invite) = Desk::with_invite(&app, &visit, &path).await?;
    revoking(&app, &visit, &desk, &invite).show()
}

fn revoking(app: &App, visit: &Visit, desk: &Desk, invite: &Invite) -> AskPage {
    let text = if invite.running(desk.now).is_some() {
        "invites-revoke-inside"
    } else {
        "invites-revoke-outside"
    };
    let text = Sentence::new(visit.words.say(text)).name("name", &invite.first_name);
    AskPage::new(app, visit, desk, invite, "revoke")
        .saying(text)
        .saying(Sentence::new(visit.words.say("invites-revoke-final")))
        .gravely()
}

/// Revokes. Whoever presses twice is told the same twice.
async fn revoke_it(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Response, Fault> {
    let id = path.parse().map_err(|_| Fault::not_found())?;
    let invite = deeds::manage(&app, &visit, id, vec![Asked::Revoke])
        .await
        .map_err(|refused| refused.fault(&[], &visit.zone))?;
    let list = format!("/media/{}/invites", invite.entry);
    Ok(see_other_saying(&list, "said-invite-revoked"))
}
