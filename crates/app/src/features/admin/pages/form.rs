//! The form of a module: as it is saved, or as somebody left it.

use std::collections::BTreeMap;

use askama::Template;
use axum::{http::StatusCode, response::Response};
use usher_db::Tx;
use usher_domain::config::{ModuleSpec, Submitted, Value};

use super::{
    conflict::ConflictView,
    fields::{ControlView, FieldView, Material},
    logo::LogoView,
    sheet::{SavedView, Sheet},
    trial::TrialView,
};
use crate::{
    App,
    features::admin::{
        form::Posted,
        names::Names,
        nav::Nav,
        say::{ChangeWords, Say},
        store, subjects,
    },
    features::mail_templates,
    http::{
        fault::{Fault, FieldFault},
        form::problem,
        page::Page,
        render::{PageTemplate, field_sentence, page},
        visit::Visit,
    },
};

/// What stands in the form instead of what is saved, and why it came back.
#[derive(Default)]
pub(super) struct Draft {
    /// The fields as typed.
    pub(super) typed: Submitted,
    /// The version they were typed on; none is the version as it is now.
    pub(super) version: Option<i64>,
    /// A search for people and groups: field and words.
    pub(super) find: Option<(String, String)>,
    /// What is wrong with fields.
    pub(super) faults: Vec<FieldFault>,
    /// What somebody else saved meanwhile.
    pub(super) conflict: Option<ConflictView>,
    /// A trial of the mail service, and what came of it.
    pub(super) trial: Option<TrialView>,
    /// A picture that was refused.
    pub(super) logo: Option<LogoView>,
    /// What somebody else set a field to that was changed here, too.
    pub(super) notes: BTreeMap<String, String>,
}

impl Draft {
    /// The form as it was posted.
    pub(super) fn of(posted: Posted) -> Self {
        Self {
            typed: posted.fields,
            version: posted.version,
            find: posted.find,
            ..Self::default()
        }
    }
}

#[derive(Template)]
#[template(path = "admin/templates/module.html")]
struct ModulePage {
    page: Page,
    nav: Nav,
    sheet: Sheet,
    fields: Vec<FieldView>,
    version: i64,
    saved: Option<SavedView>,
    conflict: Option<ConflictView>,
    /// The form that tries the module, where there is something to try.
    trial: Option<TrialView>,
    /// Whether the module waits for a mail service that is not set up.
    misses_mail: bool,
    /// The form of the picture, where the module has one.
    logo: Option<LogoView>,
    /// Field and sentence, for the top of the page.
    problems: Vec<(String, String)>,
}

impl PageTemplate for ModulePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Shows the form.
pub(super) async fn show(
    app: &App,
    visit: &Visit,
    spec: &'static ModuleSpec,
    status: StatusCode,
    draft: Draft,
) -> Result<Response, Fault> {
    let (typed, find) = (draft.typed.clone(), draft.find.clone());
    let read = app.parts.db.read(move |tx: &Tx| {
        let held = store::held(tx, spec)?;
        let saved = held.config.fields(spec.name).unwrap_or_default();
        let values = saved.iter().map(|field| &field.value);
        let texts = values.flat_map(Value::written);
        let names = Names::of(tx, texts.chain(typed.values().flatten().cloned()))?;
        let found = match &find {
            Some((field, words)) => {
                let found = subjects::search(tx, words)?;
                Some((field.clone(), words.clone(), found))
            }
            None => None,
        };
        let templates = mail_templates::names(tx)?;
        Ok::<_, usher_db::Error>((held, names, found, templates))
    });
    let (held, names, found, templates) = read.await?;
    let words = &visit.words;
    let say = Say {
        words,
        spec,
        names: &names,
    };
    let errors = sentences(visit, &draft.faults);
    let problems = problems(&say, &errors);
    let fields = Material {
        knows: &|key| app.words.knows(key),
        say,
        saved: &held.config,
        typed: &draft.typed,
        names: &names,
        templates: &templates,
        found,
        errors: &errors,
        notes: &draft.notes,
    };
    let fields = fields.fields();
    let sheet = Sheet::new(words, spec);
    let nav = Nav::module(words, spec);
    let saving = held.last.as_ref();
    let template = ModulePage {
        page: Page::new(app, visit, &sheet.title).island("islands/console-form.js"),
        nav,
        sheet,
        fields,
        version: draft.version.unwrap_or(held.version),
        saved: saving.map(|saving| SavedView::new(visit, saving, "console-saved-by")),
        conflict: draft.conflict,
        misses_mail: spec.name == "emaillogin" && !held.config.mails(),
        trial: draft.trial.or_else(|| TrialView::of(spec)),
        logo: draft.logo.or_else(|| LogoView::of(app, spec)),
        problems,
    };
    page(status, &template)
}

fn sentences(visit: &Visit, faults: &[FieldFault]) -> BTreeMap<String, String> {
    faults
        .iter()
        .map(|fault| (fault.field.clone(), field_sentence(&visit.words, fault)))
        .collect()
}

/// In the order of the page; fields that it does not have come last.
fn problems(say: &Say<'_>, errors: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let line = |name: &str, label: String| {
        let sentence = errors.get(name)?;
        Some((name.to_owned(), problem(say.words, label, sentence)))
    };
    let known = say
        .spec
        .fields
        .iter()
        .filter_map(|field| line(field.name, say.label(field)));
    let unknown = errors.keys().filter(|name| say.spec.field(name).is_none());
    known
        .chain(unknown.filter_map(|name| line(name, name.clone())))
        .collect()
}
