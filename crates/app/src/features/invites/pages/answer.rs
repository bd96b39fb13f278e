//! `POST /invites/{invite}/renew-and-send`: one press for whoever was asked for a new link.

use axum::{
    extract::{Path, State},
    response::Response,
};
use usher_domain::{
    access::Action,
    invite::{InviteToken, RequestedEnd},
};

use super::{super::deeds, desk::Desk, link, made};
use crate::{
    App,
    http::{
        fault::Fault,
        render::{see_other, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.post(
        "/invites/{invite}/renew-and-send",
        Action::ManageInvites,
        send,
    )
}

/// Renews the invite and mails its new link; where none can be mailed, shows it. A second press
/// finds nobody who asks any more, and does nothing. What stood in the list around the button is
/// not looked at.
async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Response, Fault> {
    let (desk, invite) = Desk::with_invite(&app, &visit, &path).await?;
    if invite.asked_at.is_none() {
        return Ok(see_other(&desk.invites()));
    }
    let token = || InviteToken::mint(&*app.parts.entropy);
    let done = if desk.site.mails_invites() {
        let done = deeds::renew_and_mail(&app, &visit, invite.id, [&token(), &token()]).await;
        done.map(|_| see_other_saying(&desk.invites(), "said-invite-mailed"))
    } else {
        let as_before = (RequestedEnd::Default, None);
        match deeds::renew(&app, &visit, invite.id, as_before, &token()).await {
            Ok(made) => return made::show(&app, &visit, &made),
            Err(refused) => Err(refused),
        }
    };
    match done {
        Ok(response) => Ok(response),
        Err(refused) => link::ask(&app, &visit, &desk, &invite).refused(&visit, &desk, refused),
    }
}
