mod left;
mod pages;

pub(crate) use left::english_in;

use super::*;

#[test]
fn every_catalogue_parses_and_repeats_nothing() {
    for path in Files::iter().filter(|path| path.ends_with(".ftl")) {
        let text = String::from_utf8(Files::get(&path).unwrap().data.into_owned()).unwrap();
        if let Err((_, errors)) = FluentResource::try_new(text) {
            panic!("{path}: {errors:?}");
        }
    }
    for lang in languages() {
        let mut seen = BTreeSet::new();
        for (path, key, _) in parts(&lang) {
            assert!(seen.insert(key.clone()), "{path} repeats {key}");
        }
    }
}

/// Every message of a language: its file, its key, and what is said.
fn parts(lang: &str) -> Vec<(String, String, String)> {
    let of_lang = |path: &String| {
        path.starts_with(&format!("{lang}/")) && path.rsplit('.').next() == Some("ftl")
    };
    let mut found: Vec<(String, String, String)> = Vec::new();
    for path in Files::iter().map(String::from).filter(of_lang) {
        let text = String::from_utf8(Files::get(&path).unwrap().data.into_owned()).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.split_once('=') {
                Some((key, said)) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                    let key = key.trim().to_owned();
                    found.push((path.clone(), key, said.to_owned()));
                }
                _ if found.last().is_some_and(|last| last.0 == path) => {
                    let last = found.last_mut().unwrap();
                    last.2.push('\n');
                    last.2.push_str(line);
                }
                _ => {}
            }
        }
    }
    found
}

/// The messages of a language, each with the values that it takes.
pub(crate) fn messages(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let values = |said: &str| -> BTreeSet<String> {
        let names = said.split('$').skip(1);
        names
            .map(|rest| {
                let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
                rest[..end.unwrap_or(rest.len())].to_owned()
            })
            .collect()
    };
    (parts(lang).into_iter())
        .map(|(_, key, said)| (key, values(&said)))
        .collect()
}

/// Catalogues of the console, which is in English alone. Every language has all others whole: they
/// are what invited people and members read.
const CONSOLE: [&str; 19] = [
    "audit.ftl",
    "backup.ftl",
    "channels_console.ftl",
    "components.ftl",
    "console.ftl",
    "groups.ftl",
    "jobs.ftl",
    "languages_console.ftl",
    "letters.ftl",
    "mail.ftl",
    "mail_templates.ftl",
    "media_console.ftl",
    "openid_console.ftl",
    "people.ftl",
    "people_import.ftl",
    "security.ftl",
    "sign_in.ftl",
    "tokens_console.ftl",
    "webhooks.ftl",
];

#[test]
fn every_language_says_what_english_does_with_the_same_values() {
    let english = messages(FALLBACK);
    let spoken: BTreeSet<String> = (usher_domain::config::Languages::SPOKEN.iter())
        .map(|tag| (*tag).to_owned())
        .collect();
    assert_eq!(languages(), spoken, "locales/ and the module Languages");
    for file in CONSOLE {
        assert!(
            Files::get(&format!("{FALLBACK}/{file}")).is_some(),
            "{file}"
        );
    }
    for lang in spoken.iter().filter(|lang| *lang != FALLBACK) {
        let said = messages(lang);
        for (key, values) in &said {
            assert_eq!(english.get(key), Some(values), "{lang}: {key}");
        }
        for (path, key, _) in parts(FALLBACK) {
            let file = path.rsplit('/').next().unwrap();
            let whole = !CONSOLE.contains(&file);
            assert!(
                !whole || said.contains_key(&key),
                "{lang} lacks {key} of {path}"
            );
        }
    }
}
