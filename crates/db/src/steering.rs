//! Statements that are the lane's business and not a closure's.

use crate::Error;

/// Refuses a statement that would end the transaction it runs in, or change the
/// connection for whoever comes after.
pub(crate) fn refuse_steering(sql: &str) -> Result<(), Error> {
    let word = sql
        .trim_start()
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or_default();
    let steers = [
        "BEGIN",
        "START",
        "COMMIT",
        "END",
        "ROLLBACK",
        "ABORT",
        "SAVEPOINT",
        "RELEASE",
        "PRAGMA",
        "ATTACH",
        "DETACH",
        "VACUUM",
        "SET",
        "RESET",
        "DISCARD",
        "PREPARE",
        "DEALLOCATE",
        "LISTEN",
        "UNLISTEN",
        "COPY",
    ]
    .iter()
    .any(|steering| word.eq_ignore_ascii_case(steering));
    if steers {
        return Err(Error::Other(
            "a closure does not begin, end or set up its own transaction".into(),
        ));
    }
    Ok(())
}
