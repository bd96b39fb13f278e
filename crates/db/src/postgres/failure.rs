//! PostgreSQL's error codes in our words.

use tokio_postgres::error::{DbError, SqlState};

use crate::{ConstraintKind, Error};

/// What a lane does about a failure, beside telling the closure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Others got in the way: the same again finds another moment.
    Conflict,
    /// The connection is of no use any more: the same again on another one.
    Lost,
}

/// What a failed exchange with the server means for the caller, and for the lane.
pub(crate) fn failure(error: &tokio_postgres::Error) -> (Error, Option<Trouble>) {
    match error.as_db_error() {
        Some(said) => answered(said),
        None => unanswered(error),
    }
}

/// Whether the server itself said that it ends the connection.
pub(super) fn is_dismissal(said: &DbError) -> bool {
    let code = said.code().code();
    code.starts_with("08") || ["57P01", "57P02", "57P03", "57P05", "25P03", "25P04"].contains(&code)
}

fn answered(said: &DbError) -> (Error, Option<Trouble>) {
    let code = said.code();
    if is_dismissal(said) {
        return (Error::Busy, Some(Trouble::Lost));
    }
    if let Some(kind) = constraint(code) {
        let on = place(said);
        return (Error::Constraint { kind, on }, None);
    }
    match code.code() {
        // Serialization failure, deadlock.
        "40001" | "40P01" => (Error::Busy, Some(Trouble::Conflict)),
        // A statement that was prepared before the schema changed, or by another session of a
        // pooler.
        "26000" => (Error::Busy, Some(Trouble::Lost)),
        "0A000" if said.message().contains("cached plan") => (Error::Busy, Some(Trouble::Lost)),
        // Waited for a lock for as long as we wait; cancelled; no memory; no connection.
        "55P03" | "57014" | "53000" | "53200" | "53300" | "53400" => (Error::Busy, None),
        "53100" => (Error::DiskFull, None),
        "XX001" | "XX002" => (Error::Corrupt(safe(said)), None),
        _ => (Error::Other(safe(said)), None),
    }
}

fn constraint(code: &SqlState) -> Option<ConstraintKind> {
    Some(match code.code() {
        "23505" | "23P01" => ConstraintKind::Unique,
        "23503" | "23001" => ConstraintKind::ForeignKey,
        "23514" | "23502" => ConstraintKind::Check,
        _ => return None,
    })
}

/// The constraint's name, or `table.column`.
fn place(said: &DbError) -> String {
    match (said.constraint(), said.table(), said.column()) {
        (Some(name), ..) => name.to_owned(),
        (None, Some(table), Some(column)) => format!("{table}.{column}"),
        (None, Some(table), None) => table.to_owned(),
        (None, None, _) => String::new(),
    }
}

/// The message where it speaks of the statement or the server; where it would
/// repeat a value, only which sort it is.
fn safe(said: &DbError) -> String {
    let code = said.code().code();
    let of_values = ["22", "23", "44", "P0"];
    if of_values.iter().any(|class| code.starts_with(class)) {
        return format!("a value was refused ({code})");
    }
    format!("{} ({code})", said.message())
}

fn unanswered(error: &tokio_postgres::Error) -> (Error, Option<Trouble>) {
    let cause = std::error::Error::source(error);
    let io = cause.is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
    if error.is_closed() || io {
        return (Error::Busy, Some(Trouble::Lost));
    }
    // A parameter that does not fit: names the parameter and the types.
    let cause = cause.map(|cause| format!(": {cause}")).unwrap_or_default();
    (Error::Other(format!("{error}{cause}")), None)
}
