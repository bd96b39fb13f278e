//! `GET /api/v1/entries/{entry}/collaborators`,
//! `PUT|DELETE /api/v1/entries/{entry}/collaborators/{subject}`,
//! `PUT /api/v1/entries/{entry}/owner`

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    access::{Action, EntryRole, EntryRoles},
    ids::{AccountId, EntryId},
};

use super::{CollaboratorView, CollaboratorsView, OwnerView};
use crate::{
    App,
    features::media::{
        Subject, deeds, entry,
        store::{self, Change},
    },
    http::{
        body::{JsonBody, json},
        fault::Fault,
        guard::Standing,
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let one = "/api/v1/entries/{entry}/collaborators/{subject}";
    routes
        .get(
            "/api/v1/entries/{entry}/collaborators",
            Action::SeeCollaborators,
            list,
        )
        .put(one, Action::ManageCollaborators, set)
        .delete(one, Action::ManageCollaborators, remove)
        .put(
            "/api/v1/entries/{entry}/owner",
            Action::ChangeOwner,
            set_owner,
        )
}

/// Lists who works on an entry.
#[utoipa::path(get, path = "/api/v1/entries/{entry}/collaborators", tag = "collaborators",
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = CollaboratorsView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn list(
    State(app): State<App>,
    standing: Standing,
) -> Result<Response, Fault> {
    Ok(json(StatusCode::OK, people(&app, standing.entry).await?))
}

/// The roles somebody is to have in an entry.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct RolesToSet {
    /// One or several of `co_owner`, `co_editor`, `co_publisher`, `co_viewer`.
    roles: Vec<String>,
}

impl RolesToSet {
    fn parse(&self) -> Result<EntryRoles, Fault> {
        let unknown = || Fault::field("roles", "unknown_choice");
        if self.roles.is_empty() {
            return Err(unknown());
        }
        self.roles
            .iter()
            .map(|name| match name.parse() {
                Ok(EntryRole::Owner) | Err(_) => Err(unknown()),
                Ok(role) => Ok(role),
            })
            .collect()
    }
}

/// Gives a person or group exactly these roles in an entry.
#[utoipa::path(put, path = "/api/v1/entries/{entry}/collaborators/{subject}", tag = "collaborators",
    params(("entry" = String, Path, description = "The entry's id"),
           ("subject" = String, Path, description = "`account:ID` or `group:ID`")),
    request_body = RolesToSet,
    responses((status = 200, body = CollaboratorView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found"),
              (status = 422, description = "invalid: subject (nobody, is_owner, too_many_collaborators) or roles")))]
pub(in crate::features) async fn set(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Path((_, subject)): Path<(String, String)>,
    JsonBody(body): JsonBody<RolesToSet>,
) -> Result<Response, Fault> {
    let subject: Subject = subject
        .parse()
        .map_err(|_| Fault::field("subject", "nobody"))?;
    let change = Change::Set(body.parse()?);
    deeds::change_roles(&app, &visit, standing.entry, subject, change).await?;
    let people = people(&app, standing.entry).await?;
    let one = (people.collaborators.into_iter()).find(|one| one.is(subject));
    Ok(json(StatusCode::OK, one.ok_or_else(Fault::not_found)?))
}

/// Takes somebody off an entry.
#[utoipa::path(delete, path = "/api/v1/entries/{entry}/collaborators/{subject}", tag = "collaborators",
    params(("entry" = String, Path, description = "The entry's id"),
           ("subject" = String, Path, description = "`account:ID` or `group:ID`")),
    responses((status = 204, description = "no collaborator any more"),
              (status = 403, description = "forbidden"), (status = 404, description = "not_found"),
              (status = 422, description = "invalid: subject (is_owner)")))]
pub(in crate::features) async fn remove(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Path((_, subject)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let subject: Subject = subject.parse().map_err(|_| Fault::not_found())?;
    let change = Change::Set(EntryRoles::NONE);
    deeds::change_roles(&app, &visit, standing.entry, subject, change).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Who is to own an entry.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct OwnerToSet {
    /// The account's id.
    account: String,
}

/// Gives an entry to another owner; the one before stays on as co-owner.
#[utoipa::path(put, path = "/api/v1/entries/{entry}/owner", tag = "collaborators",
    params(("entry" = String, Path, description = "The entry's id")),
    request_body = OwnerToSet,
    responses((status = 200, body = CollaboratorsView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found"),
              (status = 422, description = "invalid: owner (nobody, cannot_own)")))]
pub(in crate::features) async fn set_owner(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    JsonBody(body): JsonBody<OwnerToSet>,
) -> Result<Response, Fault> {
    let to: AccountId = body
        .account
        .parse()
        .map_err(|_| Fault::field("owner", "nobody"))?;
    deeds::change_owner(&app, &visit, standing.entry, to).await?;
    Ok(json(StatusCode::OK, people(&app, standing.entry).await?))
}

async fn people(app: &App, id: EntryId) -> Result<CollaboratorsView, Fault> {
    let now = app.now();
    let (entry, collaborators) = app
        .parts
        .db
        .read(move |tx: &Tx| -> Result<_, usher_db::Error> {
            Ok((entry(tx, id, now)?, store::collaborators(tx, id)?))
        })
        .await?;
    Ok(CollaboratorsView {
        owner: OwnerView::from(entry.ok_or_else(Fault::not_found)?.owner),
        collaborators: collaborators.into_iter().map(Into::into).collect(),
    })
}
