//! `GET /api/v1/invited`

use axum::{extract::State, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use usher_domain::{access::Action, ids::InviteId};

use super::store::{self, Invited, Part};
use crate::{
    App,
    http::{
        body::{Params, json},
        fault::Fault,
        listing,
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/api/v1/invited", Action::SeeInvitedToMe, list_invited)
}

/// Which of them to list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct InvitedQuery {
    show: Option<String>,
    before: Option<String>,
    limit: Option<u32>,
}

/// Something that whoever asks is invited to.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = InvitedTo)]
pub(in crate::features) struct InvitedView {
    /// The invite's id.
    id: String,
    entry: String,
    kind: String,
    title: String,
    /// Who invites.
    inviter: String,
    role: String,
    /// Until when it can be opened, or stays open; RFC 3339. Absent where that is the end of a session.
    until: Option<String>,
    /// `pending`, `joined`, `left`, `used_up`, `expired` or `revoked`.
    state: String,
}

impl InvitedView {
    fn new(one: Invited) -> Self {
        Self {
            id: one.id.to_string(),
            entry: one.entry.to_string(),
            kind: one.kind.as_str().to_owned(),
            title: one.title,
            inviter: one.inviter,
            role: one.role.as_str().to_owned(),
            until: one.until.map(rfc3339),
            state: one.state.as_str().to_owned(),
        }
    }
}

/// A page of what whoever asks is invited to, the newest invitation first.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = InvitedToMe)]
pub(in crate::features) struct InvitedToMeView {
    invited: Vec<InvitedView>,
    /// Give it as `before` to get the next page; absent on the last one.
    next: Option<String>,
}

/// Lists what one is invited to by one's verified addresses, or holds.
#[utoipa::path(get, path = "/api/v1/invited", tag = "invites",
    params(("show" = Option<String>, Query, description = "`open` (can be opened), `running` (is open to you) or `ended`; `open` unless given"),
           ("before" = Option<String>, Query, description = "`next` of the page before"),
           ("limit" = Option<u32>, Query, description = "1 to 200; 50 unless given")),
    responses((status = 200, body = InvitedToMeView), (status = 422, description = "invalid: show, before or limit")))]
pub(in crate::features) async fn list_invited(
    State(app): State<App>,
    visit: Visit,
    Params(query): Params<InvitedQuery>,
) -> Result<Response, Fault> {
    let (account, now) = (visit.member()?.id, app.now());
    let part = Part::parse(query.show.as_deref().unwrap_or("open"));
    let part = part.ok_or_else(|| Fault::field("show", "unknown_choice"))?;
    let before: Option<InviteId> = listing::before(query.before.as_deref())?;
    let limit = listing::limit(query.limit)?;
    let read = move |tx: &usher_db::Tx| store::list(tx, account, (part, before), limit, now);
    let listed = app.parts.db.read(read).await?;
    let view = InvitedToMeView {
        invited: listed.lines.into_iter().map(InvitedView::new).collect(),
        next: listed.next.map(|id| id.to_string()),
    };
    Ok(json(StatusCode::OK, view))
}
