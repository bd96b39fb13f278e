//! How a quiz is taken: the owner's rules.

use crate::names::named;

/// The most attempts that can be allowed, short of as many as somebody likes.
pub const MOST_ATTEMPTS: u32 = 50;

named! {
    /// When whoever takes a quiz is told what was right, and why.
    pub enum Reveal {
        /// Never.
        Never = "never",
        /// After each attempt.
        AfterSubmit = "after_submit",
        /// Once no attempt is left.
        AfterLast = "after_last",
    }
}

named! {
    /// Which of somebody's scores counts.
    pub enum KeptScore {
        /// The best.
        Highest = "highest",
        /// That of the last attempt.
        Latest = "latest",
        /// The mean of all.
        Average = "average",
        /// That of the first attempt.
        First = "first",
    }
}

/// The rules of a quiz.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How many attempts; nothing for as many as somebody likes.
    pub attempts: Option<u32>,
    /// Whether it can be submitted only once every question is answered.
    pub all_required: bool,
    /// Whether an answer may be changed until it is submitted.
    pub may_change: bool,
    /// Whether one may go on without an answer.
    pub may_skip: bool,
    /// Whether one may go ahead in the film.
    pub may_seek: bool,
    /// When right answers are told.
    pub reveal: Reveal,
    /// Which score counts.
    pub kept: KeptScore,
    /// Whether the questions may be had on paper before.
    pub pretest: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            attempts: Some(1),
            all_required: true,
            may_change: true,
            may_skip: true,
            may_seek: true,
            reveal: Reveal::AfterSubmit,
            kept: KeptScore::Highest,
            pretest: false,
        }
    }
}

impl Rules {
    /// Whether they fit together: of endless attempts there is no last one.
    pub const fn fit(&self) -> bool {
        !(self.attempts.is_none() && matches!(self.reveal, Reveal::AfterLast))
    }

    /// How many attempts are left to whoever has begun so many; nothing for endless ones.
    pub fn left(&self, begun: u32) -> Option<u32> {
        self.attempts.map(|most| most.saturating_sub(begun))
    }
}
