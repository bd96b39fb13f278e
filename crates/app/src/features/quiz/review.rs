//! An attempt as it is read afterwards.

use usher_domain::quiz::{MayTell, Points, Question, QuestionKind, Task, Told, worth};

use super::{moment, store::Answers};
use crate::words::Words;

/// A question, what was answered to it, and as much of what was right as may be told.
pub(super) struct Reviewed {
    pub(super) number: usize,
    pub(super) time: String,
    pub(super) text: String,
    /// What was answered; nothing where nothing was.
    pub(super) given: Vec<String>,
    /// The points it came to, and what is possible; empty where it is not about points, or may not be told.
    pub(super) points: String,
    /// A badge's tone and words, where it may be told whether it was right.
    pub(super) verdict: Option<(&'static str, String)>,
    /// What is right, where it may be told.
    pub(super) right: Vec<String>,
    pub(super) why: String,
}

/// The answers of an attempt. What is right stands in it only with `may`.
pub(super) fn review(
    words: &Words,
    questions: &[Question],
    answers: &Answers,
    may: Option<MayTell>,
) -> Vec<Reviewed> {
    let told = |question: &Question| may.map(|may| may.reveal(question));
    let numbered = (1..).zip(questions);
    numbered
        .map(|(number, question)| one(words, (number, question), answers, told(question)))
        .collect()
}

/// The same for whoever edits the quiz, and so knows what is right.
pub(super) fn review_for_owner(
    words: &Words,
    questions: &[Question],
    answers: &Answers,
) -> Vec<Reviewed> {
    let numbered = (1..).zip(questions);
    numbered
        .map(|(number, question)| {
            let told = question.told_to_its_owner();
            one(words, (number, question), answers, Some(told))
        })
        .collect()
}

fn one(
    words: &Words,
    (number, question): (usize, &Question),
    answers: &Answers,
    told: Option<Told>,
) -> Reviewed {
    let answer = answers.0.get(&question.id);
    let given = match answer.map(|(given, _)| given) {
        None => Vec::new(),
        Some(given) if question.kind() == QuestionKind::Reflection => {
            let _ = given;
            vec![words.say("quiz-seen").to_string()]
        }
        Some(given) if !given.written().is_empty() => vec![given.written().to_owned()],
        Some(given) => chosen(words, &question.task, |number| given.has_chosen(number)),
    };
    let worth = answer.map(|(given, by_hand)| worth(question, given, *by_hand));
    let verdict = told.as_ref().and_then(|_| verdict(words, question, worth));
    let points = match (&told, worth) {
        (Some(_), Some(Points::Known(points))) => words
            .say("quiz-points-of")
            .with("reached", moment::points(points))
            .with("possible", question.points)
            .to_string(),
        _ => String::new(),
    };
    let told = told.unwrap_or_default();
    let mut right = chosen(words, &question.task, |number| {
        told.choices.contains(&number)
    });
    right.extend(told.accepted);
    Reviewed {
        number,
        time: moment::said(question.at),
        text: question.text.to_string(),
        given,
        points,
        verdict,
        right,
        why: told.why,
    }
}

fn verdict(
    words: &Words,
    question: &Question,
    worth: Option<Points>,
) -> Option<(&'static str, String)> {
    let most = usher_domain::quiz::hundredths(question.points);
    let (tone, key) = match worth {
        _ if question.kind() == QuestionKind::Reflection => return None,
        None => ("", "quiz-verdict-none"),
        Some(Points::None) => return None,
        Some(Points::Unread) => ("", "quiz-verdict-unread"),
        Some(Points::Known(0)) if most > 0 => ("danger", "quiz-verdict-wrong"),
        Some(Points::Known(points)) if points == most => ("good", "quiz-verdict-right"),
        Some(Points::Known(_)) => ("warn", "quiz-verdict-partly"),
    };
    Some((tone, words.say(key).to_string()))
}

/// The choices that are meant, in words.
fn chosen(words: &Words, task: &Task, is_meant: impl Fn(usize) -> bool) -> Vec<String> {
    if matches!(task, Task::TrueFalse { .. }) {
        let said = [(1, "quiz-true"), (0, "quiz-false")].into_iter();
        return said
            .filter(|(number, _)| is_meant(*number))
            .map(|(_, key)| words.say(key).to_string())
            .collect();
    }
    let numbered = task.choices().iter().enumerate();
    numbered
        .filter(|(number, _)| is_meant(*number))
        .map(|(_, choice)| choice.text.to_string())
        .collect()
}
