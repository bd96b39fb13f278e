//! What may be saved.

use super::*;
use crate::text::TextError;

fn flaws(change: impl FnOnce(&mut Draft), kind: QuestionKind) -> Vec<(&'static str, What)> {
    let mut draft = draft(kind);
    change(&mut draft);
    match draft.check(id(1), Some(60_000)) {
        Ok(_) => Vec::new(),
        Err(flaws) => flaws
            .into_iter()
            .map(|flaw| (flaw.field, flaw.what))
            .collect(),
    }
}

#[test]
fn each_kind_survives_being_checked_and_stored() {
    for kind in QuestionKind::ALL {
        let question = draft(*kind).check(id(1), Some(60_000)).unwrap();
        assert_eq!(question.kind(), *kind);
        let stored = serde_json::to_string(&question).unwrap();
        assert_eq!(serde_json::from_str::<Question>(&stored).unwrap(), question);
        let worth = if *kind == QuestionKind::Reflection {
            0
        } else {
            2
        };
        assert_eq!(question.points, worth, "a thought is worth nothing: {kind}");
    }
}

/// What spoils a good question.
type Change = Box<dyn FnOnce(&mut Draft)>;

#[test]
fn what_no_question_can_be_is_named_at_its_field() {
    use QuestionKind as K;
    let right = |text: &str| (text.to_owned(), true);
    let wrong = |text: &str| (text.to_owned(), false);
    let rows: Vec<(&str, K, Change, (&str, What))> = vec![
        (
            "no text",
            K::Open,
            Box::new(|d| d.text = " ".into()),
            ("text", What::Text(TextError::Empty)),
        ),
        (
            "a long text",
            K::Open,
            Box::new(|d| d.text = "x".repeat(1001)),
            ("text", What::Text(TextError::TooLong { max: 1000 })),
        ),
        (
            "a hint that turns the line",
            K::Open,
            Box::new(|d| d.hint = "a\u{202e}b".into()),
            ("hint", What::Text(TextError::Forbidden)),
        ),
        (
            "behind the end",
            K::Open,
            Box::new(|d| d.at = 60_001),
            ("at", What::BehindTheEnd),
        ),
        (
            "too many points",
            K::Open,
            Box::new(|d| d.points = 101),
            ("points", What::TooHigh { max: 100 }),
        ),
        (
            "one answer",
            K::Single,
            Box::new(move |d| d.choices = vec![right("a"), wrong("  ")]),
            ("choices", What::TooFew),
        ),
        (
            "no right one",
            K::Single,
            Box::new(move |d| d.choices = vec![wrong("a"), wrong("b")]),
            ("choices", What::NoneRight),
        ),
        (
            "two right ones",
            K::Single,
            Box::new(move |d| d.choices = vec![right("a"), right("b")]),
            ("choices", What::SeveralRight),
        ),
        (
            "no right one of several",
            K::Multiple,
            Box::new(move |d| d.choices = vec![wrong("a"), wrong("b")]),
            ("choices", What::NoneRight),
        ),
        (
            "the same twice",
            K::Multiple,
            Box::new(move |d| d.choices = vec![right("a"), wrong(" a ")]),
            ("choices", What::Twice),
        ),
        (
            "a right answer that says nothing",
            K::Single,
            Box::new(move |d| d.choices = vec![right(""), wrong("a"), wrong("b")]),
            ("choices", What::Text(TextError::Empty)),
        ),
        (
            "eleven answers",
            K::Single,
            Box::new(move |d| d.choices = (0..11).map(|n| (n.to_string(), n == 0)).collect()),
            ("choices", What::TooMany),
        ),
        (
            "neither true nor false",
            K::TrueFalse,
            Box::new(|d| d.truth = None),
            ("truth", What::NoneRight),
        ),
        (
            "nothing accepted",
            K::FillIn,
            Box::new(|d| d.accepted = vec![" ".into()]),
            ("accepted", What::NothingAccepted),
        ),
    ];
    for (row, kind, change, expected) in rows {
        assert_eq!(flaws(change, kind), [expected], "{row}");
    }
}

#[test]
fn every_flaw_is_told_at_once() {
    let both = flaws(
        |draft| {
            draft.text.clear();
            draft.points = 500;
            draft.truth = None;
        },
        QuestionKind::TrueFalse,
    );
    assert_eq!(both.len(), 3, "{both:?}");
}

#[test]
fn a_question_that_only_moves_is_worded_as_before() {
    let before = question(1, QuestionKind::Single);
    let moved = Question {
        at: 9,
        ..before.clone()
    };
    assert!(before.is_worded_like(&moved));
    let other = Question {
        points: 3,
        ..before.clone()
    };
    assert!(!before.is_worded_like(&other));
}

#[test]
fn questions_stand_in_order_of_time_and_those_at_one_time_in_order_of_making() {
    let mut all = [
        question(5, QuestionKind::Open),
        question(2, QuestionKind::Open),
        question(3, QuestionKind::Open),
    ];
    all[1].at = 7000;
    all[2].at = 7000;
    in_order(&mut all);
    let order: Vec<QuestionId> = all.iter().map(|question| question.id).collect();
    assert_eq!(order, [id(5), id(2), id(3)]);
}

#[test]
fn of_endless_attempts_there_is_no_last_one() {
    let rules = |attempts, reveal| Rules {
        attempts,
        reveal,
        ..Rules::default()
    };
    assert!(Rules::default().fit());
    assert!(rules(None, Reveal::AfterSubmit).fit());
    assert!(!rules(None, Reveal::AfterLast).fit());
    assert!(rules(Some(3), Reveal::AfterLast).fit());
}
