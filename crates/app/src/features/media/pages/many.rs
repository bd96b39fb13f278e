//! `POST /my-media/many`: one act on several of one's own entries. It is asked first, on a page
//! that names them; then each is done by itself, and what could not be done is told.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    access::{Action, EntryRole},
    ids::EntryId,
    media::PublishStatus,
    text::Tag,
};

use super::{
    super::{
        Subject, card, deeds,
        store::{self, Change},
    },
    form::{Errors, mendable},
};
use crate::{
    App,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        page::Page,
        render::{PageTemplate, fault_sentence, field_sentence, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.post("/my-media/many", Action::SeeMyMedia, act)
}

/// How many entries are done at once: more than a page shows.
const MOST: usize = 50;
/// The roles that may be given here.
const ROLES: [EntryRole; 4] = [
    EntryRole::CoViewer,
    EntryRole::CoEditor,
    EntryRole::CoPublisher,
    EntryRole::CoOwner,
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Sent {
    deed: String,
    entry: Vec<String>,
    confirmed: Option<String>,
    publish: String,
    tag: String,
    who: String,
    id: String,
    role: String,
}

/// What is to be done to each.
#[derive(Clone)]
enum Deed {
    Publish(PublishStatus),
    Tag(Tag),
    Person(Subject, EntryRole),
    Delete,
}

#[derive(Template)]
#[template(path = "media/templates/many.html")]
struct ManyPage {
    page: Page,
    deed: &'static str,
    heading: String,
    entries: Vec<(EntryId, String)>,
    /// What could not be done: `(title, why)`.
    refused: Vec<(String, String)>,
    done: usize,
    statuses: Vec<(String, String, String)>,
    roles: Vec<(String, String)>,
    sent: Sent,
    errors: Errors,
}

impl PageTemplate for ManyPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl ManyPage {
    fn is(&self, deed: &str) -> bool {
        self.deed == deed
    }

    fn new(app: &App, visit: &Visit, deed: &'static str, sent: Sent) -> Self {
        let heading = visit.words.say(format!("bulk-{deed}-title")).to_string();
        let frame = Page::new(app, visit, &heading).island("islands/combobox.js");
        let say = |key: String| frame.t(&key).to_string();
        let statuses = PublishStatus::ALL.iter().map(|status| {
            let help = say(format!("publish-{status}-help"));
            (status.to_string(), say(format!("publish-{status}")), help)
        });
        let role = |role: EntryRole| {
            let key = format!("role-{}", role.as_str().replace('_', "-"));
            (role.to_string(), say(key))
        };
        Self {
            deed,
            heading,
            entries: Vec::new(),
            refused: Vec::new(),
            done: 0,
            statuses: statuses.collect(),
            roles: ROLES.into_iter().map(role).collect(),
            sent,
            errors: Errors::default(),
            page: frame,
        }
    }
}

/// Asks, then does.
async fn act(
    State(app): State<App>,
    visit: Visit,
    Form(sent): Form<Sent>,
) -> Result<Response, Fault> {
    let deed = match sent.deed.as_str() {
        "publish" => "publish",
        "tag" => "tag",
        "person" => "person",
        "delete" => "delete",
        _ => return Err(Fault::field("deed", "unknown_choice")),
    };
    let entries = own(&app, &visit, &sent.entry).await?;
    if entries.is_empty() {
        return Ok(see_other_saying("/my-media", "said-bulk-none"));
    }
    let confirmed = sent.confirmed.is_some();
    let mut template = ManyPage::new(&app, &visit, deed, sent);
    template.entries = entries;
    if !confirmed {
        return page(StatusCode::OK, &template);
    }
    let deed = match parse(&app, &template.sent).await {
        Ok(deed) => deed,
        Err(fault) => {
            template.errors = Errors::new(&visit.words, &mendable(fault)?);
            return page(StatusCode::UNPROCESSABLE_ENTITY, &template);
        }
    };
    for (entry, title) in std::mem::take(&mut template.entries) {
        match one(&app, &visit, entry, &deed).await {
            Ok(()) => template.done += 1,
            Err(fault) if fault.details().status.is_server_error() => return Err(fault),
            Err(fault) => template.refused.push((title, why(&visit, &fault))),
        }
    }
    if template.refused.is_empty() {
        return Ok(see_other_saying("/my-media", said(&deed)));
    }
    page(StatusCode::OK, &template)
}

/// Those of the entries that are the member's, with their titles.
async fn own(app: &App, visit: &Visit, sent: &[String]) -> Result<Vec<(EntryId, String)>, Fault> {
    let (owner, now) = (visit.member()?.id, app.now());
    let mut ids: Vec<EntryId> = Vec::new();
    for id in sent.iter().take(MOST) {
        let id = id.parse().map_err(|_| Fault::not_found())?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let read = move |tx: &Tx| -> Result<_, usher_db::Error> {
        let mut own = Vec::new();
        for id in ids.iter().copied() {
            let found = card(tx, id, now)?;
            let mine = found.filter(|card| card.owner.id == owner && card.trashed_at.is_none());
            own.extend(mine.map(|card| (id, card.title)));
        }
        Ok(own)
    };
    Ok(app.parts.db.read(read).await?)
}

async fn parse(app: &App, sent: &Sent) -> Result<Deed, Fault> {
    match sent.deed.as_str() {
        "publish" => {
            let status = sent.publish.parse();
            Ok(Deed::Publish(
                status.map_err(|_| Fault::field("publish", "unknown_choice"))?,
            ))
        }
        "tag" => match sent.tag.parse::<Tag>() {
            Ok(tag) if tag.as_str().contains(',') => Err(Fault::field("tag", "comma_in_tag")),
            Ok(tag) => Ok(Deed::Tag(tag)),
            Err(error) => Err(Fault::fields(vec![FieldFault::text("tag", error)])),
        },
        "person" => {
            let role = sent.role.parse().ok().filter(|role| ROLES.contains(role));
            let role = role.ok_or_else(|| Fault::field("role", "unknown_choice"))?;
            let (who, id) = (sent.who.clone(), sent.id.clone());
            if who.trim().is_empty() {
                return Err(Fault::field("who", "empty"));
            }
            let found = (app.parts.db)
                .read(move |tx| store::find_subject(tx, &who, &id))
                .await?;
            let subject = found.ok_or_else(|| Fault::field("who", "nobody"))?;
            Ok(Deed::Person(subject, role))
        }
        _ => Ok(Deed::Delete),
    }
}

async fn one(app: &App, visit: &Visit, entry: EntryId, deed: &Deed) -> Result<(), Fault> {
    match deed {
        Deed::Publish(status) => deeds::set_status(app, visit, entry, *status).await,
        Deed::Tag(tag) => deeds::add_tag(app, visit, entry, tag.clone()).await,
        Deed::Person(subject, role) => {
            deeds::change_roles(app, visit, entry, *subject, Change::Give(*role)).await
        }
        Deed::Delete => deeds::trash(app, visit, entry).await,
    }
}

/// Why it was not done.
fn why(visit: &Visit, fault: &Fault) -> String {
    let details = fault.details();
    (details.fields.first()).map_or_else(
        || fault_sentence(&visit.words, details),
        |field| field_sentence(&visit.words, field),
    )
}

const fn said(deed: &Deed) -> &'static str {
    match deed {
        Deed::Publish(_) => "said-bulk-published",
        Deed::Tag(_) => "said-bulk-tagged",
        Deed::Person(..) => "said-people-added",
        Deed::Delete => "said-bulk-deleted",
    }
}
