//! Why a schema was left alone, in sentences for an administrator.

use crate::{Error, OpenError, PostgresRefusal};

/// Why a schema was not brought up to date. Whatever was applied before stays
/// whole; the migration that failed left nothing behind.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum MigrateError {
    /// The database has been used by a later version.
    #[error(
        "The database was used by a newer Usher: it has migration {applied}, and this program knows only {known}. Start the newer program, or restore a backup from before the upgrade. Nothing was changed."
    )]
    Newer {
        /// The first migration that this program does not know.
        applied: String,
        /// How many migrations this program knows.
        known: usize,
    },
    /// A migration was applied in another form than this program carries.
    #[error(
        "Migration {0} was applied to this database in another form than this program carries. Start the program that made the database. Nothing was changed."
    )]
    Changed(String),
    /// A number is missing among those applied.
    #[error(
        "The database's list of migrations has a gap before {0}. Restore it from a backup. Nothing was changed."
    )]
    Gap(String),
    /// The database has tables, and they are not ours.
    #[error(
        "The database holds tables that Usher did not make. Give it a database of its own. Nothing was changed."
    )]
    NotOurs,
    /// The schema is to be changed beside a server that may be running.
    #[error(
        "The database needs {0} migrations first. Stop the server and run `usher migrate`. Nothing was changed."
    )]
    Shared(usize),
    /// The program's own list is wrong (a mistake of whoever built it).
    #[error("The program's migrations are not numbered 1, 2, 3, …: {0}.")]
    Numbering(String),
    /// A migration did not go through and was undone.
    #[error("Migration {name} failed and was undone: {error}.")]
    Failed {
        /// Which.
        name: String,
        /// Why.
        error: Error,
    },
    /// The database could not be reached.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database could not be read.
    #[error("The database could not be read: {0}.")]
    Unreadable(#[from] Error),
}

impl From<PostgresRefusal> for MigrateError {
    fn from(refusal: PostgresRefusal) -> Self {
        Self::Open(refusal.into())
    }
}
