//! Opening a connection with the settings that the promises rest on.

use std::{
    fs::OpenOptions, io::ErrorKind, os::unix::fs::OpenOptionsExt, path::Path, time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};

use crate::OpenError;

/// The first version without the WAL-reset corruption bug.
const OLDEST_SQLITE: i32 = 3_051_003;

/// More distinct statements than the product has.
const STATEMENTS_KEPT: usize = 512;

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The write lane's; makes the file if it is not there.
    WriterThatCreates,
    /// The write lane's, of a file that must be there.
    Writer,
    /// A reader's: cannot write.
    Reader,
    /// The migrator's: foreign keys are checked once at the end of each
    /// migration instead of at every step, so that tables can be rebuilt.
    Migrator,
}

/// Opens the file and asserts every setting that durability and correctness rest
/// on. A refusal says in a plain sentence what to do.
pub(crate) fn open(path: &Path, role: Role, patience: Duration) -> Result<Connection, OpenError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(OpenError::OldSqlite(rusqlite::version().into()));
    }
    let refused = |error: rusqlite::Error| refusal(path, &error);
    let access = match role {
        Role::WriterThatCreates => {
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
        }
        Role::Writer | Role::Migrator => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Role::Reader => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    if role == Role::WriterThatCreates {
        // SQLite would make it readable for everybody; the log beside it takes
        // after it. If this fails, SQLite says why.
        let _ = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path);
    }
    if role == Role::Writer {
        match path.try_exists() {
            Ok(true) => {}
            Ok(false) => return Err(OpenError::Missing(path.to_owned())),
            Err(error) => return Err(OpenError::unreachable(path, &error)),
        }
    }
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(refused)?;
    connection.busy_timeout(patience).map_err(refused)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    // A plan is made once and kept whatever is bound. Otherwise a statement that a partial index
    // might serve is prepared anew for every value, which costs more than running it.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(refused)?;

    let cache_kibibytes = if role == Role::Reader { 8192 } else { 16_384 };
    let foreign_keys = i64::from(role != Role::Migrator);
    if role != Role::Reader {
        let mode: String = connection
            .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
            .map_err(refused)?;
        if mode != "wal" {
            return Err(OpenError::Setting {
                setting: "journal_mode",
                wanted: "wal".into(),
                found: mode,
            });
        }
    }
    for (setting, value) in [
        // FULL: a commit that was answered is on the disk. NORMAL may forget a
        // spent link when the power goes.
        ("synchronous", 2),
        // MEMORY: a savepoint would otherwise copy each page into a temporary file.
        ("temp_store", 2),
        ("foreign_keys", foreign_keys),
        ("cache_size", -cache_kibibytes),
        ("trusted_schema", 0),
        ("query_only", i64::from(role == Role::Reader)),
    ] {
        connection
            .pragma_update(None, setting, value)
            .map_err(refused)?;
        let found: i64 = connection
            .pragma_query_value(None, setting, |row| row.get(0))
            .map_err(refused)?;
        if found != value {
            return Err(OpenError::Setting {
                setting,
                wanted: value.to_string(),
                found: found.to_string(),
            });
        }
    }
    if role != Role::Reader {
        // A burst may make the write-ahead log long; give the room back afterwards.
        connection
            .pragma_update(None, "journal_size_limit", 16 * 1024 * 1024)
            .map_err(refused)?;
        // Says now, not at the first write, that the file cannot be written.
        connection
            .execute_batch("BEGIN IMMEDIATE; ROLLBACK")
            .map_err(refused)?;
    }
    Ok(connection)
}

fn refusal(path: &Path, error: &rusqlite::Error) -> OpenError {
    let file = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::NotADatabase(file),
        Some(ErrorCode::DatabaseCorrupt) => OpenError::Damaged(file),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::Busy(file),
        Some(ErrorCode::DiskFull) => OpenError::DiskFull(file),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => OpenError::ReadOnly(file),
        Some(ErrorCode::CannotOpen) => match std::fs::metadata(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                OpenError::unreachable(path, &error)
            }
            Ok(found) if found.is_dir() => OpenError::NotADatabase(file),
            Ok(_) => OpenError::ReadOnly(file),
            Err(_) => OpenError::Folder(path.parent().unwrap_or(path).to_owned()),
        },
        _ => OpenError::Other {
            path: file,
            reason: error.to_string(),
        },
    }
}
