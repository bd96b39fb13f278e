//! The rules of the house that no other tool checks. Each counts one.

mod examples;
mod length;
mod lock_files;
mod migrations;
mod physical_css;
mod places;
mod sentences;
mod tracked;
mod unfinished;

use crate::repository::Repository;
use crate::say;
use crate::tally::Tally;
use tracked::{File, files};

/// A rule looks at all files of the repository and tells what breaks it, one line each.
type Rule = fn(&[File], &Repository) -> Vec<String>;

const RULES: &[(&str, Rule)] = &[
    ("files are short", length::breaches),
    ("nothing is left unfinished", unfinished::breaches),
    ("no place of one machine", places::breaches),
    (
        "documentation holds no example that nobody runs",
        examples::breaches,
    ),
    ("lock files are there", lock_files::missing),
    ("lock files name no registry", lock_files::breaches),
    ("migrations are numbered without gaps", migrations::breaches),
    ("styles use logical properties", physical_css::breaches),
    ("sentences come from the catalogue", sentences::breaches),
];

/// Applies every rule to the files that git tracks or would track.
pub(crate) fn check(repository: &Repository, tally: &mut Tally) {
    let files = match files(repository) {
        Ok(files) => files,
        Err(why) => return tally.step("house rules", Err(why)),
    };
    for (name, rule) in RULES {
        let breaches = rule(&files, repository);
        for breach in &breaches {
            say::note(breach);
        }
        let outcome = if breaches.is_empty() {
            Ok(())
        } else {
            Err(format!("{} breaches", breaches.len()))
        };
        tally.step(&format!("house: {name}"), outcome);
    }
}
