//! A copy of the whole database at one moment, while it is in use.

use std::path::Path;

use crate::{
    Db, Error, MIGRATIONS, copy,
    options::Place,
    sqlite::{Role, failure, open},
};

impl Db {
    /// Writes everything that is committed now into a new SQLite file at `to`, as one
    /// consistent whole and without what was deleted. Nobody waits for it: writers go on,
    /// and what they write is not in it. The file is not synced. Refuses a file that is
    /// there already, and on PostgreSQL
    /// migrations that this program does not know. Blocks: for the command line.
    pub fn snapshot(&self, to: &Path) -> Result<(), Error> {
        match &self.options().place {
            Place::Sqlite(path) => sqlite(path, to, self.options().patience),
            Place::Postgres(at) => {
                let unknown = |error: crate::MigrateError| Error::Other(error.to_string());
                let missing = self.pending(MIGRATIONS).map_err(unknown)?.len();
                let applied = &MIGRATIONS[..MIGRATIONS.len() - missing];
                copy::snapshot(at, to, applied, self.options().patience)
                    .map_err(|error| Error::Other(error.to_string()))
            }
        }
    }
}

fn sqlite(path: &Path, to: &Path, patience: std::time::Duration) -> Result<(), Error> {
    let connection =
        open(path, Role::Reader, patience).map_err(|error| Error::Other(error.to_string()))?;
    let to = to
        .to_str()
        .ok_or_else(|| Error::Other("the file's name is not text".into()))?;
    // The copy is no part of this database, but the same connection writes it.
    connection
        .pragma_update(None, "query_only", 0)
        .map_err(failure)?;
    connection
        .execute("VACUUM INTO ?1", [to])
        .map_err(failure)
        .map(drop)
}
