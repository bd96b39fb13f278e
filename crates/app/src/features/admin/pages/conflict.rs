//! Two who edit at once: the second is told what the first changed, keeps what they
//! typed, and can save on top.

use std::collections::BTreeMap;

use usher_db::Tx;
use usher_domain::config::{ModuleSpec, SiteConfig, Submitted};

use super::{form::Draft, sheet::SavedView};
use crate::{
    App,
    features::admin::{
        change::{self, Change},
        form::Posted,
        names::Names,
        say::{ChangeWords, Say},
        store::{self, Held, Saving, Version},
    },
    http::{fault::Fault, visit::Visit},
};

/// What somebody else saved meanwhile.
pub(super) struct ConflictView {
    pub(super) saved: SavedView,
    pub(super) changes: Vec<ConflictChange>,
}

/// A field that somebody else changed meanwhile.
pub(super) struct ConflictChange {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) words: ChangeWords,
    /// By whom, if not by whoever saved last.
    pub(super) by: String,
}

/// What is known of both sides.
struct Sides {
    held: Held,
    /// The module as it was when the second began; absent if it never was so.
    base: Option<SiteConfig>,
    since: Vec<Version>,
    names: Names,
}

/// The form for whoever comes second: on the version as it is now, with what they
/// changed kept, and with what they left alone as the other set it.
pub(super) async fn draft(
    app: &App,
    visit: &Visit,
    spec: &'static ModuleSpec,
    posted: Posted,
) -> Result<Draft, Fault> {
    let version = posted.version.unwrap_or_default();
    let sides = (app.parts.db)
        .read(move |tx| sides(tx, spec, version))
        .await?;
    let typed = match &sides.base {
        Some(base) => changed_here(spec, base, posted.fields),
        None => posted.fields,
    };
    let say = Say {
        words: &visit.words,
        spec,
        names: &sides.names,
    };
    let by = |saving: &Saving| match &saving.by {
        Some(name) => name.clone(),
        None => visit.words.say("console-command-line").to_string(),
    };
    let theirs = sides.changed_since(spec);
    let notes = theirs
        .iter()
        .filter(|(change, _)| typed.contains_key(change.field.name))
        .map(|(change, saving)| {
            let note = visit.words.say("console-set-meanwhile");
            let note = note
                .with("name", by(saving))
                .with("value", say.value(change.field, &change.after));
            (change.field.name.to_owned(), note.to_string())
        })
        .collect::<BTreeMap<_, _>>();
    let last = sides.held.last.as_ref();
    let changes = theirs.iter().map(|(change, saving)| ConflictChange {
        name: change.field.name,
        label: say.label(change.field),
        words: say.change(change),
        by: if last.is_some_and(|last| last.by == saving.by) {
            String::new()
        } else {
            by(saving)
        },
    });
    Ok(Draft {
        conflict: last.map(|saving| ConflictView {
            saved: SavedView::new(visit, saving, "console-conflict"),
            changes: changes.collect(),
        }),
        version: Some(sides.held.version),
        typed,
        notes,
        ..Draft::default()
    })
}

fn sides(tx: &Tx, spec: &'static ModuleSpec, version: i64) -> Result<Sides, usher_db::Error> {
    let mut sides = Sides {
        held: store::held(tx, spec)?,
        base: store::as_of(tx, spec, version)?,
        since: store::since(tx, spec, version)?,
        names: Names::default(),
    };
    let changes = sides.changed_since(spec);
    sides.names = Names::of_changes(tx, changes.iter().map(|(change, _)| change))?;
    Ok(sides)
}

impl Sides {
    /// What differs from where the second began, each with who set it last.
    fn changed_since(&self, spec: &ModuleSpec) -> Vec<(Change, Saving)> {
        let Some(base) = &self.base else {
            return Vec::new();
        };
        let mut setters: BTreeMap<&str, &Saving> = BTreeMap::new();
        let mut before = base;
        for version in &self.since {
            for change in change::between(spec, before, &version.config) {
                setters.insert(change.field.name, &version.saving);
            }
            before = &version.config;
        }
        change::between(spec, base, &self.held.config)
            .into_iter()
            .filter_map(|change| {
                let saving = setters.get(change.field.name)?;
                Some((change, (*saving).clone()))
            })
            .collect()
    }
}

/// The fields that are not as they were when the page was loaded.
fn changed_here(spec: &ModuleSpec, base: &SiteConfig, typed: Submitted) -> Submitted {
    let before = base.fields(spec.name).unwrap_or_default();
    let untouched = |name: &str, values: &Vec<String>| {
        before.iter().any(|field| {
            field.spec.name == name && field.spec.control.parse(values).as_ref() == Ok(&field.value)
        })
    };
    typed
        .into_iter()
        .filter(|(name, values)| !untouched(name, values))
        .collect()
}
