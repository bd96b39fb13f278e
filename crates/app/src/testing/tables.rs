//! The tables that there are and what stands in them, asked of either engine in its own
//! words: for tests that look at everything.

use usher_db::{Error, Tx, params};

use super::on_postgres;

/// A column of a table.
pub(crate) struct Column {
    pub(crate) name: String,
    /// Whether it is part of the primary key.
    pub(crate) key: bool,
    pub(crate) kind: Kind,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Bytes,
    Number,
}

impl Column {
    /// The SQL expression for its value as a literal.
    pub(crate) fn quoted(&self) -> String {
        let quote = if on_postgres() {
            "quote_nullable"
        } else {
            "quote"
        };
        format!("{quote}({})", self.name)
    }
}

/// The tables in the order of the migrations: each after those it refers to.
pub(crate) fn tables(tx: &Tx) -> Result<Vec<String>, Error> {
    let list = if on_postgres() {
        "SELECT CAST(relname AS TEXT) AS name FROM pg_class
         WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' ORDER BY oid"
    } else {
        "SELECT name FROM sqlite_master
         WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid"
    };
    tx.query(list, &[], |row| row.get("name"))
}

/// The columns of a table in their order.
pub(crate) fn columns(tx: &Tx, table: &str) -> Result<Vec<Column>, Error> {
    let list = if on_postgres() {
        "SELECT CAST(a.attname AS TEXT) AS name,
                CAST(CASE WHEN a.attnum = ANY (k.indkey) THEN 1 ELSE 0 END AS BIGINT) AS pk,
                CASE a.atttypid WHEN 'text'::regtype THEN 'TEXT' WHEN 'bytea'::regtype THEN 'BLOB'
                                ELSE 'INTEGER' END AS type
         FROM pg_attribute a JOIN pg_index k ON k.indrelid = a.attrelid AND k.indisprimary
         WHERE a.attrelid = CAST(CAST($1 AS TEXT) AS regclass) AND a.attnum > 0
           AND NOT a.attisdropped
         ORDER BY a.attnum"
    } else {
        "SELECT name, pk, type FROM pragma_table_info($1) ORDER BY cid"
    };
    tx.query(list, params![table], |row| {
        Ok(Column {
            name: row.get("name")?,
            key: row.get::<i64>("pk")? > 0,
            kind: match &*row.get::<String>("type")? {
                "TEXT" => Kind::Text,
                "BLOB" => Kind::Bytes,
                _ => Kind::Number,
            },
        })
    })
}

/// Statements are written in the code; these are made for the tables there are.
pub(crate) fn fixed(sql: String) -> &'static str {
    sql.leak()
}
