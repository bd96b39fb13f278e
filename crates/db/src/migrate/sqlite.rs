//! The schema of an SQLite file.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use usher_domain::clock::Timestamp;

use super::{
    MigrateError, Migration,
    dialect::for_sqlite,
    ledger::{Applied, LEDGER, missing},
};
use crate::{
    Error,
    sqlite::{Role, failure, open},
};

pub(super) fn pending(
    path: &Path,
    patience: Duration,
    migrations: &'static [Migration],
) -> Result<&'static [Migration], MigrateError> {
    let connection = open(path, Role::Reader, patience)?;
    missing(&applied(&connection)?, migrations)
}

pub(crate) fn migrate(
    path: &Path,
    patience: Duration,
    missing: &[Migration],
    now: Timestamp,
) -> Result<(), MigrateError> {
    let mut connection = open(path, Role::Migrator, patience)?;
    for migration in missing {
        apply(&mut connection, migration, now).map_err(|error| MigrateError::Failed {
            name: migration.name().to_owned(),
            error,
        })?;
        tracing::info!(migration = migration.name(), "migration applied");
    }
    Ok(())
}

/// What the ledger says, in order; nothing if the database is empty.
fn applied(connection: &Connection) -> Result<Vec<Applied>, MigrateError> {
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
