//! Attempts and their answers.

use std::collections::{BTreeMap, BTreeSet};

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AttemptId, EntryId, QuestionId},
    quiz::{Attempt, Given, Score},
};

use crate::features::attendance::Person;

/// No more of one person are shown; no more can be begun either.
const MOST: u32 = 1000;

const TAKEN: &str = "
    SELECT id, number, version, begun_at, submitted_at, reached, possible, unread FROM quiz_attempts
    WHERE entry_id = $1 AND person = $2 ORDER BY number LIMIT $3";
const ANSWERS: &str = "SELECT question_id, answer, by_hand FROM quiz_answers WHERE attempt_id = $1";
const ONE: &str = "
    SELECT id, number, version, begun_at, submitted_at, reached, possible, unread FROM quiz_attempts
    WHERE id = $1 AND entry_id = $2";

/// One attempt.
#[derive(Clone, Debug)]
pub(in super::super) struct Taken {
    pub(in super::super) id: AttemptId,
    pub(in super::super) number: u32,
    /// Whose questions it answers.
    pub(in super::super) version: i64,
    pub(in super::super) begun_at: Timestamp,
    pub(in super::super) submitted_at: Option<Timestamp>,
    /// Of one that was submitted.
    pub(in super::super) score: Score,
}

impl Taken {
    pub(super) fn of(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            number: row.get("number")?,
            version: row.get("version")?,
            begun_at: row.get("begun_at")?,
            submitted_at: row.get("submitted_at")?,
            score: Score {
                reached: row.get("reached")?,
                possible: row.get("possible")?,
                unread: row.get("unread")?,
            },
        })
    }
}

/// What was answered in an attempt, with points given by hand.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Answers(
    pub(in super::super) BTreeMap<QuestionId, (Given, Option<u32>)>,
);

impl Answers {
    /// Which questions are answered.
    pub(in super::super) fn answered(&self) -> BTreeSet<QuestionId> {
        self.0.keys().copied().collect()
    }

    /// What was answered to one.
    pub(in super::super) fn to(&self, question: QuestionId) -> Option<&Given> {
        self.0.get(&question).map(|(given, _)| given)
    }
}

/// The attempts of a person, the first first.
pub(in super::super) fn taken(
    tx: &Tx,
    entry: EntryId,
    person: Person,
) -> Result<Vec<Taken>, Error> {
    tx.query(TAKEN, params![entry, person.id(), MOST], Taken::of)
}

/// How somebody with these attempts stands.
pub(super) fn stands(taken: &[Taken]) -> Attempt {
    Attempt {
        begun: u32::try_from(taken.len()).unwrap_or(u32::MAX),
        running: taken.iter().any(|one| one.submitted_at.is_none()),
    }
}

/// What was answered in an attempt.
pub(in super::super) fn answers(tx: &Tx, attempt: AttemptId) -> Result<Answers, Error> {
    let rows = tx.query(ANSWERS, params![attempt], |row| {
        let given = read(&row.get::<String>("answer")?);
        Ok((row.get("question_id")?, given, row.get("by_hand")?))
    })?;
    let rows = rows.into_iter();
    Ok(Answers(
        rows.filter_map(|(question, given, by_hand)| Some((question, (given?, by_hand))))
            .collect(),
    ))
}

/// An answer that was stored.
pub(super) fn read(stored: &str) -> Option<Given> {
    serde_json::from_str(stored).ok()
}

/// One attempt of anybody's.
pub(in super::super) fn one(
    tx: &Tx,
    entry: EntryId,
    attempt: AttemptId,
) -> Result<Option<Taken>, Error> {
    tx.query_opt(ONE, params![attempt, entry], Taken::of)
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [TAKEN, ANSWERS, ONE];
