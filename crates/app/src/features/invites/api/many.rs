//! `POST /api/v1/entries/{entry}/invites/batches`, `GET …/batches/{batch}`, `POST /api/v1/entries/{entry}/invites/act`

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use usher_domain::{
    access::Action,
    config::Languages,
    ids::{BatchId, EntryId, InviteId},
    invite::{
        RequestedEnd,
        many::{Column, Columns, RowFault, Wish},
    },
    table::Cell,
};

use super::many_views::{BatchView, DryRunView, RowView};
use crate::{
    App,
    features::invites::{
        many::{self, Counts, Letter, Meant, Row, Task},
        store::{self, Batch, Filter},
        wanted::{end_of_program, language, line, role},
    },
    http::{
        body::{JsonBody, LargeJson, Params, json},
        fault::{Fault, FieldFault},
        guard::Standing,
        routes::Routes,
        time::{parse_rfc3339, rfc3339},
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post(
            "/api/v1/entries/{entry}/invites/batches",
            Action::InviteUsers,
            create,
        )
        .get(
            "/api/v1/entries/{entry}/invites/batches/{batch}",
            Action::SeeInvites,
            show,
        )
        .post(
            "/api/v1/entries/{entry}/invites/act",
            Action::ManageInvites,
            act,
        )
}

/// One of many people to invite. What is absent is taken from beside the list.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct PersonOfMany {
    /// The address that the person will have to type.
    email: String,
    /// Needed for whoever is new.
    first_name: Option<String>,
    /// Needed for whoever is new.
    last_name: Option<String>,
    /// `viewer`; for live sessions and rooms also `speaker` or `moderator`.
    role: Option<String>,
    /// When the link ends, RFC 3339.
    valid_until: Option<String>,
    /// The language of the mail and of the page: one that the site offers.
    language: Option<String>,
}

/// Many people to invite.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct PeopleToInvite {
    /// At most 10,000.
    people: Vec<PersonOfMany>,
    /// For whoever says none; `viewer` unless given.
    role: Option<String>,
    /// For whoever says none, RFC 3339; the site's `LinkDuration` from now unless given.
    valid_until: Option<String>,
    /// For whoever says none; the site's own unless given.
    language: Option<String>,
    /// Whether a link goes by mail to whoever was mailed none yet. Absent: no.
    #[serde(default)]
    send_mail: bool,
    /// What the inviter says in that mail; at most 500 characters.
    message: Option<String>,
    /// Whether people are invited again whose invite was revoked. Absent: no.
    #[serde(default)]
    revoked_too: bool,
    /// Whether it is only to be told what would become of each. Absent: no.
    #[serde(default)]
    dry_run: bool,
}

/// Invites many people, or tells what would become of each. Whoever has an open invite keeps it, changed where the
/// list says otherwise; the same list again changes nothing and mails nobody twice. The work goes on after the
/// answer: `Location` is where it stands.
#[utoipa::path(post, path = "/api/v1/entries/{entry}/invites/batches", tag = "invites",
    operation_id = "create_many",
    params(("entry" = String, Path, description = "The entry's id")),
    request_body = PeopleToInvite,
    responses((status = 200, body = DryRunView, description = "a dry run"),
              (status = 202, body = BatchView, description = "it is being done"),
              (status = 403, description = "disabled, media_page_off, not_allowed_to_invite or forbidden"),
              (status = 404, description = "not_found"), (status = 409, description = "no_mail_service"),
              (status = 422, description = "invalid: people (many_empty, many_too_many), role, valid_until, language (unknown_language) or message; what is wrong with single people stands in the rows")))]
