//! A question as its owner knows it: with what is right.

use serde::{Deserialize, Serialize};

use crate::{
    ids::QuestionId,
    names::named,
    text::{AnswerText, Note, QuestionText},
};

/// The most questions of one quiz.
pub const MOST_QUESTIONS: usize = 100;

named! {
    /// What a question wants to be answered with.
    pub enum QuestionKind {
        /// One of several answers.
        Single = "single",
        /// All that are right of several answers.
        Multiple = "multiple",
        /// Whether it is true.
        TrueFalse = "true_false",
        /// A few words that are right or wrong.
        FillIn = "fill_in",
        /// A text that somebody has to read.
        Open = "open",
        /// Nothing: the film stops for a thought.
        Reflection = "reflection",
    }
}

/// One of the answers to choose from. Its place in the list is its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What it says.
    pub text: AnswerText,
    /// Whether it is right.
    pub right: bool,
}

/// What is asked for, and what of it is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Task {
    /// One of these; exactly one is right.
    Single {
        /// The answers, in order.
        choices: Vec<Choice>,
    },
    /// Some of these; at least one is right.
    Multiple {
        /// The answers, in order.
        choices: Vec<Choice>,
    },
    /// True or false.
    TrueFalse {
        /// Whether it is true.
        right: bool,
    },
    /// One of these, whatever its case and spaces.
    FillIn {
        /// What is taken for right.
        accepted: Vec<AnswerText>,
    },
    /// A text; its points are given by hand.
    Open,
    /// Nothing.
    Reflection,
}

impl Task {
    /// Its kind.
    pub const fn kind(&self) -> QuestionKind {
        match self {
            Self::Single { .. } => QuestionKind::Single,
            Self::Multiple { .. } => QuestionKind::Multiple,
            Self::TrueFalse { .. } => QuestionKind::TrueFalse,
            Self::FillIn { .. } => QuestionKind::FillIn,
            Self::Open => QuestionKind::Open,
            Self::Reflection => QuestionKind::Reflection,
        }
    }

    /// The answers to choose from; none where nothing is chosen, and none of true and false, which have no text.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::Single { choices } | Self::Multiple { choices } => choices,
            Self::TrueFalse { .. } | Self::FillIn { .. } | Self::Open | Self::Reflection => &[],
        }
    }
}

/// A question of a quiz.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Which it is, whatever its wording.
    pub id: QuestionId,
    /// Which wording this is, counted from one.
    pub wording: u32,
    /// Where the film stops for it, in milliseconds from its beginning.
    pub at: u32,
    /// What it asks.
    pub text: QuestionText,
    /// What is asked for.
    pub task: Task,
    /// What helps to find the answer; may be empty.
    pub hint: Note,
    /// Why what is right is right; may be empty.
    pub why: Note,
    /// What it is worth.
    pub points: u32,
}

impl Question {
    /// Its kind.
    pub const fn kind(&self) -> QuestionKind {
        self.task.kind()
    }

    /// Whether two are the same but for where they stand: then answers to one are answers to the other.
    pub fn is_worded_like(&self, other: &Self) -> bool {
        (&self.text, &self.task, &self.hint, &self.why, self.points)
            == (
                &other.text,
                &other.task,
                &other.hint,
                &other.why,
                other.points,
            )
    }
}

/// Puts questions into the order in which they are asked.
pub fn in_order(questions: &mut [Question]) {
    questions.sort_by_key(|question| (question.at, question.id));
}
