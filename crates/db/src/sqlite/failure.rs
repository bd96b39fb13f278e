//! SQLite's result codes in our words.

use rusqlite::{
    ErrorCode,
    ffi::{
        SQLITE_CONSTRAINT_CHECK, SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_NOTNULL,
        SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID, SQLITE_CONSTRAINT_UNIQUE,
        SQLITE_IOERR_SHMSIZE,
    },
};

use crate::{ConstraintKind, Error};

/// What a failed call into SQLite means for the caller.
pub(crate) fn failure(error: rusqlite::Error) -> Error {
    let rusqlite::Error::SqliteFailure(code, message) = &error else {
        return Error::Other(error.to_string());
    };
    let message = || message.clone().unwrap_or_else(|| code.to_string());
    match code.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy,
        ErrorCode::DiskFull => Error::DiskFull,
        // The wal-index could not grow: what a full disk looks like from there.
        _ if code.extended_code == SQLITE_IOERR_SHMSIZE => Error::DiskFull,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Error::Corrupt(message()),
        ErrorCode::ConstraintViolation => {
            let kind = match code.extended_code {
                SQLITE_CONSTRAINT_UNIQUE
                | SQLITE_CONSTRAINT_PRIMARYKEY
                | SQLITE_CONSTRAINT_ROWID => ConstraintKind::Unique,
                SQLITE_CONSTRAINT_FOREIGNKEY => ConstraintKind::ForeignKey,
                SQLITE_CONSTRAINT_CHECK | SQLITE_CONSTRAINT_NOTNULL => ConstraintKind::Check,
                // A value of the wrong type in a STRICT table: our mistake.
                _ => return Error::Other(message()),
            };
            let message = message();
            let on = match message.split_once(" constraint failed: ") {
                Some((_, on)) => on.to_owned(),
                None => String::new(),
            };
            Error::Constraint { kind, on }
        }
        _ => Error::Other(format!("{} ({})", message(), code.extended_code)),
    }
}
