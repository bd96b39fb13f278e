//! What the owner writes. For [`usher_db::Db::write_locking`]: a version that somebody is about to begin with is not
//! written over.

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::Action,
    clock::Timestamp,
    ids::{AttemptId, EntryId, QuestionId},
    media::EntryKind,
    quiz::{MOST_QUESTIONS, Question, QuestionKind, Rules, hundredths, in_order, score},
};

use super::{
    attempts::{answers, one},
    quiz::{Quiz, medium, questions_of, quiz},
};
use crate::{
    features::{
        audit::{self, Deed},
        media::{Asker, decide},
    },
    http::fault::Fault,
};

const HOLD: &str = "SELECT entry_id FROM quizzes WHERE entry_id = $1";
const KIND: &str = "UPDATE entries SET kind = $2, updated_at = $3 WHERE id = $1";
const MAKE: &str = "
    INSERT INTO quizzes (entry_id, version, all_required, may_change, may_skip, may_seek, pretest, reveal, kept, attempts,
                         made_at, changed_at)
    VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) ON CONFLICT (entry_id) DO NOTHING";
const FIRST: &str = "
    INSERT INTO quiz_versions (entry_id, version, questions, written_at) VALUES ($1, 1, '[]', $2)
    ON CONFLICT (entry_id, version) DO NOTHING";
const RULES: &str = "
    UPDATE quizzes SET welcome = $2, attempts = $3, all_required = $4, may_change = $5, may_skip = $6, may_seek = $7,
      pretest = $8, reveal = $9, kept = $10, changed_at = $11 WHERE entry_id = $1";
const BEGUN_WITH: &str = "
    SELECT version FROM quiz_attempts WHERE entry_id = $1 AND version = $2 LIMIT 1";
const REWRITE: &str = "
    UPDATE quiz_versions SET questions = $3, written_at = $4 WHERE entry_id = $1 AND version = $2";
const WRITE: &str = "
    INSERT INTO quiz_versions (entry_id, version, questions, written_at) VALUES ($1, $2, $3, $4)";
const NEXT: &str = "UPDATE quizzes SET version = $2, changed_at = $3 WHERE entry_id = $1";
const BY_HAND: &str = "
    UPDATE quiz_answers SET by_hand = $3 WHERE attempt_id = $1 AND question_id = $2";
const SCORE: &str = "
    UPDATE quiz_attempts SET reached = $2, possible = $3, unread = $4 WHERE id = $1";

/// Who acts, where, when.
#[derive(Clone, Copy)]
pub(in super::super) struct Order {
    pub(in super::super) asker: Asker,
    pub(in super::super) entry: EntryId,
    pub(in super::super) now: Timestamp,
}

impl Order {
    pub(super) fn deed(&self, name: &'static str) -> Result<Deed, Fault> {
        let account = self.asker.actor.account().ok_or_else(Fault::sign_in)?;
        Ok(Deed::of(account, name).on(self.entry))
    }
}

/// Somebody else has saved meanwhile.
#[derive(Debug)]
pub(in super::super) struct Stale;

/// The quiz, with every other owner kept out, and everybody who begins an attempt.
fn held(tx: &Tx, by: Order) -> Result<Quiz, Fault> {
    decide(tx, by.asker, Action::EditEntry, by.entry, by.now)?;
    ensure(tx, by)?;
    tx.hold(HOLD, params![by.entry])?;
    quiz(tx, by.entry)?.ok_or_else(super::super::refused::no_quiz)
}

fn ensure(tx: &Tx, by: Order) -> Result<(), Error> {
    let rules = Rules::default();
    tx.execute(
        MAKE,
        params![
            by.entry,
            rules.all_required,
            rules.may_change,
            rules.may_skip,
            rules.may_seek,
            rules.pretest,
            rules.reveal.as_str(),
            rules.kept.as_str(),
            rules.attempts,
            by.now
        ],
    )?;
    tx.execute(FIRST, params![by.entry, by.now])?;
    Ok(())
}

