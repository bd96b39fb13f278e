//! What holds whatever is written and answered.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

fn kinds() -> impl Strategy<Value = QuestionKind> {
    prop::sample::select(QuestionKind::ALL)
}

fn rules() -> impl Strategy<Value = Rules> {
    let reveal = prop::sample::select(Reveal::ALL);
    let attempts = prop::option::of(1_u32..6);
    (attempts, any::<[bool; 5]>(), reveal).prop_map(|(attempts, yes, reveal)| Rules {
        attempts,
        all_required: yes[0],
        may_change: yes[1],
        may_skip: yes[2],
        may_seek: yes[3],
        pretest: yes[4],
        reveal,
        kept: KeptScore::Highest,
    })
}

proptest! {
    #[test]
    fn no_score_is_above_what_is_possible(
        asked in prop::collection::vec((kinds(), prop::collection::vec(0_u32..6, 0..6), ".{0,20}", prop::option::of(0_u32..999)), 0..20),
    ) {
        let questions: Vec<Question> = (1..).zip(&asked).map(|(n, (kind, ..))| question(n, *kind)).collect();
        let mut given = BTreeMap::new();
        for (question, (_, numbers, text, by_hand)) in questions.iter().zip(&asked) {
            if let Ok(answer) = Given::read(&question.task, numbers, text) {
                given.insert(question.id, (answer, *by_hand));
            }
        }
        let score = score(&questions, &given);
        prop_assert!(score.reached <= score.possible);
        prop_assert!(score.percent().is_none_or(|percent| percent <= 100));
        let every = [score, Score { reached: 0, ..score }];
        for rule in KeptScore::ALL {
            let kept = kept(*rule, &every).unwrap();
            prop_assert!(kept.reached <= kept.possible);
        }
    }

    #[test]
    fn an_answer_that_was_read_survives_being_stored(kind in kinds(), numbers in prop::collection::vec(0_u32..6, 0..6), text in ".{0,40}") {
        if let Ok(answer) = Given::read(&question(1, kind).task, &numbers, &text) {
            let stored = serde_json::to_string(&answer).unwrap();
            prop_assert_eq!(serde_json::from_str::<Given>(&stored).unwrap(), answer);
        }
    }

    #[test]
    fn nothing_is_told_to_whoever_can_still_use_it(rules in rules(), begun in 0_u32..8, running in any::<bool>()) {
        let tells = may_tell(&rules, begun, running).is_some();
        prop_assert!(!(tells && running));
        prop_assert!(!(tells && begun == 0));
        prop_assert!(!(tells && rules.reveal == Reveal::Never));
        let another = may_start(&rules, Attempt { begun, running }, 3).is_ok();
        prop_assert!(!(tells && another && rules.reveal == Reveal::AfterLast));
    }

    #[test]
    fn whoever_answers_what_may_be_answered_gets_to_the_end(rules in rules(), kinds in prop::collection::vec(kinds(), 1..12)) {
        let questions: Vec<Question> = (1..).zip(&kinds).map(|(n, kind)| question(n, *kind)).collect();
        let mut answered = BTreeSet::new();
        for question in &questions {
            prop_assert_eq!(may_answer(&rules, &questions, &answered, question.id), Ok(()));
            answered.insert(question.id);
        }
        prop_assert!(missing(&questions, &answered).is_empty());
    }

    #[test]
    fn a_draft_of_anything_is_a_question_or_says_what_is_wrong(
        kind in kinds(), at in any::<u32>(), texts in prop::collection::vec((".{0,12}", any::<bool>()), 0..14),
        truth in prop::option::of(any::<bool>()), points in any::<u32>(), text in ".{0,30}",
    ) {
        let accepted = texts.iter().map(|(text, _)| text.clone()).collect();
        let draft = Draft { kind, at, text, choices: texts, truth, accepted, hint: String::new(), why: String::new(), points };
        match draft.check(id(1), Some(100_000)) {
            Ok(question) => {
                prop_assert!(question.at <= 100_000 && question.points <= MOST_POINTS);
                let rights = question.task.choices().iter().filter(|choice| choice.right).count();
                match kind {
                    QuestionKind::Single => prop_assert_eq!(rights, 1),
                    QuestionKind::Multiple => prop_assert!(rights >= 1),
                    _ => {}
                }
            }
            Err(flaws) => prop_assert!(!flaws.is_empty()),
        }
    }
}
