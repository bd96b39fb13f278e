//! Two who edit at once: the second is told what the first changed.

use usher_domain::mail::{MailTemplate, TemplateText, Written};

use super::{
    super::store::Held,
    SavedView,
    edit::{Posted, parts},
};
use crate::{
    features::media::autonym,
    http::{fault::Fault, visit::Visit},
};

/// What somebody else saved meanwhile.
pub(super) struct ConflictView {
    pub(super) saved: Option<SavedView>,
    /// Parts of this language: `(name, as it is now)`.
    pub(super) changes: Vec<(String, String)>,
    /// Other languages that changed.
    pub(super) languages: String,
}

/// What goes into the form, and what is told above it.
pub(super) fn merged(
    visit: &Visit,
    held: &Held,
    base: Option<&MailTemplate>,
    posted: &Posted,
) -> Result<(Written, ConflictView), Fault> {
    let template = held.template.as_ref().ok_or_else(Fault::not_found)?;
    let lang = posted.lang.as_str();
    let now = template.text(lang).ok_or_else(Fault::not_found)?.written();
    let began = base
        .and_then(|base| base.text(lang))
        .map_or(now, TemplateText::written);
    let typed = posted.written();
    let changed = parts(began)
        .into_iter()
        .zip(parts(now))
        .filter(|(before, after)| before != after);
    let changes = changed.map(|(_, (part, text))| {
        let name = visit.words.say(format!("mail-part-{part}")).to_string();
        (name, text.to_owned())
    });
    let tags = template
        .languages()
        .chain(base.into_iter().flat_map(MailTemplate::languages));
    let tags: std::collections::BTreeSet<&str> = tags.collect();
    let others = tags.into_iter().filter(|tag| {
        *tag != lang && base.is_some_and(|base| base.text(tag) != template.text(tag))
    });
    let others: Vec<&str> = others.map(|tag| autonym(tag).unwrap_or(tag)).collect();
    let told = ConflictView {
        saved: (held.last.as_ref()).map(|saving| SavedView::new(visit, saving, "mail-conflict")),
        changes: changes.collect(),
        languages: others.join(", "),
    };
    let pick = |mine: &str, before: &str, theirs: &str| {
        if mine.replace("\r\n", "\n").trim() == before {
            theirs
        } else {
            mine
        }
        .to_owned()
    };
    let merged = Written {
        subject: pick(&typed.subject, &began.subject, &now.subject),
        html: pick(&typed.html, &began.html, &now.html),
        text: pick(&typed.text, &began.text, &now.text),
    };
    Ok((merged, told))
}
