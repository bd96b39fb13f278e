use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    check,
    fault::{Part, TemplateError, TemplateFault},
    token::Token,
    usage::Usage,
};

/// The language that every template has, and that others fall back to.
pub const FALLBACK: &str = "en";

/// A template in one language, as somebody wrote it; perhaps it cannot be so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// The subject line.
    pub subject: String,
    /// The HTML body: what stands inside of the hub's frame.
    pub html: String,
    /// The body as plain text.
    pub text: String,
}

/// A template in one language. Once it is there it can be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct TemplateText(Written);

impl TemplateText {
    /// The most characters of a subject.
    pub const SUBJECT_MAX: usize = 200;
    /// The most characters of an HTML body. Mail beyond 100 kB is cut by Gmail, and the
    /// frame has its share.
    pub const HTML_MAX: usize = 50_000;
    /// The most characters of a plain text.
    pub const TEXT_MAX: usize = 20_000;

    /// Checks all three parts of an invitation; answers everything that is wrong with them.
    pub fn parse(written: Written) -> Result<Self, Vec<TemplateFault>> {
        Self::parse_for(Usage::Invitation, written)
    }

    /// The same for a template that is for this.
    pub fn parse_for(usage: Usage, written: Written) -> Result<Self, Vec<TemplateFault>> {
        Self::checked(Some(usage), written)
    }

    fn checked(usage: Option<Usage>, written: Written) -> Result<Self, Vec<TemplateFault>> {
        let parts = [
            (
                Part::Subject,
                check::subject(written.subject.trim(), Self::SUBJECT_MAX),
            ),
            (Part::Html, check::html(&written.html, Self::HTML_MAX)),
            (Part::Text, check::text(&written.text, Self::TEXT_MAX)),
        ];
        let text_of = |part| match part {
            Part::Subject => &written.subject,
            Part::Html => &written.html,
            Part::Text => &written.text,
        };
        // What it is for was looked at when it was saved.
        let has_link = usage.is_some_and(|usage| usage.knows(Token::Url));
        let parts = parts.map(|(part, mut errors)| {
            errors.retain(|error| has_link || *error != TemplateError::UrlMissing);
            if let Some(usage) = usage.filter(|_| errors.is_empty()) {
                errors = check::fits(text_of(part), usage, part != Part::Subject);
            }
            (part, errors)
        });
        let faults: Vec<_> = parts
            .into_iter()
            .flat_map(|(part, errors)| {
                errors
                    .into_iter()
                    .map(move |error| TemplateFault { part, error })
            })
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
        Ok(Self(Written {
            subject: written.subject.trim().to_owned(),
            html: lines(written.html.trim()),
            text: lines(written.text.trim()),
        }))
    }

    /// As it was written.
    pub fn written(&self) -> &Written {
        &self.0
    }
}

impl From<TemplateText> for Written {
    fn from(text: TemplateText) -> Self {
        text.0
    }
}

impl TryFrom<Written> for TemplateText {
    type Error = String;
    fn try_from(written: Written) -> Result<Self, String> {
        Self::checked(None, written).map_err(|faults| {
            let first = faults.first().map(|fault| fault.error.code());
            first.unwrap_or_default().to_owned()
        })
    }
}

/// Whether a text is the tag of a language: `en`, `pt-BR`.
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let base = parts.next().unwrap_or_default();
    let is_base = (2..=3).contains(&base.len()) && base.bytes().all(|b| b.is_ascii_lowercase());
    is_base
        && tag.len() <= 12
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

/// A template in all its languages; English is always among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailTemplate {
    /// By the language's tag.
    languages: BTreeMap<String, TemplateText>,
}

impl MailTemplate {
    /// The most languages of one template.
    pub const MOST_LANGUAGES: usize = 40;

    /// A template in English alone.
    pub fn new(english: TemplateText) -> Self {
        Self {
            languages: BTreeMap::from([(FALLBACK.to_owned(), english)]),
        }
    }

    /// With a text in a language, instead of what it had there. A tag that is none, and
    /// a language too many, change nothing.
    pub fn with(mut self, lang: &str, text: TemplateText) -> Self {
        let has_room = self.languages.len() < Self::MOST_LANGUAGES;
        if is_language(lang) && (has_room || self.languages.contains_key(lang)) {
            self.languages.insert(lang.to_owned(), text);
        }
        self
    }

    /// Without a language. English stays.
    pub fn without(mut self, lang: &str) -> Self {
        if lang != FALLBACK {
            self.languages.remove(lang);
        }
        self
    }

    /// The tags of its languages.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// Its text in exactly this language.
    pub fn text(&self, lang: &str) -> Option<&TemplateText> {
        self.languages.get(lang)
    }

    /// Its text for a reader of `lang`: in that language, in the language without its
    /// region, or in English; with the tag it is in.
    pub fn for_reader(&self, lang: &str) -> Option<(&str, &TemplateText)> {
        let base = lang.split('-').next().unwrap_or_default();
        let mut tags = [lang, base, FALLBACK].into_iter();
        tags.find_map(|tag| self.languages.get_key_value(tag))
            .map(|(tag, text)| (tag.as_str(), text))
    }
}
