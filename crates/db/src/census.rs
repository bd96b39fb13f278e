//! What a database holds, in numbers that can be compared.

use std::{collections::BTreeMap, path::Path};

use rusqlite::{Connection, OpenFlags, types::ValueRef};
use sha2::{Digest, Sha256};

use crate::{
    Error, Value,
    shape::{Table, tables},
    sqlite::failure,
};

/// Table by table how many rows there are and what they say. Two databases whose
/// censuses are equal hold the same, whichever engine keeps them; which migrations
/// made them is not part of it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Census(BTreeMap<String, Count>);

/// One table of a [`Census`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many rows it has.
    pub rows: u64,
    /// The digest of all of them, in the order of the primary key.
    pub sha256: [u8; 32],
}

impl Census {
    /// Counts the SQLite file at `path`, which nobody may be writing to: a snapshot.
    pub fn of_file(path: &Path) -> Result<Self, Error> {
        // Read-only, it could not be opened in WAL mode without a log beside it.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(failure)?;
        connection
            .pragma_update(None, "query_only", 1)
            .map_err(failure)?;
        Self::of_sqlite(&connection)
    }

    pub(crate) fn of_sqlite(connection: &Connection) -> Result<Self, Error> {
        let mut census = Self::default();
        for table in tables(connection)? {
            let mut tally = Tally::of(&table);
            let mut statement = connection.prepare(&table.select()).map_err(failure)?;
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next().map_err(failure)? {
                tally.row();
                for at in 0..table.columns.len() {
                    tally.value(value(row.get_ref(at).map_err(failure)?)?);
                }
            }
            census.put(&table, tally);
        }
        Ok(census)
    }

    pub(crate) fn put(&mut self, table: &Table, tally: Tally) {
        self.0.insert(table.name.clone(), tally.finish());
    }

    /// The tables by name.
    pub fn tables(&self) -> impl Iterator<Item = (&str, Count)> {
        self.0.iter().map(|(name, count)| (name.as_str(), *count))
    }

    /// How many rows all tables have together.
    pub fn rows(&self) -> u64 {
        self.0.values().map(|count| count.rows).sum()
    }

    /// One digest of everything.
    pub fn digest(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        for (name, count) in &self.0 {
            framed(&mut digest, name.as_bytes());
            digest.update(count.rows.to_be_bytes());
            digest.update(count.sha256);
        }
        digest.finalize().into()
    }

    /// The tables that are not the same in both, by name.
    pub fn differing(&self, other: &Self) -> Vec<String> {
        let names = self.0.keys().chain(other.0.keys());
        let mut differing: Vec<_> = names
            .filter(|name| self.0.get(*name) != other.0.get(*name))
            .cloned()
            .collect();
        differing.sort_unstable();
        differing.dedup();
        differing
    }
}

/// A table as it is being counted.
pub(crate) struct Tally {
    rows: u64,
    digest: Sha256,
}

impl Tally {
    pub(crate) fn of(table: &Table) -> Self {
        let mut digest = Sha256::new();
        for column in &table.columns {
            framed(&mut digest, column.as_bytes());
        }
        Self { rows: 0, digest }
    }

    /// The next row begins.
    pub(crate) fn row(&mut self) {
        self.rows += 1;
        self.digest.update(b"row");
    }

    /// Its next column. What is written tells sorts and lengths apart, so that no two
    /// rows of different values look alike.
    pub(crate) fn value(&mut self, value: Value<'_>) {
        match value {
            Value::Null => self.digest.update(b"n"),
            Value::Int(number) => {
                self.digest.update(b"i");
                self.digest.update(number.to_be_bytes());
            }
            Value::Text(text) => {
                self.digest.update(b"t");
                framed(&mut self.digest, text.as_bytes());
            }
            Value::Blob(bytes) => {
                self.digest.update(b"b");
                framed(&mut self.digest, bytes);
            }
        }
    }

    fn finish(self) -> Count {
        Count {
            rows: self.rows,
            sha256: self.digest.finalize().into(),
        }
    }
}

fn framed(digest: &mut Sha256, bytes: &[u8]) {
    digest.update((bytes.len() as u64).to_be_bytes());
    digest.update(bytes);
}

/// A value as both engines have it. Refuses what our schema does not have.
pub(crate) fn value(found: ValueRef<'_>) -> Result<Value<'_>, Error> {
    match found {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Int(number)),
        ValueRef::Text(text) => std::str::from_utf8(text)
            .map(Value::Text)
            .map_err(|_| Error::Corrupt("a text that is not UTF-8".into())),
        ValueRef::Blob(bytes) => Ok(Value::Blob(bytes)),
        ValueRef::Real(_) => Err(Error::Corrupt("a number that is not whole".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn census(sql: &str) -> Census {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE TABLE t (id TEXT PRIMARY KEY, a TEXT, b BLOB, n INTEGER) STRICT; CREATE TABLE u (id INTEGER PRIMARY KEY) STRICT")
            .unwrap();
        connection.execute_batch(sql).unwrap();
        Census::of_sqlite(&connection).unwrap()
    }

    #[test]
    fn the_order_of_writing_does_not_count() {
        let one = census("INSERT INTO t (id, n) VALUES ('a', 1), ('b', 2)");
        let other = census("INSERT INTO t (id, n) VALUES ('b', 2), ('a', 1)");
        assert_eq!(one, other);
        assert_eq!(one.digest(), other.digest());
        assert_eq!(one.rows(), 2);
    }

    #[test]
    fn everything_else_does_and_the_table_is_named() {
        let one = census("INSERT INTO t VALUES ('a', 'xy', x'78', 1)");
        for other in [
            "INSERT INTO t VALUES ('a', 'x', x'7978', 1)",
            "INSERT INTO t VALUES ('a', 'xy', NULL, 1)",
            "INSERT INTO t VALUES ('a', 'xy', x'78', 0)",
            "INSERT INTO t VALUES ('a', 'xy', x'78', 1), ('b', NULL, NULL, NULL)",
            "",
        ] {
            let other = census(other);
            assert_eq!(one.differing(&other), ["t"]);
            assert_ne!(one.digest(), other.digest());
        }
        assert!(one.differing(&one).is_empty());
    }
}
