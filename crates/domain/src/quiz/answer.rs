//! An answer that somebody gives.

use serde::{Deserialize, Serialize};

use super::question::Task;
use crate::text::{TextError, WrittenAnswer};

/// What somebody answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// The numbers of what was chosen, ascending, each once. Of true and false: true is 1.
    Chosen(Vec<u32>),
    /// What was written.
    Written(WrittenAnswer),
    /// That it was seen.
    Seen,
}

/// Why something is no answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnAnswer {
    /// Nothing was chosen or written.
    Nothing,
    /// It chooses what there is not, or more than one may.
    UnknownChoice,
    /// What was written cannot be kept.
    Text(TextError),
}

impl Given {
    /// Reads an answer to `task`: what was chosen, by number, or what was written.
    pub fn read(task: &Task, chosen: &[u32], written: &str) -> Result<Self, NotAnAnswer> {
        match task {
            Task::Single { choices } => Self::chosen(chosen, choices.len(), 1),
            Task::Multiple { choices } => Self::chosen(chosen, choices.len(), choices.len()),
            Task::TrueFalse { .. } => Self::chosen(chosen, 2, 1),
            Task::FillIn { .. } | Task::Open => match WrittenAnswer::parse(written) {
                Ok(text) => Ok(Self::Written(text)),
                Err(TextError::Empty) => Err(NotAnAnswer::Nothing),
                Err(error) => Err(NotAnAnswer::Text(error)),
            },
            Task::Reflection => Ok(Self::Seen),
        }
    }

    fn chosen(chosen: &[u32], offered: usize, most: usize) -> Result<Self, NotAnAnswer> {
        let mut numbers = chosen.to_vec();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.is_empty() {
            return Err(NotAnAnswer::Nothing);
        }
        let known = numbers.iter().all(|&number| (number as usize) < offered);
        if known && numbers.len() <= most {
            Ok(Self::Chosen(numbers))
        } else {
            Err(NotAnAnswer::UnknownChoice)
        }
    }

    /// Whether choice `number` was chosen.
    pub fn has_chosen(&self, number: usize) -> bool {
        matches!(self, Self::Chosen(numbers) if numbers.iter().any(|&one| one as usize == number))
    }

    /// What was written, if anything was.
    pub fn written(&self) -> &str {
        match self {
            Self::Written(text) => text.as_str(),
            Self::Chosen(_) | Self::Seen => "",
        }
    }
}
