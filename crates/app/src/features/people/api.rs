//! `GET|POST /api/v1/users`, `GET|PATCH /api/v1/users/{person}`,
//! `POST /api/v1/users/{person}/password-link`,
//! `POST /api/v1/users/{person}/suspend`, `POST /api/v1/users/{person}/unsuspend`

pub(in crate::features) mod password_link;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use usher_db::{Error, Tx};
use usher_domain::{
    access::{Action, AppRole},
    email::Email,
    ids::AccountId,
};

use super::{
    deeds,
    store::{self, Edited, Found, Listed, Narrowed, NewPerson, OwnQuota, Person, Show},
};
use crate::{
    App,
    features::accounts::own::read_names,
    http::{
        body::{JsonBody, OptionalJson, Params, json},
        fault::{Fault, FieldFault},
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
};

/// How many people one answer lists.
const MOST: u32 = 100;

pub(super) fn routes(routes: Routes) -> Routes {
    let (one, action) = ("/api/v1/users/{person}", Action::ManagePeople);
    routes
        .get("/api/v1/users", action, list)
        .post("/api/v1/users", action, add)
        .get(one, action, show)
        .patch(one, action, change)
        .post(
            "/api/v1/users/{person}/password-link",
            action,
            password_link::make,
        )
        .post("/api/v1/users/{person}/suspend", action, suspend)
        .post("/api/v1/users/{person}/unsuspend", action, unsuspend)
}

/// Somebody who has an account.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = User)]
pub(in crate::features) struct UserView {
    id: String,
    /// The address they are written to.
    email: String,
    first_name: String,
    /// Empty for people with one name.
    last_name: String,
    /// `viewer`, `private_only`, `admin`, `unmoderated_admin`
    role: &'static str,
    site_admin: bool,
    /// Megabytes they may store, -1 for as many as they like; absent where the site's quota holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    quota_mb: Option<i64>,
    /// RFC 3339; absent unless they are suspended.
    #[serde(skip_serializing_if = "Option::is_none")]
    suspended_at: Option<String>,
    /// RFC 3339.
    created_at: String,
}

impl From<Person> for UserView {
    fn from(person: Person) -> Self {
        Self {
            id: person.id.to_string(),
            role: person.role.as_str(),
            site_admin: person.site_admin,
            quota_mb: person.quota_bytes.map(OwnQuota::megabytes),
            suspended_at: person.suspended_at.map(rfc3339),
            created_at: rfc3339(person.created_at),
            email: person.email,
            first_name: person.first_name,
            last_name: person.last_name,
        }
    }
}

/// A page of the list of people.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Users)]
pub(in crate::features) struct UsersView {
    users: Vec<UserView>,
    /// Send it as `before` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    /// Whether more were found than are listed: more words find fewer.
    more_found: bool,
}

impl From<Listed> for UsersView {
    fn from(listed: Listed) -> Self {
        Self {
            users: listed.people.into_iter().map(UserView::from).collect(),
            next: match listed.found {
                Found::MoreAfter(person) => Some(person.to_string()),
                Found::All | Found::TooMany => None,
            },
            more_found: listed.found == Found::TooMany,
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct Query {
    #[serde(default)]
    q: String,
    role: Option<String>,
    show: Option<String>,
    group: Option<String>,
    before: Option<String>,
}

/// Lists people, the newest first; with `q` those whose name or address begins so.
#[utoipa::path(get, path = "/api/v1/users", tag = "users",
    params(("q" = Option<String>, Query, description = "The beginning of names or addresses, or an id"),
           ("role" = Option<String>, Query, description = "Only this role"),
           ("show" = Option<String>, Query, description = "`suspended` or `administrators`"),
           ("group" = Option<String>, Query, description = "Only members of the group with this id"),
           ("before" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = UsersView), (status = 403, description = "not_site_admin"),
              (status = 422, description = "invalid: a condition that is none")))]
pub(in crate::features) async fn list(
    State(app): State<App>,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let unknown = |field: &'static str| move |_| Fault::field(field, "unknown_choice");
    let narrowed = Narrowed {
        words: query.q.trim().to_lowercase().chars().take(200).collect(),
        role: (query.role.map(|name| name.parse::<AppRole>()).transpose())
            .map_err(unknown("role"))?,
        show: match query.show.as_deref() {
            None => Show::All,
            Some("suspended") => Show::Suspended,
            Some("administrators") => Show::Administrators,
            Some(_) => return Err(Fault::field("show", "unknown_choice")),
        },
        group: (query.group.map(|id| id.parse()).transpose())
            .map_err(|_| Fault::field("group", "unknown_choice"))?,
    };
    let before: Option<AccountId> = (query.before.map(|id| id.parse()).transpose())
        .map_err(|_| Fault::field("before", "unknown_choice"))?;
    let listed = (app.parts.db)
        .read(move |tx| store::list(tx, &narrowed, before, MOST))
        .await?;
    Ok(json(StatusCode::OK, UsersView::from(listed)))
}

/// Somebody to be added.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct NewUser {
    email: String,
    first_name: String,
    #[serde(default)]
    last_name: String,
    /// `viewer`, `private_only`, `admin`, `unmoderated_admin`
    role: String,
    #[serde(default)]
    site_admin: bool,
    /// Mail them the link by which they set their password, and tell nobody else.
    #[serde(default)]
    mail_link: bool,
}

/// Somebody who was added.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::features) struct AddedUser {
    user: UserView,
    /// By which they set their password: in this answer and never again. It works once, for seven days.
    /// Absent where it was mailed.
    #[serde(skip_serializing_if = "Option::is_none")]
    password_link: Option<String>,
}

