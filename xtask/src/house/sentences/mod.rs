//! Every sentence that a person reads on the web comes from the catalogue: none is left in code, in a template or in an
//! island.
//!
//! What reads like words is found by shape, so that a new page needs no list: two words in a row in a string of Rust,
//! any word in the text of a template, a string of an island that begins like a sentence. What is said to logs and to
//! programs is told apart by where it stands ([`rust`]); what is left is named in [`MEANT`].

mod islands;
mod rust;
mod shape;
mod templates;

use super::tracked::File;
use crate::repository::Repository;

/// Words in one file.
#[derive(Debug, PartialEq, Eq)]
struct Find {
    /// Its line, from 1.
    line: usize,
    /// The words.
    text: String,
}

/// Files or folders whose words are nobody's to translate, and why.
const MEANT: &[(&str, &str)] = &[
    (
        "crates/app/src/features/analytics/export.rs",
        "the columns of a file, which are read again in every language",
    ),
    (
        "crates/app/src/features/audit/list/store.rs",
        "statements put together of pieces, each too short to be known for SQL",
    ),
    (
        "crates/app/src/features/components/",
        "in debug builds only, for whoever works on the style: what it shows is a sample",
    ),
    (
        "crates/app/src/features/devices/",
        "what a browser signs and a keyed hash is for: nobody reads it",
    ),
    (
        "crates/app/src/features/admin/secrets.rs",
        "what a secret is sealed for: nobody reads it",
    ),
    (
        "crates/app/src/features/guest_links/pages/export.rs",
        "the columns of a file, which are read again in every language",
    ),
    (
        "crates/app/src/features/invites/pages/export.rs",
        "the columns of a file, which are read again in every language",
    ),
    (
        "crates/app/src/features/invites/pages/link.rs",
        "what a form's secret is derived from: nobody reads it",
    ),
    (
        "crates/app/src/features/invites/pages/resend.rs",
        "what a form's secret is derived from: nobody reads it",
    ),
    (
        "crates/app/src/features/invites/store/batches.rs",
        "what was expected of a column, for the log",
    ),
    (
        "crates/app/src/features/jobs/",
        "what became of a job, for the log and whoever keeps the machine",
    ),
    (
        "crates/app/src/features/mail/letter.rs",
        "why a mail cannot be written, for the log",
    ),
    (
        "crates/app/src/features/mail_templates/rendering.rs",
        "why a mail cannot be laid out, for the log",
    ),
    (
        "crates/app/src/features/openid/attempt.rs",
        "what a cookie is sealed for: nobody reads it",
    ),
    (
        "crates/app/src/features/openid/pending.rs",
        "what a cookie is sealed for: nobody reads it",
    ),
    (
        "crates/app/src/features/openid/back.rs",
        "why an answer is not believed, for the log",
    ),
    (
        "crates/app/src/features/openid/protocol.rs",
        "why an answer is not believed, for the log",
    ),
    (
        "crates/app/src/features/openapi.rs",
        "read by programmers, as all of the description is",
    ),
    (
        "crates/app/src/features/people/store/list.rs",
        "statements put together of pieces, each too short to be known for SQL",
    ),
    (
        "crates/app/src/features/media/languages.rs",
        "what languages call themselves, in every language the same",
    ),
    (
        "crates/app/src/features/media/sent_captions.rs",
        "a field that no page of ours sends, told to the program that did",
    ),
    (
        "crates/app/src/features/quiz/pages/export.rs",
        "the columns of a file, which are read again in every language",
    ),
    ("crates/app/src/http/headers.rs", "read by browsers"),
    ("crates/app/src/http/health.rs", "read by machines"),
    ("crates/app/src/http/mod.rs", "a panic, for the log"),
    (
        "web/islands/player.ts",
        "media-chrome's own sentences, named there to be replaced by ours",
    ),
];

pub(super) fn breaches(files: &[File], _: &Repository) -> Vec<String> {
    judge(files, MEANT)
}

fn judge(files: &[File], meant: &[(&str, &str)]) -> Vec<String> {
    let mut needed = vec![false; meant.len()];
    let mut breaches = Vec::new();
    for file in files {
        let found = finds(file);
        let excuse = meant
            .iter()
            .position(|(path, _)| file.path.starts_with(path));
        match excuse {
            Some(index) => needed[index] |= !found.is_empty(),
            None => breaches.extend(found.iter().map(|find| {
                format!(
                    "{}:{}: “{}” belongs into crates/app/locales",
                    file.path, find.line, find.text
                )
            })),
        }
    }
    let stale = meant.iter().zip(needed).filter(|(_, needed)| !needed);
    breaches.extend(stale.map(|((path, _), _)| {
        format!("{path}: has no such words; take it off the list in xtask/src/house/sentences")
    }));
    breaches
}

fn finds(file: &File) -> Vec<Find> {
    let path = file.path.as_str();
    if path.starts_with("web/islands/") && file.extension() == "ts" {
        return islands::finds(&file.text);
    }
    let Some(inside) = path.strip_prefix("crates/app/src/") else {
        return Vec::new();
    };
    let is_test = inside
        .split('/')
        .any(|part| matches!(part, "tests" | "testing" | "tests.rs"));
    match file.extension() {
        "html" => templates::finds(&file.text),
        "rs" if !is_test => rust::finds(&file.text),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn only_what_people_read_on_the_web_is_looked_at() {
        let code = "const A: &str = \"You have left\";";
        let files = [
            file("crates/app/src/features/lobby/leave.rs", code),
            file("crates/app/src/features/lobby/tests/leaving.rs", code),
            file("crates/app/src/features/hub/tests.rs", code),
            file("crates/app/src/testing/mod.rs", code),
            file("crates/usher/src/main.rs", code),
            file("crates/app/src/features/x.html", "<p>Hello</p>"),
            file("web/islands/x.ts", "const a = \"Not so fast\";"),
            file("web/build/x.mjs", "const a = \"Not so fast\";"),
        ];
        let breaches = judge(&files, &[]);
        assert_eq!(breaches.len(), 3, "{breaches:?}");
        assert!(breaches[0].starts_with("crates/app/src/features/lobby/leave.rs:1: “You have"));
        assert!(breaches[1].starts_with("crates/app/src/features/x.html:1: “Hello”"));
    }

    #[test]
    fn words_that_are_meant_have_a_reason_and_a_reason_has_words() {
        let files = [
            file("crates/app/src/a.rs", "const A: &str = \"not a word\";"),
            file("crates/app/src/b.rs", "const A: &str = \"word\";"),
        ];
        let meant = [("crates/app/src/a.rs", "x"), ("crates/app/src/b.rs", "y")];
        let breaches = judge(&files, &meant);
        assert_eq!(breaches.len(), 1, "{breaches:?}");
        assert!(breaches[0].starts_with("crates/app/src/b.rs: has no"));
    }
}
