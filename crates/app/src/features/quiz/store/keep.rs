//! Whose answers they are, and how they go.

use usher_db::{Error, Tx, params};
use usher_domain::{
    access::Action,
    ids::{AccountId, EntryId, InviteId},
};

use super::owner::Order;
use crate::{
    features::{audit, media::decide},
    http::fault::Fault,
};

const ANSWERS_OF: &str = "
    DELETE FROM quiz_answers WHERE attempt_id IN
      (SELECT id FROM quiz_attempts WHERE entry_id = $1 AND person = $2)";
const OF: &str = "DELETE FROM quiz_attempts WHERE entry_id = $1 AND person = $2";
const ANSWERS_OF_ACCOUNT: &str = "
    DELETE FROM quiz_answers WHERE attempt_id IN (SELECT id FROM quiz_attempts WHERE person = $1)";
const OF_ACCOUNT: &str = "DELETE FROM quiz_attempts WHERE person = $1";
const LAST: &str = "
    SELECT number FROM quiz_attempts WHERE entry_id = $1 AND person = $2 ORDER BY number DESC LIMIT 1";
const CARRY: &str = "
    UPDATE quiz_attempts SET person = $3, sort = 'account', number = number + $4
    WHERE entry_id = $1 AND person = $2";
const SOME_ANSWERS: &str = "
    DELETE FROM quiz_answers WHERE attempt_id IN
      (SELECT id FROM quiz_attempts WHERE entry_id = $1 ORDER BY person, number LIMIT $2)";
const SOME: &str = "
    DELETE FROM quiz_attempts WHERE id IN
      (SELECT id FROM quiz_attempts WHERE entry_id = $1 ORDER BY person, number LIMIT $2)";
const VERSIONS: &str = "DELETE FROM quiz_versions WHERE entry_id = $1";
const QUIZ: &str = "DELETE FROM quizzes WHERE entry_id = $1";

/// Forgets what a guest answered, who is known by the id of their invite or of what a guest link gave them.
pub(in super::super) fn forget_of_guest(
    tx: &Tx,
    entry: EntryId,
    person: &str,
) -> Result<(), Error> {
    tx.execute(ANSWERS_OF, params![entry, person])?;
    tx.execute(OF, params![entry, person]).map(drop)
}

/// Forgets what a member answered who is going for good.
pub(in super::super) fn forget_of_account(tx: &Tx, account: AccountId) -> Result<(), Error> {
    let person = account.to_string();
    tx.execute(ANSWERS_OF_ACCOUNT, params![person.as_str()])?;
    tx.execute(OF_ACCOUNT, params![person.as_str()]).map(drop)
}

/// What a guest answered is the member's who has taken their place: behind what the member did.
pub(in super::super) fn carry(
    tx: &Tx,
    entry: EntryId,
    invite: InviteId,
    account: AccountId,
) -> Result<(), Error> {
    let account = account.to_string();
    let last = tx.query_opt(LAST, params![entry, account.as_str()], |row| {
        row.get::<i64>("number")
    })?;
    tx.execute(
        CARRY,
        params![
            entry,
            invite.to_string(),
            account.as_str(),
            last.unwrap_or(0)
        ],
    )
    .map(drop)
}

/// Forgets some of the attempts at a quiz, and in the end the quiz; how many attempts.
pub(in super::super) fn purge(tx: &Tx, entry: EntryId, most: i64) -> Result<u64, Error> {
    tx.execute(SOME_ANSWERS, params![entry, most])?;
    let gone = tx.execute(SOME, params![entry, most])?;
    if gone == 0 {
        tx.execute(VERSIONS, params![entry])?;
        tx.execute(QUIZ, params![entry])?;
    }
    Ok(gone)
}

/// Deletes the attempts of somebody, who may begin anew; whether there were any.
pub(in super::super) fn begin_anew(tx: &Tx, by: Order, person: &str) -> Result<bool, Fault> {
    decide(tx, by.asker, Action::EditEntry, by.entry, by.now)?;
    tx.execute(ANSWERS_OF, params![by.entry, person])?;
    let gone = tx.execute(OF, params![by.entry, person])?;
    if gone > 0 {
        let deed = by.deed("quiz_attempts_deleted")?.to(person);
        audit::note(tx, by.now, &deed)?;
    }
    Ok(gone > 0)
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 10] = [
    ANSWERS_OF,
    OF,
    ANSWERS_OF_ACCOUNT,
    OF_ACCOUNT,
    LAST,
    CARRY,
    SOME_ANSWERS,
    SOME,
    VERSIONS,
    QUIZ,
];
