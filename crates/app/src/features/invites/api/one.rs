//! `GET|PATCH|DELETE /api/v1/invites/{invite}`, `POST /api/v1/invites/{invite}/renew`,
//! `POST /api/v1/invites/{invite}/resend`, `POST /api/v1/invites/{invite}/reset-seat`

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{access::Action, config::Language, ids::InviteId, invite::InviteToken};

use super::{InviteMadeView, InviteView};
use crate::{
    App,
    features::{
        invites::{
            deeds,
            store::{self, Asked, Invite},
            wanted::{end_of_program, language, line, role},
        },
        mail,
    },
    http::{
        body::{JsonBody, OptionalJson, json},
        fault::{Fault, FieldFault},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let one = "/api/v1/invites/{invite}";
    let manage = Action::ManageInvites;
    routes
        .get(one, Action::SeeInvites, show)
        .patch(one, manage, change)
        .delete(one, manage, revoke)
        .post("/api/v1/invites/{invite}/renew", manage, renew)
        .post("/api/v1/invites/{invite}/resend", manage, resend)
        .post("/api/v1/invites/{invite}/reset-seat", manage, reset_seat)
}

fn id(path: &str) -> Result<InviteId, Fault> {
    path.parse().map_err(|_| Fault::not_found())
}

/// Shows an invite.
#[utoipa::path(get, path = "/api/v1/invites/{invite}", tag = "invites",
    params(("invite" = String, Path, description = "The invite's id")),
    responses((status = 200, body = InviteView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn show(
    State(app): State<App>,
    Path(path): Path<String>,
) -> Result<Response, Fault> {
    let id = id(&path)?;
    let invite = app.parts.db.read(move |tx| store::load(tx, id)).await?;
    told(&app, invite.ok_or_else(Fault::not_found)?).await
}

/// What is to change of an invite; what is absent stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct InviteChange {
    /// `viewer`; for live sessions and rooms also `speaker` or `moderator`. It takes
    /// effect at once, also for a person who is in.
    role: Option<String>,
    /// When the link ends, RFC 3339. It never ends the stay of a person who is in.
    valid_until: Option<String>,
    /// The language of the mail and of the page that the link opens: one that the site offers.
    language: Option<String>,
}

/// Changes the role, the end or the language of an invite: all of it or nothing.
#[utoipa::path(patch, path = "/api/v1/invites/{invite}", tag = "invites",
    params(("invite" = String, Path, description = "The invite's id")),
    request_body = InviteChange,
    responses((status = 200, body = InviteView),
              (status = 403, description = "disabled, media_page_off, not_allowed_to_invite or forbidden"),
              (status = 404, description = "not_found"), (status = 409, description = "revoked"),
              (status = 422, description = "invalid: role (role_does_not_fit), language (unknown_language) or valid_until (not_a_moment, end_in_past, end_too_late)")))]
pub(in crate::features) async fn change(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
    JsonBody(change): JsonBody<InviteChange>,
) -> Result<Response, Fault> {
    let role = change.role.as_deref().map(role).transpose();
    let end = change.valid_until.as_deref();
    let end = end.map(|text| end_of_program(Some(text))).transpose();
    let language = in_language(&app, change.language.as_deref());
    let asked: Vec<Asked> = match (role, end, language) {
        (Ok(role), Ok(end), Ok(language)) => (role.map(Asked::ChangeRole).into_iter())
            .chain(end.map(Asked::ChangeEnd))
            .chain(language.map(Asked::ChangeLanguage))
            .collect(),
        (role, end, language) => {
            let faults = [role.err(), end.err(), language.err()]
                .into_iter()
                .flatten();
            return Err(Fault::fields(faults.collect()));
        }
    };
    managed(&app, &visit, &path, asked).await
}

/// A language that the site offers, if one is named.
fn in_language(app: &App, named: Option<&str>) -> Result<Option<Language>, FieldFault> {
    language(named.unwrap_or_default(), &app.settings.now().languages)
}

/// Revokes an invite, for good: its links are dead, and whoever is in by it is out
/// within a second. Again changes nothing and answers the same.
#[utoipa::path(delete, path = "/api/v1/invites/{invite}", tag = "invites",
    params(("invite" = String, Path, description = "The invite's id")),
    responses((status = 204, description = "revoked, now or before"),
              (status = 403, description = "forbidden"), (status = 404, description = "not_found")))]
