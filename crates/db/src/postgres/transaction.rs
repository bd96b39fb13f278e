//! How a transaction begins, by what its closure was promised.

use crate::job::Mode;

/// The table by whose locks the sorts of closures keep apart: every database that
/// was migrated has it, and nothing else ever writes to it while a server runs.
///
/// * Exact closures ([`Mode::Write`]) take it in SHARE mode: beside each other, where
///   SERIALIZABLE sees to it that they act as if one by one.
/// * Locking closures ([`Mode::Locking`]) take it in ROW EXCLUSIVE mode: beside each
///   other, where their own locks see to it.
/// * The two modes exclude each other, and SHARE ROW EXCLUSIVE excludes everybody.
///
/// `LOCK` takes no snapshot, so what a closure sees is what is there once it has the
/// lock.
const GATE: &str = "schema_migrations";

/// Where a closure stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// The database has no tables yet, and so no gate.
    NoGate,
    /// Others of its sort.
    Others,
    /// Nobody: others got in its way too often.
    Nobody,
}

/// What opens the transaction, after ending the one before if that is still open.
pub(super) fn opening(mode: Mode, beside: Beside, ends_another: bool) -> String {
    let begin = match (mode, beside) {
        (Mode::Read, _) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        (Mode::Locking, Beside::Others | Beside::Nobody) => {
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
        }
        (Mode::Write, _) | (Mode::Locking, Beside::NoGate) => {
            "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"
        }
    };
    let lock = match (mode, beside) {
        (Mode::Read, _) | (_, Beside::NoGate) => None,
        (_, Beside::Nobody) => Some("SHARE ROW EXCLUSIVE"),
        (Mode::Write, _) => Some("SHARE"),
        (Mode::Locking, _) => Some("ROW EXCLUSIVE"),
    };
    let mut text = String::with_capacity(128);
    if ends_another {
        text.push_str("ROLLBACK; ");
    }
    text.push_str(begin);
    if let Some(lock) = lock {
        text.push_str("; LOCK TABLE ");
        text.push_str(GATE);
        text.push_str(" IN ");
        text.push_str(lock);
        text.push_str(" MODE");
    }
    text
}
