//! A hub's move from SQLite to PostgreSQL.

use std::path::Path;

use usher_db::{Census, Db, MIGRATIONS, Options as Database, PostgresAddress};

use crate::{
    data_folder::DataFolder,
    failure::{Failure, Outcome},
    password_file,
    screen::say,
    site,
};

/// The address, with the password from its file. No sentence repeats either.
pub(super) fn address(text: &str, password: Option<&Path>) -> Outcome<PostgresAddress> {
    let address: PostgresAddress = text.parse().map_err(|why| {
        Failure::usage(format!(
            "The option --to is not a database's address: {why}."
        ))
    })?;
    match password {
        None => Ok(address),
        Some(_) if address.has_password() => Err(Failure::usage(
            "The option --to holds a password already. Take it out, or leave --database-password-file out.",
        )),
        Some(file) => Ok(address.with_password(&password_file::read(file)?)),
    }
}

/// Copies the database of `data` to `address`, or says how much that would be.
pub(super) fn copy(data: &DataFolder, address: PostgresAddress, dry_run: bool) -> Outcome {
    let shown = address.to_string();
    let source = Database::sqlite(data.database());
    let source = if dry_run {
        source.shared()
    } else {
        // Not beside a server, which would go on writing to what was left behind.
        source.existing()
    };
    let source = Db::open(source).map_err(site::refused)?;
    let behind = source.pending(MIGRATIONS).map_err(site::refused)?;
    if !behind.is_empty() {
        return Err(Failure::usage(
            "The database's schema is older than this version. Run usher migrate without --to first.",
        ));
    }
    let target = Db::open(Database::postgres(address)).map_err(site::refused)?;
    if dry_run {
        let steps = target.pending(MIGRATIONS).map_err(site::refused)?;
        let census = counted(&source)?;
        say(format_args!(
            "Would apply {} migrations to {shown} and copy {} rows of {} tables into it, if it is empty.",
            steps.len(),
            census.rows(),
            census.tables().count()
        ));
        return Ok(());
    }
    target
        .migrate(MIGRATIONS, site::now()?)
        .map_err(site::refused)?;
    let census = source.copy_into(&target).map_err(site::refused)?;
    for (table, count) in census.tables().filter(|(_, count)| count.rows > 0) {
        say(format_args!("{:>12} rows of {table}", count.rows));
    }
    say(format_args!(
        "Copied {} rows into {shown}; what arrived is what was sent, table by table.",
        census.rows()
    ));
    say(format_args!(
        "Set database to its address before the next start. Nothing was changed in {}; keep {} until you \
         are sure, and do not start on it again.",
        data.root().display(),
        data.database().display()
    ));
    Ok(())
}

fn counted(source: &Db) -> Outcome<Census> {
    let folder = tempfile::tempdir()
        .map_err(|error| Failure::runtime(format!("No temporary folder can be made ({error}).")))?;
    let copy = folder.path().join("usher.db");
    source.snapshot(&copy)?;
    Ok(Census::of_file(&copy)?)
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use super::*;

    #[test]
    fn a_password_comes_from_a_file_that_nobody_else_reads_and_is_never_repeated() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("password");
        fs::write(&file, "hunter2/ü\n").expect("written");
        let set = |mode| {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("set");
        };
        set(0o644);
        let told = address("postgres://usher@db/usher", Some(&file)).expect_err("open");
        assert!(told.to_string().contains("chmod 600"), "{told}");
        set(0o600);
        let taken = address("postgres://usher@db/usher", Some(&file)).expect("good");
        assert!(!taken.to_string().contains("hunter2"));
        for wrong in [
            "postgres://usher:hunter3@db/usher",
            "mysql://usher@db/usher",
            "db/usher",
        ] {
            let told = address(wrong, Some(&file)).expect_err("wrong").to_string();
            assert!(!told.contains("hunter"), "{told}");
        }
        assert!(address("postgres://usher:hunter3@db/usher", None).is_ok());
    }
}
