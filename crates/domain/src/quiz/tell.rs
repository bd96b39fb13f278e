//! Who is told what when.

use super::{
    question::{Question, QuestionKind, Task},
    rules::{Reveal, Rules},
};
use crate::ids::QuestionId;

/// A question as it is asked: without what is right, and without why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which it is.
    pub id: QuestionId,
    /// Where the film stops for it, in milliseconds.
    pub at: u32,
    /// What is asked for.
    pub kind: QuestionKind,
    /// What it asks.
    pub text: String,
    /// The answers to choose from, in order; none of true and false, whose words are the reader's.
    pub choices: Vec<String>,
    /// What helps; may be empty.
    pub hint: String,
    /// What it is worth.
    pub points: u32,
}

impl From<&Question> for Asked {
    fn from(question: &Question) -> Self {
        let choices = question.task.choices().iter();
        Self {
            id: question.id,
            at: question.at,
            kind: question.kind(),
            text: question.text.to_string(),
            choices: choices.map(|choice| choice.text.to_string()).collect(),
            hint: question.hint.to_string(),
            points: question.points,
        }
    }
}

/// That right answers may be told. Made by [`may_tell`] only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MayTell(());

/// What is right, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The numbers of the choices that are right; of true and false: true is 1.
    pub choices: Vec<usize>,
    /// What is taken for right where something is written.
    pub accepted: Vec<String>,
    /// Why; may be empty.
    pub why: String,
}

/// Whether somebody who has `begun` so many attempts is told what was right, of which one may still be `running`.
/// While one runs nothing is told, not even of those before.
pub fn may_tell(rules: &Rules, begun: u32, running: bool) -> Option<MayTell> {
    let submitted = begun > 0 && !running;
    let tells = match rules.reveal {
        Reveal::Never => false,
        Reveal::AfterSubmit => submitted,
        Reveal::AfterLast => submitted && rules.left(begun) == Some(0),
    };
    tells.then_some(MayTell(()))
}

impl MayTell {
    /// What is right in `question`.
    pub fn reveal(self, question: &Question) -> Told {
        question.told_to_its_owner()
    }
}

impl Question {
    /// What is right: for whoever edits the quiz, and so knows it.
    pub fn told_to_its_owner(&self) -> Told {
        let why = self.why.to_string();
        match &self.task {
            Task::Single { choices } | Task::Multiple { choices } => Told {
                choices: (choices.iter().enumerate())
                    .filter(|(_, choice)| choice.right)
                    .map(|(number, _)| number)
                    .collect(),
                why,
                ..Told::default()
            },
            Task::TrueFalse { right } => Told {
                choices: vec![usize::from(*right)],
                why,
                ..Told::default()
            },
            Task::FillIn { accepted } => Told {
                accepted: accepted.iter().map(ToString::to_string).collect(),
                why,
                ..Told::default()
            },
            Task::Open | Task::Reflection => Told {
                why,
                ..Told::default()
            },
        }
    }
}
