//! One person of many, and what becomes of them.

use serde::{Deserialize, Serialize};
use usher_domain::{
    clock::Timestamp,
    ids::InviteId,
    invite::many::{Column, RowError, RowFault, Wish},
};

/// What becomes, or became, of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in super::super) enum What {
    /// It is still to be found out.
    Open,
    /// Somebody new is invited.
    New,
    /// An invite changes in these columns.
    Changed(Vec<Column>),
    /// A link is mailed, and nothing else changes.
    Mailed,
    /// Everything is so already.
    Kept,
    /// The same, and the link has come to its end.
    Over,
    /// What was asked for was done to the invite.
    Done,
    /// It cannot be done.
    Wrong(Column, RowFault),
}

impl What {
    /// The word for it in message keys, in the API and in the downloaded result.
    pub(in super::super) const fn word(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::New => "new",
            Self::Changed(_) => "changed",
            Self::Mailed => "mailed",
            Self::Kept => "kept",
            Self::Over => "over",
            Self::Done => "done",
            Self::Wrong(..) => "wrong",
        }
    }
}

impl From<RowError> for What {
    fn from(error: RowError) -> Self {
        Self::Wrong(error.column, error.fault)
    }
}

impl From<RowFault> for What {
    fn from(fault: RowFault) -> Self {
        Self::Wrong(Column::Email, fault)
    }
}

/// One person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Row {
    /// The line on which the person stands; 0 where there is none.
    pub(in super::super) at: u64,
    /// By what people find it: the address, or the line as it was written.
    pub(in super::super) who: String,
    /// The person's name, where no wish says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(in super::super) named: String,
    /// What the row says, where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in super::super) wish: Option<Wish>,
    /// The invite.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in super::super) invite: Option<InviteId>,
    pub(in super::super) what: What,
    /// Whether a link goes out by mail.
    #[serde(default)]
    pub(in super::super) mail: bool,
    /// Whether it was done.
    #[serde(default)]
    pub(in super::super) done: bool,
    /// The latest end there may be, where the wished one is beyond it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in super::super) latest: Option<Timestamp>,
    /// The languages there are, where the wished one is none of them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(in super::super) languages: String,
}

/// How many rows come to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(in super::super) struct Counts {
    pub(in super::super) new: u64,
    pub(in super::super) changed: u64,
    pub(in super::super) kept: u64,
    pub(in super::super) wrong: u64,
    /// Links that go out by mail.
    pub(in super::super) mails: u64,
    /// Invites that something was done to.
    pub(in super::super) done: u64,
}

impl Counts {
    pub(in super::super) fn add(&mut self, row: &Row) {
        match row.what {
            What::New => self.new += 1,
            What::Changed(_) | What::Mailed => self.changed += 1,
            What::Kept | What::Over => self.kept += 1,
            What::Wrong(..) => self.wrong += 1,
            What::Done => self.done += 1,
            What::Open => {}
        }
        self.mails += u64::from(row.mail);
    }

    /// Of these rows.
    pub(in super::super) fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut counts = Self::default();
        rows.into_iter().for_each(|row| counts.add(row));
        counts
    }

    /// Both together.
    pub(in super::super) const fn and(self, other: Self) -> Self {
        Self {
            new: self.new + other.new,
            changed: self.changed + other.changed,
            kept: self.kept + other.kept,
            wrong: self.wrong + other.wrong,
            mails: self.mails + other.mails,
            done: self.done + other.done,
        }
    }

    /// What is left when `part` of it is counted already.
    pub(in super::super) const fn without(self, part: Self) -> Self {
        Self {
            new: self.new.saturating_sub(part.new),
            changed: self.changed.saturating_sub(part.changed),
            kept: self.kept.saturating_sub(part.kept),
            wrong: self.wrong.saturating_sub(part.wrong),
            mails: self.mails.saturating_sub(part.mails),
            done: self.done.saturating_sub(part.done),
        }
    }

    /// How many rows would write something.
    pub(in super::super) const fn useful(&self) -> u64 {
        self.new + self.changed
    }

    /// How many rows there are of which it is known what they come to.
    pub(in super::super) const fn all(&self) -> u64 {
        self.new + self.changed + self.kept + self.wrong + self.done
    }
}
