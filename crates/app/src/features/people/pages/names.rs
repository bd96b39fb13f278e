//! How roles and addresses are called on these pages.

use usher_domain::access::AppRole;

use crate::words::Words;

/// The role in the reader's language.
pub(super) fn role(words: &Words, role: AppRole) -> String {
    let key = format!("approle-{}", role.as_str().replace('_', "-"));
    words.say(key).to_string()
}

/// Every role to choose from: name and label.
pub(super) fn roles(words: &Words) -> Vec<(String, String)> {
    let all = AppRole::ALL.iter();
    all.map(|one| (one.to_string(), role(words, *one)))
        .collect()
}

/// The same, each with a line of help.
pub(super) fn roles_with_help(words: &Words) -> Vec<(String, String, String)> {
    let help = |one: &AppRole| {
        let key = format!("approle-{}-help", one.as_str().replace('_', "-"));
        words.say(key).to_string()
    };
    let all = AppRole::ALL.iter();
    all.map(|one| (one.to_string(), role(words, *one), help(one)))
        .collect()
}
