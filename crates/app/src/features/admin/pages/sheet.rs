//! What the console's pages show beside the fields: the list of modules, the module
//! at hand, who saved it last.

use usher_domain::config::{MODULES, ModuleGroup, ModuleSpec};

use super::super::store::Saving;
use crate::{
    http::{
        time::{in_zone, rfc3339},
        visit::Visit,
    },
    words::Words,
};

/// A heading of the list, with its modules.
pub(super) struct GroupView {
    pub(super) heading: String,
    pub(super) modules: Vec<ModuleView>,
}

/// A module in the list.
pub(super) struct ModuleView {
    pub(super) name: &'static str,
    pub(super) title: String,
    pub(super) current: bool,
}

/// Who saved when, in words.
pub(super) struct SavedView {
    pub(super) sentence: String,
    /// RFC 3339.
    pub(super) at: String,
    pub(super) at_words: String,
}

/// The list of modules and the one at hand.
pub(super) struct Sheet {
    pub(super) groups: Vec<GroupView>,
    pub(super) module: &'static str,
    pub(super) title: String,
    pub(super) about: String,
}

impl Sheet {
    pub(super) fn new(words: &Words, spec: &'static ModuleSpec) -> Self {
        Self {
            groups: groups(words, spec),
            module: spec.name,
            title: words.say(spec.key("title")).to_string(),
            about: words.say(spec.key("about")).to_string(),
        }
    }
}

fn groups(words: &Words, current: &ModuleSpec) -> Vec<GroupView> {
    let all = ModuleGroup::ALL.iter().map(|group| GroupView {
        heading: words.say(format!("console-group-{group}")).to_string(),
        modules: MODULES
            .iter()
            .filter(|spec| spec.shown && spec.group == *group)
            .map(|spec| ModuleView {
                name: spec.name,
                title: words.say(spec.key("title")).to_string(),
                current: spec.name == current.name,
            })
            .collect(),
    });
    all.filter(|group| !group.modules.is_empty()).collect()
}

impl SavedView {
    /// `key` is the sentence with the saver's name; the command line has the key with
    /// `-unnamed`.
    pub(super) fn new(visit: &Visit, saving: &Saving, key: &str) -> Self {
        let words = &visit.words;
        let sentence = match &saving.by {
            Some(name) => words.say(key).with("name", name),
            None => words.say(format!("{key}-unnamed")),
        };
        Self {
            sentence: sentence.to_string(),
            at: rfc3339(saving.at),
            at_words: in_zone(saving.at, &visit.zone),
        }
    }
}
