//! What people came to, for the owner.

use std::collections::{BTreeMap, btree_map::Entry};

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AttemptId, EntryId, QuestionId},
    quiz::{Given, Points, Question, hundredths, worth},
};
use uuid::Uuid;

use super::{
    attempts::{Taken, read},
    quiz::questions_of,
};

/// How many answers are counted.
const COUNTED: i64 = 200_000;

macro_rules! who_columns {
    () => {
        "t.person, t.sort, a.first_name AS member_first, a.last_name AS member_last, i.first_name AS guest_first,
         i.last_name AS guest_last, i.email_written, i.forgotten_at, g.name AS link_name, g.email AS link_email,
         (SELECT d.written FROM addresses d WHERE d.account_id = a.id AND d.main = 1 LIMIT 1) AS member_email"
    };
}
const TAKERS: &str = concat!(
    "SELECT t.id, t.number, t.version, t.begun_at, t.submitted_at, t.reached, t.possible, t.unread, ",
    who_columns!(),
    " FROM quiz_attempts t
      LEFT JOIN accounts a ON a.id = t.person
      LEFT JOIN invites i ON i.id = t.person
      LEFT JOIN guests g ON g.id = t.person
      WHERE t.entry_id = $1 AND t.person > $2 ORDER BY t.person, t.number LIMIT $3"
);
const GIVEN: &str = "
    SELECT t.version, n.question_id, n.answer, n.by_hand FROM quiz_attempts t
    JOIN quiz_answers n ON n.attempt_id = t.id
    WHERE t.entry_id = $1 AND t.submitted_at IS NOT NULL LIMIT $2";
const WRITTEN: &str = concat!(
    "SELECT t.id, t.number, t.version, t.submitted_at, n.answer, n.by_hand, ",
    who_columns!(),
    " FROM quiz_attempts t JOIN quiz_answers n ON n.attempt_id = t.id AND n.question_id = $2
      LEFT JOIN accounts a ON a.id = t.person
      LEFT JOIN invites i ON i.id = t.person
      LEFT JOIN guests g ON g.id = t.person
      WHERE t.entry_id = $1 AND t.submitted_at IS NOT NULL AND t.person > $3
      ORDER BY t.person, t.number LIMIT $4"
);

/// Somebody who took the quiz, and their attempts in order.
#[derive(Clone, Debug)]
pub(in super::super) struct Taker {
    pub(in super::super) person: String,
    /// Empty for whoever is not known any more.
    pub(in super::super) name: String,
    pub(in super::super) email: String,
    /// Whether they are a guest.
    pub(in super::super) guest: bool,
    pub(in super::super) taken: Vec<Taken>,
}

impl Taker {
    fn of(row: &Row<'_>) -> Result<Self, Error> {
        let text = |column| Ok::<_, Error>(row.get::<Option<String>>(column)?.unwrap_or_default());
        let name = |first: &str, last: &str| format!("{first} {last}").trim().to_owned();
        let sort = row.get::<String>("sort")?;
        let (name, email) = match sort.as_str() {
            "account" => (
                name(&text("member_first")?, &text("member_last")?),
                text("member_email")?,
            ),
            "invite" if row.get::<Option<Timestamp>>("forgotten_at")?.is_none() => (
                name(&text("guest_first")?, &text("guest_last")?),
                text("email_written")?,
            ),
            "guest" => (text("link_name")?, text("link_email")?),
            _ => (String::new(), String::new()),
        };
        Ok(Self {
            person: row.get("person")?,
            name,
            email,
            guest: sort != "account",
            taken: Vec::new(),
        })
    }
}

/// Behind whom a page begins, as [`takers`] is told: everybody is behind nobody.
pub(in super::super) fn behind(after: Option<Uuid>) -> String {
    after.map_or_else(String::new, |person| person.to_string())
}

/// People behind `after`, some of them, whole with all their attempts; and whether there are more.
pub(in super::super) fn takers(
    tx: &Tx,
    entry: EntryId,
    after: &str,
    attempts: u32,
) -> Result<(Vec<Taker>, bool), Error> {
    let rows = tx.query(TAKERS, params![entry, after, attempts], |row| {
        Ok((Taker::of(row)?, Taken::of(row)?))
    })?;
    let full = rows.len() >= attempts as usize;
    let mut people: Vec<Taker> = Vec::new();
    for (who, taken) in rows {
        match people.last_mut() {
            Some(last) if last.person == who.person => last.taken.push(taken),
            _ => people.push(Taker {
                taken: vec![taken],
                ..who
            }),
        }
    }
    // Of the last of a full page there may be more.
    if full && people.len() > 1 {
        people.pop();
    }
    Ok((people, full))
}

