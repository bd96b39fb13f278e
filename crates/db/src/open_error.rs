//! Why a database was not opened, in sentences for an administrator.

use std::path::{Path, PathBuf};

use crate::PostgresRefusal;

/// Why a database was not opened. Each says what to do; nothing was changed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Another server holds the folder.
    #[error(
        "Another Usher server{} is already using {}. Stop it first, or give this one another data folder.",
        process.map(|id| format!(" (process {id})")).unwrap_or_default(),
        folder.display()
    )]
    InUse {
        /// The data folder.
        folder: PathBuf,
        /// The other server's process, if it said.
        process: Option<u32>,
    },
    /// The file is not there, and was not to be made.
    #[error("There is no database at {}. Check the data folder.", .0.display())]
    Missing(PathBuf),
    /// The folder is not there or does not let us in.
    #[error("The folder {} is not there or may not be written to. Make it, or check who owns it.", .0.display())]
    Folder(PathBuf),
    /// The file cannot be written to.
    #[error("The database {} may not be written to. Check who owns it and whether the disk is read-only.", .0.display())]
    ReadOnly(PathBuf),
    /// The file is something else.
    #[error("{} is not an SQLite database. Nothing was changed; give another data folder.", .0.display())]
    NotADatabase(PathBuf),
    /// The file is damaged.
    #[error("The database {} is damaged. Restore it from a backup.", .0.display())]
    Damaged(PathBuf),
    /// Somebody else holds it for longer than we wait.
    #[error("The database {} is held by another program. Try again when that is done.", .0.display())]
    Busy(PathBuf),
    /// No room for the first write.
    #[error("The disk that holds {} is full. Make room and start again.", .0.display())]
    DiskFull(PathBuf),
    /// The SQLite that was built in is too old to be trusted.
    #[error("SQLite {0} has a bug that can damage the database; 3.51.3 or later is needed.")]
    OldSqlite(String),
    /// A setting that the promises rest on did not take.
    #[error(
        "SQLite did not accept {setting} = {wanted} (it says {found}). Is the file on a network drive?"
    )]
    Setting {
        /// The pragma.
        setting: &'static str,
        /// What it must be.
        wanted: String,
        /// What it is.
        found: String,
    },
    /// The system gives us no more threads.
    #[error("The database could not be opened, because no thread for it could be started: {0}.")]
    Threads(String),
    /// A PostgreSQL database.
    #[error(transparent)]
    Postgres(#[from] PostgresRefusal),
    /// Anything else.
    #[error("The database {} could not be opened: {reason}.", path.display())]
    Other {
        /// The database file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
}

impl OpenError {
    /// The path could not even be looked at.
    pub(crate) fn unreachable(path: &Path, error: &std::io::Error) -> Self {
        Self::Other {
            path: path.to_owned(),
            reason: error.to_string(),
        }
    }
}
