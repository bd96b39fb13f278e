//! The configuration file: TOML, every key known, no secret in it.

use std::{fs, path::Path};

use toml::{Table, Value as Toml};

use super::{
    given::{Address, Given, Source, Value},
    keys::{self, Key, Shape},
};
use crate::failure::{Failure, Outcome};

/// Words in a key's name that tell that somebody is about to write a secret.
const SECRET_WORDS: [&str; 5] = ["password", "passwd", "secret", "token", "credential"];

/// Reads the file at `path`, which must be there.
pub(crate) fn read(path: &Path) -> Outcome<Given> {
    let text = fs::read_to_string(path).map_err(|error| {
        Failure::usage(format!(
            "The configuration file {} cannot be read ({error}). Check the name and its permissions.",
            path.display()
        ))
    })?;
    parse(&text, path)
}

fn parse(text: &str, path: &Path) -> Outcome<Given> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error
            .span()
            .map_or(1, |span| 1 + text[..span.start].matches('\n').count());
        Failure::usage(format!(
            "{} is not valid TOML at line {line}: {}.",
            path.display(),
            error.message().trim().replace('\n', ", ")
        ))
    })?;
    let mut given = Given::default();
    for (name, value) in flattened(table) {
        let key = known(&name, path)?;
        let value = shaped(key, value, path)?;
        given.put(
            key,
            value,
            Source::File {
                key: key.name,
                file: path.to_owned(),
            },
        );
    }
    Ok(given)
}

/// `[log] format = …` as `log.format`.
fn flattened(table: Table) -> Vec<(String, Toml)> {
    let mut flat = Vec::new();
    for (name, value) in table {
        match value {
            Toml::Table(inner) => {
                flat.extend(
                    inner
                        .into_iter()
                        .map(|(key, value)| (format!("{name}.{key}"), value)),
                );
            }
            value => flat.push((name, value)),
        }
    }
    flat
}

fn known(name: &str, path: &Path) -> Outcome<&'static Key> {
    if let Some(key) = keys::ALL.into_iter().find(|key| key.name == name) {
        return Ok(key);
    }
    let file = path.display();
    let lower = name.to_lowercase();
    let sentence = if lower == "key" || SECRET_WORDS.iter().any(|word| lower.contains(word)) {
        format!(
            "{name} does not belong in {file}: secrets are never written there. Put it into a file \
             that only Usher may read, and name that file by a key that ends in _file, such as key_file."
        )
    } else if let Some(meant) = keys::nearest(name, keys::ALL.iter().map(|key| key.name)) {
        format!("{file} has the unknown key {name}. Did you mean {meant}?")
    } else {
        let all: Vec<_> = keys::ALL.iter().map(|key| key.name).collect();
        format!(
            "{file} has the unknown key {name}. Known keys are {}.",
            all.join(", ")
        )
    };
    Err(Failure::usage(sentence))
}

fn shaped(key: &'static Key, value: Toml, path: &Path) -> Outcome<Value> {
    match (key.shape, value) {
        (Shape::Text, Toml::String(text)) => Ok(Value::Text(text)),
        (Shape::Address, Toml::String(text)) => Ok(Value::Address(Address::of(text))),
        (Shape::Path, Toml::String(text)) if !text.is_empty() => {
            let folder = path.parent().unwrap_or(Path::new(""));
            Ok(Value::Path(folder.join(text)))
        }
        (Shape::Whole, Toml::Integer(number)) => Ok(Value::Whole(number)),
        (Shape::List, Toml::Array(items)) if items.iter().all(Toml::is_str) => Ok(Value::List(
            items
                .iter()
                .filter_map(|item| item.as_str().map(str::to_owned))
                .collect(),
        )),
        _ => {
            let wanted = match key.shape {
                Shape::Text | Shape::Address => "a text in quotes",
                Shape::Path => "a path in quotes",
                Shape::List => "a list of texts in quotes, such as [\"127.0.0.1\"]",
                Shape::Whole => "a whole number without quotes",
            };
            Err(Failure::usage(format!(
                "{} in {} must be {wanted}.",
                key.name,
                path.display()
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str) -> String {
        parse(text, Path::new("/etc/usher.toml"))
            .expect_err("must be refused")
            .to_string()
    }

    #[test]
    fn every_key_of_the_list_may_be_written() {
        let text = r#"
            data = "/var/lib/usher"
            listen = "127.0.0.1:1"
            base_url = "https://media.uni.edu"
            database = "sqlite"
            key_file = "key"
            trusted_proxies = ["127.0.0.1", "10.0.0.0/8"]
            max_upload_bytes = 4_000_000
            time_zone = "Europe/Vienna"
            [log]
            format = "json"
            level = "debug"
        "#;
        let given = parse(text, Path::new("/etc/usher.toml")).expect("all known");
        assert_eq!(
            given.whole(&keys::MAX_UPLOAD_BYTES).expect("given").0,
            4_000_000
        );
        assert_eq!(given.text(&keys::LOG_LEVEL).expect("given").0, "debug");
        let (key_file, source) = given.path(&keys::KEY_FILE).expect("given");
        assert_eq!(
            key_file,
            Path::new("/etc/key"),
            "relative to the file's folder"
        );
        assert_eq!(source.to_string(), "key_file in /etc/usher.toml");
    }

    #[test]
    fn each_mistake_has_its_sentence() {
        for (text, expected) in [
            (
                "baseurl = 'x'",
                "/etc/usher.toml has the unknown key baseurl. Did you mean base_url?",
            ),
            (
                "[logs]\nlevel = 'info'",
                "/etc/usher.toml has the unknown key logs.level. Did you mean log.level?",
            ),
            (
                "colour_of_the_sky = 1",
                "/etc/usher.toml has the unknown key colour_of_the_sky. Known keys are data, listen, \
                 base_url, database, database_password_file, key_file, trusted_proxies, nginx_location, \
                 max_upload_bytes, time_zone, tls.certificate, tls.key, s3.endpoint, s3.bucket, s3.region, \
                 s3.addressing, s3.access_key, s3.secret_key_file, s3.kept_bytes, s3.downloads, log.format, \
                 log.level.",
            ),
            (
                "smtp_password = 'hunter2'",
                "smtp_password does not belong in /etc/usher.toml: secrets are never written there. \
                 Put it into a file that only Usher may read, and name that file by a key that ends \
                 in _file, such as key_file.",
            ),
            (
                "listen = 8484",
                "listen in /etc/usher.toml must be a text in quotes.",
            ),
            (
                "data = ''",
                "data in /etc/usher.toml must be a path in quotes.",
            ),
            (
                "max_upload_bytes = '4 GB'",
                "max_upload_bytes in /etc/usher.toml must be a whole number without quotes.",
            ),
            (
                "trusted_proxies = '127.0.0.1'",
                "trusted_proxies in /etc/usher.toml must be a list of texts in quotes, such as \
                 [\"127.0.0.1\"].",
            ),
        ] {
            assert_eq!(sentence(text), expected);
        }
    }

    #[test]
    fn a_secret_in_the_file_is_not_repeated_in_the_sentence() {
        assert!(!sentence("smtp_password = 'hunter2'").contains("hunter2"));
    }

    #[test]
    fn broken_toml_is_told_by_its_line() {
        let told = sentence("data = 'x'\nlisten = ");
        assert!(
            told.starts_with("/etc/usher.toml is not valid TOML at line 2: "),
            "{told}"
        );
        assert!(!told.contains('\n'), "one sentence on one line: {told}");
    }
}
