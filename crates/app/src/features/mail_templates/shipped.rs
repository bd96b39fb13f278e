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
    use std::collections::BTreeSet;

    use usher_domain::config::Languages;

    use super::*;

    #[test]
    fn every_letter_of_the_hub_ships_in_every_language_that_the_hub_speaks() {
        for name in all() {
            let template = shipped(name).unwrap_or_else(|| panic!("{name}"));
            let english = template.text(FALLBACK).unwrap().written();
            for lang in Languages::SPOKEN.iter().filter(|lang| **lang != FALLBACK) {
                let text = template.text(lang);
                let text = text.unwrap_or_else(|| panic!("{lang} lacks {name}, or it is not well"));
                let written = text.written();
                for (part, said, in_english) in [
                    ("subject", &written.subject, &english.subject),
                    ("html", &written.html, &english.html),
                    ("txt", &written.text, &english.text),
                ] {
                    let is_words = in_english != "{NEWS}";
                    assert!(!is_words || said != in_english, "{lang}/mail/{name}.{part}");
                    assert_eq!(
                        tokens(said),
                        tokens(in_english),
                        "{lang}/mail/{name}.{part}"
                    );
                }
            }
        }
        assert!(shipped("another").is_none());
    }

    /// What a part fills in; how somebody is called differs with the language.
    fn tokens(text: &str) -> BTreeSet<&str> {
        let inside = text.split('{').skip(1);
        inside
            .filter_map(|rest| rest.split_once('}').map(|(token, _)| token))
            .filter(|token| !matches!(*token, "FIRSTNAME" | "LASTNAME"))
            .collect()
    }
}
