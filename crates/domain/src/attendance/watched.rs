use std::time::Duration;

use super::Spans;

/// How many spans are kept of one person and entry. Beyond it the shortest gaps are closed: with so many, the shortest
/// is less than a hundredth of the film.
pub const MOST_SPANS: usize = 100;

/// Gaps no longer than this many tenths of a second are none: players stop and begin a little beside where they should.
const JITTER: u64 = 10;

/// A time in a film as it is kept: in tenths of a second.
pub fn tenths(span: Duration) -> u64 {
    u64::try_from(span.as_millis() / 100).unwrap_or(u64::MAX)
}

/// Which parts of a film somebody watched, in tenths of a second.
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

    /// Adds what a page says, as far as the film goes.
    pub fn add(&mut self, told: &Spans, length: Duration) {
        let end = tenths(length);
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
        self.0.at_most(MOST_SPANS);
        self.0.cut(end);
    }

    /// How much of the film it is, in whole percent: all of it only if nothing is missing.
    pub fn percent(&self, length: Duration) -> u8 {
        let all = tenths(length);
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

    const MINUTE: Duration = Duration::from_mins(1);

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
    fn however_often_somebody_jumps_few_spans_are_kept() {
        let hour = Duration::from_hours(1);
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
        let mut watched = Watched::default();
        watched.add(&told("0-10"), Duration::ZERO);
        assert_eq!(
            (watched.spans().total(), watched.percent(Duration::ZERO)),
            (0, 0)
        );
    }
}
