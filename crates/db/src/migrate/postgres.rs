//! The schema of a PostgreSQL database.

use std::{thread, time::Duration};

use tokio_postgres::Client;
use usher_domain::clock::Timestamp;

use super::{
    MigrateError, Migration,
    dialect::for_postgres,
    ledger::{Applied, LEDGER, missing},
};
use crate::{
    Error, PostgresAddress,
    postgres::{Link, Needs, connect, failure},
};

/// Held by whoever brings the schema up to date: "usher" in numbers.
const LOCK: &str = "SET lock_timeout = 0; SELECT pg_advisory_lock(503615104370)";

/// Ours, or somebody else's; what came with an extension does not count.
const TABLES: &str = "
    SELECT count(*) FILTER (WHERE c.relname = 'schema_migrations') AS ledger, count(*) AS tables
    FROM pg_class c
    WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema()))
      AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND NOT EXISTS (SELECT 1 FROM pg_depend d
                      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                        AND d.deptype = 'e')";

pub(super) fn pending(
    at: &PostgresAddress,
    patience: Duration,
    migrations: &'static [Migration],
) -> Result<&'static [Migration], MigrateError> {
    apart(|| {
        let mut link = connect(at, Needs::ToUseTables, patience)?;
        missing(&applied(&mut link)?, migrations)
    })
}

pub(super) fn migrate(
    at: &PostgresAddress,
    patience: Duration,
    migrations: &'static [Migration],
    now: Timestamp,
) -> Result<&'static [Migration], MigrateError> {
    apart(|| {
        let mut link = connect(at, Needs::ToMakeTables, patience)?;
        // However long another server takes for it, and whoever runs beside us.
        link.run(|client| client.batch_execute(LOCK))
            .map_err(|error| failure(&error).0)?;
        // Another server may have been here in the meantime.
        let missing = missing(&applied(&mut link)?, migrations)?;
        for migration in missing {
            let outcome = link.run(|client| apply(client, migration, now));
            outcome.map_err(|error| MigrateError::Failed {
                name: migration.name().to_owned(),
                error,
            })?;
            tracing::info!(migration = migration.name(), "migration applied");
        }
        link.close();
        Ok(missing)
    })
}

/// In a thread without a runtime, since whoever starts a server may be in one.
fn apart<T: Send>(
    work: impl FnOnce() -> Result<T, MigrateError> + Send,
) -> Result<T, MigrateError> {
    let ended = thread::scope(|scope| scope.spawn(work).join());
    ended.unwrap_or(Err(MigrateError::Unreadable(Error::Panicked)))
}

/// What the ledger says, in order; nothing if the database is empty.
fn applied(link: &mut Link) -> Result<Vec<Applied>, MigrateError> {
    let found = link.run(async |client| {
        let tables = client.query_one(TABLES, &[]).await?;
        if tables.try_get::<_, i64>("ledger")? == 0 {
            return Ok(Err(tables.try_get::<_, i64>("tables")?));
        }
        let rows = client
            .query(
                "SELECT version, name, digest FROM schema_migrations ORDER BY version",
                &[],
            )
            .await?;
        rows.iter()
            .map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?)))
            .collect::<Result<_, _>>()
            .map(Ok)
    });
    match found.map_err(|error| failure(&error).0)? {
        Ok(applied) => Ok(applied),
        Err(0) => Ok(Vec::new()),
        Err(_) => Err(MigrateError::NotOurs),
    }
}

/// A setting that lasts as long as the transaction tells whether it still stands.
const BEGIN: &str = "BEGIN READ WRITE; SET LOCAL usher.migrating = 'on'";
const STANDS: &str =
    "SELECT COALESCE(current_setting('usher.migrating', true), '') = 'on' AS stands";

async fn apply(client: &Client, migration: &Migration, now: Timestamp) -> Result<(), Error> {
    let done = async {
        client.batch_execute(BEGIN).await?;
        if migration.version() == Some(1) {
            client.batch_execute(&for_postgres(LEDGER)).await?;
        }
        client.batch_execute(&for_postgres(migration.sql)).await?;
        if !client.query_one(STANDS, &[]).await?.try_get("stands")? {
            return Ok(false);
        }
        client
            .execute(
                "INSERT INTO schema_migrations (version, name, digest, applied_at)
                 VALUES ($1, $2, $3, $4)",
                &[
                    &migration.version().map(i64::from),
                    &migration.name(),
                    &migration.digest(),
                    &now.micros(),
                ],
            )
            .await?;
        client.batch_execute("COMMIT").await?;
        Ok(true)
    };
    match done.await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Error::Other("it ended its own transaction".into())),
        Err(error) => {
            let _ = client.batch_execute("ROLLBACK").await;
            Err(failure(&error).0)
        }
    }
}
