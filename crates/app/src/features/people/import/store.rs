//! Files on their way from being looked at to being written.

use std::time::Duration;

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, ImportId},
};

use super::report::Report;

/// How long a file and its report are kept.
const KEPT: Duration = Duration::from_hours(24);

/// A file that was sent.
pub(super) struct Import {
    pub(super) text: String,
    pub(super) report: Report,
    /// When it was written; not yet.
    pub(super) done_at: Option<Timestamp>,
}

/// Keeps a file with what it would do, and forgets those of yesterday.
pub(super) fn keep(
    tx: &Tx,
    id: ImportId,
    by: AccountId,
    (text, report): (&str, &Report),
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM people_imports WHERE created_at < $1",
        params![now.before(KEPT)],
    )?;
    tx.execute(
        "INSERT INTO people_imports (id, account_id, created_at, content, report)
         VALUES ($1, $2, $3, $4, $5)",
        params![id, by, now, text, written(report)],
    )
    .map(drop)
}

/// A file, unless its day is over.
pub(super) fn find(tx: &Tx, id: ImportId) -> Result<Option<Import>, Error> {
    tx.query_opt(
        "SELECT content, report, done_at FROM people_imports WHERE id = $1",
        params![id],
        |row| {
            let report: String = row.get("report")?;
            Ok(Import {
                text: row.get("content")?,
                report: serde_json::from_str(&report).unwrap_or_default(),
                done_at: row.get("done_at")?,
            })
        },
    )
}

/// Notes that it was written, and what became of it.
pub(super) fn done(tx: &Tx, id: ImportId, report: &Report, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE people_imports SET report = $2, done_at = $3 WHERE id = $1",
        params![id, written(report), now],
    )
    .map(drop)
}

fn written(report: &Report) -> String {
    serde_json::json!(report).to_string()
}
