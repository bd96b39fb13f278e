//! How a closure's transaction ends.

use super::{
    Link, Session,
    failure::{Trouble, failure, is_dismissal},
    session::{Answer, Last},
    transaction::{Beside, opening},
};
use crate::{Error, job::Mode};

/// Asked for in the same packet as the commit, just before it: by this number the
/// server can be asked later whether the commit took place.
const NUMBER: &str = "SELECT CAST(pg_current_xact_id_if_assigned() AS TEXT) AS number";
const STATUS: &str = "SELECT pg_xact_status(CAST(CAST($1 AS TEXT) AS xid8)) AS status";

/// What became of a commit.
pub(super) enum Settled {
    /// It is on the disk.
    Committed,
    /// It did not take place, and the same again may succeed.
    Again(Trouble),
    /// It did not take place, and would not the next time either.
    Refused(Error),
    /// The connection was lost before the answer came. With the transaction's
    /// number, the server can still be asked.
    Unknown(Option<String>),
}

/// A transaction's number, as far as it is known.
enum Number {
    /// It has not been told.
    Untold,
    /// It has none: nothing was written.
    None,
    Told(String),
}

/// What the server remembers of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remembered {
    Committed,
    Undone,
    Running,
}

impl Session {
    /// Begins a transaction; it leaves with the closure's first statement.
    pub(super) fn begin(&self, mode: Mode, beside: Beside) {
        self.take_trouble();
        self.looks.set(mode == Mode::Read);
        let mut state = self.state.borrow_mut();
        state.held_back.clear();
        state.opening = Some(opening(mode, beside, state.begun));
    }

    /// Sends what was held back together with the commit.
    pub(super) fn commit(&self) -> Settled {
        {
            let state = self.state.borrow();
            if state.opening.is_some() && state.held_back.is_empty() {
                // The closure asked nothing.
                return Settled::Committed;
            }
        }
        let number = match self.statement(NUMBER) {
            Ok(number) => number,
            // Only before the first commit of a connection, and nothing is committed yet.
            Err(error) => {
                return self
                    .take_trouble()
                    .map_or(Settled::Refused(error), Settled::Again);
            }
        };
        let mut state = self.state.borrow_mut();
        let answers = state.fly(Last::Commit(&number));
        let count = answers.len();
        let mut xid = Number::Untold;
        for (at, answer) in answers.into_iter().enumerate() {
            let is_commit = at + 1 == count;
            match answer {
                Ok(Answer::Rows(rows, _)) => {
                    xid = match rows.first().map(|row| row.try_get("number")) {
                        Some(Ok(Some(number))) => Number::Told(number),
                        Some(Ok(None)) => Number::None,
                        _ => Number::Untold,
                    };
                }
                Ok(_) => {}
                Err(error) => return not_committed(&mut state.begun, &error, is_commit, xid),
            }
        }
        state.begun = false;
        Settled::Committed
    }

    /// Ends a transaction in which nothing is to be kept, now.
    pub(super) fn rest(&self) {
        let mut state = self.state.borrow_mut();
        state.opening = None;
        state.held_back.clear();
        if state.begun {
            state.begun = false;
            if state
                .fly(Last::Simple("ROLLBACK"))
                .iter()
                .any(Result::is_err)
            {
                state.renew(None);
            }
        }
    }

    /// Whether there is a connection, as far as this side has heard.
    pub(super) fn has_link(&self) -> bool {
        self.state.borrow().link.is_some()
    }

    /// Whether there is a connection, after a pause.
    pub(super) fn is_up(&self) -> bool {
        let mut state = self.state.borrow_mut();
        state.link.as_mut().is_some_and(Link::is_up)
    }

    /// Gives up the connection, or takes another.
    pub(super) fn renew(&self, link: Option<Link>) {
        self.take_trouble();
        self.state.borrow_mut().renew(link);
    }

    /// What the server remembers of a transaction of an earlier connection.
    pub(super) fn remembered(&self, xid: &str) -> Result<Option<Remembered>, Error> {
        self.begin(Mode::Read, Beside::NoGate);
        let mut status = None;
        let asked = self.each_row(STATUS, crate::params![xid], |row| {
            status = row.get::<Option<String>>("status")?;
            Ok(())
        });
        self.rest();
        asked?;
        Ok(match status.as_deref() {
            Some("committed") => Some(Remembered::Committed),
            Some("aborted") => Some(Remembered::Undone),
            Some("in progress") => Some(Remembered::Running),
            _ => None,
        })
    }

    /// Ends what is open and takes leave.
    pub(super) fn close(&self) {
        self.rest();
        let link = self.state.borrow_mut().link.take();
        if let Some(link) = link {
            link.close();
        }
    }
}

fn not_committed(
    begun: &mut bool,
    error: &tokio_postgres::Error,
    is_commit: bool,
    xid: Number,
) -> Settled {
    // A commit after an error is a rollback.
    *begun = false;
    let unanswered = match error.as_db_error() {
        None => true,
        // The server took leave instead of answering the commit itself.
        Some(said) => is_commit && is_dismissal(said),
    };
    if unanswered {
        return match xid {
            Number::None => Settled::Again(Trouble::Lost),
            Number::Told(number) => Settled::Unknown(Some(number)),
            Number::Untold => Settled::Unknown(None),
        };
    }
    match failure(error) {
        (_, Some(trouble)) => Settled::Again(trouble),
        (meant, None) => Settled::Refused(meant),
    }
}
