//! A plain card: what happened in one sentence, what to do, whom to ask.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use usher_domain::invite::Refusal;

use super::{
    super::door::{Door, Hidden},
    Explained, Sentence,
};
use crate::{
    App,
    http::{
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        visit::Visit,
    },
    words::Words,
};

/// The card.
#[derive(Template)]
#[template(path = "lobby/templates/notice.html")]
pub(in crate::features) struct Notice {
    page: Page,
    icon: &'static str,
    heading: Sentence,
    text: Option<Sentence>,
    waits: bool,
    form: Option<AddressForm>,
    steps: Vec<Step>,
}

impl PageTemplate for Notice {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// A button of a form.
pub(in super::super) struct Press {
    /// What it says.
    pub(in super::super) label: String,
    /// Where it sends the form.
    pub(in super::super) action: String,
}

/// What takes the invited address.
pub(in super::super) struct AddressForm {
    /// What it does, the likeliest first.
    pub(in super::super) presses: Vec<Press>,
    /// Whether the address is known already, so that it is not asked.
    pub(in super::super) known: bool,
    /// What follows from the first.
    pub(in super::super) help: String,
    /// What it carries unseen.
    pub(in super::super) hidden: Vec<Hidden>,
    /// The field as it was left.
    pub(in super::super) typed: String,
    /// What is wrong with that.
    pub(in super::super) error: String,
}

impl AddressForm {
    /// Where it goes when a key is pressed in the field: where its first button leads.
    fn action(&self) -> &str {
        self.presses.first().map_or("", |press| &press.action)
    }

    /// Any address passes the browser's own check; one that was refused has the focus.
    fn more(&self) -> String {
        let focus = if self.error.is_empty() {
            ""
        } else {
            " data-focus"
        };
        format!(
            "inputmode=\"email\" dir=\"ltr\" autocapitalize=\"none\" spellcheck=\"false\"{focus}"
        )
    }
}

/// One thing that can be done: a link, or a form with one button.
pub(in crate::features) struct Step {
    label: String,
    kind: &'static str,
    href: String,
    sends: bool,
    hidden: Vec<(&'static str, String)>,
}

impl Step {
    /// The next step: the one button that stands out.
    pub(in crate::features) fn link(words: &Words, key: &str, href: impl Into<String>) -> Self {
        Self {
            label: words.say(key).to_string(),
            kind: "primary",
            href: href.into(),
            sends: false,
            hidden: Vec::new(),
        }
    }

    /// Another way on.
    pub(in crate::features) fn quietly(mut self) -> Self {
        self.kind = "";
        self
    }

    /// What cannot be taken back.
    pub(in crate::features) fn gravely(mut self) -> Self {
        self.kind = "danger";
        self
    }

    /// Acts instead of leading somewhere.
    pub(in crate::features) fn sending(mut self, hidden: Vec<(&'static str, String)>) -> Self {
        self.sends = true;
        self.hidden = hidden;
        self
    }
}

impl Notice {
    /// A card titled by the sentence `title`.
    pub(in crate::features) fn new(
        app: &App,
        visit: &Visit,
        words: &Words,
        title: &str,
        explained: Explained,
    ) -> Self {
        let frame = Page::new(app, visit, words.say(title)).lobby();
        Self {
            page: frame.in_words(words.clone()),
            icon: explained.icon,
            heading: explained.heading,
            text: explained.text,
            waits: explained.waits,
            form: explained.form,
            steps: explained.steps,
        }
    }
}

/// The card for a refusal.
pub(super) fn refused(
    door: &Door<'_>,
    refusal: &Refusal,
    explained: Explained,
) -> Result<Response, Fault> {
    let status = StatusCode::from_u16(refusal.status()).map_err(Fault::internal)?;
    show(door, status, explained)
}

/// A card before the door.
pub(super) fn show(
    door: &Door<'_>,
    status: StatusCode,
    explained: Explained,
) -> Result<Response, Fault> {
    let notice = Notice::new(door.app, door.visit, &door.words, "lobby-title", explained);
    page(status, &notice)
}