/// How one wording of a question was answered.
#[derive(Clone, Debug)]
pub(in super::super) struct Spread {
    pub(in super::super) question: Question,
    /// How many answered it.
    pub(in super::super) answered: u32,
    /// How many were right altogether.
    pub(in super::super) right: u32,
    /// How many answers nobody has read yet.
    pub(in super::super) unread: u32,
    /// How often each was chosen, by number.
    pub(in super::super) chosen: Vec<u32>,
}

impl Spread {
    fn of(question: &Question) -> Self {
        Self {
            question: question.clone(),
            answered: 0,
            right: 0,
            unread: 0,
            chosen: vec![0; question.task.choices().len().max(2)],
        }
    }

    fn count(&mut self, given: &Given, by_hand: Option<u32>) {
        self.answered += 1;
        match worth(&self.question, given, by_hand) {
            Points::Known(points) => {
                self.right += u32::from(points == hundredths(self.question.points));
            }
            Points::Unread => self.unread += 1,
            Points::None => {}
        }
        for (number, count) in self.chosen.iter_mut().enumerate() {
            *count += u32::from(given.has_chosen(number));
        }
    }
}

/// How each wording of each question was answered that somebody began with, and those of `now`.
pub(in super::super) fn spread(
    tx: &Tx,
    entry: EntryId,
    now: &[Question],
) -> Result<Vec<Spread>, Error> {
    let mut versions: BTreeMap<i64, Vec<Question>> = BTreeMap::new();
    let mut spreads: BTreeMap<(QuestionId, u32), Spread> = BTreeMap::new();
    for question in now {
        spreads.insert((question.id, question.wording), Spread::of(question));
    }
    let given = tx.query(GIVEN, params![entry, COUNTED], |row| {
        Ok((
            row.get::<i64>("version")?,
            row.get::<QuestionId>("question_id")?,
            row.get::<String>("answer")?,
            row.get::<Option<u32>>("by_hand")?,
        ))
    })?;
    for (version, question, answer, by_hand) in given {
        let asked = match versions.entry(version) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(questions_of(tx, entry, version)?),
        };
        let asked = asked.iter().find(|one| one.id == question);
        if let (Some(asked), Some(given)) = (asked, read(&answer)) {
            let place = (asked.id, asked.wording);
            let spread = spreads.entry(place).or_insert_with(|| Spread::of(asked));
            spread.count(&given, by_hand);
        }
    }
    let mut all: Vec<Spread> = spreads.into_values().collect();
    all.sort_by_key(|one| {
        (
            one.question.at,
            one.question.id,
            std::cmp::Reverse(one.question.wording),
        )
    });
    Ok(all)
}

/// What somebody wrote.
#[derive(Clone, Debug)]
pub(in super::super) struct WrittenBy {
    pub(in super::super) who: Taker,
    pub(in super::super) attempt: AttemptId,
    pub(in super::super) number: u32,
    pub(in super::super) version: i64,
    pub(in super::super) submitted_at: Option<Timestamp>,
    pub(in super::super) text: String,
    pub(in super::super) by_hand: Option<u32>,
}

/// What people behind `after` wrote to a question, some of it.
pub(in super::super) fn written(
    tx: &Tx,
    (entry, question): (EntryId, QuestionId),
    after: &str,
    most: u32,
) -> Result<Vec<WrittenBy>, Error> {
    tx.query(WRITTEN, params![entry, question, after, most], |row| {
        let given = read(&row.get::<String>("answer")?);
        Ok(WrittenBy {
            who: Taker::of(row)?,
            attempt: row.get("id")?,
            number: row.get("number")?,
            version: row.get("version")?,
            submitted_at: row.get("submitted_at")?,
            text: given
                .map(|given| given.written().to_owned())
                .unwrap_or_default(),
            by_hand: row.get("by_hand")?,
        })
    })
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [TAKERS, GIVEN, WRITTEN];
