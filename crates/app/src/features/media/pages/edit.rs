//! `/media/{entry}/edit`: title, description, tags.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::access::Action;

use super::{
    super::{
        Details, Entry, Tags, deeds,
        rights::Rights,
        store::{Edit, Edited},
    },
    form::{Errors, Summary},
};
use crate::{
    App,
    http::{
        body::Form,
        fault::Fault,
        guard::Standing,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/media/{entry}/edit", Action::EditEntry, show)
        .post("/media/{entry}/edit", Action::EditEntry, save)
}

/// The fields, and what they are called.
const LABELS: [(&str, &str); 3] = [
    ("title", "edit-field-title"),
    ("description", "edit-field-description"),
    ("tags", "edit-field-tags"),
];

#[derive(Template)]
#[template(path = "media/templates/edit.html")]
struct EditPage {
    page: Page,
    entry: Entry,
    rights: Rights,
    typed: Typed,
    errors: Errors,
    /// The same, on top of the form.
    problems: Summary,
    /// What somebody else stored meanwhile, where it differs from what was typed.
    stored: Vec<(String, String)>,
}

fn label(field: &str) -> Option<&'static str> {
    LABELS
        .iter()
        .find(|(name, _)| *name == field)
        .map(|(_, key)| *key)
}

impl PageTemplate for EditPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The form as it was typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    title: String,
    description: String,
    tags: String,
    /// The fingerprint of the texts that the form was filled from.
    revision: String,
}

impl Typed {
    fn of(details: &Details) -> Self {
        Self {
            title: details.title.to_string(),
            description: details.description.to_string(),
            tags: details.tags.line(),
            revision: details.revision(),
        }
    }
}

impl EditPage {
    async fn load(app: &App, visit: &Visit, standing: &Standing) -> Result<Self, Fault> {
        let entry = Entry::load(app, standing.entry).await?;
        Ok(Self {
            page: Page::new(app, visit, visit.words.say("edit-title")),
            rights: Rights::of(&visit.actor, standing.facts),
            typed: Typed::of(&stored(&entry)?),
            errors: Errors::default(),
            problems: Summary::new(),
            stored: Vec::new(),
            entry,
        })
    }
}

/// The texts of an entry that is stored, and so is well formed.
fn stored(entry: &Entry) -> Result<Details, Fault> {
    let tags = Tags::parse(entry.tags.iter().map(String::as_str));
    Details::parse(&entry.title, &entry.description, tags)
        .map_err(|faults| Fault::internal(format!("a stored entry does not parse: {faults:?}")))
}

/// Shows the form.
async fn show(State(app): State<App>, visit: Visit, standing: Standing) -> Result<Response, Fault> {
    let template = EditPage::load(&app, &visit, &standing).await?;
    page(StatusCode::OK, &template)
}

/// Saves, unless a field does not fit or somebody else saved first.
async fn save(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let tags = Tags::parse_line(&typed.tags);
    let details = match Details::parse(&typed.title, &typed.description, tags) {
        Ok(details) => details,
        Err(faults) => {
            let mut template = EditPage::load(&app, &visit, &standing).await?;
            template.errors = Errors::new(&visit.words, &faults);
            template.problems = template.errors.summary(&visit.words, label);
            template.typed = typed;
            return page(StatusCode::UNPROCESSABLE_ENTITY, &template);
        }
    };
    let edit = Edit {
        title: Some(details.title.clone()),
        description: Some(details.description.clone()),
        tags: Some(details.tags.clone()),
        over: Some(typed.revision.clone()),
    };
    match deeds::edit(&app, &visit, standing.entry, edit).await? {
        Edited::Saved => Ok(see_other_saying(
            &format!("/media/{}", standing.entry),
            "said-entry-saved",
        )),
        Edited::Stale(now) => {
            let mut template = EditPage::load(&app, &visit, &standing).await?;
            template.stored = differences(&template.page, &details, &now);
            // Saving once more is to overwrite knowingly.
            template.typed = Typed {
                revision: now.revision(),
                ..typed
            };
            page(StatusCode::CONFLICT, &template)
        }
    }
}

/// What is stored now where it is not what was typed: `(label, text)`.
fn differences(page: &Page, typed: &Details, now: &Details) -> Vec<(String, String)> {
    [
        ("edit-field-title", typed.title.as_str(), now.title.as_str()),
        (
            "edit-field-description",
            typed.description.as_str(),
            now.description.as_str(),
        ),
        ("edit-field-tags", &typed.tags.line(), &now.tags.line()),
    ]
    .into_iter()
    .filter(|(_, typed, now)| typed != now)
    .map(|(label, _, now)| (page.t(label).to_string(), now.to_owned()))
    .collect()
}
