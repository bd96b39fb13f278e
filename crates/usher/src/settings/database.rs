//! Which database: a file in the data folder, or one on a PostgreSQL server.

use usher_db::PostgresAddress;

use super::{
    base_url::capitalised,
    given::{Given, Source},
    keys,
};
use crate::{
    failure::{Failure, Outcome},
    password_file,
};

/// Which database. Shown, it never tells a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Database {
    /// A file in the data folder.
    Sqlite,
    /// One on a PostgreSQL server; media and key file stay in the data folder.
    Postgres(PostgresAddress),
}

/// What was given, with the password out of its file. Without a word: SQLite.
pub(super) fn resolved(given: &Given) -> Outcome<Database> {
    let database = match given.address(&keys::DATABASE) {
        Some((text, source)) => parse(text, source)?,
        None => Database::Sqlite,
    };
    let Some((file, source)) = given.path(&keys::DATABASE_PASSWORD_FILE) else {
        return Ok(database);
    };
    match database {
        Database::Sqlite => Err(Failure::usage(format!(
            "{} is given, but the database is SQLite, which has no password. Take it out, or name a \
             PostgreSQL database by database.",
            capitalised(source)
        ))),
        Database::Postgres(at) if at.has_password() => Err(Failure::usage(format!(
            "The password of the database is given twice: in its address and by {source}. Take it out \
             of the address."
        ))),
        Database::Postgres(at) => Ok(Database::Postgres(
            at.with_password(&password_file::read(file)?),
        )),
    }
}

/// No sentence repeats the text, since a password may stand in it.
fn parse(text: &str, source: &Source) -> Outcome<Database> {
    if text == "sqlite" {
        return Ok(Database::Sqlite);
    }
    let source = capitalised(source);
    if !text.starts_with("postgres") {
        return Err(Failure::usage(format!(
            "{source} is not a database that Usher knows. Write sqlite, or an address such as \
             postgres://usher@db.uni.edu/usher."
        )));
    }
    text.parse().map(Database::Postgres).map_err(|why| {
        Failure::usage(format!(
            "{source} is not the address of a PostgreSQL database: {why}."
        ))
    })
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt, path::Path};

    use super::*;
    use crate::settings::given::{Address, Value};

    /// A file for its owner alone.
    fn closed(file: &Path, text: &str) {
        fs::write(file, text).expect("written");
        fs::set_permissions(file, fs::Permissions::from_mode(0o600)).expect("set");
    }

    fn given(address: &str, password: Option<&Path>) -> Given {
        let mut given = Given::default();
        given.put(
            &keys::DATABASE,
            Value::Address(Address::of(address)),
            Source::Variable(keys::DATABASE.variable),
        );
        if let Some(file) = password {
            given.put(
                &keys::DATABASE_PASSWORD_FILE,
                Value::Path(file.to_owned()),
                Source::Variable(keys::DATABASE_PASSWORD_FILE.variable),
            );
        }
        given
    }

    #[test]
    fn a_password_comes_from_its_file_and_is_shown_nowhere() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("password");
        closed(&file, "hunter2\n");
        let given = given("postgres://usher@db.uni.edu/hub", Some(&file));
        let database = resolved(&given).expect("valid");
        let Database::Postgres(at) = &database else {
            panic!("{database:?}");
        };
        assert!(at.has_password());
        assert_eq!(at.to_string(), "hub on db.uni.edu:5432");
        assert!(!format!("{database:?}").contains("hunter2"));
    }

    #[test]
    fn what_was_written_is_not_shown_before_it_is_understood_either() {
        let given = given("postgres://usher:hunter2@db/hub", None);
        assert!(!format!("{given:?}").contains("hunter2"), "{given:?}");
    }

    #[test]
    fn each_mistake_has_its_sentence_and_none_repeats_a_password() {
        let folder = tempfile::tempdir().expect("a folder");
        let (full, empty) = (folder.path().join("full"), folder.path().join("empty"));
        let open = folder.path().join("open");
        closed(&full, "hunter2");
        closed(&empty, "\n");
        fs::write(&open, "hunter2").expect("written");
        fs::set_permissions(&open, fs::Permissions::from_mode(0o644)).expect("set");
        for (address, file, expected) in [
            (
                "mysql://u:hunter2@db/hub",
                None,
                "not a database that Usher knows",
            ),
            ("postgres://u:hunter2@db", None, "it names no database"),
            ("postgres://u:hunter2@/hub", None, "it names no host"),
            (
                "postgres://u:hunter2@db/hub?sslmode=hunter2",
                None,
                "sslmode is disable, prefer or require",
            ),
            (
                "sqlite",
                Some(&full),
                "the database is SQLite, which has no password",
            ),
            ("postgres://u:hunter2@db/hub", Some(&full), "is given twice"),
            ("postgres://u@db/hub", Some(&open), "chmod 600"),
            (
                "postgres://u@db/hub",
                Some(&empty),
                "Write the password on its first line",
            ),
            (
                "postgres://u@db/hub",
                Some(&folder.path().join("none")),
                "cannot be read",
            ),
        ] {
            let told = resolved(&given(address, file.map(|file| &**file)))
                .expect_err(address)
                .to_string();
            assert!(told.contains(expected), "{address}: {told}");
            assert!(!told.contains("hunter2"), "{told}");
        }
    }
}
