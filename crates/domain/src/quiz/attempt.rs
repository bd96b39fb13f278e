//! Beginning an attempt, answering in it, and what is missing.

use std::collections::BTreeSet;

use super::{
    question::{Question, QuestionKind},
    rules::Rules,
};
use crate::ids::QuestionId;

/// How somebody stands to a quiz.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempt {
    /// How many attempts they have begun.
    pub begun: u32,
    /// Whether one of them is not submitted yet.
    pub running: bool,
}

/// Why no attempt begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotStarted {
    /// One runs already: it goes on.
    Running,
    /// There is none left.
    NoneLeft,
    /// The quiz has no question.
    NoQuestions,
}

/// Whether somebody may begin another attempt.
pub fn may_start(rules: &Rules, stands: Attempt, questions: usize) -> Result<(), NotStarted> {
    if stands.running {
        return Err(NotStarted::Running);
    }
    if questions == 0 {
        return Err(NotStarted::NoQuestions);
    }
    match rules.left(stands.begun) {
        Some(0) => Err(NotStarted::NoneLeft),
        _ => Ok(()),
    }
}

/// Why an answer is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnswered {
    /// It is answered, and stays so.
    Final,
    /// One before it is not answered yet, and none may be skipped.
    OutOfTurn,
}

/// Whether `question` may be answered now, where `answered` are already. The same answer once more changes nothing
/// and is always taken: that is asked before.
pub fn may_answer(
    rules: &Rules,
    questions: &[Question],
    answered: &BTreeSet<QuestionId>,
    question: QuestionId,
) -> Result<(), NotAnswered> {
    if answered.contains(&question) && !rules.may_change {
        return Err(NotAnswered::Final);
    }
    let mut before = questions.iter().take_while(|one| one.id != question);
    if !rules.may_skip && before.any(|one| !answered.contains(&one.id)) {
        return Err(NotAnswered::OutOfTurn);
    }
    Ok(())
}

/// The numbers, counted from one, of the questions without an answer. A thought needs none.
pub fn missing(questions: &[Question], answered: &BTreeSet<QuestionId>) -> Vec<usize> {
    let open = (1..).zip(questions).filter(|(_, question)| {
        question.kind() != QuestionKind::Reflection && !answered.contains(&question.id)
    });
    open.map(|(number, _)| number).collect()
}
