use std::time::Duration;

use crate::clock::Timestamp;

use super::{Extent, Presence, Spans, Watched, tenths};

/// What a page says since its last word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// How long it was before somebody.
    pub present: Duration,
    /// What was played of the film, in tenths of a second, or which pages of a document were open; also what was told before.
    pub watched: Spans,
    /// Where the film stands, in tenths of a second.
    pub place: Option<u64>,
}

/// What is kept of one person and entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// When they were here first.
    pub first_at: Timestamp,
    /// And last.
    pub last_at: Timestamp,
    /// For how long.
    pub presence: Presence,
    /// What they watched or read.
    pub watched: Watched,
    /// Where they stopped, in tenths of a second.
    pub place: Option<u64>,
}

impl Record {
    /// Somebody comes.
    pub fn begun(now: Timestamp) -> Self {
        Self {
            first_at: now,
            last_at: now,
            presence: Presence::default(),
            watched: Watched::default(),
            place: None,
        }
    }

    /// A page says something. What neither plays nor has pages has no `extent`, and only who was there counts.
    pub fn hear(&mut self, word: &Word, extent: Option<Extent>, now: Timestamp) {
        self.last_at = self.last_at.max(now);
        self.presence.add(word.present, now);
        if let Some(extent) = extent {
            self.watched.add(&word.watched, extent);
            if let Some((place, length)) = word.place.zip(extent.length()) {
                self.place = Some(place.min(tenths(length)));
            }
        }
    }

    /// Takes in what was kept of the same person elsewhere. The place is that of whoever was here last.
    pub fn take_in(&mut self, other: &Self, extent: Option<Extent>) {
        if other.place.is_some() && (self.place.is_none() || other.last_at >= self.last_at) {
            self.place = other.place;
        }
        self.first_at = self.first_at.min(other.first_at);
        self.last_at = self.last_at.max(other.last_at);
        self.presence.add_all(&other.presence);
        match extent {
            Some(extent) => self.watched.add(other.watched.spans(), extent),
            None => self.watched = other.watched.clone(),
        }
    }

    /// How much they watched of a film of this length, or read of a document of so many pages.
    pub fn percent(&self, extent: Option<Extent>) -> Option<u8> {
        extent.map(|extent| self.watched.percent(extent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_secs(1_800_000_000);
    const LENGTH: Option<Extent> = Some(Extent::Length(Duration::from_secs(100)));

    fn at(seconds: u64) -> Timestamp {
        NOON.after(Duration::from_secs(seconds))
    }

    fn word(present: u64, watched: &str, place: u64) -> Word {
        Word {
            present: Duration::from_secs(present),
            watched: watched.parse().unwrap(),
            place: Some(place),
        }
    }

    #[test]
    fn a_page_that_is_left_and_opened_again_goes_on_where_it_was() {
        let mut record = Record::begun(NOON);
        record.hear(&word(20, "0-200", 200), LENGTH, at(20));
        // The connection broke; the next word says all of it once more.
        record.hear(&word(40, "0-630", 630), LENGTH, at(60));
        assert_eq!(record.presence.total(), 60);
        assert_eq!(record.percent(LENGTH), Some(63));
        assert_eq!((record.first_at, record.last_at), (NOON, at(60)));
        assert_eq!(record.place, Some(630));
    }

    #[test]
    fn what_two_servers_heard_is_one_person() {
        let mut stored = Record::begun(NOON);
        stored.hear(&word(20, "0-200", 200), LENGTH, at(20));
        let mut heard = Record::begun(at(30));
        heard.hear(&word(20, "100-500", 500), LENGTH, at(50));
        let mut together = stored.clone();
        together.take_in(&heard, LENGTH);
        assert_eq!(together.presence.total(), 40);
        assert_eq!(together.percent(LENGTH), Some(50));
        assert_eq!(together.place, Some(500));
        let mut late = heard.clone();
        late.take_in(&stored, LENGTH);
        assert_eq!(late, together, "whoever is taken in by whom");
    }

    #[test]
    fn of_what_does_not_play_only_who_was_there_is_kept() {
        let mut record = Record::begun(NOON);
        record.hear(&word(20, "0-200", 200), None, at(20));
        assert_eq!(record.presence.total(), 20);
        assert_eq!((record.percent(None), record.place), (None, None));
        assert_eq!(record.watched, Watched::default());
    }

    #[test]
    fn of_a_document_the_pages_are_kept_and_no_place() {
        let paper = Some(Extent::Pages(4));
        let mut record = Record::begun(NOON);
        record.hear(&word(20, "0-1", 12), paper, at(20));
        record.hear(&word(20, "0-1,2-3", 0), paper, at(40));
        assert_eq!((record.percent(paper), record.place), (Some(50), None));
        assert_eq!(record.watched.spans().to_string(), "0-1,2-3");
        let mut elsewhere = Record::begun(NOON);
        elsewhere.hear(&word(20, "1-2", 0), paper, at(40));
        record.take_in(&elsewhere, paper);
        assert_eq!(record.percent(paper), Some(75));
    }

    #[test]
    fn a_place_behind_the_end_is_the_end() {
        let mut record = Record::begun(NOON);
        record.hear(&word(0, "", 9_999), LENGTH, NOON);
        assert_eq!(record.place, Some(1_000));
    }
}