pub(in crate::features) async fn create(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    LargeJson(asked): LargeJson<PeopleToInvite>,
) -> Result<Response, Fault> {
    let entry = standing.entry;
    let everybody = role(asked.role.as_deref().unwrap_or("viewer"));
    let end = end_of_program(asked.valid_until.as_deref());
    let message = line("message", asked.message.as_deref().unwrap_or_default());
    let size = match asked.people.len() {
        0 => Err(FieldFault::new("people", "many_empty")),
        n if n > many::MOST => {
            Err(FieldFault::new("people", "many_too_many").with("max", many::MOST))
        }
        _ => Ok(()),
    };
    let offered = app.settings.now().languages.clone();
    let spoken = language(asked.language.as_deref().unwrap_or_default(), &offered);
    let (role, end, language, message) = match (everybody, end, spoken, message, size) {
        (Ok(role), Ok(end), Ok(language), Ok(message), Ok(())) => (role, end, language, message),
        (role, end, spoken, message, size) => {
            let faults = [
                role.err(),
                end.err(),
                spoken.err(),
                message.err(),
                size.err(),
            ];
            return Err(Fault::fields(faults.into_iter().flatten().collect()));
        }
    };
    let task = Task::Invite {
        role,
        until: match end {
            RequestedEnd::Until(at) => Some(at),
            RequestedEnd::Default | RequestedEnd::SessionEnd => None,
        },
        language,
        mail: asked.send_mail,
        revoked_too: asked.revoked_too,
        letter: Letter {
            line: message,
            zone: visit.zone.clone(),
        },
        ignored: Vec::new(),
    };
    let refused = |refused: crate::features::invites::Refused| refused.fault(&[], &visit.zone);
    many::may(&app, &visit, entry, &task)
        .await
        .map_err(refused)?;
    let rows = many::look(&app, &visit, entry, &task, rows(&asked.people, &offered)).await?;
    if asked.dry_run {
        let view = DryRunView {
            counts: Counts::of(&rows).into(),
            rows: rows.iter().map(RowView::new).collect(),
        };
        return Ok(json(StatusCode::OK, view));
    }
    begun(&app, &visit, entry, task, rows).await
}

/// What each says, read as a table would be.
fn rows(people: &[PersonOfMany], offered: &Languages) -> Vec<Row> {
    let names = Column::ALL.iter().map(|column| column.as_str());
    let Ok(columns) = Columns::read(names) else {
        return Vec::new();
    };
    let mut seen = std::collections::HashSet::new();
    let row = |(person, number): (&PersonOfMany, u64)| {
        let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        let cells = [
            person.email.clone(),
            text(&person.first_name),
            text(&person.last_name),
            text(&person.role),
            text(&person.valid_until),
            text(&person.language),
        ];
        let cells = cells.iter().map(|text| Cell::Text(text));
        let wish = Wish::read(&columns, cells, parse_rfc3339, offered);
        let mut row = many::row(number, &person.email, wish, offered);
        if let Some(wish) = &row.wish
            && !seen.insert(wish.email.as_str().to_owned())
        {
            (row.wish, row.what) = (None, RowFault::Duplicate.into());
        }
        row
    };
    people.iter().zip(1..).map(row).collect()
}

/// Lets it be done, and tells where it stands.
async fn begun(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    task: Task,
    rows: Vec<Row>,
) -> Result<Response, Fault> {
    let id = many::keep(app, visit, entry, (task, String::new()), rows).await?;
    many::begin(app, visit, entry, id).await?;
    let view = view(app, many::find(app, entry, id).await?, 0).await?;
    let mut response = json(StatusCode::ACCEPTED, view);
    let place = format!("/api/v1/entries/{entry}/invites/batches/{id}");
    let place = HeaderValue::from_str(&place).map_err(Fault::internal)?;
    response.headers_mut().insert(header::LOCATION, place);
    Ok(response)
}

async fn view(app: &App, batch: Batch, part: u64) -> Result<BatchView, Fault> {
    let id = batch.id;
    let rows = app
        .parts
        .db
        .read(move |tx| store::part(tx, id, part))
        .await?;
    Ok(BatchView {
        id: id.to_string(),
        deed: batch.task.word(),
        state: batch.state.as_str(),
        people: batch.people,
        counts: batch.counts.into(),
        waits_until: batch.waits_until.map(rfc3339),
        rows: rows.unwrap_or_default().iter().map(RowView::new).collect(),
        next: (part + 1 < batch.parts).then_some(part + 1),
    })
}

/// Which rows of a batch.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct PartQuery {
    #[serde(default)]
    part: u64,
}

