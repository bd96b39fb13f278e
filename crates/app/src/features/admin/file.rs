//! The configuration as TOML, for `usher admin config export|import`: a table for each
//! module, with its fields as the console names them.

use std::{collections::BTreeMap, fmt::Write};

use serde_json::{Map, Value as Json};
use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    config::{Control, FieldFault, MODULES, SiteConfig, shown_module},
    ids::AccountId,
};

use super::{
    api::submitted,
    store::{self, NewValues, Outcome, Refused},
    written,
};
use crate::sealed::Sealer;

/// Writes every module that has an effect, its fields in the console's order.
pub fn export(config: &SiteConfig) -> String {
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
    let modules = match read(text, by, sealer) {
        Ok(modules) => modules,
        Err(faults) => return Ok(Err(faults)),
    };
    let mut faults = Vec::new();
    for new in &modules {
        let held = store::held(tx, new.spec)?;
        if let Err(refused) = store::check(tx, new.spec, &held.config, &new.fields)? {
            faults.extend(refused.iter().map(|one| not_imported(new.spec.name, one)));
        }
    }
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    let mut changed = Vec::new();
    for new in &modules {
        if let Outcome::Saved(changes) = store::save(tx, new, now)? {
            let names = changes.iter().map(|change| change.field.name);
            changed.extend(names.map(|name| format!("{}.{name}", new.spec.name)));
        }
    }
    Ok(Ok(changed))
}

fn read(
    text: &str,
    by: Option<AccountId>,
    sealer: &Sealer,
) -> Result<Vec<NewValues>, Vec<NotImported>> {
    let tables: BTreeMap<String, Map<String, Json>> =
        toml::from_str(text).map_err(|error| vec![NotImported::NotToml(error.to_string())])?;
    let (mut modules, mut faults) = (Vec::new(), Vec::new());
    for (name, fields) in tables {
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
        Ok(modules)
    } else {
        Err(faults)
    }
}

fn not_imported(module: &'static str, refused: &Refused) -> NotImported {
    let (field, code) = match refused {
        Refused::Rule(FieldFault { field, error }) => (field.clone(), error.code()),
        Refused::Nobody { field, .. } => ((*field).to_owned(), "no_such_subject"),
    };
    NotImported::Field {
        module,
        field,
        code,
    }
}
