//! What was said and is not written yet.

use std::{collections::BTreeMap, time::Duration};

use moka::{ops::compute::Op, sync::Cache};
use parking_lot::Mutex;
use usher_domain::{
    attendance::{Record, Word},
    clock::Timestamp,
    ids::{EntryId, SessionId},
};

use super::person::Person;

/// How many people's words are kept in memory at most: some ten megabytes.
const MOST: usize = 20_000;
/// How many words of one session are heard in a minute: a dozen tabs.
const WORDS: u32 = 60;
/// That minute.
const MINUTE: Duration = Duration::from_mins(1);
/// How many sessions' words are counted.
const COUNTED: u64 = 100_000;

/// Who is where.
pub(super) type Place = (EntryId, Person);

/// What was heard of one person in one entry since it was last written.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub(super) record: Record,
    /// How long the entry plays.
    pub(super) length: Option<Duration>,
}

/// What the process remembers until it is written.
pub struct Attendance {
    heard: Mutex<BTreeMap<Place, Heard>>,
    words: Cache<SessionId, (Timestamp, u32)>,
}

impl Default for Attendance {
    fn default() -> Self {
        Self {
            heard: Mutex::default(),
            words: Cache::new(COUNTED),
        }
    }
}

/// Why something is not heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deaf {
    /// The session says too much.
    TooOften,
    /// There is no room until what there is was written.
    Full,
}

impl Attendance {
    /// Whether one more word of the session is heard.
    pub(super) fn listens(&self, session: SessionId, now: Timestamp) -> bool {
        let outcome = self.words.entry(session).and_compute_with(|known| {
            match known.map(moka::Entry::into_value) {
                Some((since, count)) if now.since(since) < MINUTE => {
                    if count < WORDS {
                        Op::Put((since, count + 1))
                    } else {
                        Op::Nop
                    }
                }
                _ => Op::Put((now, 1)),
            }
        });
        !matches!(outcome, moka::ops::compute::CompResult::Unchanged(_))
    }

    /// Keeps a word until it is written.
    pub(super) fn hear(
        &self,
        place: Place,
        word: &Word,
        length: Option<Duration>,
        now: Timestamp,
    ) -> Result<(), Deaf> {
        let mut heard = self.heard.lock();
        if heard.len() >= MOST && !heard.contains_key(&place) {
            return Err(Deaf::Full);
        }
        let begun = || Heard {
            record: Record::begun(now),
            length,
        };
        let kept = heard.entry(place).or_insert_with(begun);
        kept.length = length;
        kept.record.hear(word, length, now);
        Ok(())
    }

    /// What is not written yet of one person's place in the film.
    pub(super) fn stopped_at(&self, place: &Place) -> Option<u64> {
        self.heard.lock().get(place)?.record.place
    }

    /// Takes out what is to be written, some of it.
    pub(super) fn take(&self, most: usize) -> Vec<(Place, Heard)> {
        let mut heard = self.heard.lock();
        let places: Vec<Place> = heard.keys().take(most).copied().collect();
        let taken = places.into_iter();
        taken
            .filter_map(|place| Some((place, heard.remove(&place)?)))
            .collect()
    }

    /// Puts back what could not be written; what was heard since grows together with it.
    pub(super) fn give_back(&self, taken: Vec<(Place, Heard)>) {
        let mut heard = self.heard.lock();
        for (place, before) in taken {
            match heard.get_mut(&place) {
                Some(since) => since.record.take_in(&before.record, since.length),
                None => {
                    heard.insert(place, before);
                }
            }
        }
    }
}