/// Tells how far many invites are, and what became of each.
#[utoipa::path(get, path = "/api/v1/entries/{entry}/invites/batches/{batch}", tag = "invites",
    operation_id = "show_many",
    params(("entry" = String, Path, description = "The entry's id"),
           ("batch" = String, Path, description = "The batch's id"),
           ("part" = Option<u64>, Query, description = "`next` of the rows before; 0 unless given")),
    responses((status = 200, body = BatchView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found; batches are forgotten after thirty days")))]
pub(in crate::features) async fn show(
    State(app): State<App>,
    standing: Standing,
    Path((_, batch)): Path<(String, String)>,
    Params(query): Params<PartQuery>,
) -> Result<Response, Fault> {
    let id: BatchId = batch.parse().map_err(|_| Fault::not_found())?;
    let batch = many::find(&app, standing.entry, id).await?;
    Ok(json(StatusCode::OK, view(&app, batch, query.part).await?))
}

/// One thing to be done to several invites.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct ManyToDo {
    /// `resend`, `end`, `role`, `reset-seat` or `revoke`.
    deed: String,
    /// The ids of the invites; at most 5,000.
    invites: Option<Vec<String>>,
    /// Or all whose state this is, as in the list; empty for all there are.
    state: Option<String>,
    /// And whose name or address hold this.
    q: Option<String>,
    /// For `end`: RFC 3339.
    valid_until: Option<String>,
    /// For `role`.
    role: Option<String>,
    /// For `resend`: what the inviter says in the mail.
    message: Option<String>,
}

/// Does one thing to several invites: those that are named, or all that a list would show. The work goes on after the
/// answer: `Location` is where it stands, and tells which were refused and why.
#[utoipa::path(post, path = "/api/v1/entries/{entry}/invites/act", tag = "invites",
    operation_id = "act_on_many",
    params(("entry" = String, Path, description = "The entry's id")),
    request_body = ManyToDo,
    responses((status = 202, body = BatchView, description = "it is being done"),
              (status = 403, description = "disabled, media_page_off, not_allowed_to_invite or forbidden"),
              (status = 404, description = "not_found"), (status = 409, description = "no_mail_service"),
              (status = 422, description = "invalid: deed, invites, state, valid_until, role or message")))]
pub(in crate::features) async fn act(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    JsonBody(asked): JsonBody<ManyToDo>,
) -> Result<Response, Fault> {
    let wrong = |fault| Fault::fields(vec![fault]);
    let task = task(&asked, &visit.zone).map_err(wrong)?;
    let meant = match (&asked.invites, &asked.state) {
        (Some(ids), None) if ids.len() <= 5_000 && asked.q.is_none() => {
            let ids: Result<Vec<InviteId>, _> = ids.iter().map(|id| id.parse()).collect();
            Meant::Picked(ids.map_err(|_| Fault::field("invites", "not_an_id"))?)
        }
        (None, Some(state)) if Filter::knows(state) => Meant::Shown(Filter {
            show: state.clone(),
            q: asked.q.clone().unwrap_or_default(),
        }),
        (None, Some(_)) => return Err(Fault::field("state", "unknown_choice")),
        _ => return Err(Fault::field("invites", "unknown_choice")),
    };
    let refused = |refused: crate::features::invites::Refused| {
        refused.fault(&["valid_until", "role"], &visit.zone)
    };
    let entry = standing.entry;
    many::may(&app, &visit, entry, &task)
        .await
        .map_err(refused)?;
    let rows = many::rows(meant.find(&app, entry).await?);
    begun(&app, &visit, entry, task, rows).await
}

fn task(asked: &ManyToDo, zone: &str) -> Result<Task, FieldFault> {
    Ok(match &*asked.deed {
        "resend" => Task::Resend {
            letter: Letter {
                line: line("message", asked.message.as_deref().unwrap_or_default())?,
                zone: zone.to_owned(),
            },
        },
        "end" => match end_of_program(asked.valid_until.as_deref())? {
            RequestedEnd::Until(until) => Task::End { until },
            RequestedEnd::Default | RequestedEnd::SessionEnd => {
                return Err(FieldFault::new("valid_until", "empty"));
            }
        },
        "role" => Task::Role {
            role: role(asked.role.as_deref().unwrap_or_default())?,
        },
        "reset-seat" => Task::ResetSeat,
        "revoke" => Task::Revoke,
        _ => return Err(FieldFault::new("deed", "unknown_choice")),
    })
}
