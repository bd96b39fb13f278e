//! Whom to invite, many at once.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{
    access::SessionRole,
    config::{Language, Languages},
    ids::{BatchId, EntryId},
    invite::RequestedEnd,
    text::PersonalLine,
};

use super::{
    super::{
        Letter, Task, deeds,
        source::{self, MAX_BYTES, NotAList, Source},
    },
    sent::Sent,
};
use crate::{
    App,
    features::invites::{
        pages::{
            desk::Desk,
            form::{languages, roles},
        },
        store,
        wanted::{self, end_of_form, form_zone, line},
    },
    http::{
        body::Params,
        csv,
        fault::{Fault, FieldFault},
        form::Errors,
        guard::Standing,
        page::Page,
        render::{PageTemplate, page, see_other},
        time::local,
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "invites/templates/many.html")]
struct ManyPage {
    page: Page,
    title: String,
    media: String,
    action: String,
    /// Why nobody can be invited at the moment; empty if somebody can.
    refused: String,
    filled: Sent,
    roles: Vec<(String, String, String)>,
    languages: Vec<(String, String)>,
    until_help: String,
    bounds: String,
    mails: bool,
    errors: Errors,
}

impl PageTemplate for ManyPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl ManyPage {
    fn new(app: &App, visit: &Visit, desk: &Desk, filled: Sent) -> Self {
        let words = &visit.words;
        let roles = roles(words, desk);
        let role = match roles.as_slice() {
            [only] if filled.role.is_empty() => only.0.clone(),
            _ => filled.role,
        };
        let help = (words.say("invites-until-help"))
            .with("span", desk.default_span(words))
            .with("end", desk.moment(desk.default_end()))
            .with("zone", &desk.zone);
        let (now, latest) = (
            local(desk.now, &desk.zone),
            local(desk.latest_end(), &desk.zone),
        );
        Self {
            page: Page::new(app, visit, words.say("many-title")).island("islands/console-form.js"),
            title: desk.ground.title.clone(),
            media: desk.media(),
            action: format!("{}/many", desk.invites()),
            refused: desk.refused(words).unwrap_or_default(),
            languages: languages(words, &desk.site.languages),
            until_help: help.to_string(),
            bounds: format!("min=\"{now}\" max=\"{latest}\""),
            mails: desk.site.mails_invites(),
            filled: Sent {
                role,
                zone: desk.zone.clone(),
                ..filled
            },
            roles,
            errors: Errors::default(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    /// A batch whose list is to be corrected.
    from: Option<String>,
}

/// Shows the form, empty or with a list that was looked at.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let mut desk = Desk::of(&app, &visit, standing.entry).await?;
    let filled = match query.from {
        None => Sent::default(),
        Some(id) => {
            let id = id.parse().map_err(|_| Fault::not_found())?;
            again(&app, &mut desk, standing.entry, id).await?
        }
    };
    let template = ManyPage::new(&app, &visit, &desk, filled);
    let status = if template.refused.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::FORBIDDEN
    };
    page(status, &template)
}

/// What was sent before.
async fn again(app: &App, desk: &mut Desk, entry: EntryId, id: BatchId) -> Result<Sent, Fault> {
    let batch = deeds::find(app, entry, id).await?;
    let Task::Invite {
        role,
        until,
        language,
        mail,
        revoked_too,
        letter,
        ..
    } = batch.task
    else {
        return Err(Fault::not_found());
    };
    desk.zone.clone_from(&letter.zone);
    let yes = |chosen: bool| {
        if chosen {
            "yes".to_owned()
        } else {
            String::new()
        }
    };
    Ok(Sent {
        people: app.parts.db.read(move |tx| store::content(tx, id)).await?,
        role: role.to_string(),
        valid_until: until.map_or_else(String::new, |at| local(at, &desk.zone)),
        language: language.map_or_else(String::new, |language| language.to_string()),
        mail: yes(mail),
        revoked_too: yes(revoked_too),
        line: letter.line.as_str().to_owned(),
        ..Sent::default()
    })
}

/// What was chosen for everybody, parsed.
struct Chosen {
    role: SessionRole,
    end: RequestedEnd,
    language: Option<Language>,
    line: PersonalLine,
}

fn chosen(sent: &Sent, zone: &str, offered: &Languages) -> Result<Chosen, Vec<FieldFault>> {
    let role = wanted::role(&sent.role);
    let end = end_of_form(&sent.valid_until, zone);
    let language = wanted::language(&sent.language, offered);
    match (role, end, language, line("line", &sent.line)) {
        (Ok(role), Ok(end), Ok(language), Ok(line)) => Ok(Chosen {
            role,
            end,
            language,
            line,
        }),
        (role, end, language, line) => {
            let faults = [role.err(), end.err(), language.err(), line.err()];
            Err(faults.into_iter().flatten().collect())
        }
    }
}

/// Looks at a list, and keeps it until somebody says yes or a day is over.
pub(super) async fn send(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    sent: Sent,
) -> Result<Response, Fault> {
    let entry = standing.entry;
    let zone = form_zone(&sent.zone, &visit);
    let offered = app.settings.now().languages.clone();
    let chosen = chosen(&sent, &zone, &offered);
    let (given, in_zone) = (sent.clone(), zone.clone());
    let read = tokio::task::spawn_blocking(move || read(&given, &in_zone, &offered));
    let read = read.await.map_err(Fault::internal)?;
    let (chosen, (text, source)) = match (chosen, read) {
        (Ok(chosen), Ok(read)) => (chosen, read),
        (chosen, read) => {
            let mut faults = chosen.err().unwrap_or_default();
            let field = if sent.file.is_empty() {
                "people"
            } else {
                "file"
            };
            faults.extend(read.err().map(|why| why.fault(field)));
            return refuse(&app, &visit, entry, sent, &faults).await;
        }
    };
    let until = match chosen.end {
        RequestedEnd::Until(at) => Some(at),
        RequestedEnd::Default | RequestedEnd::SessionEnd => None,
    };
    let task = Task::Invite {
        role: chosen.role,
        until,
        language: chosen.language,
        mail: sent.mail == "yes" && app.settings.now().mails_invites(),
        revoked_too: sent.revoked_too == "yes",
        letter: Letter {
            line: chosen.line,
            zone,
        },
        ignored: source.ignored,
    };
    let rows = deeds::look(&app, &visit, entry, &task, source.rows).await?;
    let id = deeds::keep(&app, &visit, entry, (task, text), rows).await?;
    Ok(see_other(&format!("/media/{entry}/invites/many/{id}")))
}

/// The text that was pasted, or that of the file, and everybody in it.
fn read(sent: &Sent, zone: &str, offered: &Languages) -> Result<(String, Source), NotAList> {
    if let Some(why) = sent.unreadable {
        return Err(why.into());
    }
    let bytes: &[u8] = if sent.file.is_empty() {
        sent.people.as_bytes()
    } else {
        &sent.file
    };
    let (text, _) = csv::decode(bytes, MAX_BYTES)?;
    let source = source::read(&text, zone, offered)?;
    Ok((text, source))
}

/// The form again, with everything that was typed and what is wrong with it.
async fn refuse(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    sent: Sent,
    faults: &[FieldFault],
) -> Result<Response, Fault> {
    let mut desk = Desk::of(app, visit, entry).await?;
    desk.zone = form_zone(&sent.zone, visit);
    let mut template = ManyPage::new(app, visit, &desk, sent);
    template.errors = Errors::new(&visit.words, faults);
    page(StatusCode::UNPROCESSABLE_ENTITY, &template)
}
