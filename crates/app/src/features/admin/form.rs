//! What the console's form sends, with or without scripts.

use usher_domain::config::{Control, ModuleSpec, Submitted};

/// One posted form.
#[derive(Clone, Debug, Default)]
pub(super) struct Posted {
    /// The version that the page showed.
    pub(super) version: Option<i64>,
    /// Which button was pressed.
    pub(super) step: Step,
    /// The values, as typed.
    pub(super) fields: Submitted,
    /// To whom a trial goes.
    pub(super) to: String,
    /// What stands in a search for people and groups: the field and the words.
    pub(super) find: Option<(String, String)>,
}

/// What a button asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Step {
    /// Save, unless something has to be said before.
    #[default]
    Save,
    /// Save: it has been said.
    Confirmed,
    /// Back to the form, with everything as typed.
    Back,
    /// Look for people and groups.
    Find,
    /// Take one value from a list.
    Remove(String),
    /// Try what stands in the form, and save nothing.
    Try,
}

impl Posted {
    /// Reads the pairs of a form. Of a toggle's two values the last counts: the first is
    /// what an unticked box cannot send.
    pub(super) fn read(spec: &ModuleSpec, pairs: Vec<(String, String)>) -> Self {
        let mut posted = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "version" => posted.version = value.parse().ok(),
                "step" => posted.step = Step::read(&value),
                "try:to" => value.trim().clone_into(&mut posted.to),
                _ => {
                    if let Some(field) = name.strip_prefix("find:") {
                        if !value.trim().is_empty() {
                            posted.find = Some((field.to_owned(), value.trim().to_owned()));
                        }
                        continue;
                    }
                    let values = posted.fields.entry(name.clone()).or_default();
                    let toggle = spec.field(&name).map(|field| field.control);
                    if matches!(toggle, Some(Control::Toggle)) {
                        values.clear();
                    }
                    values.push(value);
                }
            }
        }
        if let Step::Remove(value) = &posted.step {
            for values in posted.fields.values_mut() {
                values.retain(|one| one != value);
            }
        }
        // Enter in the search presses Save; nobody means to save half a search.
        if posted.step == Step::Save && posted.find.is_some() {
            posted.step = Step::Find;
        }
        posted
    }
}

impl Step {
    fn read(text: &str) -> Self {
        match text {
            "confirmed" => Self::Confirmed,
            "back" => Self::Back,
            "find" => Self::Find,
            "try" => Self::Try,
            _ => match text.strip_prefix("remove ") {
                Some(value) => Self::Remove(value.to_owned()),
                None => Self::Save,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use usher_domain::config::shown_module;

    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Posted {
        let pairs = pairs.iter().map(|(k, v)| ((*k).into(), (*v).into()));
        Posted::read(shown_module("invitetomedia").unwrap(), pairs.collect())
    }

    #[test]
    fn an_unticked_box_is_a_no_and_a_missing_one_says_nothing() {
        assert_eq!(read(&[("enabled", "false")]).fields["enabled"], ["false"]);
        let ticked = read(&[("enabled", "false"), ("enabled", "true")]);
        assert_eq!(ticked.fields["enabled"], ["true"]);
        assert!(
            !read(&[("LinkDuration", "1")])
                .fields
                .contains_key("enabled")
        );
    }

    #[test]
    fn a_removed_value_is_gone_and_the_others_stay() {
        let posted = read(&[
            ("AllowedUsers", ""),
            ("AllowedUsers", "account:1"),
            ("AllowedUsers", "group:2"),
            ("step", "remove account:1"),
        ]);
        assert_eq!(posted.fields["AllowedUsers"], ["", "group:2"]);
    }

    #[test]
    fn words_in_the_search_are_looked_for_before_anything_is_saved() {
        let posted = read(&[("find:AllowedUsers", " ada "), ("version", "3")]);
        assert_eq!(posted.step, Step::Find);
        assert_eq!(
            posted.find,
            Some(("AllowedUsers".to_owned(), "ada".to_owned()))
        );
        assert_eq!(posted.version, Some(3));
        assert_eq!(read(&[("find:AllowedUsers", " ")]).step, Step::Save);
    }
}
