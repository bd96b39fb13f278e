//! From moments to rows' numbers, without an index on moments: rows are numbered as they come,
//! so a handful of looks by number find the place.

use std::time::Duration;

use usher_db::{Error, Tx, params};
use usher_domain::clock::Timestamp;

/// Servers' clocks differ a little, and a deed's moment is when it began: rows this near to the place are
/// looked at one by one.
const SLACK: Duration = Duration::from_mins(5);

/// The first number that may be of a row at or after `at`; every row with a lower one is earlier.
pub(super) fn first_from(tx: &Tx, at: Timestamp) -> Result<i64, Error> {
    if at <= Timestamp::from_micros(0) {
        return Ok(0);
    }
    place(tx, at.before(SLACK))
}

/// A number that every row before `at` is below.
pub(super) fn end_before(tx: &Tx, at: Timestamp) -> Result<i64, Error> {
    if at == Timestamp::MAX {
        return Ok(i64::MAX);
    }
    place(tx, at.after(SLACK))
}

/// The lowest number such that the row there, or the next one, is at or after `at`.
fn place(tx: &Tx, at: Timestamp) -> Result<i64, Error> {
    let last = tx.query_one(
        "SELECT CAST(COALESCE(MAX(id), 0) AS BIGINT) AS last FROM audit",
        &[],
        |row| row.get::<i64>("last"),
    )?;
    let (mut low, mut high) = (0, last.saturating_add(1));
    while low < high {
        let middle = low + (high - low) / 2;
        match at_or_after(tx, middle)? {
            Some((id, then)) if then < at => low = id + 1,
            _ => high = middle,
        }
    }
    Ok(low)
}

fn at_or_after(tx: &Tx, id: i64) -> Result<Option<(i64, Timestamp)>, Error> {
    tx.query_opt(
        "SELECT id, at FROM audit WHERE id >= $1 ORDER BY id LIMIT 1",
        params![id],
        |row| Ok((row.get("id")?, row.get("at")?)),
    )
}
