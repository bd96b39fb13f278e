//! From PostgreSQL into a new SQLite file: a snapshot.

use std::{path::Path, pin::pin, time::Duration};

use futures_util::TryStreamExt;
use rusqlite::{Connection, params_from_iter, types::ToSqlOutput, types::ValueRef};
use tokio_postgres::Client;
use usher_domain::clock::Timestamp;

use super::{
    CopyError, apart,
    postgres::{cell, census, refused},
};
use crate::{
    Census, Error, MigrateError, Migration, PostgresAddress, Value, migrate,
    postgres::{Needs, Sent, connect},
    shape::{Table, quote, quoted, tables},
    sqlite::{self, Role, open},
};

/// Makes the file at `to` by these migrations, and fills it with what the database at `at`
/// holds at one moment.
pub(crate) fn snapshot(
    at: &PostgresAddress,
    to: &Path,
    migrations: &'static [Migration],
    patience: Duration,
) -> Result<(), CopyError> {
    if to.exists() {
        return Err(Error::Other("there is a file of that name already".into()).into());
    }
    drop(open(to, Role::WriterThatCreates, patience)?);
    let unmade = |error: MigrateError| Error::Other(error.to_string());
    // When they were applied there is no part of what a database holds.
    let then = Timestamp::from_micros(0);
    migrate::sqlite::migrate(to, patience, migrations, then).map_err(unmade)?;
    apart(|| {
        let target = open(to, Role::Migrator, patience)?;
        target
            .execute_batch("BEGIN IMMEDIATE")
            .map_err(sqlite::failure)?;
        let tables = tables(&target)?;
        let mut link = connect(at, Needs::ToUseTables, patience)?;
        let sent = link.run(async |client| {
            client
                .batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                .await
                .map_err(refused)?;
            for table in &tables {
                fill_table(client, &target, table).await?;
            }
            census(client, &tables).await
        });
        link.close();
        let (sent, arrived) = (sent?, Census::of_sqlite(&target)?);
        let differing = sent.differing(&arrived);
        if !differing.is_empty() {
            return Err(CopyError::Differs(differing));
        }
        target.execute_batch("COMMIT").map_err(sqlite::failure)?;
        Ok(())
    })
}

async fn fill_table(client: &Client, target: &Connection, table: &Table) -> Result<(), CopyError> {
    let numbers: Vec<_> = (1..=table.columns.len())
        .map(|number| format!("?{number}"))
        .collect();
    let insert = format!(
        "INSERT INTO {} ({}) VALUES ({})",
        quote(&table.name),
        quoted(&table.columns),
        numbers.join(", ")
    );
    let mut insert = target.prepare(&insert).map_err(sqlite::failure)?;
    let none: [Sent<'_>; 0] = [];
    let rows = client.query_raw(&table.select(), none).await;
    let mut rows = pin!(rows.map_err(refused)?);
    while let Some(row) = rows.try_next().await.map_err(refused)? {
        let mut values = Vec::with_capacity(table.columns.len());
        for at in 0..table.columns.len() {
            values.push(ToSqlOutput::Borrowed(match cell(&row, at)? {
                Value::Null => ValueRef::Null,
                Value::Int(number) => ValueRef::Integer(number),
                Value::Text(text) => ValueRef::Text(text.as_bytes()),
                Value::Blob(bytes) => ValueRef::Blob(bytes),
            }));
        }
        insert
            .execute(params_from_iter(values))
            .map_err(sqlite::failure)?;
    }
    Ok(())
}