/// Adds somebody.
#[utoipa::path(post, path = "/api/v1/users", tag = "users", request_body = NewUser,
    responses((status = 201, body = AddedUser), (status = 403, description = "not_site_admin"),
              (status = 409, description = "no_mail_service: nothing was added"),
              (status = 422, description = "invalid: email (not_an_address, address_taken), names or role")))]
pub(in crate::features) async fn add(
    State(app): State<App>,
    visit: Visit,
    JsonBody(new): JsonBody<NewUser>,
) -> Result<Response, Fault> {
    let mail_link = new.mail_link;
    let (email, role) = (new.email.parse::<Email>(), new.role.parse::<AppRole>());
    let named = read_names(&new.first_name, &new.last_name);
    let (Ok(email), Ok(role), Ok((first_name, last_name))) = (&email, &role, &named) else {
        let mut faults = Vec::new();
        faults.extend(
            email
                .err()
                .map(|_| FieldFault::new("email", "not_an_address")),
        );
        faults.extend(named.err().unwrap_or_default());
        faults.extend(
            role.err()
                .map(|_| FieldFault::new("role", "unknown_choice")),
        );
        return Err(Fault::fields(faults));
    };
    let new = NewPerson {
        email: email.clone(),
        first_name: first_name.clone(),
        last_name: last_name.clone(),
        role: *role,
        site_admin: new.site_admin,
    };
    let added = if mail_link {
        let id = deeds::add(&app, &visit, new, deeds::Link::Mailed).await?;
        AddedUser {
            user: person(&app, id).await?.into(),
            password_link: None,
        }
    } else {
        let id = deeds::add(&app, &visit, new, deeds::Link::Shown).await?;
        let made = deeds::password_link(&app, &visit, id).await?;
        AddedUser {
            user: made.person.into(),
            password_link: Some(app.link(made.path.expose_secret())),
        }
    };
    Ok(json(StatusCode::CREATED, added))
}

async fn person(app: &App, id: AccountId) -> Result<Person, Fault> {
    let read = move |tx: &Tx| -> Result<Option<Person>, Error> { store::find(tx, id) };
    let person = app.parts.db.read(read).await?;
    person.ok_or_else(Fault::not_found)
}

async fn view(app: &App, id: AccountId) -> Result<Response, Fault> {
    Ok(json(StatusCode::OK, UserView::from(person(app, id).await?)))
}

