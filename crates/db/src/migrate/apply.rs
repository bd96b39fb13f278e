//! Comparing what is applied with what the program carries, and closing the gap.

use rusqlite::{Connection, Transaction, TransactionBehavior};
use usher_domain::clock::Timestamp;

use super::{MigrateError, Migration, dialect::for_sqlite};
use crate::{
    Db, Error,
    sqlite::{Role, failure, open},
};

const LEDGER: &str = "CREATE TABLE schema_migrations (
    version BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    applied_at BIGINT NOT NULL
);";

impl Db {
    /// The migrations that [`Db::migrate`] would apply, in order; nothing is
    /// changed. Refuses what `migrate` would refuse. Blocks: for start-up and the
    /// command line.
    pub fn pending(
        &self,
        migrations: &'static [Migration],
    ) -> Result<&'static [Migration], MigrateError> {
        let options = self.options();
        let connection = open(&options.path, Role::Reader, options.patience)?;
        pending(&connection, migrations)
    }

    /// Applies what is pending, each migration in a transaction of its own, so that
    /// a process killed half-way goes on where it was; answers what it applied.
    /// `now` is written beside each. Refuses, before writing anything, a schema
    /// that a newer program made and one that was made by other files. Blocks: for
    /// start-up and the command line.
    pub fn migrate(
        &self,
        migrations: &'static [Migration],
        now: Timestamp,
    ) -> Result<&'static [Migration], MigrateError> {
        let missing = self.pending(migrations)?;
        let options = self.options();
        if missing.is_empty() {
            return Ok(missing);
        }
        if options.shared {
            return Err(MigrateError::Shared(missing.len()));
        }
        let mut connection = open(&options.path, Role::Migrator, options.patience)?;
        for migration in missing {
            apply(&mut connection, migration, now).map_err(|error| MigrateError::Failed {
                name: migration.name().to_owned(),
                error,
            })?;
            tracing::info!(migration = migration.name(), "migration applied");
        }
        Ok(missing)
    }
}

fn pending(
    connection: &Connection,
    migrations: &'static [Migration],
) -> Result<&'static [Migration], MigrateError> {
    for (migration, number) in migrations.iter().zip(1..) {
        if migration.version() != Some(number) {
            return Err(MigrateError::Numbering(migration.name().to_owned()));
        }
    }
    let applied = applied(connection)?;
    for (index, (version, name, digest)) in applied.iter().enumerate() {
        if *version != index as i64 + 1 {
            return Err(MigrateError::Gap(name.clone()));
        }
        match migrations.get(index) {
            None => {
                return Err(MigrateError::Newer {
                    applied: name.clone(),
                    known: migrations.len(),
                });
            }
            Some(ours) if ours.digest() != *digest => {
                return Err(MigrateError::Changed(name.clone()));
            }
            Some(_) => {}
        }
    }
    Ok(migrations.get(applied.len()..).unwrap_or_default())
}

/// What the ledger says, in order; nothing if the database is empty.
fn applied(connection: &Connection) -> Result<Vec<(i64, String, String)>, MigrateError> {
    let tables = |of: &str| {
        connection
            .query_row(of, [], |row| row.get::<_, i64>(0))
            .map_err(failure)
    };
    if tables("SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migrations'")? == 0 {
        return match tables("SELECT count(*) FROM sqlite_schema")? {
            0 => Ok(Vec::new()),
            _ => Err(MigrateError::NotOurs),
        };
    }
    let rows = connection
        .prepare("SELECT version, name, digest FROM schema_migrations ORDER BY version")
        .and_then(|mut statement| {
            statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect()
        })
        .map_err(failure)?;
    Ok(rows)
}

fn apply(connection: &mut Connection, migration: &Migration, now: Timestamp) -> Result<(), Error> {
    let transaction =
        Transaction::new(connection, TransactionBehavior::Immediate).map_err(failure)?;
    if migration.version() == Some(1) {
        transaction
            .execute_batch(&for_sqlite(LEDGER))
            .map_err(failure)?;
    }
    transaction
        .execute_batch(&for_sqlite(migration.sql))
        .map_err(failure)?;
    if transaction.is_autocommit() {
        return Err(Error::Other("it ended its own transaction".into()));
    }
    let dangling = transaction
        .prepare("PRAGMA foreign_key_check")
        .and_then(|mut check| check.exists([]))
        .map_err(failure)?;
    if dangling {
        return Err(Error::Other(
            "it leaves references to rows that are gone".into(),
        ));
    }
    transaction
        .execute(
            "INSERT INTO schema_migrations (version, name, digest, applied_at) VALUES (?1, ?2, ?3, ?4)",
            (migration.version(), migration.name(), migration.digest(), now.micros()),
        )
        .map_err(failure)?;
    transaction.commit().map_err(failure)
}
