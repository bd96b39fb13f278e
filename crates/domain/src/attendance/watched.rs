use std::time::Duration;

use super::{Extent, Spans};

/// How many spans are kept of one person and entry. Beyond it the shortest gaps are closed: with so many, the shortest
/// is less than a hundredth of the film.
pub const MOST_SPANS: usize = 100;

/// Gaps no longer than this many tenths of a second are none: players stop and begin a little beside where they should.
const JITTER: u64 = 10;

/// A time in a film as it is kept: in tenths of a second.
pub fn tenths(span: Duration) -> u64 {
    u64::try_from(span.as_millis() / 100).unwrap_or(u64::MAX)
}

/// Which parts of a film somebody watched, in tenths of a second; or which pages of a document they had open, `0-2` of which are
/// the first two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched(Spans);

impl Watched {
    /// What was stored.
    pub fn stored(spans: Spans) -> Self {
        Self(spans)
    }

    /// Its spans.
    pub fn spans(&self) -> &Spans {
        &self.0
    }

    /// Adds what a page says, as far as the film or the document goes.
    pub fn add(&mut self, told: &Spans, extent: Extent) {
        match extent {
            Extent::Length(length) => self.add_played(told, tenths(length)),
            Extent::Pages(_) => self.0.add_all(told),
        }
        self.0.cut(extent.units());
        self.0.at_most(MOST_SPANS);
    }

    fn add_played(&mut self, told: &Spans, end: u64) {
        for (from, to) in told.iter() {
            let from = if from <= JITTER { 0 } else { from };
            let to = if to.saturating_add(JITTER) >= end {
                end
            } else {
                to
            };
            self.0.add(from, to);
        }
        self.0.close_gaps(JITTER);
    }

    /// How much of it that is, in whole percent: all of it only if nothing is missing.
    pub fn percent(&self, extent: Extent) -> u8 {
        let all = extent.units();
        if all == 0 {
            return 0;
        }
        let mut seen = self.0.clone();
        seen.cut(all);
        u8::try_from(seen.total().saturating_mul(100) / all).unwrap_or(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Extent = Extent::Length(Duration::from_mins(1));

    fn told(text: &str) -> Spans {
        text.parse().unwrap()
    }

    #[test]
    fn what_a_page_says_goes_no_further_than_the_film() {
        let table = [
            ("", "", 0),
            ("0-300", "0-300", 50),
            ("4-298", "0-298", 49),
            ("0-300,300-600", "0-600", 100),
            ("0-300,305-595", "0-600", 100),
            ("0-300,320-600", "0-300,320-600", 96),
            ("590-900", "590-600", 1),
            ("700-900", "", 0),
            ("0-99999999999", "0-600", 100),
            ("100-160", "100-160", 10),
        ];
        for (said, kept, percent) in table {
            let mut watched = Watched::default();
            watched.add(&told(said), MINUTE);
            assert_eq!(watched.spans().to_string(), kept, "{said}");
            assert_eq!(watched.percent(MINUTE), percent, "{said}");
            let once = watched.clone();
            watched.add(&told(said), MINUTE);
            assert_eq!(watched, once, "{said} told twice");
        }
    }

    #[test]
    fn of_a_document_each_page_counts_that_was_open_and_none_between_them() {
        let table = [
            ("", "", 0),
            ("0-1", "0-1", 12),
            ("0-1,2-3", "0-1,2-3", 25),
            ("1-2,6-7", "1-2,6-7", 25),
            ("0-7", "0-7", 87),
            ("0-99999999999", "0-8", 100),
            ("8-9,20-21", "", 0),
        ];
        let paper = Extent::Pages(8);
        for (said, kept, percent) in table {
            let mut watched = Watched::default();
            watched.add(&told(said), paper);
            assert_eq!(watched.spans().to_string(), kept, "{said}");
            assert_eq!(watched.percent(paper), percent, "{said}");
        }
        // Pages that there are not close no gap between those that there are.
        let mut watched = Watched::default();
        let beyond: Vec<String> = (4..150)
            .map(|n| format!("{}-{}", n * 2, n * 2 + 1))
            .collect();
        watched.add(&told(&format!("0-1,2-3,{}", beyond.join(","))), paper);
        assert_eq!(watched.spans().to_string(), "0-1,2-3");
    }

    #[test]
    fn however_often_somebody_jumps_few_spans_are_kept() {
        let hour = Extent::Length(Duration::from_hours(1));
        let mut watched = Watched::default();
        for jump in 0..1_000_u64 {
            let at = jump * 7919 % 36_000;
            watched.add(&told(&format!("{at}-{}", at + 3)), hour);
            assert!(watched.spans().count() <= MOST_SPANS);
        }
        assert!(watched.percent(hour) > 0);
    }

    #[test]
    fn what_does_not_last_is_not_watched() {
        for nothing in [Extent::Length(Duration::ZERO), Extent::Pages(0)] {
            let mut watched = Watched::default();
            watched.add(&told("0-10"), nothing);
            assert_eq!((watched.spans().total(), watched.percent(nothing)), (0, 0));
        }
    }
}
