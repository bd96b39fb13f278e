//! Beginning, answering and submitting. For [`usher_db::Db::write_locking`]: of one person one deed after the other,
//! in however many tabs, so that no attempt is begun beyond what is allowed and none is submitted twice.

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::{self, Action},
    clock::{Entropy, Timestamp},
    ids::{AttemptId, EntryId, QuestionId},
    quiz::{
        Given, NotAnAnswer, NotAnswered, NotStarted, Question, may_answer, may_start, missing,
        score,
    },
};

use super::{
    attempts::{Answers, Taken, answers, stands, taken},
    quiz::{Quiz, questions_of, quiz},
};
use crate::{
    features::{
        attendance::{Person, person},
        audit::{self, Deed},
        media::{Asker, load_standing},
    },
    http::fault::Fault,
};

const HOLD: &str = "SELECT entry_id FROM quizzes WHERE entry_id = $1";
const BEGIN: &str = "
    INSERT INTO quiz_attempts (id, entry_id, person, sort, number, version, begun_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
const PUT: &str = "
    INSERT INTO quiz_answers (attempt_id, question_id, answer, answered_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (attempt_id, question_id) DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at";
const SUBMIT: &str = "
    UPDATE quiz_attempts SET submitted_at = $2, reached = $3, possible = $4, unread = $5
    WHERE id = $1 AND submitted_at IS NULL";

/// Who takes what, when.
#[derive(Clone, Copy)]
pub(in super::super) struct Asking {
    pub(in super::super) asker: Asker,
    pub(in super::super) entry: EntryId,
    pub(in super::super) now: Timestamp,
}

/// Why something is not done.
#[derive(Debug)]
pub(in super::super) enum NotTaken {
    Fault(Fault),
    /// Whoever asks is nobody who is known.
    Unknown,
    /// The entry is no quiz.
    NoQuiz,
    NotStarted(NotStarted),
    /// There is no such attempt of theirs.
    NoAttempt,
    /// It is submitted.
    Over,
    /// No such question is asked in it.
    NoQuestion,
    NotAnswered(NotAnswered),
    NotAnAnswer(NotAnAnswer),
    /// These questions, by number, have no answer.
    Missing(Vec<usize>),
}

impl From<Error> for NotTaken {
    fn from(error: Error) -> Self {
        Self::Fault(error.into())
    }
}

impl From<Fault> for NotTaken {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// What came of submitting.
pub(in super::super) enum Submitted {
    Now,
    /// It was before: nothing is done twice.
    Before,
}

/// The person and the quiz, with everybody else kept out who is the same person. What decides is read after that.
fn alone(tx: &Tx, by: Asking) -> Result<(Person, Quiz), NotTaken> {
    let facts = load_standing(tx, by.asker, by.entry, by.now)?.ok_or_else(Fault::not_found)?;
    access::may(&by.asker.actor, Action::TakeQuiz, Some(&facts)).map_err(Fault::from)?;
    let who = person(tx, by.asker, by.entry, by.now)?.ok_or(NotTaken::Unknown)?;
    tx.claim("quiz", format!("{}/{}", by.entry, who.id()).as_bytes())?;
    Ok((who, quiz(tx, by.entry)?.ok_or(NotTaken::NoQuiz)?))
}

/// Begins an attempt, or goes on with the one that runs.
pub(in super::super) fn start(
    tx: &Tx,
    by: Asking,
    entropy: &dyn Entropy,
) -> Result<AttemptId, NotTaken> {
    let (who, _) = alone(tx, by)?;
    // The questions that it begins with are not written over from here on.
    tx.hold(HOLD, params![by.entry])?;
    let quiz = quiz(tx, by.entry)?.ok_or(NotTaken::NoQuiz)?;
    let before = taken(tx, by.entry, who)?;
    if let Some(running) = before.iter().find(|one| one.submitted_at.is_none()) {
        return Ok(running.id);
    }
    may_start(&quiz.rules, stands(&before), quiz.questions.len()).map_err(NotTaken::NotStarted)?;
    let id = AttemptId::new(by.now, entropy);
    let number = before.last().map_or(0, |one| one.number) + 1;
    tx.execute(
        BEGIN,
        params![
            id,
            by.entry,
            who.id(),
            who.sort(),
            number,
            quiz.version,
            by.now
        ],
    )?;
    Ok(id)
}

/// A running attempt of the person's, its questions and its answers.
fn running(
    tx: &Tx,
    (by, who): (Asking, Person),
    attempt: AttemptId,
) -> Result<(Taken, Vec<Question>, Answers), NotTaken> {
    let found = taken(tx, by.entry, who)?;
    let found = found.into_iter().find(|one| one.id == attempt);
    let found = found.ok_or(NotTaken::NoAttempt)?;
    let questions = questions_of(tx, by.entry, found.version)?;
    let answers = answers(tx, attempt)?;
    Ok((found, questions, answers))
}

/// Keeps an answer: what was chosen, by number, or what was written. The same once more changes nothing.
pub(in super::super) fn answer(
    tx: &Tx,
    by: Asking,
    attempt: AttemptId,
    (question, chosen, text): (QuestionId, &[u32], &str),
) -> Result<(), NotTaken> {
    let (who, quiz) = alone(tx, by)?;
    let (found, questions, before) = running(tx, (by, who), attempt)?;
    if found.submitted_at.is_some() {
        return Err(NotTaken::Over);
    }
    let asked = questions.iter().find(|one| one.id == question);
    let asked = asked.ok_or(NotTaken::NoQuestion)?;
    let given = Given::read(&asked.task, chosen, text).map_err(NotTaken::NotAnAnswer)?;
    if before.to(question) == Some(&given) {
        return Ok(());
    }
    let answered = before.answered();
    may_answer(&quiz.rules, &questions, &answered, question).map_err(NotTaken::NotAnswered)?;
    let stored = serde_json::to_string(&given).map_err(Fault::internal)?;
    tx.execute(PUT, params![attempt, question, stored.as_str(), by.now])?;
    Ok(())
}

/// Submits an attempt, once.
pub(in super::super) fn submit(
    tx: &Tx,
    by: Asking,
    attempt: AttemptId,
) -> Result<Submitted, NotTaken> {
    let (who, quiz) = alone(tx, by)?;
    let (found, questions, answers) = running(tx, (by, who), attempt)?;
    if found.submitted_at.is_some() {
        return Ok(Submitted::Before);
    }
    let open = missing(&questions, &answers.answered());
    if quiz.rules.all_required && !open.is_empty() {
        return Err(NotTaken::Missing(open));
    }
    let score = score(&questions, &answers.0);
    tx.execute(
        SUBMIT,
        params![attempt, by.now, score.reached, score.possible, score.unread],
    )?;
    let deed = match who {
        Person::Account(id) => Deed::of(id, "quiz_submitted"),
        Person::Invite(id) => Deed::of_guest(id, "quiz_submitted"),
        Person::Guest(id) => Deed::of_link_guest(id, "quiz_submitted"),
    };
    let detail = json!({ "number": found.number, "reached": score.reached, "possible": score.possible,
                         "unread": score.unread });
    let deed = deed.on(by.entry).to(attempt).with(detail);
    audit::note(tx, by.now, &deed)?;
    Ok(Submitted::Now)
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 4] = [HOLD, BEGIN, PUT, SUBMIT];
