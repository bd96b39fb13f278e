//! The configuration as TOML, for `usher admin config export|import`: a table for each
//! module, with its fields as the console names them.

use std::{collections::BTreeMap, fmt::Write};

use serde_json::{Map, Value as Json};
use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    config::{Control, FieldFault, MODULES, SiteConfig, shown_module},
    ids::AccountId,
    mail::{MailTemplate, TemplateName},
};

use super::{
    api::submitted,
    settings,
    store::{self, NewValues, Outcome, Refused},
    written,
};
use crate::{
    features::mail_templates::{self, NotATemplate},
    sealed::Sealer,
};

/// Everything that the console sets: the modules, then the mail templates that
/// administrators wrote.
pub fn export(tx: &Tx) -> Result<String, Error> {
    let modules = modules(&settings::load(tx)?);
    Ok(format!("{modules}{}", mail_templates::export(tx)?))
}

/// Writes every module that has an effect, its fields in the console's order.
pub(super) fn modules(config: &SiteConfig) -> String {
    let mut text = String::new();
    for spec in MODULES.iter().filter(|spec| spec.shown) {
        let between = if text.is_empty() { "" } else { "\n" };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{between}[{}]", spec.name);
        for field in config.fields(spec.name).unwrap_or_default() {
            // A file is copied and mailed around; what it does not name stays.
            if field.spec.control == Control::Secret {
                continue;
            }
            let value = literal(&written::json(&field.value));
            let _ = writeln!(text, "{} = {value}", field.spec.name);
        }
    }
    text
}

/// TOML's own way of writing texts is asked for; the rest reads the same in both.
fn literal(json: &Json) -> String {
    match json {
        Json::String(text) => toml::Value::from(text.as_str()).to_string(),
        Json::Array(list) => {
            let list: Vec<String> = list.iter().map(literal).collect();
            format!("[{}]", list.join(", "))
        }
        other => other.to_string(),
    }
}

/// Why a file cannot be imported. Nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotImported {
    /// It is not TOML, or not tables of fields.
    #[error("{0}")]
    NotToml(String),
    /// There is no such module.
    #[error("there is no module {0}")]
    NoModule(String),
    /// A module has a field that cannot be set so.
    #[error("{module}.{field}: {code}")]
    Field {
        /// The module.
        module: &'static str,
        /// The field.
        field: String,
        /// The code of its error, as the API names it.
        code: &'static str,
    },
}

/// Reads what [`export`] writes, or a part of it, and saves all of it or nothing:
/// what the file does not name stays; a secret that it names is sealed. `by` is nobody at the command line. Answers the
/// fields that changed, as `module.field`.
pub fn import(
    tx: &Tx,
    text: &str,
    by: Option<AccountId>,
    sealer: &Sealer,
    now: Timestamp,
) -> Result<Result<Vec<String>, Vec<NotImported>>, Error> {
    let (modules, templates) = match read(text, by, sealer) {
        Ok(read) => read,
        Err(faults) => return Ok(Err(faults)),
    };
    let brings = |name: &str| {
        let mut names = templates.keys();
        names.any(|one| one.as_str() == name)
    };
    let mut faults = Vec::new();
    for new in &modules {
        let held = store::held(tx, new.spec)?;
        if let Err(mut refused) = store::check(tx, new.spec, &held.config, &new.fields)? {
            // A template that the same file brings is there by then.
            refused.retain(|one| !matches!(one, Refused::NoTemplate { name, .. } if brings(name)));
            faults.extend(refused.iter().map(|one| not_imported(new.spec.name, one)));
        }
    }
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    let mut changed = match mail_templates::import(tx, &templates, by, now)? {
        Ok(changed) => changed,
        Err(fault) => return Ok(Err(vec![fault.into()])),
    };
    for new in &modules {
        if let Outcome::Saved(changes) = store::save(tx, new, now)? {
            let names = changes.iter().map(|change| change.field.name);
            changed.extend(names.map(|name| format!("{}.{name}", new.spec.name)));
        }
    }
    Ok(Ok(changed))
}

/// What a file holds.
type Read = (Vec<NewValues>, BTreeMap<TemplateName, MailTemplate>);

fn read(text: &str, by: Option<AccountId>, sealer: &Sealer) -> Result<Read, Vec<NotImported>> {
    let tables: BTreeMap<String, Map<String, Json>> =
        toml::from_str(text).map_err(|error| vec![NotImported::NotToml(error.to_string())])?;
    let (mut modules, mut faults) = (Vec::new(), Vec::new());
    let mut templates = BTreeMap::new();
    for (name, fields) in tables {
        if name == mail_templates::MODULE {
            match mail_templates::read(&Json::Object(fields)) {
                Ok(read) => templates = read,
                Err(refused) => faults.extend(refused.into_iter().map(NotImported::from)),
            }
            continue;
        }
        let Some(spec) = shown_module(&name) else {
            faults.push(NotImported::NoModule(name));
            continue;
        };
        match submitted(spec, &fields, sealer) {
            Ok(fields) => modules.push(NewValues {
                spec,
                fields,
                on: None,
                by,
                from: None,
            }),
            Err(refused) => {
                faults.extend(refused.iter().map(|one| not_imported(spec.name, one)));
            }
        }
    }
    if faults.is_empty() {
        Ok((modules, templates))
    } else {
        Err(faults)
    }
}

impl From<NotATemplate> for NotImported {
    fn from(fault: NotATemplate) -> Self {
        Self::Field {
            module: mail_templates::MODULE,
            field: fault.path,
            code: fault.code,
        }
    }
}

fn not_imported(module: &'static str, refused: &Refused) -> NotImported {
    let (field, code) = match refused {
        Refused::Rule(FieldFault { field, error }) => (field.clone(), error.code()),
        Refused::Nobody { field, .. } => ((*field).to_owned(), "no_such_subject"),
        Refused::NoTemplate { field, .. } => ((*field).to_owned(), "no_such_template"),
    };
    NotImported::Field {
        module,
        field,
        code,
    }
}