/// Makes a quiz of a film or a recording. One that is a quiz stays one. `false`: nothing plays in it.
pub(in super::super) fn make(tx: &Tx, by: Order) -> Result<bool, Fault> {
    decide(tx, by.asker, Action::EditEntry, by.entry, by.now)?;
    if medium(tx, by.entry)?.is_none() {
        return Ok(false);
    }
    if quiz(tx, by.entry)?.is_none() {
        tx.execute(KIND, params![by.entry, EntryKind::Quiz.as_str(), by.now])?;
        audit::note(tx, by.now, &by.deed("quiz_made")?)?;
    }
    ensure(tx, by)?;
    Ok(true)
}

/// Makes it a plain film or recording again. Questions, attempts and answers stay, for when it is made a quiz once more.
pub(in super::super) fn unmake(tx: &Tx, by: Order) -> Result<(), Fault> {
    decide(tx, by.asker, Action::EditEntry, by.entry, by.now)?;
    if quiz(tx, by.entry)?.is_none() {
        return Ok(());
    }
    let kind = medium(tx, by.entry)?.unwrap_or(EntryKind::Video);
    tx.execute(KIND, params![by.entry, kind.as_str(), by.now])?;
    Ok(audit::note(tx, by.now, &by.deed("quiz_unmade")?)?)
}

/// Sets the rules and what is said before it begins.
pub(in super::super) fn set_rules(
    tx: &Tx,
    by: Order,
    welcome: &str,
    rules: &Rules,
) -> Result<(), Fault> {
    let before = held(tx, by)?;
    write_rules(tx, by, welcome, rules)?;
    if before.rules == *rules && before.welcome == welcome {
        return Ok(());
    }
    let deed = by.deed("quiz_rules_changed")?;
    let detail = json!({ "attempts": rules.attempts, "reveal": rules.reveal.as_str(), "kept": rules.kept.as_str() });
    Ok(audit::note(tx, by.now, &deed.with(detail))?)
}

fn write_rules(tx: &Tx, by: Order, welcome: &str, rules: &Rules) -> Result<(), Error> {
    tx.execute(
        RULES,
        params![
            by.entry,
            welcome,
            rules.attempts,
            rules.all_required,
            rules.may_change,
            rules.may_skip,
            rules.may_seek,
            rules.pretest,
            rules.reveal.as_str(),
            rules.kept.as_str(),
            by.now
        ],
    )
    .map(drop)
}

/// Saves a question: a new one, or another wording of one there is, over the wording that its writer has seen.
pub(in super::super) fn save_question(
    tx: &Tx,
    by: Order,
    question: &Question,
    over: Option<u32>,
) -> Result<Result<(), Stale>, Fault> {
    let mut quiz = held(tx, by)?;
    let room = quiz.questions.len() < MOST_QUESTIONS;
    let known = quiz.questions.iter_mut().find(|one| one.id == question.id);
    match (known, over) {
        (Some(stored), Some(seen)) if stored.wording == seen => {
            *stored = reworded(stored, question);
        }
        (None, None) if room => {
            quiz.questions.push(question.clone());
        }
        (None, None) => return Err(super::super::refused::too_many_questions()),
        (Some(_), _) | (None, Some(_)) => return Ok(Err(Stale)),
    }
    write(tx, by, quiz.version, quiz.questions)?;
    let deed = by.deed("quiz_question_saved")?.to(question.id);
    audit::note(tx, by.now, &deed)?;
    Ok(Ok(()))
}

/// The question as it is to be stored: its wording is another only if its words are.
fn reworded(stored: &Question, question: &Question) -> Question {
    let wording = stored.wording + u32::from(!stored.is_worded_like(question));
    Question {
        wording,
        ..question.clone()
    }
}

