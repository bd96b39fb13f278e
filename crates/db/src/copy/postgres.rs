//! Into PostgreSQL.

use std::{path::Path, pin::pin, time::Duration};

use futures_util::TryStreamExt;
use rusqlite::Connection;
use tokio_postgres::{Client, binary_copy::BinaryCopyInWriter};

use super::CopyError;
use crate::{
    Census, Error, PostgresAddress, Value,
    census::{Tally, value},
    postgres::{Cell, Needs, Sent, connect, failure, fits},
    shape::{Table, quote, quoted, tables},
    sqlite::{self, Role, open},
};

/// Fills the database at `at` with what the file at `path` holds.
pub(super) fn fill(
    path: &Path,
    at: &PostgresAddress,
    patience: Duration,
) -> Result<Census, CopyError> {
    let source = open(path, Role::Reader, patience)?;
    source.execute_batch("BEGIN").map_err(sqlite::failure)?;
    let tables = tables(&source)?;
    let sent = Census::of_sqlite(&source)?;
    let mut link = connect(at, Needs::ToUseTables, patience)?;
    let filled = link.run(async |client| {
        let filled = all(client, &source, &tables, &sent).await;
        // Also after an error: the server would keep what is locked until it notices.
        let end = if filled.is_ok() { "COMMIT" } else { "ROLLBACK" };
        let ended = client.batch_execute(end).await.map_err(refused);
        filled.and(ended)?;
        get_to_know(client, &tables).await;
        Ok(())
    });
    link.close();
    filled.map(|()| sent)
}

async fn all(
    client: &Client,
    source: &Connection,
    tables: &[Table],
    sent: &Census,
) -> Result<(), CopyError> {
    let names: Vec<_> = tables.iter().map(|table| table.name.clone()).collect();
    let begin = format!(
        "BEGIN READ WRITE; LOCK TABLE {} IN ACCESS EXCLUSIVE MODE",
        quoted(&names)
    );
    client.batch_execute(&begin).await.map_err(refused)?;
    for table in tables {
        refuse_rows(client, table).await?;
    }
    for table in tables {
        fill_table(client, source, table).await?;
        count_on(client, table).await?;
    }
    let arrived = census(client, tables).await?;
    match sent.differing(&arrived) {
        differing if differing.is_empty() => Ok(()),
        differing => Err(CopyError::Differs(differing)),
    }
}

/// Lets the server look at what has come, so that it plans for tables of that size from the first
/// question on. Without it that is so after a minute or two: its own watchman looks, too.
async fn get_to_know(client: &Client, tables: &[Table]) {
    let names: Vec<_> = tables.iter().map(|table| table.name.clone()).collect();
    let analyze = format!("ANALYZE {}", quoted(&names));
    if let Err(error) = client.batch_execute(&analyze).await {
        tracing::warn!(%error, "the tables were filled, but not analysed");
    }
}

async fn refuse_rows(client: &Client, table: &Table) -> Result<(), CopyError> {
    let any = format!(
        "SELECT EXISTS (SELECT 1 FROM {}) AS any",
        quote(&table.name)
    );
    let found = client.query_one(&any, &[]).await.map_err(refused)?;
    if found.try_get("any").map_err(refused)? {
        return Err(CopyError::NotEmpty(table.name.clone()));
    }
    Ok(())
}

async fn fill_table(client: &Client, source: &Connection, table: &Table) -> Result<(), CopyError> {
    let (name, columns) = (quote(&table.name), quoted(&table.columns));
    let look = format!("SELECT {columns} FROM {name} LIMIT 0");
    let look = client.prepare(&look).await.map_err(refused)?;
    let types: Vec<_> = look
        .columns()
        .iter()
        .map(|column| column.type_().clone())
        .collect();
    let copy = format!("COPY {name} ({columns}) FROM STDIN BINARY");
    let sink = client.copy_in(&copy).await.map_err(refused)?;
    let mut writer = pin!(BinaryCopyInWriter::new(sink, &types));
    let mut statement = source.prepare(&table.select()).map_err(sqlite::failure)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(sqlite::failure)? {
        let mut values = Vec::with_capacity(types.len());
        for (at, wanted) in types.iter().enumerate() {
            let value = value(row.get_ref(at).map_err(sqlite::failure)?)?;
            fits(&value, wanted).map_err(|why| {
                let column = &table.columns[at];
                Error::Other(format!("{}.{column}: {why}", table.name))
            })?;
            values.push(Sent(value));
        }
        writer.as_mut().write_raw(values).await.map_err(refused)?;
    }
    writer.finish().await.map(drop).map_err(refused)
}

/// Numbers that the server gives out go on after those that were copied.
async fn count_on(client: &Client, table: &Table) -> Result<(), CopyError> {
    for column in &table.columns {
        let named = "SELECT pg_get_serial_sequence(quote_ident($1::text), $2::text) AS sequence";
        let found = client
            .query_one(named, &[&table.name, column])
            .await
            .map_err(refused)?;
        let Some(sequence) = found
            .try_get::<_, Option<String>>("sequence")
            .map_err(refused)?
        else {
            continue;
        };
        let go_on = format!(
            "SELECT setval($1::text::regclass, COALESCE(max({column}), 0) + 1, false) FROM {}",
            quote(&table.name),
            column = quote(column),
        );
        client
            .query_one(&go_on, &[&sequence])
            .await
            .map_err(refused)?;
    }
    Ok(())
}

/// What the tables hold, as the transaction sees it.
pub(super) async fn census(client: &Client, tables: &[Table]) -> Result<Census, CopyError> {
    let mut census = Census::default();
    for table in tables {
        let mut tally = Tally::of(table);
        let none: [Sent<'_>; 0] = [];
        let rows = client.query_raw(&table.select(), none).await;
        let mut rows = pin!(rows.map_err(refused)?);
        while let Some(row) = rows.try_next().await.map_err(refused)? {
            tally.row();
            for at in 0..table.columns.len() {
                tally.value(cell(&row, at)?);
            }
        }
        census.put(table, tally);
    }
    Ok(census)
}

/// A value of a row. Refuses what our schema does not have.
pub(super) fn cell(row: &tokio_postgres::Row, at: usize) -> Result<Value<'_>, CopyError> {
    let cell: Cell<'_> = row.try_get(at).map_err(refused)?;
    let unknown = || Error::Corrupt("a column of a type that is not ours".into());
    cell.0.ok_or_else(unknown).map_err(CopyError::Database)
}

pub(super) fn refused(error: tokio_postgres::Error) -> CopyError {
    CopyError::Database(failure(&error).0)
}
