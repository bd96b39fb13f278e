//! `/media/{entry}/captions`: the caption tracks of an entry.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_domain::{access::Action, ids::CaptionId};

use super::{
    super::{
        Entry,
        captions::{attach, detach},
        deeds,
        languages::LANGUAGES,
        rights::Rights,
        sent_captions::SentCaptions,
    },
    form::{Errors, Summary, mendable},
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
    let path = "/media/{entry}/captions";
    routes
        .get(path, Action::EditEntry, show)
        .post(path, Action::EditEntry, add)
        .post(
            "/media/{entry}/captions/{caption}/delete",
            Action::EditEntry,
            delete,
        )
        .post(
            "/media/{entry}/captions/{caption}/standard",
            Action::EditEntry,
            set_standard,
        )
}

/// The fields, and what they are called.
const LABELS: [(&str, &str); 3] = [
    ("lang", "captions-lang"),
    ("label", "captions-label"),
    ("file", "captions-file"),
];

#[derive(Template)]
#[template(path = "media/templates/captions.html")]
struct CaptionsPage {
    page: Page,
    entry: Entry,
    rights: Rights,
    typed_lang: String,
    typed_label: String,
    typed_standard: bool,
    languages: Vec<(String, String)>,
    /// Whether the site shows no captions from the beginning.
    off: bool,
    errors: Errors,
    /// The same, on top of the form.
    problems: Summary,
}

fn label(field: &str) -> Option<&'static str> {
    LABELS
        .iter()
        .find(|(name, _)| *name == field)
        .map(|(_, key)| *key)
}

impl PageTemplate for CaptionsPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl CaptionsPage {
    async fn load(app: &App, visit: &Visit, standing: &Standing) -> Result<Self, Fault> {
        let entry = Entry::load(app, standing.entry).await?;
        if !entry.has_captions() {
            return Err(Fault::not_found());
        }
        let named = |(tag, name): &(&str, &str)| ((*tag).to_owned(), format!("{name} ({tag})"));
        Ok(Self {
            page: Page::new(app, visit, visit.words.say("captions-title")),
            entry,
            rights: Rights::of(&visit.actor, standing.facts),
            typed_lang: visit.words.lang().to_owned(),
            typed_label: String::new(),
            typed_standard: false,
            languages: LANGUAGES.iter().map(named).collect(),
            off: !app.settings.now().player.captions_on,
            errors: Errors::default(),
            problems: Summary::new(),
        })
    }
}

/// Shows the tracks and the form for one more.
async fn show(State(app): State<App>, visit: Visit, standing: Standing) -> Result<Response, Fault> {
    let template = CaptionsPage::load(&app, &visit, &standing).await?;
    page(StatusCode::OK, &template)
}

/// Adds a track.
async fn add(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    sent: SentCaptions,
) -> Result<Response, Fault> {
    let faults = match attach(&app, &visit, standing.entry, &sent).await {
        Ok(_) => {
            let path = format!("/media/{}/captions", standing.entry);
            return Ok(see_other_saying(&path, "said-captions-added"));
        }
        Err(fault) => mendable(fault)?,
    };
    let mut template = CaptionsPage::load(&app, &visit, &standing).await?;
    template.errors = Errors::new(&visit.words, &faults);
    template.problems = template.errors.summary(&visit.words, label);
    template.typed_lang = sent.lang;
    template.typed_label = sent.label;
    template.typed_standard = sent.standard;
    page(StatusCode::UNPROCESSABLE_ENTITY, &template)
}

#[derive(Template)]
#[template(path = "media/templates/delete_captions.html")]
struct DeleteCaptionsPage {
    page: Page,
    label: String,
    action: String,
    back: String,
}

impl PageTemplate for DeleteCaptionsPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmed {
    confirmed: Option<String>,
}

/// Deletes a track, once it was said what that means.
async fn delete(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Path((_, caption)): Path<(String, String)>,
    Form(Confirmed { confirmed }): Form<Confirmed>,
) -> Result<Response, Fault> {
    let id = standing.entry;
    let caption: CaptionId = caption.parse().map_err(|_| Fault::not_found())?;
    let back = format!("/media/{id}/captions");
    if confirmed.is_some() {
        detach(&app, &visit, id, caption).await?;
        return Ok(see_other_saying(&back, "said-captions-deleted"));
    }
    let mut tracks = Entry::load(&app, id).await?.captions.into_iter();
    let track = tracks.find(|track| track.id == caption);
    let template = DeleteCaptionsPage {
        page: Page::new(&app, &visit, visit.words.say("captions-delete-title")),
        label: track.ok_or_else(Fault::not_found)?.label,
        action: format!("{back}/{caption}/delete"),
        back,
    };
    page(StatusCode::OK, &template)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Standard {
    standard: String,
}

/// Has a track shown from the beginning, instead of any other, or not any more.
async fn set_standard(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Path((_, caption)): Path<(String, String)>,
    Form(Standard { standard }): Form<Standard>,
) -> Result<Response, Fault> {
    let caption: CaptionId = caption.parse().map_err(|_| Fault::not_found())?;
    let on = standard == "yes";
    deeds::set_standard_captions(&app, &visit, standing.entry, caption, on).await?;
    let said = if on {
        "said-captions-standard"
    } else {
        "said-captions-not-standard"
    };
    Ok(see_other_saying(
        &format!("/media/{}/captions", standing.entry),
        said,
    ))
}
