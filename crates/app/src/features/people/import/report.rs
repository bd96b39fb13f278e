//! What became, or would become, of each row.

use serde::{Deserialize, Serialize};
use usher_domain::people::import::{Column, Outcome, RowError, RowFault};

use crate::words::Words;

/// One row of the report.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Line {
    /// The line of the file on which the row begins.
    pub(super) at: u64,
    pub(super) address: String,
    pub(super) what: What,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum What {
    New,
    Changed(Vec<Column>),
    Unchanged,
    Wrong(Column, RowFault),
}

impl From<Result<Outcome, RowError>> for What {
    fn from(outcome: Result<Outcome, RowError>) -> Self {
        match outcome {
            Ok(Outcome::New) => Self::New,
            Ok(Outcome::Changed(columns)) => Self::Changed(columns),
            Ok(Outcome::Unchanged) => Self::Unchanged,
            Err(error) => Self::Wrong(error.column, error.fault),
        }
    }
}

/// The whole of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Report {
    /// How the file was written: `UTF-8`, `windows-1252`.
    pub(super) encoding: String,
    /// Columns that are not read.
    pub(super) ignored: Vec<String>,
    /// Groups that are not there yet.
    pub(super) new_groups: Vec<String>,
    pub(super) lines: Vec<Line>,
}

/// How many rows come to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) new: usize,
    pub(super) changed: usize,
    pub(super) unchanged: usize,
    pub(super) wrong: usize,
}

impl Report {
    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for line in &self.lines {
            match line.what {
                What::New => counts.new += 1,
                What::Changed(_) => counts.changed += 1,
                What::Unchanged => counts.unchanged += 1,
                What::Wrong(..) => counts.wrong += 1,
            }
        }
        counts
    }
}

impl What {
    /// The word for it in message keys and in the downloaded report.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed(_) => "changed",
            Self::Unchanged => "unchanged",
            Self::Wrong(..) => "wrong",
        }
    }

    /// What changes, or what is wrong and what to do.
    pub(super) fn sentence(&self, words: &Words) -> String {
        let column = |column: &Column| {
            let key = format!("import-column-{}", column.as_str().replace('_', "-"));
            words.say(key).to_string()
        };
        match self {
            Self::New | Self::Unchanged => String::new(),
            Self::Changed(columns) => columns.iter().map(column).collect::<Vec<_>>().join(", "),
            Self::Wrong(at, fault) => {
                let key = format!("import-fault-{}", fault.as_str().replace('_', "-"));
                words.say(key).with("column", column(at)).to_string()
            }
        }
    }
}
