//! Who is no administrator reads no sentence of the console: those are in English alone.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use super::{FALLBACK, messages};

/// Features that only administrators use.
const CONSOLES: [&str; 8] = [
    "admin",
    "audit",
    "components",
    "jobs",
    "mail",
    "mail_templates",
    "people",
    "webhooks",
];

/// What the console asks of other features.
const ASKED_BY_CONSOLE: [&str; 1] = ["features/openid/check.rs"];

fn is_for_administrators(path: &Path, text: &str) -> bool {
    let feature = path.strip_prefix("features").ok();
    let feature = feature.and_then(|path| path.iter().next());
    feature.is_some_and(|name| CONSOLES.iter().any(|console| name == *console))
        || path.file_stem().is_some_and(|stem| stem == "console")
        || ASKED_BY_CONSOLE
            .iter()
            .any(|asked| path == Path::new(asked))
        || text.contains("{% extends \"admin/templates/frame.html\" %}")
}

/// The sources below a folder that are no tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_stem().and_then(OsStr::to_str);
        let kind = path.extension().and_then(OsStr::to_str);
        if matches!(name, Some("tests" | "testing")) {
            continue;
        }
        if path.is_dir() {
            found.extend(sources(&path));
        } else if matches!(kind, Some("rs" | "html")) {
            found.push(path);
        }
    }
    found
}

#[test]
fn no_page_but_an_administrators_takes_a_sentence_that_is_in_english_alone() {
    let english: BTreeSet<String> = messages(FALLBACK).into_keys().collect();
    let spoken = usher_domain::config::Languages::SPOKEN.iter();
    let others: Vec<_> = (spoken.filter(|lang| **lang != FALLBACK))
        .map(|lang| messages(lang))
        .collect();
    let alone =
        |key: &str| english.contains(key) && !others.iter().all(|said| said.contains_key(key));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut taken = Vec::new();
    for path in sources(&root) {
        let text = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(&root).unwrap();
        if is_for_administrators(path, &text) {
            continue;
        }
        for string in text.split('"') {
            let code = string.replace('_', "-");
            let of_a_fault = ["fault", "field"].map(|what| format!("{what}-{code}"));
            let is_code = string.contains('_');
            if alone(string) || (is_code && of_a_fault.iter().any(|key| alone(key))) {
                taken.push(format!("{}: {string}", path.display()));
            }
        }
    }
    assert_eq!(taken, [""; 0]);
}
