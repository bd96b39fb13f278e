//! `GET|POST /api/v1/groups`, `GET|PATCH|DELETE /api/v1/groups/{group}`,
//! `GET /api/v1/groups/{group}/members`, `PUT|DELETE /api/v1/groups/{group}/members/{person}`

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    ids::{AccountId, GroupId},
};

use super::{deeds, group_of, name_of, store};
use crate::{
    App,
    features::people::{
        api::UsersView,
        store::{self as people, Narrowed},
    },
    http::{
        body::{JsonBody, Params, json},
        fault::Fault,
        routes::Routes,
        visit::Visit,
    },
};

/// How many groups, or members, one answer lists.
const MOST: u32 = 100;

pub(super) fn routes(routes: Routes) -> Routes {
    let action = Action::ManageGroups;
    let (one, members) = ("/api/v1/groups/{group}", "/api/v1/groups/{group}/members");
    let member = "/api/v1/groups/{group}/members/{person}";
    routes
        .get("/api/v1/groups", action, list)
        .post("/api/v1/groups", action, add)
        .get(one, action, show)
        .patch(one, action, rename)
        .delete(one, action, delete)
        .get(members, action, list_members)
        .put(member, action, join)
        .delete(member, action, leave)
}

/// A group.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Group)]
pub(in crate::features) struct GroupView {
    id: String,
    name: String,
    /// How many are in it; counted up to 1,000, so 1,001 means more than that.
    members: i64,
}

impl From<store::Group> for GroupView {
    fn from(group: store::Group) -> Self {
        Self {
            id: group.id.to_string(),
            name: group.name,
            members: group.members,
        }
    }
}

/// A page of the list of groups.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Groups)]
pub(in crate::features) struct GroupsView {
    groups: Vec<GroupView>,
    /// Send it as `after` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    /// Whether more were found than are listed: more words find fewer.
    more_found: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct Query {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
}

/// Lists groups in the order of their names; with `q` those a word of whose name begins so.
#[utoipa::path(get, path = "/api/v1/groups", tag = "groups",
    params(("q" = Option<String>, Query, description = "The beginning of a word of the name"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = GroupsView), (status = 403, description = "not_site_admin")))]
pub(in crate::features) async fn list(
    State(app): State<App>,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let words: String = query.q.trim().to_lowercase().chars().take(200).collect();
    let (searched, after) = (!words.is_empty(), query.after);
    let read = move |tx: &Tx| store::list(tx, &words, &after, MOST + 1);
    let mut groups = app.parts.db.read(read).await?;
    let more = groups.len() > MOST as usize;
    groups.truncate(MOST as usize);
    let last = groups.last().map(|group| group.name.clone());
    let view = GroupsView {
        groups: groups.into_iter().map(GroupView::from).collect(),
        next: last.filter(|_| more && !searched),
        more_found: more && searched,
    };
    Ok(json(StatusCode::OK, view))
}

/// What a group is called.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct GroupName {
    /// No other group has it.
    name: String,
}

/// Makes a group.
#[utoipa::path(post, path = "/api/v1/groups", tag = "groups", request_body = GroupName,
    responses((status = 201, body = GroupView), (status = 403, description = "not_site_admin"),
              (status = 422, description = "invalid: name (group_taken)")))]
pub(in crate::features) async fn add(
    State(app): State<App>,
    visit: Visit,
    JsonBody(new): JsonBody<GroupName>,
) -> Result<Response, Fault> {
    let id = deeds::add(&app, &visit, name_of(&new.name)?).await?;
    view(&app, id, StatusCode::CREATED).await
}

/// One group.
#[utoipa::path(get, path = "/api/v1/groups/{group}", tag = "groups",
    params(("group" = String, Path, description = "The group's id")),
    responses((status = 200, body = GroupView), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn show(
    State(app): State<App>,
    Path(group): Path<String>,
) -> Result<Response, Fault> {
    view(&app, group_of(&group)?, StatusCode::OK).await
}

/// Calls a group otherwise.
#[utoipa::path(patch, path = "/api/v1/groups/{group}", tag = "groups", request_body = GroupName,
    params(("group" = String, Path, description = "The group's id")),
    responses((status = 200, body = GroupView), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found"),
              (status = 422, description = "invalid: name (group_taken)")))]