fn person_of(text: &str) -> Result<AccountId, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}

/// One person.
#[utoipa::path(get, path = "/api/v1/users/{person}", tag = "users",
    params(("person" = String, Path, description = "The account's id")),
    responses((status = 200, body = UserView), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn show(
    State(app): State<App>,
    Path(person): Path<String>,
) -> Result<Response, Fault> {
    view(&app, person_of(&person)?).await
}

/// What is to change; what is absent stays. Both names change together.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(
    clippy::option_option,
    reason = "absent, null and a number are three wishes"
)]
pub(in crate::features) struct UserChange {
    first_name: Option<String>,
    last_name: Option<String>,
    role: Option<String>,
    site_admin: Option<bool>,
    /// Megabytes, up to 100,000,000; -1 for as many as they like, `null` for what the site gives everybody.
    #[serde(default, deserialize_with = "written")]
    #[schema(value_type = Option<i64>)]
    quota_mb: Option<Option<i64>>,
}

/// A field that is there, with a value or `null`.
#[allow(
    clippy::option_option,
    reason = "absent, null and a number are three wishes"
)]
fn written<'a, D: serde::Deserializer<'a>>(from: D) -> Result<Option<Option<i64>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// Changes names, role, quota, or the right to the console.
#[utoipa::path(patch, path = "/api/v1/users/{person}", tag = "users",
    params(("person" = String, Path, description = "The account's id")),
    request_body = UserChange,
    responses((status = 200, body = UserView), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found"),
              (status = 422, description = "invalid: names, role, quota_mb (not_a_quota), site_admin (last_administrator)")))]
pub(in crate::features) async fn change(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
    OptionalJson(change): OptionalJson<UserChange>,
) -> Result<Response, Fault> {
    let id = person_of(&person)?;
    let names = match (change.first_name, change.last_name) {
        (None, None) => None,
        (first, last) => {
            let first = first.unwrap_or_default();
            let last = last.unwrap_or_default();
            Some(read_names(&first, &last).map_err(Fault::fields)?)
        }
    };
    let role = change.role.map(|name| name.parse()).transpose();
    let quota = match change.quota_mb {
        None => None,
        Some(None) => Some(OwnQuota::Sites),
        Some(Some(megabytes)) => Some(
            OwnQuota::of_megabytes(megabytes)
                .ok_or_else(|| Fault::field("quota_mb", "not_a_quota"))?,
        ),
    };
    let edited = Edited {
        names,
        role: role.map_err(|_| Fault::field("role", "unknown_choice"))?,
        site_admin: change.site_admin,
        quota,
    };
    deeds::edit(&app, &visit, id, edited).await?;
    view(&app, id).await
}

/// What is done beside.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct Suspension {
    /// Revoke the invites they gave out.
    #[serde(default)]
    revoke_invites: bool,
}

/// Suspends somebody: their sessions end, and within a second whatever they have open.
#[utoipa::path(post, path = "/api/v1/users/{person}/suspend", tag = "users",
    params(("person" = String, Path, description = "The account's id")),
    request_body = Suspension,
    responses((status = 200, body = UserView), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found"),
              (status = 409, description = "last_administrator, not_yourself")))]
pub(in crate::features) async fn suspend(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
    OptionalJson(also): OptionalJson<Suspension>,
) -> Result<Response, Fault> {
    let id = person_of(&person)?;
    deeds::suspend(&app, &visit, id).await?;
    if also.revoke_invites {
        deeds::revoke_invites(&app, &visit, id).await?;
    }
    view(&app, id).await
}

/// Lets somebody in again.
#[utoipa::path(post, path = "/api/v1/users/{person}/unsuspend", tag = "users",
    params(("person" = String, Path, description = "The account's id")),
    responses((status = 200, body = UserView), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn unsuspend(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
) -> Result<Response, Fault> {
    let id = person_of(&person)?;
    deeds::unsuspend(&app, &visit, id).await?;
    view(&app, id).await
}
