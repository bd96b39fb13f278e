//! What the database says, table by table, row by row: to show that a request
//! changed nothing, and to put everything back after one that did.

use std::collections::{BTreeMap, BTreeSet};

use usher_db::{Db, Error, Tx, params};

use super::fixed;

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
    /// In the order of the migrations: a table after those it refers to.
    tables: &'static [Table],
    /// What was written when the watch began.
    before: &'static Ledger,
}

impl Watch {
    pub(super) async fn over(db: &Db) -> Self {
        let tables = db.read(tables).await.unwrap().leak();
        let before = db.read(|tx| ledger(tx, tables)).await.unwrap();
        Self {
            db: db.clone(),
            tables,
            before: Box::leak(Box::new(before)),
        }
    }

    /// How many rows the writing connection has touched since it was opened,
    /// rolled back or not: if it stands still, nothing was changed.
    pub(super) async fn touched(&self) -> i64 {
        let sql = "SELECT total_changes() AS rows";
        self.db
            .write(move |tx| tx.query_one(sql, &[], |row| row.get("rows")))
            .await
            .unwrap_or_else(|error: Error| panic!("{error}"))
    }

    /// What is different from when the watch began: nothing, or lines to read.
    pub(super) async fn changes(&self) -> String {
        let tables = self.tables;
        let after = self.db.read(|tx| ledger(tx, tables)).await;
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

fn tables(tx: &Tx) -> Result<Vec<Table>, Error> {
    let names = tx.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid",
        &[],
        |row| row.get::<String>("name"),
    )?;
    let columns = "SELECT name, pk FROM pragma_table_info($1) ORDER BY cid";
    names
        .into_iter()
        .map(|name| {
            let columns = tx.query(columns, params![name], |row| {
                Ok((row.get::<String>("name")?, row.get::<i64>("pk")? > 0))
            })?;
            Ok(table(name, &columns))
        })
        .collect()
}

fn table(name: String, columns: &[(String, bool)]) -> Table {
    let quoted = |all: bool| {
        let names = columns.iter().filter(|(_, key)| all || *key);
        let quoted: Vec<String> = names.map(|(name, _)| format!("quote({name})")).collect();
        quoted.join(" || ', ' || ")
    };
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let (key, names) = (quoted(false), names.join(", "));
    Table {
        rows: fixed(format!(
            "SELECT {key} AS row_key,
                    'REPLACE INTO {name} ({names}) VALUES (' || {} || ')' AS line FROM {name}",
            quoted(true)
        )),
        remove: fixed(format!("DELETE FROM {name} WHERE {key} = $1")),
        name: fixed(name),
    }
}
