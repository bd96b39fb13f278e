//! What the database says, table by table, row by row: to show that a request
//! changed nothing, and to put everything back after one that did.

use std::collections::{BTreeMap, BTreeSet};

use usher_db::{Db, Error, Tx, params};

use crate::testing::{
    Touches, on_postgres,
    tables::{self, Column, fixed},
};

/// Every row of every table: table → key → the statement that writes the row.
type Ledger = BTreeMap<&'static str, BTreeMap<String, String>>;

/// A table and how its rows are told.
struct Table {
    name: &'static str,
    /// `SELECT key, line` of all rows.
    rows: &'static str,
    /// `DELETE` of the row with the key `$1`.
    remove: &'static str,
}

/// Watches one database from the moment it was made.
pub(super) struct Watch {
    db: Db,
    touches: Touches,
    /// In the order of the migrations: a table after those it refers to.
    tables: &'static [Table],
    /// What was written when the watch began.
    before: &'static Ledger,
}

impl Watch {
    pub(super) async fn over(db: &Db) -> Self {
        let tables: &'static [Table] = db.read(all_tables).await.unwrap().leak();
        let touches = Touches::count(db).await;
        let before = db.read(move |tx| ledger(tx, tables)).await.unwrap();
        Self {
            db: db.clone(),
            touches,
            tables,
            before: Box::leak(Box::new(before)),
        }
    }

    /// A number that grows with every row that is written, rolled back or not: if it
    /// stands still, nothing was changed.
    pub(super) async fn touched(&self) -> i64 {
        self.touches.so_far().await
    }

    /// What is different from when the watch began: nothing, or lines to read.
    pub(super) async fn changes(&self) -> String {
        let tables = self.tables;
        let after = self.db.read(move |tx| ledger(tx, tables)).await;
        differences(self.before, &after.unwrap())
    }

    /// Makes the database say again what it said when the watch began.
    pub(super) async fn restore(&self) {
        let (tables, before) = (self.tables, self.before);
        let after = self
            .db
            .write(move |tx| {
                let found = ledger(tx, tables)?;
                for table in tables.iter().rev() {
                    for key in found[table.name].keys() {
                        if !before[table.name].contains_key(key) {
                            tx.execute(table.remove, params![key])?;
                        }
                    }
                }
                for table in tables {
                    for (key, line) in &before[table.name] {
                        if found[table.name].get(key) != Some(line) {
                            tx.execute(line, &[])?;
                        }
                    }
                }
                ledger(tx, tables)
            })
            .await
            .unwrap_or_else(|error: Error| panic!("{error}"));
        assert_eq!(differences(before, &after), "", "not everything came back");
    }
}

/// What is in one ledger and not in the other, for people.
fn differences(before: &Ledger, after: &Ledger) -> String {
    let mut lines = Vec::new();
    for (table, rows) in before {
        let keys: BTreeSet<&String> = rows.keys().chain(after[table].keys()).collect();
        for key in keys {
            let (was, is) = (rows.get(key), after[table].get(key));
            if was != is {
                lines.push(format!("{table} {key}\n   was {was:?}\n    is {is:?}"));
            }
        }
    }
    lines.join("\n")
}

fn ledger(tx: &Tx, tables: &'static [Table]) -> Result<Ledger, Error> {
    let mut ledger = Ledger::new();
    for table in tables {
        let rows = tx.query(table.rows, &[], |row| {
            Ok((row.get::<String>("row_key")?, row.get::<String>("line")?))
        })?;
        ledger.insert(table.name, rows.into_iter().collect());
    }
    Ok(ledger)
}

fn all_tables(tx: &Tx) -> Result<Vec<Table>, Error> {
    tables::tables(tx)?
        .into_iter()
        .map(|name| {
            let columns = tables::columns(tx, &name)?;
            Ok(table(name, &columns))
        })
        .collect()
}

fn table(name: String, columns: &[Column]) -> Table {
    let joined =
        |columns: &mut dyn Iterator<Item = String>, by: &str| columns.collect::<Vec<_>>().join(by);
    let keys = || columns.iter().filter(|column| column.key);
    let key = joined(&mut keys().map(Column::quoted), " || ', ' || ");
    let values = joined(&mut columns.iter().map(Column::quoted), " || ', ' || ");
    let names = joined(&mut columns.iter().map(|column| column.name.clone()), ", ");
    let unique = joined(&mut keys().map(|column| column.name.clone()), ", ");
    let others = columns.iter().filter(|column| !column.key);
    let set = joined(
        &mut others.map(|Column { name, .. }| format!("{name} = excluded.{name}")),
        ", ",
    );
    let otherwise = if set.is_empty() {
        "NOTHING".to_owned()
    } else {
        format!("UPDATE SET {set}")
    };
    // The numbers that PostgreSQL itself gives to rows are put back too.
    let given = if on_postgres() {
        "OVERRIDING SYSTEM VALUE"
    } else {
        ""
    };
    Table {
        rows: fixed(format!(
            "SELECT {key} AS row_key,
                    'INSERT INTO {name} ({names}) {given} VALUES (' || {values} ||
                    ') ON CONFLICT ({unique}) DO {otherwise}' AS line FROM {name}"
        )),
        remove: fixed(format!("DELETE FROM {name} WHERE {key} = $1")),
        name: fixed(name),
    }
}
