//! A deed that is said before it is done.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{
    super::{Refused, store::Invite},
    desk::Desk,
    form::languages,
};
use crate::{
    App,
    http::{
        fault::{Fault, FieldFault},
        page::Page,
        render::{PageTemplate, fault_sentence, field_sentence, page},
        sentence::Sentence,
        visit::Visit,
    },
    words::Words,
};

/// A line as it was typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct OwnLine {
    pub(super) text: String,
    pub(super) error: String,
}

/// The languages there are, the one that is chosen, and what is wrong with it.
#[derive(Default)]
pub(super) struct InLanguage {
    pub(super) all: Vec<(String, String)>,
    pub(super) chosen: String,
    pub(super) error: String,
}

/// The question, with one button.
#[derive(Template)]
#[template(path = "invites/templates/ask.html")]
pub(super) struct AskPage {
    page: Page,
    heading: Sentence,
    texts: Vec<Sentence>,
    refused: String,
    action: String,
    key: String,
    /// The inviter's own line, where the deed sends a mail.
    line: Option<OwnLine>,
    language: InLanguage,
    label: String,
    kind: &'static str,
    back: String,
}

impl PageTemplate for AskPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl InLanguage {
    /// The language of an invite, to be changed; one that was chosen is not taken back.
    pub(super) fn of(words: &Words, desk: &Desk, invite: &Invite) -> Self {
        let mut all = languages(words, &desk.site.languages);
        if invite.language.is_some() && !all.is_empty() {
            all.remove(0);
        }
        Self {
            all,
            chosen: invite
                .language
                .map_or_else(String::new, |language| language.to_string()),
            error: String::new(),
        }
    }

    /// As it was chosen, and what is wrong with that.
    pub(super) fn mended(self, words: &Words, chosen: &str, fault: Option<&FieldFault>) -> Self {
        Self {
            chosen: chosen.to_owned(),
            error: fault.map_or_else(String::new, |fault| field_sentence(words, fault)),
            ..self
        }
    }
}

impl AskPage {
    /// The question `invites-<deed>-title`, answered by the button `invites-<deed>`,
    /// which sends to `/invites/{invite}/<deed>`.
    pub(super) fn new(
        app: &App,
        visit: &Visit,
        desk: &Desk,
        invite: &Invite,
        deed: &'static str,
    ) -> Self {
        let words = &visit.words;
        let heading = Sentence::new(words.say(format!("invites-{deed}-title")));
        let heading = heading.name("name", &invite.name());
        Self {
            page: Page::new(app, visit, heading.text()).island("islands/copy-field.js"),
            heading,
            texts: Vec::new(),
            refused: String::new(),
            action: format!("/invites/{}/{deed}", invite.id),
            key: String::new(),
            line: None,
            language: InLanguage::default(),
            label: words.say(format!("invites-{deed}")).to_string(),
            kind: "primary",
            back: desk.invites(),
        }
    }

    /// Says what will happen.
    pub(super) fn saying(mut self, text: Sentence) -> Self {
        self.texts.push(text);
        self
    }

    /// Carries what makes this form another one than any before.
    pub(super) fn keyed(mut self, key: String) -> Self {
        self.key = key;
        self
    }

    /// Takes a line of the inviter's own along.
    pub(super) fn with_line(mut self, line: OwnLine) -> Self {
        self.line = Some(line);
        self
    }

    /// Asks in which language, where there are several.
    pub(super) fn in_language(mut self, language: InLanguage) -> Self {
        self.language = language;
        self
    }

    /// Asks again, for what is wrong with what was typed.
    pub(super) fn mend(&self) -> Result<Response, Fault> {
        page(StatusCode::UNPROCESSABLE_ENTITY, self)
    }

    /// What cannot be taken back.
    pub(super) fn gravely(mut self) -> Self {
        self.kind = "danger";
        self
    }

    /// Asks.
    pub(super) fn show(&self) -> Result<Response, Fault> {
        page(StatusCode::OK, self)
    }

    /// Asks again, with the reason why it was not done; what is not about the invite
    /// goes on.
    pub(super) fn refused(
        mut self,
        visit: &Visit,
        desk: &Desk,
        refused: Refused,
    ) -> Result<Response, Fault> {
        let decided = !matches!(refused, Refused::Fault(_));
        let fault = refused.fault(&[], &desk.zone);
        if !decided {
            return Err(fault);
        }
        self.refused = fault_sentence(&visit.words, fault.details());
        page(fault.details().status, &self)
    }
}
