//! Which tables a database has, as its own schema tells.

use rusqlite::Connection;

use crate::{Error, sqlite::failure};

/// The ledger of migrations: what a database is, not what it holds.
const LEDGER: &str = "schema_migrations";

/// A table that holds what people and the hub have written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) name: String,
    /// In the order of the schema.
    pub(crate) columns: Vec<String>,
    /// The columns of the primary key, in its order.
    pub(crate) key: Vec<String>,
}

impl Table {
    /// `SELECT` of every column of every row, in the order of the key.
    pub(crate) fn select(&self) -> String {
        format!(
            "SELECT {} FROM {} ORDER BY {}",
            quoted(&self.columns),
            quote(&self.name),
            quoted(&self.key)
        )
    }
}

/// The tables of an SQLite database, each after those that it refers to. A PostgreSQL
/// database that the same migrations made has the same.
pub(crate) fn tables(connection: &Connection) -> Result<Vec<Table>, Error> {
    let names = texts(
        connection,
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
           AND name <> ?1
         ORDER BY name",
        LEDGER,
    )?;
    let mut waiting = Vec::new();
    for name in names {
        let of = |sql: &str| texts(connection, sql, &name);
        let table = Table {
            columns: of("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?,
            key: of("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?,
            name: name.clone(),
        };
        if table.key.is_empty() {
            return Err(Error::Other(format!("the table {name} has no primary key")));
        }
        let mut refers = of("SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(?1)")?;
        refers.retain(|other| *other != name);
        waiting.push((table, refers));
    }
    in_order(waiting)
}

/// Parents first.
fn in_order(mut waiting: Vec<(Table, Vec<String>)>) -> Result<Vec<Table>, Error> {
    let mut ordered: Vec<Table> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let known = |name: &String| ordered.iter().any(|table| table.name == *name);
        let (ready, later): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|(_, refers)| refers.iter().all(known));
        if ready.is_empty() {
            return Err(Error::Other("tables refer to each other in a ring".into()));
        }
        ordered.extend(ready.into_iter().map(|(table, _)| table));
        waiting = later;
    }
    Ok(ordered)
}

fn texts(connection: &Connection, sql: &str, about: &str) -> Result<Vec<String>, Error> {
    connection
        .prepare(sql)
        .and_then(|mut statement| statement.query_map([about], |row| row.get(0))?.collect())
        .map_err(failure)
}

/// A name as both engines quote it.
pub(crate) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Names in a list.
pub(crate) fn quoted(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| quote(name)).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made_by(sql: &str) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(sql).unwrap();
        connection
    }

    #[test]
    fn a_table_comes_after_what_it_refers_to_and_the_ledger_is_left_out() {
        let connection = made_by(
            "CREATE TABLE a (id TEXT PRIMARY KEY, b TEXT REFERENCES b (id));
             CREATE TABLE b (id TEXT PRIMARY KEY, c TEXT REFERENCES c (id), up TEXT REFERENCES b (id));
             CREATE TABLE c (one TEXT, two TEXT, PRIMARY KEY (two, one)) WITHOUT ROWID;
             CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY);",
        );
        let tables = tables(&connection).unwrap();
        let names: Vec<_> = tables.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["c", "b", "a"]);
        assert_eq!(
            tables[0].select(),
            "SELECT \"one\", \"two\" FROM \"c\" ORDER BY \"two\", \"one\""
        );
    }

    #[test]
    fn a_ring_of_references_is_refused() {
        let connection = made_by(
            "CREATE TABLE a (id TEXT PRIMARY KEY, b TEXT REFERENCES b (id));
             CREATE TABLE b (id TEXT PRIMARY KEY, a TEXT REFERENCES a (id));",
        );
        assert!(tables(&connection).is_err());
    }
}
