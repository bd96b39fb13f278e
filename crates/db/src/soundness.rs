//! Whether the database's file is what it should be.

use crate::{
    Db, Error,
    options::Place,
    sqlite::{Role, failure, open},
};

impl Db {
    /// What is wrong with an SQLite file, in the engine's words; `None` if nothing is. Reads
    /// all of it, beside whoever writes. On PostgreSQL nothing is looked at: that is its
    /// own administrator's. Blocks: for the command line.
    pub fn damage(&self) -> Result<Option<String>, Error> {
        let Place::Sqlite(path) = &self.options().place else {
            return Ok(None);
        };
        let connection = open(path, Role::Reader, self.options().patience)
            .map_err(|error| Error::Other(error.to_string()))?;
        let said: String = connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
            .map_err(failure)?;
        Ok((said != "ok").then_some(said))
    }

    /// The engine that is built in, or spoken to.
    pub fn engine(&self) -> String {
        match &self.options().place {
            Place::Sqlite(_) => format!("SQLite {}", rusqlite::version()),
            Place::Postgres(_) => "PostgreSQL".to_owned(),
        }
    }
}
