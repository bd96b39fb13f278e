//! What was said and is not written yet.

use std::{collections::BTreeMap, time::Duration};

use moka::{ops::compute::Op, sync::Cache};
use parking_lot::Mutex;
use usher_domain::{
    analytics::{Day, Device},
    attendance::{Extent, Record, Word},
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

/// When something was heard, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) now: Timestamp,
    /// The day of the site's zone.
    pub(super) day: Day,
    pub(super) device: Device,
}

/// Plays of those who are not known, by entry, day and device.
pub(super) type Strangers = BTreeMap<(EntryId, Day, Device), u64>;

/// What was heard of one person in one entry since it was last written.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub(super) record: Record,
    /// How much there is of the entry.
    pub(super) extent: Option<Extent>,
    /// How often they began to play.
    pub(super) plays: u64,
    /// When and on what they were heard last.
    pub(super) seen: Seen,
}

/// What the process remembers until it is written.
pub struct Attendance {
    heard: Mutex<BTreeMap<Place, Heard>>,
    strangers: Mutex<Strangers>,
    words: Cache<SessionId, (Timestamp, u32)>,
}

impl Default for Attendance {
    fn default() -> Self {
        Self {
            heard: Mutex::default(),
            strangers: Mutex::default(),
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
        extent: Option<Extent>,
        seen: Seen,
    ) -> Result<(), Deaf> {
        // What was watched was watched where it is told first: the last word of a page may say no more than that it goes.
        let is_news = word.watched.count() > 0;
        self.keep(place, extent, (seen, is_news), |kept| {
            kept.record.hear(word, extent, seen.now);
        })
    }

    /// Keeps that somebody began to play.
    pub(super) fn played(
        &self,
        place: Place,
        extent: Option<Extent>,
        seen: Seen,
    ) -> Result<(), Deaf> {
        self.keep(place, extent, (seen, true), |kept| {
            kept.plays = kept.plays.saturating_add(1);
        })
    }

    fn keep(
        &self,
        place: Place,
        extent: Option<Extent>,
        (seen, is_news): (Seen, bool),
        hear: impl FnOnce(&mut Heard),
    ) -> Result<(), Deaf> {
        let mut heard = self.heard.lock();
        if heard.len() >= MOST && !heard.contains_key(&place) {
            return Err(Deaf::Full);
        }
        let begun = || Heard {
            record: Record::begun(seen.now),
            extent,
            plays: 0,
            seen,
        };
        let kept = heard.entry(place).or_insert_with(begun);
        let device = if is_news {
            seen.device
        } else {
            kept.seen.device
        };
        (kept.extent, kept.seen) = (extent, Seen { device, ..seen });
        hear(kept);
        Ok(())
    }

    /// Keeps that somebody who is not known began to play.
    pub(super) fn played_by_a_stranger(&self, entry: EntryId, seen: Seen) -> Result<(), Deaf> {
        let mut strangers = self.strangers.lock();
        let place = (entry, seen.day, seen.device);
        if strangers.len() >= MOST && !strangers.contains_key(&place) {
            return Err(Deaf::Full);
        }
        *strangers.entry(place).or_default() += 1;
        Ok(())
    }

    /// Takes out what strangers played.
    pub(super) fn take_strangers(&self) -> Strangers {
        std::mem::take(&mut self.strangers.lock())
    }

    /// Puts it back.
    pub(super) fn give_strangers_back(&self, taken: Strangers) {
        let mut strangers = self.strangers.lock();
        for (place, plays) in taken {
            *strangers.entry(place).or_default() += plays;
        }
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
                Some(since) => {
                    since.record.take_in(&before.record, since.extent);
                    since.plays = since.plays.saturating_add(before.plays);
                }
                None => {
                    heard.insert(place, before);
                }
            }
        }
    }
}
