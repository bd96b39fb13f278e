//! Why a database was not copied, in sentences for an administrator.

use crate::{Error, OpenError, PostgresRefusal};

/// Why a database was not copied. Whatever was to be filled holds nothing.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CopyError {
    /// Not from SQLite to PostgreSQL.
    #[error("A database is moved from SQLite to PostgreSQL, and no other way.")]
    Direction,
    /// There is something already.
    #[error(
        "The database to be filled holds something already (in the table {0}). Give an empty one. Nothing was copied."
    )]
    NotEmpty(String),
    /// What arrived is not what was sent.
    #[error(
        "What arrived is not what was sent (in the tables {}). Nothing was kept; please report this.",
        .0.join(", ")
    )]
    Differs(Vec<String>),
    /// One of the databases could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// One of the databases could not do it.
    #[error("The database could not be copied: {0}. Nothing was kept.")]
    Database(#[from] Error),
}

impl From<PostgresRefusal> for CopyError {
    fn from(refusal: PostgresRefusal) -> Self {
        Self::Open(refusal.into())
    }
}
