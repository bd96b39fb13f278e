//! A question as somebody writes it, and what is wrong with it.

use super::question::{Choice, Question, QuestionKind, Task};
use crate::{
    ids::QuestionId,
    text::{AnswerText, Note, QuestionText, TextError},
};

/// The most answers that a question offers or accepts.
pub const MOST_ANSWERS: usize = 10;
/// The most points of a question.
pub const MOST_POINTS: u32 = 100;

/// A question as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its kind.
    pub kind: QuestionKind,
    /// Where the film is to stop, in milliseconds.
    pub at: u32,
    /// What it asks.
    pub text: String,
    /// The answers to choose from, and whether each is right; blank ones do not count.
    pub choices: Vec<(String, bool)>,
    /// Of true and false: which is right.
    pub truth: Option<bool>,
    /// What is taken for right where something is filled in; blank ones do not count.
    pub accepted: Vec<String>,
    /// What helps.
    pub hint: String,
    /// Why.
    pub why: String,
    /// What it is worth.
    pub points: u32,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It is no such text.
    Text(TextError),
    /// More than `max`.
    TooHigh {
        /// The most it may be.
        max: u32,
    },
    /// The film has ended by then.
    BehindTheEnd,
    /// Fewer than two answers.
    TooFew,
    /// More than [`MOST_ANSWERS`].
    TooMany,
    /// Two answers say the same.
    Twice,
    /// None is right, or it is not said which.
    NoneRight,
    /// More than one is right.
    SeveralRight,
    /// Nothing would be right.
    NothingAccepted,
}

/// A field and what is wrong with it: `at`, `text`, `choices`, `truth`, `accepted`, `hint`, `why`, `points`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The field.
    pub field: &'static str,
    /// What.
    pub what: What,
}

struct Flaws(Vec<Flaw>);

impl Flaws {
    fn find(&mut self, field: &'static str, what: What) {
        self.0.push(Flaw { field, what });
    }

    fn text<T>(&mut self, field: &'static str, parsed: Result<T, TextError>) -> Option<T> {
        parsed
            .map_err(|error| self.find(field, What::Text(error)))
            .ok()
    }
}

impl Draft {
    /// The question that it comes to, in a film of so many milliseconds. `wording` is for whoever stores it.
    pub fn check(&self, id: QuestionId, length: Option<u32>) -> Result<Question, Vec<Flaw>> {
        let mut flaws = Flaws(Vec::new());
        if length.is_some_and(|length| self.at > length) {
            flaws.find("at", What::BehindTheEnd);
        }
        let counts = !matches!(self.kind, QuestionKind::Reflection);
        if self.points > MOST_POINTS {
            flaws.find("points", What::TooHigh { max: MOST_POINTS });
        }
        let text = flaws.text("text", QuestionText::parse(&self.text));
        let hint = flaws.text("hint", Note::parse(&self.hint));
        let why = flaws.text("why", Note::parse(&self.why));
        let task = self.task(&mut flaws);
        match (text, hint, why, task) {
            (Some(text), Some(hint), Some(why), Some(task)) if flaws.0.is_empty() => Ok(Question {
                id,
                wording: 1,
                at: self.at,
                text,
                task,
                hint,
                why,
                points: if counts { self.points } else { 0 },
            }),
            _ => Err(flaws.0),
        }
    }

    fn task(&self, flaws: &mut Flaws) -> Option<Task> {
        match self.kind {
            QuestionKind::Single | QuestionKind::Multiple => self.chosen(flaws),
            QuestionKind::TrueFalse => {
                if self.truth.is_none() {
                    flaws.find("truth", What::NoneRight);
                }
                self.truth.map(|right| Task::TrueFalse { right })
            }
            QuestionKind::FillIn => {
                let accepted = texts(flaws, "accepted", self.accepted.iter().map(String::as_str))?;
                if accepted.is_empty() {
                    flaws.find("accepted", What::NothingAccepted);
                    return None;
                }
                Some(Task::FillIn { accepted })
            }
            QuestionKind::Open => Some(Task::Open),
            QuestionKind::Reflection => Some(Task::Reflection),
        }
    }

    fn chosen(&self, flaws: &mut Flaws) -> Option<Task> {
        let written: Vec<&(String, bool)> = (self.choices.iter())
            .filter(|(text, right)| *right || !is_blank(text))
            .collect();
        let choices = texts(
            flaws,
            "choices",
            written.iter().map(|(text, _)| text.as_str()),
        )?;
        if choices.len() < 2 {
            flaws.find("choices", What::TooFew);
            return None;
        }
        let rights = written.iter().filter(|(_, right)| *right).count();
        let single = self.kind == QuestionKind::Single;
        if rights == 0 {
            flaws.find("choices", What::NoneRight);
            return None;
        }
        if single && rights > 1 {
            flaws.find("choices", What::SeveralRight);
            return None;
        }
        let choices = (choices.into_iter().zip(&written))
            .map(|(text, (_, right))| Choice {
                text,
                right: *right,
            })
            .collect();
        Some(if single {
            Task::Single { choices }
        } else {
            Task::Multiple { choices }
        })
    }
}

fn is_blank(text: &str) -> bool {
    AnswerText::parse(text) == Err(TextError::Empty)
}

/// Texts that differ; an empty one among them is a flaw only where it is meant as an answer.
fn texts<'a>(
    flaws: &mut Flaws,
    field: &'static str,
    written: impl Iterator<Item = &'a str>,
) -> Option<Vec<AnswerText>> {
    let mut all: Vec<AnswerText> = Vec::new();
    for text in written.filter(|text| field == "choices" || !is_blank(text)) {
        let text = flaws.text(field, AnswerText::parse(text))?;
        if all.contains(&text) {
            flaws.find(field, What::Twice);
            return None;
        }
        if all.len() == MOST_ANSWERS {
            flaws.find(field, What::TooMany);
            return None;
        }
        all.push(text);
    }
    Some(all)
}
