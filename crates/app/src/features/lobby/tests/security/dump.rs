//! Everything that the database says, for comparing and for searching.

use usher_db::{Error, Tx, params};

use crate::testing::Hub;

/// A value of a text or bytes column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stored {
    Text(String),
    Bytes(Vec<u8>),
}

/// Every row of every table as text, in order.
pub(super) async fn dump(hub: &Hub) -> Vec<String> {
    let read = |tx: &Tx| {
        let mut lines = Vec::new();
        for table in tables(tx)? {
            let columns = columns(tx, &table)?;
            let row: Vec<String> = columns
                .iter()
                .map(|name| format!("quote({name})"))
                .collect();
            let sql = format!(
                "SELECT '{table}: ' || {} AS line FROM {table} ORDER BY 1",
                row.join(" || ', ' || ")
            );
            lines.extend(tx.query(kept(sql), &[], |row| row.get::<String>("line"))?);
        }
        Ok::<_, Error>(lines)
    };
    let lines = hub.app.parts.db.read(read).await.unwrap();
    assert!(lines.len() > 10, "an empty dump proves nothing");
    lines
}

/// Every different text and bytes value in it.
pub(super) async fn values(hub: &Hub) -> Vec<Stored> {
    let read = |tx: &Tx| {
        let mut values = Vec::new();
        for table in tables(tx)? {
            for column in columns(tx, &table)? {
                let of = |kind: &str| {
                    kept(format!(
                        "SELECT DISTINCT {column} AS value FROM {table} WHERE typeof({column}) = '{kind}'"
                    ))
                };
                values.extend(tx.query(of("text"), &[], |row| row.get("value").map(Stored::Text))?);
                values
                    .extend(tx.query(of("blob"), &[], |row| row.get("value").map(Stored::Bytes))?);
            }
        }
        Ok::<_, Error>(values)
    };
    let mut values = hub.app.parts.db.read(read).await.unwrap();
    values.sort();
    values.dedup();
    values
}

fn tables(tx: &Tx) -> Result<Vec<String>, Error> {
    tx.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
        &[],
        |row| row.get("name"),
    )
}

fn columns(tx: &Tx, table: &str) -> Result<Vec<String>, Error> {
    tx.query(
        "SELECT name FROM pragma_table_info($1) ORDER BY cid",
        params![table],
        |row| row.get("name"),
    )
}

/// Bytes as two digits each.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// Statements are written in the code; these are made for the tables there are.
fn kept(sql: String) -> &'static str {
    Box::leak(sql.into_boxed_str())
}
