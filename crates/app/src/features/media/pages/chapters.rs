//! `/media/{entry}/chapters`: the parts of a film, as lines to edit;
//! `/media/{entry}/chapters.vtt`: the same for the player.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use usher_domain::{access::Action, media::Chapters};

use super::{
    super::{
        Entry, deeds, entry,
        rights::Rights,
        store::{self, SetChapters, Wanted},
    },
    form::{Errors, Summary, mendable},
};
use crate::{
    App,
    http::{
        body::{Form, Params},
        fault::Fault,
        guard::Standing,
        headers::Policy,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/chapters";
    routes
        .get(path, Action::EditEntry, show)
        .post(path, Action::EditEntry, save)
        .get("/media/{entry}/chapters.vtt", Action::StreamEntry, track)
}

#[derive(Template)]
#[template(path = "media/templates/chapters.html")]
struct ChaptersPage {
    page: Page,
    entry: Entry,
    rights: Rights,
    typed: Typed,
    /// Whether the description has times that could be chapters.
    noted: bool,
    errors: Errors,
    problems: Summary,
    /// What somebody else stored since.
    stored: Option<String>,
}

impl PageTemplate for ChaptersPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    chapters: String,
    /// The lines that it was written over.
    #[serde(default)]
    over: String,
}

impl ChaptersPage {
    async fn load(app: &App, visit: &Visit, standing: &Standing) -> Result<Self, Fault> {
        let (id, now) = (standing.entry, app.now());
        let read = move |tx: &usher_db::Tx| -> Result<_, usher_db::Error> {
            Ok((entry(tx, id, now)?, store::chapters(tx, id)?))
        };
        let (found, chapters) = app.parts.db.read(read).await?;
        let entry = found.filter(Entry::has_captions);
        let entry = entry.ok_or_else(Fault::not_found)?;
        Ok(Self {
            page: Page::new(app, visit, visit.words.say("chapters")),
            rights: Rights::of(&visit.actor, standing.facts),
            typed: Typed {
                chapters: chapters.lines(),
                over: chapters.lines(),
            },
            noted: !Chapters::noted_in(&entry.description).is_empty(),
            errors: Errors::default(),
            problems: Summary::new(),
            stored: None,
            entry,
        })
    }
}

/// From what the form is filled.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    from: Option<String>,
}

/// Shows the form.
async fn show(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Params(Filled { from }): Params<Filled>,
) -> Result<Response, Fault> {
    let mut template = ChaptersPage::load(&app, &visit, &standing).await?;
    if from.as_deref() == Some("description") && template.noted {
        template.typed.chapters = Chapters::noted_in(&template.entry.description);
    }
    page(StatusCode::OK, &template)
}

/// Saves, unless a line does not fit or somebody else saved first.
async fn save(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let wanted = Wanted::Lines(typed.chapters.clone());
    // Browsers send line ends of their own.
    let over = typed.over.replace("\r\n", "\n");
    let set = deeds::set_chapters(&app, &visit, standing.entry, (wanted, Some(over))).await;
    let (status, faults, stored) = match set {
        Ok(SetChapters::Saved) => {
            let path = format!("/media/{}", standing.entry);
            return Ok(see_other_saying(&path, "said-chapters-saved"));
        }
        Ok(SetChapters::Stale(stored)) => (StatusCode::CONFLICT, Vec::new(), Some(stored.lines())),
        Err(fault) => (StatusCode::UNPROCESSABLE_ENTITY, mendable(fault)?, None),
    };
    let mut template = ChaptersPage::load(&app, &visit, &standing).await?;
    template.errors = Errors::new(&visit.words, &faults);
    template.problems = template.errors.summary(&visit.words, |_| None);
    // Saving once more is to overwrite knowingly.
    let over = stored.clone().unwrap_or(typed.over);
    template.stored = stored;
    template.typed = Typed {
        chapters: typed.chapters,
        over,
    };
    page(status, &template)
}

/// The chapters as the player reads them.
async fn track(State(app): State<App>, standing: Standing) -> Result<Response, Fault> {
    let (id, now) = (standing.entry, app.now());
    let read = move |tx: &usher_db::Tx| -> Result<_, usher_db::Error> {
        Ok((entry(tx, id, now)?, store::chapters(tx, id)?))
    };
    let (found, chapters) = app.parts.db.read(read).await?;
    let length = found.ok_or_else(Fault::not_found)?.duration;
    let kind = HeaderValue::from_static("text/vtt; charset=utf-8");
    let text = chapters.to_webvtt(length);
    let mut response = ([(header::CONTENT_TYPE, kind)], text).into_response();
    response.extensions_mut().insert(Policy::Sandbox);
    Ok(response)
}
