//! The invitation that a fresh hub has, in every language that has one in `locales/`.

use usher_domain::mail::{FALLBACK, MailTemplate, TemplateText, Written};

use crate::words;

/// The name of the shipped invitation.
pub const INVITATION: &str = "invitation";

fn part(lang: &str, ending: &str) -> Option<String> {
    let text = words::text(&format!("{lang}/mail/{INVITATION}.{ending}"))?;
    Some(text.trim().to_owned())
}

fn text(lang: &str) -> Option<TemplateText> {
    let written = Written {
        subject: part(lang, "subject")?,
        html: part(lang, "html")?,
        text: part(lang, "txt")?,
    };
    TemplateText::parse(written).ok()
}

/// The template of this name that is built in; a test keeps English from being absent.
pub fn shipped(name: &str) -> Option<MailTemplate> {
    if name != INVITATION {
        return None;
    }
    let english = MailTemplate::new(text(FALLBACK)?);
    let others = words::languages().into_iter().filter(|tag| tag != FALLBACK);
    Some(others.fold(english, |template, tag| match text(&tag) {
        Some(text) => template.with(&tag, text),
        None => template,
    }))
}
