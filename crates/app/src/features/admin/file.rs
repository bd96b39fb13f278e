//! The configuration as TOML, for `usher admin config export|import`: a table for each
//! module, with its fields as the console names them.

use std::{collections::BTreeMap, fmt::Write, net::IpAddr};

use serde_json::{Map, Value as Json};
use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    config::{
        Auth, Control, FieldFault, MODULES, ModuleSpec, SiteConfig, Value, WrittenProvider,
        shown_module,
    },
    ids::AccountId,
    mail::{MailTemplate, TemplateName},
};

use super::{
    api::submitted,
    change::{self, Change},
    effect::{self, Effect},
    names::Names,
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
        let mut providers = Vec::new();
        for field in config.fields(spec.name).unwrap_or_default() {
            // A file is copied and mailed around; what it does not name stays.
            if field.spec.control == Control::Secret {
                continue;
            }
            if let Value::Providers(all) = &field.value {
                providers.extend(all.iter().cloned());
                continue;
            }
            let value = literal(&written::json(&field.value));
            let _ = writeln!(text, "{} = {value}", field.spec.name);
        }
        // A table of its own for each, after everything that stands in the module's.
        for provider in &providers {
            let told = written::provider(provider);
            let _ = writeln!(text, "\n[[{}.{}]]", spec.name, Auth::PROVIDERS);
            for part in WrittenProvider::PARTS
                .iter()
                .filter(|part| **part != "secret")
            {
                let _ = writeln!(text, "{part} = {}", literal(&told[*part]));
            }
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

/// What stands against a file, with what a page needs to say it.
pub(super) enum Wrong {
    /// It is not TOML, or not tables of fields.
    NotToml(String),
    /// There is no such module.
    NoModule(String),
    /// A field that cannot be set so.
    Field(&'static ModuleSpec, Refused),
    /// A mail template that is none.
    Template(NotATemplate),
}

impl From<Wrong> for NotImported {
    fn from(wrong: Wrong) -> Self {
        match wrong {
            Wrong::NotToml(why) => Self::NotToml(why),
            Wrong::NoModule(name) => Self::NoModule(name),
            Wrong::Field(spec, refused) => not_imported(spec.name, &refused),
            Wrong::Template(fault) => fault.into(),
        }
    }
}

/// Who brings a file by page.
#[derive(Clone, Copy)]
pub struct Bringer {
    /// The site administrator.
    pub account: AccountId,
    /// Where they ask from.
    pub address: IpAddr,
}

/// Reads what [`export`] writes, or a part of it, and saves all of it or nothing:
/// what the file does not name stays; a secret that it names is sealed. `by` is nobody at the
/// command line. Answers the fields that changed, as `module.field`.
pub fn import(
    tx: &Tx,
    text: &str,
    by: Option<Bringer>,
    sealer: &Sealer,
    now: Timestamp,
) -> Result<Result<Vec<String>, Vec<NotImported>>, Error> {
    let wrong = |wrong: Vec<Wrong>| Ok(Err(wrong.into_iter().map(Into::into).collect()));
    let brought = match read(text, by, sealer) {
        Ok(brought) => brought,
        Err(faults) => return wrong(faults),
    };
    if let Err(faults) = after(tx, &brought)? {
        return wrong(faults);
    }
    let account = by.map(|by| by.account);
    let mut changed = match mail_templates::import(tx, &brought.templates, account, now)? {
        Ok(changed) => changed,
        Err(fault) => return wrong(vec![Wrong::Template(fault)]),
    };
    for new in &brought.modules {
        if let Outcome::Saved(changes) = store::save(tx, new, now)? {
            let names = changes.iter().map(|change| change.field.name);
            changed.extend(names.map(|name| format!("{}.{name}", new.spec.name)));
        }
    }
    Ok(Ok(changed))
}

/// What a file would change, and what would come of it.
pub(super) struct Plan {
    /// The modules it changes.
    pub(super) changes: Vec<(&'static ModuleSpec, Vec<Change>)>,
    /// The mail templates it changes or brings.
    pub(super) templates: Vec<TemplateName>,
    pub(super) effects: Vec<Effect>,
    pub(super) names: Names,
    /// How often anything was saved so far: another number means another configuration.
    pub(super) stamp: i64,
}

/// Looks at what [`import`] would do, and writes nothing.
pub(super) fn plan(
    tx: &Tx,
    text: &str,
    sealer: &Sealer,
    now: Timestamp,
) -> Result<Result<Plan, Vec<Wrong>>, Error> {
    let brought = match read(text, None, sealer) {
        Ok(brought) => brought,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let held = settings::load(tx)?;
    let after = match after(tx, &brought)? {
        Ok(after) => after,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let mut changes: Vec<_> = (brought.modules.iter())
        .map(|new| (new.spec, change::between(new.spec, &held, &after)))
        .collect();
    changes.retain(|(_, changes)| !changes.is_empty());
    let mut templates = Vec::new();
    for (name, template) in brought.templates {
        if mail_templates::load(tx, name.as_str())? != Some(template) {
            templates.push(name);
        }
    }
    let named = changes.iter().flat_map(|(_, changes)| changes);
    Ok(Ok(Plan {
        effects: effect::of(tx, &held, &after, now)?,
        names: Names::of_changes(tx, named)?,
        stamp: settings::stamp(tx)?,
        templates,
        changes,
    }))
}

/// The configuration with all of a file's modules set.
fn after(tx: &Tx, brought: &Brought) -> Result<Result<SiteConfig, Vec<Wrong>>, Error> {
    let brings = |name: &str| {
        let mut names = brought.templates.keys();
        names.any(|one| one.as_str() == name)
    };
    let (mut config, mut wrong) = (settings::load(tx)?, Vec::new());
    for new in &brought.modules {
        match store::check(tx, new.spec, &config, &new.fields)? {
            Ok(after) => config = after,
            Err(mut refused) => {
                // A template that the same file brings is there by then.
                refused
                    .retain(|one| !matches!(one, Refused::NoTemplate { name, .. } if brings(name)));
                if let (true, Some(Ok(after))) =
                    (refused.is_empty(), config.apply(new.spec.name, &new.fields))
                {
                    config = after;
                }
                wrong.extend(refused.into_iter().map(|one| Wrong::Field(new.spec, one)));
            }
        }
    }
    Ok(if wrong.is_empty() {
        Ok(config)
    } else {
        Err(wrong)
    })
}

/// What a file holds.
struct Brought {
    modules: Vec<NewValues>,
    templates: BTreeMap<TemplateName, MailTemplate>,
}

fn read(text: &str, by: Option<Bringer>, sealer: &Sealer) -> Result<Brought, Vec<Wrong>> {
    let tables: BTreeMap<String, Map<String, Json>> =
        toml::from_str(text).map_err(|error| vec![Wrong::NotToml(error.to_string())])?;
    let (mut modules, mut wrong) = (Vec::new(), Vec::new());
    let mut templates = BTreeMap::new();
    for (name, fields) in tables {
        if name == mail_templates::MODULE {
            match mail_templates::read(&Json::Object(fields)) {
                Ok(read) => templates = read,
                Err(refused) => wrong.extend(refused.into_iter().map(Wrong::Template)),
            }
            continue;
        }
        let Some(spec) = shown_module(&name) else {
            wrong.push(Wrong::NoModule(name));
            continue;
        };
        match submitted(spec, &fields, sealer) {
            Ok(fields) => modules.push(NewValues {
                spec,
                fields,
                on: None,
                by: by.map(|by| by.account),
                from: by.map(|by| by.address),
            }),
            Err(refused) => {
                wrong.extend(refused.into_iter().map(|one| Wrong::Field(spec, one)));
            }
        }
    }
    if wrong.is_empty() {
        Ok(Brought { modules, templates })
    } else {
        Err(wrong)
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
