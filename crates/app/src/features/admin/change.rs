//! What differs between two configurations of a module.

use serde_json::{Map, Value as Json, json};
use usher_domain::config::{FieldSpec, ModuleSpec, SiteConfig, Value};

use super::written;

/// A field that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Which.
    pub(super) field: &'static FieldSpec,
    /// What it was set to.
    pub(super) before: Value,
    /// What it is set to.
    pub(super) after: Value,
}

/// Every field of the module that differs, in the order of the page.
pub(super) fn between(spec: &ModuleSpec, before: &SiteConfig, after: &SiteConfig) -> Vec<Change> {
    let (before, after) = (before.fields(spec.name), after.fields(spec.name));
    let pairs = before
        .into_iter()
        .flatten()
        .zip(after.into_iter().flatten());
    pairs
        .filter(|(before, after)| before.value != after.value)
        .map(|(before, after)| Change {
            field: before.spec,
            before: before.value,
            after: after.value,
        })
        .collect()
}

/// Before and after of each, for the audit. Of a secret it tells whether there was and
/// is one; people stand in it by id.
pub(super) fn for_audit(changes: &[Change], version: i64) -> Json {
    let fields: Map<String, Json> = changes
        .iter()
        .map(|change| {
            let (before, after) = (&change.before, &change.after);
            let pair = json!({ "before": written::json(before), "after": written::json(after) });
            (change.field.name.to_owned(), pair)
        })
        .collect();
    json!({ "version": version, "changes": fields })
}
