//! Templates in the file of the configuration: `[emailtemplates.invitation.en]`.

use std::{collections::BTreeMap, fmt::Write as _};

use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    ids::AccountId,
    mail::{FALLBACK, MailTemplate, TemplateName, TemplateText, Usage, Written, is_language},
};

use super::store::{self, NewTemplate, Outcome};

/// The name of the table in the file.
pub const MODULE: &str = "emailtemplates";

/// Every template that administrators wrote. The shipped one needs no file.
pub fn export(tx: &Tx) -> Result<String, Error> {
    let mut text = String::new();
    for (name, held) in store::all(tx)? {
        let Some(template) = held.template.filter(|_| !held.is_shipped) else {
            continue;
        };
        for lang in template.languages() {
            let Some(written) = template.text(lang).map(TemplateText::written) else {
                continue;
            };
            // Writing to a String cannot fail.
            let _ = writeln!(text, "\n[{MODULE}.{name}.{lang}]");
            let parts = [
                ("subject", &written.subject),
                ("html", &written.html),
                ("text", &written.text),
            ];
            for (part, value) in parts {
                let _ = writeln!(text, "{part} = {}", toml::Value::from(value.as_str()));
            }
        }
    }
    Ok(text)
}

/// Why a template of a file cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotATemplate {
    /// `invitation.en.html`, as far as it is known.
    pub path: String,
    /// The code of what is wrong, as the API names it.
    pub code: &'static str,
}

/// Reads the templates of a file: `name → language → parts`.
pub fn read(
    table: &serde_json::Value,
) -> Result<BTreeMap<TemplateName, MailTemplate>, Vec<NotATemplate>> {
    let one = |path: String, code| vec![NotATemplate { path, code }];
    let tables: BTreeMap<String, BTreeMap<String, serde_json::Value>> =
        serde_json::from_value(table.clone())
            .map_err(|_| one(String::new(), "template_unreadable"))?;
    let (mut templates, mut faults) = (BTreeMap::new(), Vec::new());
    for (name, languages) in tables {
        let Ok(parsed) = name.parse::<TemplateName>() else {
            faults.extend(one(name, "not_a_template_name"));
            continue;
        };
        let mut texts = BTreeMap::new();
        for (lang, parts) in languages {
            let path = format!("{name}.{lang}");
            match serde_json::from_value::<Written>(parts) {
                _ if !is_language(&lang) => faults.extend(one(path, "not_a_language")),
                Err(_) => faults.extend(one(path, "template_unreadable")),
                Ok(written) => match TemplateText::parse_for(Usage::of(&name), written) {
                    Ok(text) => drop(texts.insert(lang, text)),
                    Err(wrong) => faults.extend(wrong.iter().map(|fault| NotATemplate {
                        path: format!("{path}.{}", fault.part),
                        code: fault.error.code(),
                    })),
                },
            }
        }
        match texts.remove(FALLBACK) {
            Some(english) => {
                let whole = texts
                    .into_iter()
                    .fold(MailTemplate::new(english), |whole, (lang, text)| {
                        whole.with(&lang, text)
                    });
                templates.insert(parsed, whole);
            }
            None => faults.extend(one(format!("{name}.{FALLBACK}"), "template_no_english")),
        }
    }
    if faults.is_empty() {
        Ok(templates)
    } else {
        Err(faults)
    }
}

/// Saves them; answers the names of those that changed.
pub fn import(
    tx: &Tx,
    templates: &BTreeMap<TemplateName, MailTemplate>,
    by: Option<AccountId>,
    now: Timestamp,
) -> Result<Result<Vec<String>, NotATemplate>, Error> {
    let mut changed = Vec::new();
    for (name, template) in templates {
        let new = NewTemplate {
            name: name.clone(),
            template: Some(template.clone()),
            on: None,
            by,
        };
        match store::save(tx, &new, now)? {
            Outcome::Saved => changed.push(format!("{MODULE}.{name}")),
            Outcome::Unchanged => {}
            Outcome::Stale(_) | Outcome::TooMany | Outcome::InUse => {
                return Ok(Err(NotATemplate {
                    path: name.to_string(),
                    code: "too_many_templates",
                }));
            }
        }
    }
    Ok(Ok(changed))
}