pub(in crate::features) async fn rename(
    State(app): State<App>,
    visit: Visit,
    Path(group): Path<String>,
    JsonBody(wish): JsonBody<GroupName>,
) -> Result<Response, Fault> {
    let id = group_of(&group)?;
    deeds::rename(&app, &visit, id, name_of(&wish.name)?).await?;
    view(&app, id, StatusCode::OK).await
}

/// Deletes a group; what was shared with it is not any more.
#[utoipa::path(delete, path = "/api/v1/groups/{group}", tag = "groups",
    params(("group" = String, Path, description = "The group's id")),
    responses((status = 204), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn delete(
    State(app): State<App>,
    visit: Visit,
    Path(group): Path<String>,
) -> Result<Response, Fault> {
    let id = group_of(&group)?;
    there(&app, id, None).await?;
    deeds::delete(&app, &visit, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct Before {
    before: Option<String>,
}

/// Lists who is in a group, the newest accounts first.
#[utoipa::path(get, path = "/api/v1/groups/{group}/members", tag = "groups",
    params(("group" = String, Path, description = "The group's id"),
           ("before" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = UsersView), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn list_members(
    State(app): State<App>,
    Path(group): Path<String>,
    Params(query): Params<Before>,
) -> Result<Response, Fault> {
    let id = group_of(&group)?;
    let before: Option<AccountId> = (query.before.map(|id| id.parse()).transpose())
        .map_err(|_| Fault::field("before", "unknown_choice"))?;
    let read = move |tx: &Tx| -> Result<_, Error> {
        let narrowed = Narrowed {
            group: Some(id),
            ..Narrowed::default()
        };
        let there = store::find(tx, id)?.is_some();
        Ok((there, people::list(tx, &narrowed, before, MOST)?))
    };
    let (there, members) = app.parts.db.read(read).await?;
    if !there {
        return Err(Fault::not_found());
    }
    Ok(json(StatusCode::OK, UsersView::from(members)))
}

/// Puts somebody into a group; again changes nothing.
#[utoipa::path(put, path = "/api/v1/groups/{group}/members/{person}", tag = "groups",
    params(("group" = String, Path, description = "The group's id"),
           ("person" = String, Path, description = "The account's id")),
    responses((status = 204), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found: the group"),
              (status = 422, description = "invalid: who (nobody)")))]
pub(in crate::features) async fn join(
    State(app): State<App>,
    visit: Visit,
    Path((group, person)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let person = (person.parse()).map_err(|_| Fault::field("who", "nobody"))?;
    deeds::join(&app, &visit, group_of(&group)?, person).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Takes somebody out of a group; whoever is not in it stays out.
#[utoipa::path(delete, path = "/api/v1/groups/{group}/members/{person}", tag = "groups",
    params(("group" = String, Path, description = "The group's id"),
           ("person" = String, Path, description = "The account's id")),
    responses((status = 204), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found: group or person")))]
pub(in crate::features) async fn leave(
    State(app): State<App>,
    visit: Visit,
    Path((group, person)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let person: AccountId = person.parse().map_err(|_| Fault::not_found())?;
    let id = group_of(&group)?;
    there(&app, id, Some(person)).await?;
    deeds::leave(&app, &visit, id, person).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Whether there are such a group and such a person.
async fn there(app: &App, group: GroupId, person: Option<AccountId>) -> Result<(), Fault> {
    let look = move |tx: &Tx| -> Result<bool, Error> {
        let known = match person {
            Some(person) => people::find(tx, person)?.is_some(),
            None => true,
        };
        Ok(known && store::find(tx, group)?.is_some())
    };
    if app.parts.db.read(look).await? {
        Ok(())
    } else {
        Err(Fault::not_found())
    }
}

async fn view(app: &App, id: GroupId, status: StatusCode) -> Result<Response, Fault> {
    let group = app.parts.db.read(move |tx| store::find(tx, id)).await?;
    let group = group.ok_or_else(Fault::not_found)?;
    Ok(json(status, GroupView::from(group)))
}
