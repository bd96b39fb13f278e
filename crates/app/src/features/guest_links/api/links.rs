//! `GET|POST /api/v1/entries/{entry}/guest-links`, `POST …/{link}/renew`, `DELETE …/{link}`

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use usher_db::Tx;
use usher_domain::{access::Action, clock::Timestamp, ids::GuestLinkId, invite::InviteToken};

use crate::{
    App,
    features::guest_links::{
        deeds::{self, Made},
        refused::Refused,
        store::{self, GuestLink, Inside},
        wanted::of_program,
    },
    http::{
        body::{JsonBody, Params, json},
        fault::Fault,
        guard::Standing,
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let all = "/api/v1/entries/{entry}/guest-links";
    let one = "/api/v1/entries/{entry}/guest-links/{link}";
    routes
        .get(all, Action::SeeInvites, list)
        .post(all, Action::InviteUsers, create)
        .delete(one, Action::ManageInvites, delete)
        .post(
            "/api/v1/entries/{entry}/guest-links/{link}/renew",
            Action::ManageInvites,
            renew,
        )
}

/// A guest link.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = GuestLink)]
pub(in crate::features) struct GuestLinkView {
    id: String,
    /// What it is called here; guests do not see it.
    name: String,
    /// `open`, `off`, `used_up`, `expired` or `deleted`.
    state: &'static str,
    /// How many people it lets in; -1 for any number.
    uses_allowed: i64,
    uses_spent: u32,
    /// How many it ever let in.
    came: u32,
    /// When it ends; RFC 3339. Absent: not by itself.
    ends_at: Option<String>,
    created_at: String,
    /// When it last got a new secret.
    renewed_at: Option<String>,
}

impl GuestLinkView {
    fn new(link: GuestLink, now: Timestamp) -> Self {
        Self {
            id: link.id.to_string(),
            state: link.state(now).as_str(),
            uses_allowed: link.uses.allowed.into(),
            uses_spent: link.uses.spent,
            came: link.came,
            ends_at: link.ends_at.map(rfc3339),
            created_at: rfc3339(link.created_at),
            renewed_at: link.renewed_at.map(rfc3339),
            name: link.name,
        }
    }
}

/// The guest links of an entry, in the order in which they were made.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = GuestLinks)]
pub(in crate::features) struct GuestLinksView {
    /// Whether *Guest access* is on.
    access: bool,
    guest_links: Vec<GuestLinkView>,
}

/// A guest link that was just made or renewed, with its address.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = GuestLinkMade)]
pub(in crate::features) struct GuestLinkMadeView {
    /// The link. It is told here and never again.
    url: String,
    guest_link: GuestLinkView,
}

impl GuestLinkMadeView {
    fn new(made: Made, now: Timestamp) -> Self {
        Self {
            url: made.url,
            guest_link: GuestLinkView::new(made.link, now),
        }
    }
}

/// Lists the guest links of an entry that were not deleted.
#[utoipa::path(get, path = "/api/v1/entries/{entry}/guest-links", tag = "guest-links",
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = GuestLinksView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn list(
    State(app): State<App>,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let read = move |tx: &Tx| -> Result<_, usher_db::Error> {
        Ok((store::links(tx, entry)?, store::access_on(tx, entry)?))
    };
    let (links, access) = app.parts.db.read(read).await?;
    let now = app.now();
    let guest_links = links.into_iter().map(|link| GuestLinkView::new(link, now));
    let view = GuestLinksView {
        access,
        guest_links: guest_links.collect(),
    };
    Ok(json(StatusCode::OK, view))
}

/// A guest link to make.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct GuestLinkToMake {
    /// What it is called here; 1 to 100 characters.
    name: String,
    /// How many people it lets in; as many as the administrator allows unless given.
    uses: Option<i64>,
    /// For how many days it works; as many as the administrator allows unless given.
    days: Option<i64>,
}

/// Makes a guest link; an entry has three at most.
#[utoipa::path(post, path = "/api/v1/entries/{entry}/guest-links", tag = "guest-links",
    params(("entry" = String, Path, description = "The entry's id")),
    request_body = GuestLinkToMake,
    responses((status = 201, body = GuestLinkMadeView, description = "the link is told here and never again"),
              (status = 403, description = "disabled, media_page_off, not_allowed_to_invite, owners_invite, no_guest_links or forbidden"),
              (status = 404, description = "not_found"), (status = 409, description = "too_many_guest_links"),
              (status = 422, description = "invalid: name, uses (too_many_uses) or days (too_many_days)")))]
pub(in crate::features) async fn create(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    JsonBody(link): JsonBody<GuestLinkToMake>,
) -> Result<Response, Fault> {
    let wanted = of_program(&link.name, link.uses, link.days).map_err(Fault::fields)?;
    let token = InviteToken::mint(&*app.parts.entropy);
    let made = deeds::make(&app, &visit, entry, wanted, &token).await;
    let view = GuestLinkMadeView::new(made.map_err(Refused::fault)?, app.now());
    Ok(json(StatusCode::CREATED, view))
}

/// Gives a guest link a new secret: the one before is dead, uses and days begin anew, whoever is in stays in.
#[utoipa::path(post, path = "/api/v1/entries/{entry}/guest-links/{link}/renew", tag = "guest-links",
    params(("entry" = String, Path, description = "The entry's id"),
           ("link" = String, Path, description = "The guest link's id")),
    responses((status = 200, body = GuestLinkMadeView, description = "the link is told here and never again"),
              (status = 403, description = "disabled, media_page_off, not_allowed_to_invite, owners_invite, no_guest_links or forbidden"),
              (status = 404, description = "not_found"), (status = 409, description = "link_deleted")))]
pub(in crate::features) async fn renew(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Path((_, link)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let token = InviteToken::mint(&*app.parts.entropy);
    let made = deeds::renew(&app, &visit, (entry, id(&link)?), &token).await;
    let view = GuestLinkMadeView::new(made.map_err(Refused::fault)?, app.now());
    Ok(json(StatusCode::OK, view))
}

/// What becomes of those who are in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct Deletion {
    #[serde(default)]
    end_guests: bool,
}

/// Deletes a guest link, for good. Whoever is in by it stays in, unless they are ended with it. Again changes nothing.
#[utoipa::path(delete, path = "/api/v1/entries/{entry}/guest-links/{link}", tag = "guest-links",
    params(("entry" = String, Path, description = "The entry's id"),
           ("link" = String, Path, description = "The guest link's id"),
           ("end_guests" = Option<bool>, Query, description = "`true`: whoever is in by it is out within a second")),
    responses((status = 204, description = "deleted, now or before"),
              (status = 403, description = "forbidden"), (status = 404, description = "not_found")))]
pub(in crate::features) async fn delete(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Path((_, link)): Path<(String, String)>,
    Params(Deletion { end_guests }): Params<Deletion>,
) -> Result<Response, Fault> {
    let inside = if end_guests {
        Inside::End
    } else {
        Inside::Stay
    };
    let deleted = deeds::delete(&app, &visit, (entry, id(&link)?), inside).await;
    deleted.map_err(Refused::fault)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn id(path: &str) -> Result<GuestLinkId, Fault> {
    path.parse().map_err(|_| Fault::not_found())
}