pub(in crate::features) async fn revoke(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Response, Fault> {
    managed(&app, &visit, &path, vec![Asked::Revoke]).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// With which end to renew.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct Renewal {
    /// When the new link ends, RFC 3339; the site's `LinkDuration` from now unless
    /// given.
    valid_until: Option<String>,
    /// Another language.
    language: Option<String>,
}

/// Renews an invite: a new link, a new end, its uses from the beginning, the seat
/// free. Earlier links are dead; a person who is in stays in.
#[utoipa::path(post, path = "/api/v1/invites/{invite}/renew", tag = "invites",
    params(("invite" = String, Path, description = "The invite's id")),
    request_body(content = Option<Renewal>, description = "May be left out"),
    responses((status = 200, body = InviteMadeView, description = "the new link is told here and never again"),
              (status = 403, description = "disabled, media_page_off, not_allowed_to_invite, domain_restricted, yourself, already_inside or forbidden"),
              (status = 404, description = "not_found"), (status = 409, description = "revoked"),
              (status = 422, description = "invalid: language (unknown_language) or valid_until (not_a_moment, end_in_past, end_too_late)")))]
pub(in crate::features) async fn renew(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
    OptionalJson(renewal): OptionalJson<Renewal>,
) -> Result<Response, Fault> {
    let end = end_of_program(renewal.valid_until.as_deref());
    let end = end.map_err(|fault| Fault::fields(vec![fault]))?;
    let language = in_language(&app, renewal.language.as_deref())
        .map_err(|fault| Fault::fields(vec![fault]))?;
    let token = InviteToken::mint(&*app.parts.entropy);
    let made = deeds::renew(&app, &visit, id(&path)?, (end, language), &token)
        .await
        .map_err(|refused| refused.fault(&["valid_until"], &visit.zone))?;
    Ok(json(StatusCode::OK, InviteMadeView::new(made, app.now())))
}

/// What the new mail says.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct Resending {
    /// What the inviter says in it, in their own words; at most 500 characters.
    message: Option<String>,
    /// Another language.
    language: Option<String>,
}

/// Mails a new link to the invited address; the link that was mailed before is dead, the
/// copied one is not.
#[utoipa::path(post, path = "/api/v1/invites/{invite}/resend", tag = "invites",
    params(("invite" = String, Path, description = "The invite's id")),
    request_body(content = Option<Resending>, description = "May be left out"),
    responses((status = 200, body = InviteView, description = "`mail` tells what becomes of it"),
              (status = 403, description = "disabled, media_page_off, not_allowed_to_invite or forbidden"),
              (status = 404, description = "not_found"),
              (status = 409, description = "revoked, link_is_over, no_mail_service, too_much_mail or too_much_mail_to_address"),
              (status = 422, description = "invalid: message or language (unknown_language)")))]
pub(in crate::features) async fn resend(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
    OptionalJson(resending): OptionalJson<Resending>,
) -> Result<Response, Fault> {
    let message = line("message", resending.message.as_deref().unwrap_or_default())
        .map_err(|fault| Fault::fields(vec![fault]))?;
    let language = in_language(&app, resending.language.as_deref())
        .map_err(|fault| Fault::fields(vec![fault]))?;
    let token = InviteToken::mint(&*app.parts.entropy);
    let invite = deeds::resend(&app, &visit, id(&path)?, &token, (&message, language))
        .await
        .map_err(|refused| refused.fault(&[], &visit.zone))?;
    told(&app, invite).await
}

/// Frees the seat of an invite: the browser that has it is signed out, and the next
/// one to open the link takes it without spending a use.
#[utoipa::path(post, path = "/api/v1/invites/{invite}/reset-seat", tag = "invites",
    params(("invite" = String, Path, description = "The invite's id")),
    responses((status = 200, body = InviteView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found"), (status = 409, description = "revoked")))]
pub(in crate::features) async fn reset_seat(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Response, Fault> {
    managed(&app, &visit, &path, vec![Asked::ResetSeat]).await
}

async fn managed(
    app: &App,
    visit: &Visit,
    path: &str,
    asked: Vec<Asked>,
) -> Result<Response, Fault> {
    let invite = deeds::manage(app, visit, id(path)?, asked)
        .await
        .map_err(|refused| refused.fault(&["role", "valid_until"], &visit.zone))?;
    told(app, invite).await
}

/// An invite, with what became of its mail.
async fn told(app: &App, invite: Invite) -> Result<Response, Fault> {
    let id = invite.id;
    let read = move |tx: &Tx| mail::latest_of_invites(tx, &[id]);
    let mails = app.parts.db.read(read).await?;
    let view = InviteView::new(invite, mails.get(&id), app.now());
    Ok(json(StatusCode::OK, view))
}
