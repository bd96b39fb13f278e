//! Answers, scores, attempts, and who is told what.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::text::TextError;

#[test]
fn what_is_an_answer_to_which_kind() {
    use QuestionKind as K;
    let read =
        |kind, numbers: &[u32], text: &str| Given::read(&question(1, kind).task, numbers, text);
    let unknown = Err(NotAnAnswer::UnknownChoice);
    assert_eq!(read(K::Single, &[1], ""), Ok(chosen(&[1])));
    assert_eq!(read(K::Single, &[0, 1], ""), unknown);
    assert_eq!(read(K::Single, &[2], ""), unknown);
    assert_eq!(read(K::Single, &[], "0"), Err(NotAnAnswer::Nothing));
    assert_eq!(read(K::Multiple, &[2, 0, 2], ""), Ok(chosen(&[0, 2])));
    assert_eq!(read(K::Multiple, &[4], ""), unknown);
    assert_eq!(read(K::TrueFalse, &[0], ""), Ok(chosen(&[0])));
    assert_eq!(read(K::TrueFalse, &[2], ""), unknown);
    assert_eq!(read(K::FillIn, &[], " a tree "), Ok(written("a tree")));
    assert_eq!(read(K::Open, &[0], "  "), Err(NotAnAnswer::Nothing));
    let long = read(K::Open, &[], &"x".repeat(4001));
    assert_eq!(
        long,
        Err(NotAnAnswer::Text(TextError::TooLong { max: 4000 }))
    );
    assert_eq!(read(K::Reflection, &[], ""), Ok(Given::Seen));
}

#[test]
fn what_answers_are_worth() {
    use QuestionKind as K;
    // Each question is worth two points; of four choices the first and the third are right.
    let rows: [(K, Given, Points); 17] = [
        (K::Single, chosen(&[0]), Points::Known(200)),
        (K::Single, chosen(&[1]), Points::Known(0)),
        (K::Multiple, chosen(&[0, 2]), Points::Known(200)),
        (K::Multiple, chosen(&[0]), Points::Known(100)),
        (K::Multiple, chosen(&[0, 1]), Points::Known(0)),
        (K::Multiple, chosen(&[0, 1, 2]), Points::Known(100)),
        (K::Multiple, chosen(&[1, 3]), Points::Known(0)),
        (K::Multiple, chosen(&[0, 1, 2, 3]), Points::Known(0)),
        (K::TrueFalse, chosen(&[1]), Points::Known(200)),
        (K::TrueFalse, chosen(&[0]), Points::Known(0)),
        (K::FillIn, written("A  Syntax\nTree"), Points::Known(200)),
        (K::FillIn, written("baum"), Points::Known(200)),
        (K::FillIn, written("a tree"), Points::Known(0)),
        (K::Open, written("It reads."), Points::Unread),
        (K::Reflection, Given::Seen, Points::None),
        // What was stored under another wording is never worth anything by accident.
        (K::Single, written("0"), Points::Known(0)),
        (K::FillIn, chosen(&[0]), Points::Known(0)),
    ];
    for (kind, given, expected) in rows {
        assert_eq!(
            worth(&question(1, kind), &given, None),
            expected,
            "{kind} {given:?}"
        );
    }
    let open = question(1, K::Open);
    assert_eq!(worth(&open, &written("a"), Some(150)), Points::Known(150));
    assert_eq!(
        worth(&open, &written("a"), Some(900)),
        Points::Known(200),
        "never more than it is worth"
    );
}

#[test]
fn a_score_counts_what_is_missing_and_what_is_unread() {
    use QuestionKind as K;
    let questions: Vec<Question> = (1..)
        .zip(K::ALL)
        .map(|(n, kind)| question(n, *kind))
        .collect();
    let mut given = BTreeMap::new();
    assert_eq!(
        score(&questions, &given),
        Score {
            reached: 0,
            possible: 1000,
            unread: 0
        }
    );
    given.insert(questions[0].id, (chosen(&[0]), None));
    given.insert(questions[1].id, (chosen(&[0]), None));
    given.insert(questions[4].id, (written("It reads."), None));
    given.insert(questions[5].id, (Given::Seen, None));
    let before = score(&questions, &given);
    assert_eq!(
        before,
        Score {
            reached: 300,
            possible: 1000,
            unread: 1
        }
    );
    assert_eq!(before.percent(), Some(30));
    given.insert(questions[4].id, (written("It reads."), Some(200)));
    assert_eq!(
        score(&questions, &given),
        Score {
            reached: 500,
            possible: 1000,
            unread: 0
        }
    );
    assert_eq!(score(&[], &given).percent(), None);
}

