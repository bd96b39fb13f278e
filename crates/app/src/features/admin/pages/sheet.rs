//! What a module's pages show beside the fields: the module at hand, who saved it last.

use usher_domain::config::ModuleSpec;

use super::super::store::Saving;
use crate::{
    http::{
        time::{in_zone, rfc3339},
        visit::Visit,
    },
    words::Words,
};

/// Who saved when, in words.
pub(in super::super) struct SavedView {
    pub(in super::super) sentence: String,
    /// RFC 3339.
    pub(in super::super) at: String,
    pub(in super::super) at_words: String,
}

/// The module at hand.
pub(super) struct Sheet {
    pub(super) module: &'static str,
    pub(super) title: String,
    pub(super) about: String,
}

impl Sheet {
    pub(super) fn new(words: &Words, spec: &'static ModuleSpec) -> Self {
        Self {
            module: spec.name,
            title: words.say(spec.key("title")).to_string(),
            about: words.say(spec.key("about")).to_string(),
        }
    }
}

impl SavedView {
    /// `key` is the sentence with the saver's name; the command line has the key with
    /// `-unnamed`.
    pub(in super::super) fn new(visit: &Visit, saving: &Saving, key: &str) -> Self {
        let words = &visit.words;
        let sentence = match &saving.by {
            Some(name) => words.say(key).with("name", name),
            None => words.say(format!("{key}-unnamed")),
        };
        Self {
            sentence: sentence.to_string(),
            at: rfc3339(saving.at),
            at_words: in_zone(&visit.words, saving.at, &visit.zone),
        }
    }
}
