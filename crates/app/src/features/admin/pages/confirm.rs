//! What a change has for consequences, said before it is saved.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use usher_domain::config::ModuleSpec;

use super::{review::Ready, sheet::Sheet};
use crate::{
    App,
    features::admin::{
        effect::{Effect, Kind},
        form::Posted,
        nav::Nav,
        say::{ChangeWords, Say},
    },
    http::{
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        visit::Visit,
    },
};

/// A change with what follows from it.
pub(super) struct ChangeView {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) words: ChangeWords,
    pub(super) effects: Vec<EffectView>,
}

/// A consequence.
pub(super) struct EffectView {
    pub(super) sentence: String,
    /// `12 live invites`, or nothing.
    pub(super) touches: String,
}

#[derive(Template)]
#[template(path = "admin/templates/confirm.html")]
struct ConfirmPage {
    page: Page,
    nav: Nav,
    sheet: Sheet,
    changes: Vec<ChangeView>,
    version: i64,
    /// The whole form, to be sent again.
    pairs: Vec<(String, String)>,
}

impl PageTemplate for ConfirmPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Shows what is about to change, before and after, with what follows.
pub(super) fn show(
    app: &App,
    visit: &Visit,
    spec: &'static ModuleSpec,
    posted: Posted,
    ready: &Ready,
) -> Result<Response, Fault> {
    let say = Say {
        words: &visit.words,
        spec,
        names: &ready.names,
    };
    let changes = ready.changes.iter().map(|change| ChangeView {
        name: change.field.name,
        label: say.label(change.field),
        words: say.change(change),
        effects: ready
            .effects
            .iter()
            .filter(|effect| effect.field == change.field.name)
            .map(|effect| in_words(&say, effect))
            .collect(),
    });
    let sheet = Sheet::new(&visit.words, spec);
    let nav = Nav::module(&visit.words, spec);
    let template = ConfirmPage {
        page: Page::new(app, visit, &sheet.title).island("islands/console-form.js"),
        changes: changes.collect(),
        version: posted.version.unwrap_or_default(),
        pairs: posted
            .fields
            .into_iter()
            .flat_map(|(name, values)| {
                let pair = move |value| (name.clone(), value);
                values.into_iter().map(pair)
            })
            .collect(),
        nav,
        sheet,
    };
    page(StatusCode::OK, &template)
}

fn in_words(say: &Say<'_>, effect: &Effect) -> EffectView {
    let message = say
        .words
        .say(format!("console-effect-{}", effect.kind.key()));
    let message = match &effect.kind {
        Kind::OtherLetters(domain) => message.with("shown", domain.shown()).with("domain", domain),
        _ => message,
    };
    EffectView {
        sentence: message.to_string(),
        touches: effect
            .touches
            .map(|count| say.count(count))
            .unwrap_or_default(),
    }
}
