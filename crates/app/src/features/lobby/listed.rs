//! `/invited/{listed}`: a member enters what stands in their list of invitations, without its link
//! (invitations.md, row 18). The decision and the transaction are those of a link.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use usher_domain::{access::Action, ids::InviteId};

use super::{
    asking,
    door::{Asked, Door, Filled, out_of_search},
    enter, open, poster,
};
use crate::{
    App,
    http::{
        body::{Form, Params},
        fault::Fault,
        render::{see_other, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

const LIST: &str = "/invited";

pub(super) fn routes(routes: Routes) -> Routes {
    let (see, enter) = (Action::SeeInvitedToMe, Action::EnterInvitedToMe);
    routes
        .get("/invited/{listed}", see, opened)
        .post("/invited/{listed}", enter, entered)
        .get("/invited/{listed}/ask", see, back)
        .post("/invited/{listed}/ask", enter, asked)
        .get("/invited/{listed}/poster", see, picture)
}

async fn opened(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(listed): Path<String>,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let Ok(invite) = listed.parse::<InviteId>() else {
        return not_listed(&visit);
    };
    let door = Door::listed(&app, &visit, &headers, invite, &asked);
    unless_unknown(&visit, open::look(door).await?)
}

async fn entered(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(listed): Path<String>,
    Form(filled): Form<Filled>,
) -> Result<Response, Fault> {
    let Ok(invite) = listed.parse::<InviteId>() else {
        return not_listed(&visit);
    };
    let door = Door::listed(&app, &visit, &headers, invite, &filled.asked());
    unless_unknown(&visit, enter::press(door.filled(filled)?).await?)
}

async fn asked(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(listed): Path<String>,
    Form(filled): Form<Filled>,
) -> Result<Response, Fault> {
    let Ok(invite) = listed.parse::<InviteId>() else {
        return not_listed(&visit);
    };
    let door = Door::listed(&app, &visit, &headers, invite, &filled.asked());
    unless_unknown(&visit, asking::hear(door.filled(filled)?).await?)
}

async fn picture(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(listed): Path<String>,
) -> Result<Response, Fault> {
    let Ok(invite) = listed.parse::<InviteId>() else {
        return not_listed(&visit);
    };
    let door = Door::listed(&app, &visit, &headers, invite, &Asked::default());
    match poster::picture(door).await {
        Err(fault) if fault.details().status == StatusCode::NOT_FOUND => not_listed(&visit),
        shown => shown,
    }
}

/// Whoever loads the answer to *Ask for a new link* anew.
async fn back(Path(listed): Path<String>) -> Response {
    match listed.parse::<InviteId>() {
        Ok(invite) => see_other(&format!("{LIST}/{invite}")),
        Err(_) => see_other(LIST),
    }
}

/// What is somebody else's, and what never was, is only not in the list.
fn unless_unknown(visit: &Visit, response: Response) -> Result<Response, Fault> {
    if response.status() == StatusCode::NOT_FOUND {
        return not_listed(visit);
    }
    Ok(response)
}

fn not_listed(visit: &Visit) -> Result<Response, Fault> {
    if visit.wants_json {
        return Err(Fault::not_found());
    }
    Ok(out_of_search(see_other_saying(LIST, "said-not-invited")))
}
