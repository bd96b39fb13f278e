//! Closing the gap between what is applied and what the program carries.

use std::sync::atomic::Ordering;

use usher_domain::clock::Timestamp;

use super::{MigrateError, Migration, postgres, sqlite};
use crate::{Db, options::Place};

impl Db {
    /// The migrations that [`Db::migrate`] would apply, in order; nothing is
    /// changed. Refuses what `migrate` would refuse. Blocks: for start-up and the
    /// command line.
    pub fn pending(
        &self,
        migrations: &'static [Migration],
    ) -> Result<&'static [Migration], MigrateError> {
        let options = self.options();
        match &options.place {
            Place::Sqlite(path) => sqlite::pending(path, options.patience, migrations),
            Place::Postgres(at) => postgres::pending(at, options.patience, migrations),
        }
    }

    /// Applies what is pending, each migration in a transaction of its own, so that
    /// a process killed half-way goes on where it was; answers what it applied.
    /// `now` is written beside each. Refuses, before writing anything, a schema
    /// that a newer program made and one that was made by other files. Where several
    /// servers share a PostgreSQL database and start at once, one of them does it and
    /// the others wait. Blocks: for start-up and the command line.
    pub fn migrate(
        &self,
        migrations: &'static [Migration],
        now: Timestamp,
    ) -> Result<&'static [Migration], MigrateError> {
        let options = self.options();
        let missing = self.pending(migrations)?;
        let applied = if missing.is_empty() {
            missing
        } else if options.shared {
            return Err(MigrateError::Shared(missing.len()));
        } else {
            match &options.place {
                Place::Sqlite(path) => {
                    sqlite::migrate(path, options.patience, missing, now)?;
                    missing
                }
                Place::Postgres(at) => postgres::migrate(at, options.patience, migrations, now)?,
            }
        };
        self.site().migrated.store(true, Ordering::SeqCst);
        Ok(applied)
    }
}
