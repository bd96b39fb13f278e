//! `GET|POST /api/v1/entries/{entry}/invites`

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use usher_domain::{access::Action, ids::InviteId, invite::InviteToken};

use super::{InviteMadeView, InvitesView};
use crate::{
    App,
    features::{
        invites::{
            deeds,
            store::{self, Filter, Mailing, Place, Sort},
            wanted::{Typed, end_of_program, language, line},
        },
        mail,
    },
    http::{
        body::{JsonBody, Params, json},
        fault::Fault,
        guard::Standing,
        listing,
        routes::Routes,
        visit::Visit,
    },
};

/// The fields of the body that a refusal can be about.
const FIELDS: &[&str] = &["email", "role", "valid_until", "language"];

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/api/v1/entries/{entry}/invites";
    routes
        .get(path, Action::SeeInvites, list)
        .post(path, Action::InviteUsers, create)
}

/// Which invites to list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct InvitesQuery {
    state: Option<String>,
    q: Option<String>,
    before: Option<String>,
    limit: Option<u32>,
}

/// Lists the invites of an entry, newest first.
#[utoipa::path(get, path = "/api/v1/entries/{entry}/invites", tag = "invites",
    params(("entry" = String, Path, description = "The entry's id"),
           ("state" = Option<String>, Query, description = "`pending`, `joined`, `left`, `used_up`, `expired`, `revoked` or `forgotten`; or `open` (can come in, or is in), `asks` (asks for a new link), `waiting` (never came in), `refused` (the newest mail was refused), `over` (expired, used up or left); all unless given"),
           ("q" = Option<String>, Query, description = "What name or address hold"),
           ("before" = Option<String>, Query, description = "`next` of the page before"),
           ("limit" = Option<u32>, Query, description = "1 to 200; 50 unless given")),
    responses((status = 200, body = InvitesView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found"),
              (status = 422, description = "invalid: state, before or limit")))]
pub(in crate::features) async fn list(
    State(app): State<App>,
    standing: Standing,
    Params(query): Params<InvitesQuery>,
) -> Result<Response, Fault> {
    let show = query.state.unwrap_or_default();
    if !Filter::knows(&show) {
        return Err(Fault::field("state", "unknown_choice"));
    }
    let filter = Filter {
        show,
        q: query.q.unwrap_or_default(),
    };
    let before: Option<InviteId> = listing::before(query.before.as_deref())?;
    let limit = listing::limit(query.limit)?;
    let (entry, now) = (standing.entry, app.now());
    let listed = (app.parts.db)
        .read(move |tx| {
            let from = Place { before, skip: 0 };
            let listed = store::list(tx, entry, &filter, (Sort::Newest, from), limit, now)?;
            let ids: Vec<InviteId> = listed.invites.iter().map(|invite| invite.id).collect();
            let mails = mail::latest_of_invites(tx, &ids)?;
            Ok::<_, usher_db::Error>((listed, mails))
        })
        .await?;
    let (listed, mails) = listed;
    Ok(json(StatusCode::OK, InvitesView::new(listed, &mails, now)))
}

/// A person to invite.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct PersonToInvite {
    /// The address that the person will have to type.
    email: String,
    /// 1 to 100 characters.
    first_name: String,
    /// 1 to 100 characters.
    last_name: String,
    /// `viewer`; for live sessions and rooms also `speaker` or `moderator`.
    role: String,
    /// When the link ends, RFC 3339; the site's `LinkDuration` from now unless given.
    valid_until: Option<String>,
    /// The language of the mail and of the page that the link opens: one that the site offers, such
    /// as `de`; the site's own unless given.
    language: Option<String>,
    /// Whether a link of its own goes to the address by mail. Absent: no.
    #[serde(default)]
    send_mail: bool,
    /// What the inviter says in that mail, in their own words; at most 500 characters.
    message: Option<String>,
}

/// Invites a person. Where the address has an open invite to the entry already, that
/// one is renewed: same id, new link, new end, uses from the beginning.
#[utoipa::path(post, path = "/api/v1/entries/{entry}/invites", tag = "invites",
    params(("entry" = String, Path, description = "The entry's id")),
    request_body = PersonToInvite,
    responses((status = 201, body = InviteMadeView, description = "made or renewed; the link is told here and never again"),
              (status = 403, description = "disabled, media_page_off, not_allowed_to_invite, rooms_off, chat_off or forbidden"),
              (status = 404, description = "not_found"),
              (status = 409, description = "no_mail_service, too_much_mail or too_much_mail_to_address"),
              (status = 422, description = "invalid: email (not_an_address, domain_restricted, yourself, already_inside), first_name, last_name, message, role (role_does_not_fit), language (unknown_language) or valid_until (not_a_moment, end_in_past, end_too_late)")))]
pub(in crate::features) async fn create(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    JsonBody(person): JsonBody<PersonToInvite>,
) -> Result<Response, Fault> {
    let typed = Typed {
        email: &person.email,
        first_name: &person.first_name,
        last_name: &person.last_name,
        role: &person.role,
        end: end_of_program(person.valid_until.as_deref()),
        language: language(
            person.language.as_deref().unwrap_or_default(),
            &app.settings.now().languages,
        ),
        person: None,
    };
    let wanted = typed.parse().map_err(Fault::fields)?;
    let message = line("message", person.message.as_deref().unwrap_or_default())
        .map_err(|fault| Fault::fields(vec![fault]))?;
    let token = InviteToken::mint(&*app.parts.entropy);
    let mailing = person.send_mail.then(|| {
        let token = InviteToken::mint(&*app.parts.entropy);
        Mailing::new(&app, &token, &message, &visit.zone)
    });
    let made = deeds::make(&app, &visit, standing.entry, wanted, &token, mailing)
        .await
        .map_err(|refused| refused.fault(FIELDS, &visit.zone))?;
    let location = format!("/api/v1/invites/{}", made.invite.id);
    let location = HeaderValue::from_str(&location).map_err(Fault::internal)?;
    let mut response = json(StatusCode::CREATED, InviteMadeView::new(made, app.now()));
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}
