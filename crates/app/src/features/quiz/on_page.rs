//! The quiz on the page of its entry: what stands before it begins, the questions while it is taken, and what came of it.

mod outcome;
mod running;
mod start;

use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    ids::EntryId,
    media::EntryKind,
    quiz::{Question, Score, kept, may_tell},
};

use super::{
    review::{Reviewed, review},
    store::{self, Answers, Quiz, Taken},
};
use crate::{
    App,
    features::{
        attendance::{Person, person},
        media::{Asker, Entry},
    },
    http::{fault::Fault, page::Page, visit::Visit},
    words::Words,
};

pub(super) use outcome::said_score;
pub(super) use running::{Typed, field_name, running_form};

/// What a quiz adds to the page of its entry.
pub struct OnPage {
    /// What stands in the film's place, until it has begun; nothing where the film is there.
    pub start: Option<String>,
    /// What stands under it.
    pub below: String,
    /// Whether it is being taken.
    pub running: bool,
    /// Whether only sounds play.
    pub sounds: bool,
}

/// What is known of a quiz and of whoever looks at it.
pub(super) struct Facts {
    pub(super) quiz: Quiz,
    sounds: bool,
    pub(super) who: Option<Person>,
    pub(super) taken: Vec<Taken>,
    /// The attempt that runs, else the last: with its questions and answers.
    pub(super) latest: Option<(Taken, Vec<Question>, Answers)>,
}

impl Facts {
    /// `None`: the entry is no quiz.
    pub(super) fn load(
        tx: &Tx,
        asker: Asker,
        entry: EntryId,
        now: Timestamp,
    ) -> Result<Option<Self>, Error> {
        let Some(quiz) = store::quiz(tx, entry)? else {
            return Ok(None);
        };
        let who = person(tx, asker, entry, now)?;
        let taken = match who {
            Some(who) => store::taken(tx, entry, who)?,
            None => Vec::new(),
        };
        let running = taken.iter().find(|one| one.submitted_at.is_none());
        let latest = match running.or(taken.last()) {
            Some(one) => Some((
                one.clone(),
                store::questions_of(tx, entry, one.version)?,
                store::answers(tx, one.id)?,
            )),
            None => None,
        };
        Ok(Some(Self {
            sounds: store::medium(tx, entry)? == Some(EntryKind::Audio),
            quiz,
            who,
            taken,
            latest,
        }))
    }

    /// How many attempts they have begun.
    pub(super) fn begun(&self) -> u32 {
        u32::try_from(self.taken.len()).unwrap_or(u32::MAX)
    }

    /// The attempt that runs.
    pub(super) fn running(&self) -> Option<&(Taken, Vec<Question>, Answers)> {
        (self.latest.as_ref()).filter(|(taken, ..)| taken.submitted_at.is_none())
    }

    /// The last of those that were submitted, if none runs.
    pub(super) fn done(&self) -> Option<&(Taken, Vec<Question>, Answers)> {
        (self.latest.as_ref()).filter(|(taken, ..)| taken.submitted_at.is_some())
    }

    /// How many attempts are left; nothing for endless ones.
    pub(super) fn left(&self) -> Option<u32> {
        self.quiz.rules.left(self.begun())
    }

    /// The scores of what was submitted, in order.
    fn scores(&self) -> Vec<Score> {
        let submitted = self.taken.iter().filter(|one| one.submitted_at.is_some());
        submitted.map(|one| one.score).collect()
    }

    /// The score that counts.
    pub(super) fn kept(&self) -> Option<Score> {
        kept(self.quiz.rules.kept, &self.scores())
    }

    /// What may be told of the last attempt.
    pub(super) fn reviewed(&self, words: &Words) -> Vec<Reviewed> {
        let may = may_tell(&self.quiz.rules, self.begun(), self.running().is_some());
        let done = self.done();
        done.map(|(_, questions, answers)| review(words, questions, answers, may))
            .unwrap_or_default()
    }
}

/// What a quiz adds to the page of its entry; nothing to the page of another.
pub async fn on_page(
    app: &App,
    visit: &Visit,
    entry: &Entry,
    page: &Page,
) -> Result<Option<OnPage>, Fault> {
    if entry.kind != EntryKind::Quiz {
        return Ok(None);
    }
    let (asker, id, now) = (Asker::of(visit), entry.id, app.now());
    let load = move |tx: &Tx| Facts::load(tx, asker, id, now);
    let Some(facts) = app.parts.db.read(load).await? else {
        return Ok(None);
    };
    let mut below = String::new();
    let running = facts.running().is_some();
    let starts = !running && facts.left() != Some(0);
    let start = if starts && entry.is_ready() && !facts.quiz.questions.is_empty() {
        Some(start::start(visit, page, &facts, &entry.owner.name)?)
    } else {
        None
    };
    if running {
        below = running_form(visit, page, &facts, &Typed::default(), Vec::new())?;
    } else if facts.done().is_some() {
        below = outcome::outcome(visit, page, &facts)?;
    }
    Ok(Some(OnPage {
        start,
        below,
        running,
        sounds: facts.sounds,
    }))
}