/// Takes a question out. What was answered to it stays with the attempts.
pub(in super::super) fn delete_question(
    tx: &Tx,
    by: Order,
    question: QuestionId,
) -> Result<(), Fault> {
    let mut quiz = held(tx, by)?;
    let before = quiz.questions.len();
    quiz.questions.retain(|one| one.id != question);
    if quiz.questions.len() == before {
        return Ok(());
    }
    write(tx, by, quiz.version, quiz.questions)?;
    let deed = by.deed("quiz_question_deleted")?.to(question);
    Ok(audit::note(tx, by.now, &deed)?)
}

/// Sets everything at once, over the version that whoever sends it has seen.
pub(in super::super) fn put(
    tx: &Tx,
    by: Order,
    (welcome, rules, questions): (&str, &Rules, &[Question]),
    over: i64,
) -> Result<Result<(), Stale>, Fault> {
    decide(tx, by.asker, Action::EditEntry, by.entry, by.now)?;
    if quiz(tx, by.entry)?.is_none() && !make(tx, by)? {
        return Err(super::super::refused::no_quiz());
    }
    let before = held(tx, by)?;
    // Before anything is written there is version 1, which has no questions, or 0.
    if before.version != over.max(1) {
        return Ok(Err(Stale));
    }
    let stored = |question: &Question| {
        let known = before.questions.iter().find(|one| one.id == question.id);
        known.map_or_else(|| question.clone(), |known| reworded(known, question))
    };
    let questions: Vec<Question> = questions.iter().map(stored).collect();
    write_rules(tx, by, welcome, rules)?;
    if questions != before.questions {
        write(tx, by, before.version, questions)?;
    }
    audit::note(tx, by.now, &by.deed("quiz_rules_changed")?)?;
    Ok(Ok(()))
}

/// Stores questions: in the place of those there are, if nobody began with them.
fn write(tx: &Tx, by: Order, version: i64, mut questions: Vec<Question>) -> Result<(), Fault> {
    in_order(&mut questions);
    let stored = serde_json::to_string(&questions).map_err(Fault::internal)?;
    let begun = tx.query_opt(BEGUN_WITH, params![by.entry, version], |_| Ok(()))?;
    if begun.is_none() {
        tx.execute(REWRITE, params![by.entry, version, stored.as_str(), by.now])?;
    } else {
        tx.execute(
            WRITE,
            params![by.entry, version + 1, stored.as_str(), by.now],
        )?;
        tx.execute(NEXT, params![by.entry, version + 1, by.now])?;
    }
    Ok(())
}

/// Gives an answer points by hand, in hundredths, and the attempt its new score. `false`: there is no such answer, or
/// its question has no points to give.
pub(in super::super) fn give_points(
    tx: &Tx,
    by: Order,
    (attempt, question): (AttemptId, QuestionId),
    points: u32,
) -> Result<bool, Fault> {
    decide(tx, by.asker, Action::EditEntry, by.entry, by.now)?;
    let Some(found) = one(tx, by.entry, attempt)?.filter(|one| one.submitted_at.is_some()) else {
        return Ok(false);
    };
    let questions = questions_of(tx, by.entry, found.version)?;
    let asked = questions.iter().find(|one| one.id == question);
    let open = asked.filter(|one| one.kind() == QuestionKind::Open);
    let Some(open) = open.filter(|open| points <= hundredths(open.points)) else {
        return Ok(false);
    };
    let changed = tx.execute(BY_HAND, params![attempt, open.id, points])?;
    if changed == 0 {
        return Ok(false);
    }
    let score = score(&questions, &answers(tx, attempt)?.0);
    tx.execute(
        SCORE,
        params![attempt, score.reached, score.possible, score.unread],
    )?;
    let deed = by.deed("quiz_points_given")?.to(attempt);
    let detail = json!({ "question": question.to_string(), "points": points });
    audit::note(tx, by.now, &deed.with(detail))?;
    Ok(true)
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 11] = [
    HOLD, KIND, MAKE, FIRST, RULES, BEGUN_WITH, REWRITE, WRITE, NEXT, BY_HAND, SCORE,
];
