//! Why a command stopped: one plain sentence for a person, and an exit code
//! for a script.

use std::{fmt, process::ExitCode};

/// A command's end without success. The sentence says what is wrong and what
/// to do about it; it never holds a secret.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    sentence: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Usage,
    Runtime,
}

/// What a fallible step of a command answers.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// The person asked for something that cannot be, or configured it: exit code 2.
    pub(crate) fn usage(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            kind: Kind::Usage,
        }
    }

    /// The machine could not do what was rightly asked: exit code 1.
    pub(crate) fn runtime(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            kind: Kind::Runtime,
        }
    }

    /// The exit code that scripts see.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self.kind {
            Kind::Runtime => 1,
            Kind::Usage => 2,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl From<usher_db::Error> for Failure {
    fn from(error: usher_db::Error) -> Self {
        Self::runtime(match error {
            usher_db::Error::Busy => {
                "The database is held by another program, or cannot be reached just now. Try again in a \
                 moment."
                    .to_owned()
            }
            usher_db::Error::DiskFull => {
                "The disk that holds the database is full. Make room and try again.".to_owned()
            }
            other => format!("The database could not do it: {other}."),
        })
    }
}
