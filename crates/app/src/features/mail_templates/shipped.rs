//! The mails that a fresh hub has, in every language that has them in `locales/`: the
//! invitation, and the hub's own letters.

use usher_domain::mail::{FALLBACK, LETTERS, MailTemplate, TemplateText, Usage, Written};

use crate::words;

/// The name of the shipped invitation.
pub const INVITATION: &str = "invitation";

/// The names of all of them.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    std::iter::once(INVITATION).chain(LETTERS)
}

fn part(name: &str, lang: &str, ending: &str) -> Option<String> {
    let text = words::text(&format!("{lang}/mail/{name}.{ending}"))?;
    Some(text.trim().to_owned())
}

fn text(name: &str, lang: &str) -> Option<TemplateText> {
    let written = Written {
        subject: part(name, lang, "subject")?,
        html: part(name, lang, "html")?,
        text: part(name, lang, "txt")?,
    };
    TemplateText::parse_for(Usage::of(name), written).ok()
}

/// The template of this name that is built in; a test keeps English from being absent.
pub fn shipped(name: &str) -> Option<MailTemplate> {
    let name = all().find(|known| *known == name)?;
    let english = MailTemplate::new(text(name, FALLBACK)?);
    let others = words::languages().into_iter().filter(|tag| tag != FALLBACK);
    Some(
        others.fold(english, |template, tag| match text(name, &tag) {
            Some(text) => template.with(&tag, text),
            None => template,
        }),
    )
}

/// Whether a template of this name is built in.
pub(super) fn is_shipped(name: &str) -> bool {
    all().any(|known| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_the_hub_ships_in_english() {
        for name in all() {
            let template = shipped(name).unwrap_or_else(|| panic!("{name}"));
            assert!(template.text(FALLBACK).is_some());
        }
        assert!(shipped("another").is_none());
    }
}
