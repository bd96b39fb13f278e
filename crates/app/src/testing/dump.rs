//! Everything that the database says, for comparing and for searching.

use usher_db::{Error, Tx};

use super::{
    Hub,
    tables::{Column, Kind, columns, fixed, tables},
};

/// A value of a text or bytes column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stored {
    Text(String),
    Bytes(Vec<u8>),
}

/// Every row of every table as text, in order.
pub(crate) async fn dump(hub: &Hub) -> Vec<String> {
    let read = |tx: &Tx| {
        let mut lines = Vec::new();
        for table in tables(tx)? {
            let columns = columns(tx, &table)?;
            let row: Vec<String> = columns.iter().map(Column::quoted).collect();
            let sql = format!(
                "SELECT '{table}: ' || {} AS line FROM {table} ORDER BY 1",
                row.join(" || ', ' || ")
            );
            lines.extend(tx.query(fixed(sql), &[], |row| row.get::<String>("line"))?);
        }
        Ok::<_, Error>(lines)
    };
    let lines = hub.app.parts.db.read(read).await.unwrap();
    assert!(lines.len() > 10, "an empty dump proves nothing");
    lines
}

/// Every different text and bytes value in it.
pub(crate) async fn values(hub: &Hub) -> Vec<Stored> {
    let read = |tx: &Tx| {
        let mut values = Vec::new();
        for table in tables(tx)? {
            for column in columns(tx, &table)? {
                let name = column.name;
                let sql = fixed(format!(
                    "SELECT DISTINCT {name} AS value FROM {table} WHERE {name} IS NOT NULL"
                ));
                values.extend(match column.kind {
                    Kind::Text => tx.query(sql, &[], |row| row.get("value").map(Stored::Text))?,
                    Kind::Bytes => tx.query(sql, &[], |row| row.get("value").map(Stored::Bytes))?,
                    Kind::Number => Vec::new(),
                });
            }
        }
        Ok::<_, Error>(values)
    };
    let mut values = hub.app.parts.db.read(read).await.unwrap();
    values.sort();
    values.dedup();
    values
}

/// Bytes as two digits each.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}
