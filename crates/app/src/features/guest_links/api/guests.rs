//! `GET /api/v1/entries/{entry}/guests`

use axum::{extract::State, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use usher_domain::{access::Action, clock::Timestamp, ids::GrantId};

use crate::{
    App,
    features::{
        attendance::AttendanceView,
        guest_links::store::{self, Guest},
    },
    http::{
        body::{Params, json},
        fault::Fault,
        guard::Standing,
        listing,
        routes::Routes,
        time::rfc3339,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/api/v1/entries/{entry}/guests";
    routes.get(path, Action::SeeInvites, list_guests)
}

/// Which guests to list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct GuestsQuery {
    before: Option<String>,
    limit: Option<u32>,
}

/// Somebody who came by a guest link.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Guest)]
pub(in crate::features) struct GuestView {
    id: String,
    /// What they said they are called.
    name: String,
    /// The address that they gave; nobody verified it.
    email: String,
    /// The name of the guest link.
    guest_link: String,
    came_at: String,
    /// `inside`, `left`, `ended`, `signed_out` or `over`.
    state: String,
    /// Until when they may stay; RFC 3339.
    ends_at: String,
    ended_at: Option<String>,
    /// When they were here, and what they watched; absent where nothing is known of it.
    attendance: Option<AttendanceView>,
}

impl GuestView {
    fn new(guest: Guest, now: Timestamp) -> Self {
        Self {
            id: guest.id.to_string(),
            state: guest.state(now).to_owned(),
            came_at: rfc3339(guest.came_at),
            ends_at: rfc3339(guest.ends_at),
            ended_at: guest.ended_at.map(rfc3339),
            attendance: guest.attended.map(AttendanceView::new),
            name: guest.name,
            email: guest.email,
            guest_link: guest.link,
        }
    }
}

/// A page of those who came, the last first.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Guests)]
pub(in crate::features) struct GuestsView {
    guests: Vec<GuestView>,
    /// Give it as `before` to get the next page; absent on the last one.
    next: Option<String>,
}

/// Lists who came to an entry by guest links.
#[utoipa::path(get, path = "/api/v1/entries/{entry}/guests", tag = "guest-links",
    params(("entry" = String, Path, description = "The entry's id"),
           ("before" = Option<String>, Query, description = "`next` of the page before"),
           ("limit" = Option<u32>, Query, description = "1 to 200; 50 unless given")),
    responses((status = 200, body = GuestsView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found"), (status = 422, description = "invalid: before or limit")))]
pub(in crate::features) async fn list_guests(
    State(app): State<App>,
    Standing { entry, .. }: Standing,
    Params(query): Params<GuestsQuery>,
) -> Result<Response, Fault> {
    let before: Option<GrantId> = listing::before(query.before.as_deref())?;
    let limit = listing::limit(query.limit)?;
    let read = move |tx: &usher_db::Tx| store::guests(tx, entry, before, limit);
    let (page, now) = (app.parts.db.read(read).await?, app.now());
    let guests = page.guests.into_iter();
    let view = GuestsView {
        guests: guests.map(|guest| GuestView::new(guest, now)).collect(),
        next: page.next.map(|id| id.to_string()),
    };
    Ok(json(StatusCode::OK, view))
}
