//! What a change has for consequences, said before it is saved.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use usher_domain::config::ModuleSpec;

use super::{review::Ready, sheet::Sheet};
use crate::{
    App,
    features::admin::{
        change::Change,
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
pub(in super::super) struct ChangeView {
    pub(in super::super) name: &'static str,
    pub(in super::super) label: String,
    pub(in super::super) words: ChangeWords,
    pub(in super::super) effects: Vec<EffectView>,
}

impl ChangeView {
    /// The change, with those of `effects` that come of it.
    pub(in super::super) fn new(say: &Say<'_>, change: &Change, effects: &[Effect]) -> Self {
        let of_it = effects
            .iter()
            .filter(|effect| effect.field == change.field.name);
        Self {
            name: change.field.name,
            label: say.label(change.field),
            words: say.change(change),
            effects: of_it.map(|effect| in_words(say, effect)).collect(),
        }
    }
}

/// A consequence.
pub(in super::super) struct EffectView {
    pub(in super::super) sentence: String,
    /// `12 live invites`, or nothing.
    pub(in super::super) touches: String,
    /// How many people stay as they are, or nothing.
    pub(in super::super) stay: String,
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
pub(in super::super) fn show(
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
    let changes =
        (ready.changes.iter()).map(|change| ChangeView::new(&say, change, &ready.effects));
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
        Kind::ColourMoves(light, dark) => message.with("light", light).with("dark", dark),
        Kind::MailStops(waiting) => message.num("waiting", *waiting),
        Kind::OtherLetters(domain) => message.with("shown", domain.shown()).with("domain", domain),
        Kind::ProofStricter(role) | Kind::ProofNeedsMail(role) => {
            message.with("role", role.as_str())
        }
        Kind::WayCloses(name, alone) => message.with("name", name).num("n", *alone),
        _ => message,
    };
    EffectView {
        sentence: message.to_string(),
        touches: effect
            .touches
            .map(|count| say.count(effect.kind.counted(), count))
            .unwrap_or_default(),
        stay: effect
            .stay
            .map(|count| say.count("console-inside-stay", count))
            .unwrap_or_default(),
    }
}
