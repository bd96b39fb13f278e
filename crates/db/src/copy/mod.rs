//! From one engine to the other: everything, or nothing.

mod postgres;
mod refusal;
mod sqlite;

use std::thread;

pub use refusal::CopyError;
pub(crate) use sqlite::snapshot;

use crate::{Census, Db, Error, options::Place};

impl Db {
    /// Copies everything that this SQLite database holds into `to`, a PostgreSQL database
    /// that the same migrations have made and that holds nothing yet. What arrived is
    /// counted there and compared before it is committed; the source is left as it is.
    /// Answers what both hold. Nobody may write to either meanwhile. Blocks: for the
    /// command line.
    pub fn copy_into(&self, to: &Self) -> Result<Census, CopyError> {
        let (from, to) = (self.options(), to.options());
        match (&from.place, &to.place) {
            (Place::Sqlite(path), Place::Postgres(at)) => {
                apart(|| postgres::fill(path, at, from.patience))
            }
            _ => Err(CopyError::Direction),
        }
    }
}

/// In a thread without a runtime, since whoever asks may be in one.
fn apart<T: Send>(work: impl FnOnce() -> Result<T, CopyError> + Send) -> Result<T, CopyError> {
    let ended = thread::scope(|scope| scope.spawn(work).join());
    ended.unwrap_or(Err(CopyError::Database(Error::Panicked)))
}
