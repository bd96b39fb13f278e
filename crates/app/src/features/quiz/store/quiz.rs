//! A quiz: its rules, and its questions as they are now or were.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    ids::{EntryId, QuestionId},
    media::EntryKind,
    quiz::{Question, Rules},
};

const QUIZ: &str = "
    SELECT e.kind, e.duration_us, q.version, q.welcome, q.attempts, q.all_required, q.may_change, q.may_skip, q.may_seek,
           q.pretest, q.reveal, q.kept, v.questions
    FROM entries e
    LEFT JOIN quizzes q ON q.entry_id = e.id
    LEFT JOIN quiz_versions v ON v.entry_id = q.entry_id AND v.version = q.version
    WHERE e.id = $1";
const VERSION: &str = "SELECT questions FROM quiz_versions WHERE entry_id = $1 AND version = $2";
const MEDIUM: &str = "
    SELECT e.kind, e.width, b.content_type FROM entries e LEFT JOIN blobs b ON b.id = e.original_id WHERE e.id = $1";

/// A quiz as it is now.
#[derive(Clone, Debug)]
pub(in super::super) struct Quiz {
    pub(in super::super) entry: EntryId,
    /// Which questions these are; nothing was written yet where it is 0.
    pub(in super::super) version: i64,
    /// What is said before it begins; may be empty.
    pub(in super::super) welcome: String,
    pub(in super::super) rules: Rules,
    /// In the order in which they are asked.
    pub(in super::super) questions: Vec<Question>,
    /// How long the film is, in milliseconds.
    pub(in super::super) length: Option<u32>,
}

impl Quiz {
    /// One of its questions, and its number.
    pub(in super::super) fn question(&self, id: QuestionId) -> Option<(usize, &Question)> {
        let mut numbered = (1..).zip(&self.questions);
        numbered.find(|(_, question)| question.id == id)
    }
}

/// The quiz of an entry; `None` if the entry is none.
pub(in super::super) fn quiz(tx: &Tx, entry: EntryId) -> Result<Option<Quiz>, Error> {
    let found = tx.query_opt(QUIZ, params![entry], |row| {
        let is_quiz = row.parse::<EntryKind>("kind")? == EntryKind::Quiz;
        Ok((is_quiz, of_row(row, entry)?))
    })?;
    Ok(found.filter(|(is_quiz, _)| *is_quiz).map(|(_, quiz)| quiz))
}

fn of_row(row: &Row<'_>, entry: EntryId) -> Result<Quiz, Error> {
    let micros = row.get::<Option<i64>>("duration_us")?;
    let length = micros.and_then(|micros| u32::try_from(micros / 1000).ok());
    let Some(version) = row.get::<Option<i64>>("version")? else {
        return Ok(Quiz {
            entry,
            version: 0,
            welcome: String::new(),
            rules: Rules::default(),
            questions: Vec::new(),
            length,
        });
    };
    let yes = |column| Ok::<_, Error>(row.get::<i64>(column)? != 0);
    let questions = row.get::<Option<String>>("questions")?;
    Ok(Quiz {
        entry,
        version,
        welcome: row.get("welcome")?,
        rules: Rules {
            attempts: row.get("attempts")?,
            all_required: yes("all_required")?,
            may_change: yes("may_change")?,
            may_skip: yes("may_skip")?,
            may_seek: yes("may_seek")?,
            pretest: yes("pretest")?,
            reveal: row.parse("reveal")?,
            kept: row.parse("kept")?,
        },
        questions: read(questions.as_deref().unwrap_or("[]")),
        length,
    })
}

/// Questions that were stored. What cannot be read, a later version wrote.
fn read(stored: &str) -> Vec<Question> {
    serde_json::from_str(stored).unwrap_or_else(|error| {
        tracing::error!(%error, "stored questions cannot be read");
        Vec::new()
    })
}

/// The questions of one version.
pub(in super::super) fn questions_of(
    tx: &Tx,
    entry: EntryId,
    version: i64,
) -> Result<Vec<Question>, Error> {
    let found = tx.query_opt(VERSION, params![entry, version], |row| {
        row.get::<String>("questions")
    })?;
    Ok(found.as_deref().map(read).unwrap_or_default())
}

/// What plays in an entry: a film or a recording; nothing where nothing does. Of a quiz that has no file yet: a film.
pub(in super::super) fn medium(tx: &Tx, entry: EntryId) -> Result<Option<EntryKind>, Error> {
    let found = tx.query_opt(MEDIUM, params![entry], |row| {
        let kind = row.parse::<EntryKind>("kind")?;
        let sounds = row.get::<Option<String>>("content_type")?;
        let sounds = sounds.is_some_and(|mime| mime.starts_with("audio/"));
        Ok(match kind {
            EntryKind::Video | EntryKind::Audio => Some(kind),
            EntryKind::Quiz if sounds && row.get::<Option<i64>>("width")?.is_none() => {
                Some(EntryKind::Audio)
            }
            EntryKind::Quiz => Some(EntryKind::Video),
            _ => None,
        })
    })?;
    Ok(found.flatten())
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [QUIZ, VERSION, MEDIUM];
