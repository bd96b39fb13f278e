//! `GET|POST /admin/mail-templates/{template}`: one language of a template.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_domain::{
    access::Action,
    mail::{FALLBACK, Part, TemplateFault, TemplateName, TemplateText, Usage, Written},
};

use super::{
    super::{
        deeds,
        faults::{field_faults, unsaved},
        store::{Held, NewTemplate, Outcome},
    },
    SavedView, TOOL, about,
    conflict::{self, ConflictView},
    found, path_in,
};
use crate::{
    App,
    features::{
        admin::Nav,
        mail::Answer,
        media::{LANGUAGES, autonym},
    },
    http::{
        body::{Form, Params},
        fault::{Fault, FieldFault},
        form::{Errors, Summary},
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

const ONE: &str = "/admin/mail-templates/{template}";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(ONE, Action::UseConsole, show)
        .post(ONE, Action::UseConsole, save)
}

/// A language of the template, in the tabs.
struct TabView {
    href: String,
    label: String,
    current: bool,
}

/// A token, with what it stands for.
struct TokenView {
    name: &'static str,
    meaning: String,
}

#[derive(Template)]
#[template(path = "mail_templates/templates/edit.html")]
struct EditPage {
    page: Page,
    nav: Nav,
    name: TemplateName,
    lang: String,
    lang_name: String,
    in_use: bool,
    /// When the letter is sent; of an invitation nothing is said.
    about: Option<String>,
    is_shipped: bool,
    /// Whether the shipped one stands behind it, to go back to.
    has_shipped: bool,
    is_fallback: bool,
    tabs: Vec<TabView>,
    /// Languages to add: `(tag, name)`.
    more: Vec<(&'static str, &'static str)>,
    tokens: Vec<TokenView>,
    version: i64,
    saved: Option<SavedView>,
    typed: Written,
    dirty: BTreeMap<&'static str, bool>,
    conflict: Option<ConflictView>,
    /// What came of a test, if one was asked for.
    answer: Option<Answer>,
    errors: Errors,
    problems: Summary,
}

impl EditPage {
    fn is_dirty(&self, part: &str) -> bool {
        self.dirty.get(part).copied().unwrap_or_default()
    }
}

impl PageTemplate for EditPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Which language is edited; English unless another one is named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    #[serde(default)]
    lang: Option<String>,
}

/// What the form sends.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Posted {
    version: i64,
    pub(super) lang: String,
    subject: String,
    html: String,
    text: String,
    /// How the preview is shown; of no meaning to saving.
    #[serde(default)]
    pub(super) view: String,
}

impl Posted {
    /// The text as it was typed.
    pub(super) fn written(&self) -> Written {
        Written {
            subject: self.subject.clone(),
            html: self.html.clone(),
            text: self.text.clone(),
        }
    }
}

/// What the form shows instead of what is saved.
#[derive(Default)]
pub(super) struct Draft {
    typed: Written,
    version: i64,
    faults: Vec<FieldFault>,
    conflict: Option<ConflictView>,
    answer: Option<Answer>,
}

impl Draft {
    /// As it was typed.
    pub(super) fn of(posted: &Posted) -> Self {
        Self {
            typed: posted.written(),
            version: posted.version,
            ..Self::default()
        }
    }

    /// What is wrong with it.
    pub(super) fn with_faults(self, faults: &[TemplateFault]) -> Self {
        Self {
            faults: field_faults("", faults),
            ..self
        }
    }

    /// What came of a test.
    pub(super) fn answered(self, answer: Answer) -> Self {
        Self {
            answer: Some(answer),
            ..self
        }
    }
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let (name, held) = found(&app, &name).await?;
    let lang = query.lang.as_deref().unwrap_or(FALLBACK).to_owned();
    form(&app, &visit, StatusCode::OK, &name, &held, &lang, None)
}

