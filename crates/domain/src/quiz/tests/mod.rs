mod drafts;
mod properties;
mod taking;

use super::*;
use crate::{
    clock::{SeededEntropy, Timestamp},
    ids::QuestionId,
};

/// The id of question `number`.
fn id(number: u64) -> QuestionId {
    QuestionId::new(
        Timestamp::from_secs(number.cast_signed()),
        &SeededEntropy::new(number),
    )
}

fn draft(kind: QuestionKind) -> Draft {
    let choice = |text: &str, right| (text.to_owned(), right);
    Draft {
        kind,
        at: 12_500,
        text: "What does a parser do?".to_owned(),
        choices: match kind {
            QuestionKind::Single => vec![choice("It reads", true), choice("It sings", false)],
            QuestionKind::Multiple => vec![
                choice("Reads", true),
                choice("Sings", false),
                choice("Builds a tree", true),
                choice("Sleeps", false),
            ],
            _ => Vec::new(),
        },
        truth: (kind == QuestionKind::TrueFalse).then_some(true),
        accepted: match kind {
            QuestionKind::FillIn => vec!["a syntax tree".to_owned(), "Baum".to_owned()],
            _ => Vec::new(),
        },
        hint: "Week 3".to_owned(),
        why: "It builds a tree of what it reads.".to_owned(),
        points: 2,
    }
}

fn question(number: u64, kind: QuestionKind) -> Question {
    let mut question = draft(kind).check(id(number), None).unwrap();
    question.at = u32::try_from(number * 1000).unwrap();
    question
}

fn chosen(numbers: &[u32]) -> Given {
    Given::Chosen(numbers.to_vec())
}

fn written(text: &str) -> Given {
    Given::Written(text.parse().unwrap())
}
