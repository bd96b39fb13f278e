//! English that is left in a page of another language.

use std::collections::BTreeSet;

use super::{FALLBACK, parts};

/// What the English catalogue says and the one of `lang` does not, of all that stands in `page`:
/// whole sentences, and of those with values in them the longest stretch between two of them.
pub(crate) fn english_in(page: &str, lang: &str) -> Vec<String> {
    let own: BTreeSet<String> = (parts(lang).into_iter())
        .map(|(.., said)| said.trim().to_owned())
        .collect();
    (parts(FALLBACK).into_iter())
        .map(|(.., said)| said.trim().to_owned())
        .filter(|said| !own.contains(said) && stands_in(page, said))
        .collect()
}

fn stands_in(page: &str, said: &str) -> bool {
    // Every second piece is a value. A sentence of several lines has forms, and is left alone.
    let stretches = said.split(['{', '}']).step_by(2).map(str::trim);
    let Some(longest) = stretches.max_by_key(|stretch| stretch.len()) else {
        return false;
    };
    let words = longest.split(' ').count();
    if said.contains('\n') || longest.is_empty() {
        false
    } else if words == 1 {
        // A single word may be part of another one.
        longest == said && page.contains(&format!(">{said}<"))
    } else {
        (longest == said || words > 2) && page.contains(longest)
    }
}

#[test]
fn what_is_left_in_english_is_found_and_what_is_the_same_in_both_is_not() {
    let page = "<h1>Anmelden</h1><p>If ada@uni.edu belongs to an account here, a mail is on its way \
                to it. It may take a minute.</p><button>Sign in</button><button>English</button>\
                <label>Code aus der E-Mail</label><a>Home</a>";
    let left = english_in(page, "de");
    let found = |words: &str| left.iter().any(|said| said.contains(words));
    assert!(found("belongs to an account here"), "{left:?}");
    assert!(found("Sign in") && found("Home"), "{left:?}");
    assert!(!found("English") && !found("Code"), "{left:?}");
}