/// Shows a language of a template, as it is or with a draft.
pub(super) fn form(
    app: &App,
    visit: &Visit,
    status: StatusCode,
    name: &TemplateName,
    held: &Held,
    lang: &str,
    draft: Option<Draft>,
) -> Result<Response, Fault> {
    let words = &visit.words;
    let template = held.template.as_ref().ok_or_else(Fault::not_found)?;
    let saved = template.text(lang).ok_or_else(Fault::not_found)?.written();
    let draft = draft.unwrap_or_else(|| Draft {
        typed: saved.clone(),
        version: held.version,
        ..Draft::default()
    });
    let named = |tag: &str| autonym(tag).unwrap_or(tag).to_owned();
    let tabs = template.languages().map(|tag| TabView {
        href: path_in(name, tag),
        label: named(tag),
        current: tag == lang,
    });
    let usage = Usage::of(name.as_str());
    let tokens = usage.tokens().map(|token| TokenView {
        name: token.as_str(),
        meaning: words
            .say(format!(
                "mail-token-{}",
                token.as_str().to_ascii_lowercase()
            ))
            .to_string(),
    });
    let errors = Errors::new(words, &draft.faults);
    let typed = &draft.typed;
    let page_template = EditPage {
        tabs: tabs.collect(),
        tokens: tokens.collect(),
        dirty: BTreeMap::from([
            ("subject", typed.subject != saved.subject),
            ("html", typed.html != saved.html),
            ("text", typed.text != saved.text),
        ]),
        more: (LANGUAGES.iter())
            .filter(|(tag, _)| template.text(tag).is_none())
            .copied()
            .collect(),
        page: Page::new(app, visit, words.say("mail-edit-title").with("name", name))
            .framing()
            .island("islands/console-form.js")
            .island("islands/mail-preview.js"),
        nav: Nav::tool(words, TOOL),
        lang: lang.to_owned(),
        lang_name: named(lang),
        about: about(words, name),
        in_use: app.settings.now().invite_to_media.invite_email_template == name.as_str(),
        is_shipped: held.is_shipped,
        has_shipped: super::super::shipped(name.as_str()).is_some(),
        is_fallback: lang == FALLBACK,
        version: draft.version,
        saved: (held.last.as_ref().filter(|_| !held.is_shipped))
            .map(|saving| SavedView::new(visit, saving, "mail-saved-by")),
        problems: errors.summary(words, |field| match field {
            "subject" => Some("mail-part-subject"),
            "html" => Some("mail-part-html"),
            "text" => Some("mail-part-text"),
            _ => None,
        }),
        errors,
        conflict: draft.conflict,
        answer: draft.answer,
        typed: draft.typed,
        name: name.clone(),
    };
    page(status, &page_template)
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
    Form(posted): Form<Posted>,
) -> Result<Response, Fault> {
    let (name, held) = found(&app, &name).await?;
    let template = held.template.clone().ok_or_else(Fault::not_found)?;
    // Taken away by somebody else: there is nothing to put it on.
    if template.text(&posted.lang).is_none() {
        return Err(Fault::not_found());
    }
    let text = match TemplateText::parse_for(Usage::of(name.as_str()), posted.written()) {
        Ok(text) => text,
        Err(faults) => {
            let draft = Draft::of(&posted).with_faults(&faults);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return form(
                &app,
                &visit,
                status,
                &name,
                &held,
                &posted.lang,
                Some(draft),
            );
        }
    };
    let outcome = if posted.version == held.version {
        let new = NewTemplate {
            name: name.clone(),
            template: Some(template.with(&posted.lang, text)),
            on: Some(posted.version),
            by: Some(visit.member()?.id),
        };
        deeds::save(&app, &visit, new).await?
    } else {
        Outcome::Stale(held.version)
    };
    match outcome {
        Outcome::Stale(_) => stale(&app, &visit, &name, &posted).await,
        Outcome::Unchanged => Ok(see_other_saying(
            &path_in(&name, &posted.lang),
            "said-console-unchanged",
        )),
        Outcome::Saved => Ok(see_other_saying(
            &path_in(&name, &posted.lang),
            "said-mail-template-saved",
        )),
        other => Err(unsaved(other).unwrap_or_else(Fault::not_found)),
    }
}

/// For whoever comes second: on the version as it is now, with what they changed kept
/// and what they left alone as the other set it.
async fn stale(
    app: &App,
    visit: &Visit,
    name: &TemplateName,
    posted: &Posted,
) -> Result<Response, Fault> {
    let (name, held) = found(app, name.as_str()).await?;
    let (asked, version) = (name.clone(), posted.version);
    let read = move |tx: &usher_db::Tx| super::super::store::as_of(tx, &asked, version);
    let base = app.parts.db.read(read).await?;
    let (typed, told) = conflict::merged(visit, &held, base.as_ref(), posted)?;
    let draft = Draft {
        typed,
        version: held.version,
        conflict: Some(told),
        ..Draft::default()
    };
    let status = StatusCode::CONFLICT;
    form(app, visit, status, &name, &held, &posted.lang, Some(draft))
}

/// The parts of a text with their names.
pub(super) fn parts(written: &Written) -> [(Part, &str); 3] {
    [
        (Part::Subject, &written.subject),
        (Part::Html, &written.html),
        (Part::Text, &written.text),
    ]
}
