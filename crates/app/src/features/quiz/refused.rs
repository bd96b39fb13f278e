//! Why something about a quiz is not done, on its way to whoever asked.

use axum::http::StatusCode;
use usher_domain::quiz::{
    Flaw, MOST_ANSWERS, MOST_QUESTIONS, NotAnAnswer, NotAnswered, NotStarted, What,
};

use super::store::{NotTaken, Stale};
use crate::http::fault::{Fault, FieldFault};

/// The entry is no quiz.
pub(super) fn no_quiz() -> Fault {
    Fault::new(StatusCode::CONFLICT, "quiz_none")
}

/// There is no room for one more.
pub(super) fn too_many_questions() -> Fault {
    Fault::new(StatusCode::CONFLICT, "quiz_too_many_questions").with("max", MOST_QUESTIONS)
}

impl From<Stale> for Fault {
    fn from(_: Stale) -> Self {
        Self::new(StatusCode::CONFLICT, "quiz_stale")
    }
}

impl NotTaken {
    /// As a fault; what is about an answer is said at `field`.
    pub(super) fn fault(self, field: &str) -> Fault {
        let conflict = |code| Fault::new(StatusCode::CONFLICT, code);
        match self {
            Self::Fault(fault) => fault,
            Self::Unknown => conflict("quiz_who"),
            Self::NoQuiz => no_quiz(),
            // It goes on with the one that runs, and so nobody is told this.
            Self::NotStarted(NotStarted::Running) => conflict("quiz_running"),
            Self::NotStarted(NotStarted::NoneLeft) => conflict("quiz_none_left"),
            Self::NotStarted(NotStarted::NoQuestions) => conflict("quiz_no_questions"),
            Self::NoAttempt => conflict("quiz_no_attempt"),
            Self::Over => conflict("quiz_over"),
            Self::NotAnswered(NotAnswered::Final) => conflict("quiz_final"),
            Self::NotAnswered(NotAnswered::OutOfTurn) => conflict("quiz_out_of_turn"),
            Self::Missing(numbers) => conflict("quiz_missing").with("numbers", listed(&numbers)),
            Self::NoQuestion => Fault::field(field, "unknown_choice"),
            Self::NotAnAnswer(why) => Fault::fields(vec![not_an_answer(field, why)]),
        }
    }
}

/// Numbers with commas between.
pub(super) fn listed(numbers: &[usize]) -> String {
    let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    texts.join(", ")
}

fn not_an_answer(field: &str, why: NotAnAnswer) -> FieldFault {
    match why {
        NotAnAnswer::Nothing => FieldFault::new(field, "quiz_answer_nothing"),
        NotAnAnswer::UnknownChoice => FieldFault::new(field, "unknown_choice"),
        NotAnAnswer::Text(error) => FieldFault::text(field, error),
    }
}

/// What is wrong with a question, at its field; `prefix` stands before the field's name.
pub(super) fn flaw(prefix: &str, flaw: &Flaw) -> FieldFault {
    let field = format!("{prefix}{}", flaw.field);
    match flaw.what {
        What::Text(error) => FieldFault::text(field, error),
        What::TooHigh { max } => FieldFault::new(field, "quiz_too_high").with("max", max),
        What::BehindTheEnd => FieldFault::new(field, "quiz_behind_the_end"),
        What::TooFew => FieldFault::new(field, "quiz_too_few"),
        What::TooMany => FieldFault::new(field, "quiz_too_many").with("max", MOST_ANSWERS),
        What::Twice => FieldFault::new(field, "quiz_twice"),
        What::NoneRight => FieldFault::new(field, "quiz_none_right"),
        What::SeveralRight => FieldFault::new(field, "quiz_several_right"),
        What::NothingAccepted => FieldFault::new(field, "quiz_nothing_accepted"),
    }
}
