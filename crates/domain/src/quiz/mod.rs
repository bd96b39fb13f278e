//! Quizzes: questions at times of a film or a recording, what answers are worth, and who is told what when.
//!
//! Whoever takes a quiz sees a question as [`Asked`], which does not hold what is right. That is told by
//! [`MayTell::reveal`] only, and a [`MayTell`] is made by [`may_tell`] only, where the owner's rule allows it.

mod answer;
mod attempt;
mod draft;
mod question;
mod rules;
mod score;
mod tell;

pub use answer::{Given, NotAnAnswer};
pub use attempt::{Attempt, NotAnswered, NotStarted, may_answer, may_start, missing};
pub use draft::{Draft, Flaw, MOST_ANSWERS, MOST_POINTS, What};
pub use question::{Choice, MOST_QUESTIONS, Question, QuestionKind, Task, in_order};
pub use rules::{KeptScore, MOST_ATTEMPTS, Reveal, Rules};
pub use score::{Points, Score, hundredths, kept, score, worth};
pub use tell::{Asked, MayTell, Told, may_tell};

#[cfg(test)]
mod tests;
