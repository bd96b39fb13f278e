//! Whether what others began is over: for whoever must not miss a row that is still on its way.

use crate::{Error, Row};

/// The transactions that were under way at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Underway {
    /// The first that was.
    oldest: i64,
    /// The first that had not begun.
    next: i64,
}

/// The server's snapshot knows; a transaction counts from its first write, in whichever
/// database of the server it is.
pub(crate) const ASK: &str = "
    SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT) AS oldest,
           CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT) AS next";

impl Underway {
    pub(crate) const NOBODY: Self = Self { oldest: 0, next: 0 };

    pub(crate) fn of(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            oldest: row.get("oldest")?,
            next: row.get("next")?,
        })
    }

    /// Whether everything that was under way at that `earlier` moment is over at this one.
    pub fn is_past(&self, earlier: &Self) -> bool {
        self.oldest >= earlier.next
    }
}
