//! What can go wrong with a statement, by what the caller can do about it.

/// Why a statement, or a whole closure, did not succeed. Messages name tables,
/// columns and constraints, never values: they may be logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Too much is waiting, somebody else holds the database, or the server is away:
    /// try again later
    /// (the HTTP layer answers 503 with `Retry-After`).
    #[error("the database is busy")]
    Busy,
    /// No room left where the database lives. Reads go on; writes work again
    /// once there is room.
    #[error("the disk is full")]
    DiskFull,
    /// The change would break a rule that the schema states.
    #[error("{kind} constraint failed: {on}")]
    Constraint {
        /// Which sort of rule.
        kind: ConstraintKind,
        /// What the engine says about where: `table.column`, a constraint's name,
        /// or nothing (SQLite does not say which foreign key).
        on: String,
    },
    /// [`Tx::query_one`](crate::Tx::query_one) found no row. The only error that
    /// does not poison the [`Tx`](crate::Tx).
    #[error("no such row")]
    NoRow,
    /// `query_one` or `query_opt` found more than one row.
    #[error("more than one row where one was expected")]
    ManyRows,
    /// A column is missing from the row or does not hold what was asked for.
    #[error("column `{column}` does not hold {wanted}")]
    Column {
        /// The column's name as asked for.
        column: &'static str,
        /// The Rust type that was wanted.
        wanted: &'static str,
    },
    /// The database file is damaged.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// The closure went on after an error and returned `Ok`; everything it did
    /// has been undone. Inside is the first error.
    #[error("went on after an error: {0}")]
    Poisoned(Box<Error>),
    /// The closure panicked; everything it did has been undone.
    #[error("the database closure panicked")]
    Panicked,
    /// PostgreSQL only: the connection was lost after the commit was sent and before
    /// it was answered, and the server could not be asked afterwards. Whether it took
    /// place is not known, so it is neither called a success nor run again.
    #[error("the database was lost while it committed; whether it did is not known")]
    Unsure,
    /// The database is shutting down.
    #[error("the database is closed")]
    Closed,
    /// Anything else the engine reports: a mistake in a statement, an I/O error.
    #[error("database: {0}")]
    Other(String),
}

/// The sorts of rule that a schema states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintKind {
    /// A unique index or primary key.
    Unique,
    /// A reference to a row that is not there.
    ForeignKey,
    /// A `CHECK` or `NOT NULL`.
    Check,
}

impl std::fmt::Display for ConstraintKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unique => "unique",
            Self::ForeignKey => "foreign key",
            Self::Check => "check",
        })
    }
}

impl Error {
    /// Whether this is a unique index or primary key saying no.
    pub fn is_unique(&self) -> bool {
        matches!(
            self,
            Self::Constraint {
                kind: ConstraintKind::Unique,
                ..
            }
        )
    }
}