#[test]
fn which_score_counts() {
    let of = |reached, possible| Score {
        reached,
        possible,
        unread: 0,
    };
    let scores = [of(100, 400), of(300, 400), of(200, 400)];
    let rows = [
        (KeptScore::First, of(100, 400)),
        (KeptScore::Latest, of(200, 400)),
        (KeptScore::Highest, of(300, 400)),
        (KeptScore::Average, of(200, 400)),
    ];
    for (rule, expected) in rows {
        assert_eq!(kept(rule, &scores), Some(expected), "{rule}");
        assert_eq!(kept(rule, &[]), None);
    }
    // The quiz has grown meanwhile: half of more is not better than all of less.
    let grown = [of(400, 400), of(500, 1000)];
    assert_eq!(kept(KeptScore::Highest, &grown), Some(grown[0]));
    assert_eq!(kept(KeptScore::Average, &grown), Some(of(750, 1000)));
}

#[test]
fn when_an_attempt_may_begin() {
    let rules = |attempts| Rules {
        attempts,
        ..Rules::default()
    };
    let stands = |begun, running| Attempt { begun, running };
    let rows = [
        (Some(1), stands(0, false), 3, Ok(())),
        (Some(1), stands(1, false), 3, Err(NotStarted::NoneLeft)),
        (Some(1), stands(1, true), 3, Err(NotStarted::Running)),
        (Some(3), stands(2, false), 3, Ok(())),
        (Some(3), stands(7, false), 3, Err(NotStarted::NoneLeft)),
        (None, stands(99, false), 3, Ok(())),
        (None, stands(99, true), 3, Err(NotStarted::Running)),
        (Some(1), stands(0, false), 0, Err(NotStarted::NoQuestions)),
    ];
    for (attempts, stands, questions, expected) in rows {
        assert_eq!(
            may_start(&rules(attempts), stands, questions),
            expected,
            "{attempts:?} {stands:?}"
        );
    }
}

#[test]
fn when_a_question_may_be_answered() {
    let questions: Vec<Question> = (1..=3).map(|n| question(n, QuestionKind::Open)).collect();
    let one: BTreeSet<QuestionId> = [id(1)].into();
    let rows = [
        // may change, may skip
        ((true, true), 1, Ok(())),
        ((false, true), 1, Err(NotAnswered::Final)),
        ((false, true), 3, Ok(())),
        ((true, false), 1, Ok(())),
        ((true, false), 2, Ok(())),
        ((true, false), 3, Err(NotAnswered::OutOfTurn)),
        ((false, false), 1, Err(NotAnswered::Final)),
    ];
    for ((may_change, may_skip), number, expected) in rows {
        let rules = Rules {
            may_change,
            may_skip,
            ..Rules::default()
        };
        let answer = may_answer(&rules, &questions, &one, id(number));
        assert_eq!(
            answer, expected,
            "change {may_change}, skip {may_skip}, question {number}"
        );
    }
}

#[test]
fn a_thought_is_never_missing() {
    let mut questions: Vec<Question> = (1..=3).map(|n| question(n, QuestionKind::Open)).collect();
    questions[1] = question(2, QuestionKind::Reflection);
    assert_eq!(missing(&questions, &[id(1)].into()), [3]);
    assert!(missing(&questions, &[id(1), id(3)].into()).is_empty());
}

#[test]
fn when_right_answers_are_told() {
    // rule, attempts allowed, begun, one running
    let rows = [
        (Reveal::Never, Some(1), 1, false, false),
        (Reveal::Never, None, 9, false, false),
        (Reveal::AfterSubmit, Some(2), 0, false, false),
        (Reveal::AfterSubmit, Some(2), 1, true, false),
        (Reveal::AfterSubmit, Some(2), 1, false, true),
        (Reveal::AfterSubmit, Some(2), 2, true, false),
        (Reveal::AfterSubmit, None, 5, false, true),
        (Reveal::AfterLast, Some(2), 1, false, false),
        (Reveal::AfterLast, Some(2), 2, true, false),
        (Reveal::AfterLast, Some(2), 2, false, true),
        (Reveal::AfterLast, Some(2), 5, false, true),
        (Reveal::AfterLast, None, 5, false, false),
    ];
    for (reveal, attempts, begun, running, expected) in rows {
        let rules = Rules {
            attempts,
            reveal,
            ..Rules::default()
        };
        let tells = may_tell(&rules, begun, running).is_some();
        assert_eq!(tells, expected, "{reveal} {attempts:?} {begun} {running}");
    }
}

#[test]
fn what_is_asked_holds_nothing_of_what_is_right() {
    for kind in QuestionKind::ALL {
        let question = question(1, *kind);
        let asked = format!("{:?}", Asked::from(&question));
        for secret in [
            "right",
            "true,",
            "builds a tree of what",
            "syntax tree",
            "Baum",
        ] {
            assert!(!asked.contains(secret), "{kind}: {asked}");
        }
    }
    let told = may_tell(&Rules::default(), 1, false).unwrap();
    let told = told.reveal(&question(1, QuestionKind::Multiple));
    assert_eq!(told.choices, [0, 2]);
    assert_eq!(told.why, "It builds a tree of what it reads.");
}
