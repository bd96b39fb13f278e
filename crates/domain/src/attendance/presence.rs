use std::time::Duration;

use crate::clock::Timestamp;

use super::Spans;

/// How far back one word of a page reaches, whatever it says: whoever was cut off for longer was not seen.
pub const REACH: Duration = Duration::from_mins(2);

/// How long somebody was here: a union of spans in seconds since 1970. Spans that no word can reach any more are only
/// counted, so that there are never more than fit into four minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    settled: u64,
    recent: Spans,
}

impl Presence {
    /// What was stored: all in all, and the spans of it that may still grow.
    pub fn stored(total: u64, recent: Spans) -> Self {
        Self {
            settled: total.saturating_sub(recent.total()),
            recent,
        }
    }

    /// All in all, in seconds.
    pub fn total(&self) -> u64 {
        self.settled.saturating_add(self.recent.total())
    }

    /// The spans that may still grow.
    pub fn recent(&self) -> &Spans {
        &self.recent
    }

    /// A page says that it was there for `span` until now. It is believed as far as [`REACH`].
    pub fn add(&mut self, span: Duration, now: Timestamp) {
        let from = now.before(span.min(REACH));
        self.recent.add(seconds(from), seconds(now));
        self.settle();
    }

    /// Takes in what somebody else kept of the same person.
    pub fn add_all(&mut self, others: &Self) {
        self.settled = self.settled.saturating_add(others.settled);
        self.recent.add_all(&others.recent);
        self.settle();
    }

    /// Counts what cannot grow any more. Twice as far back as a word reaches: words of several servers come together
    /// some seconds late.
    fn settle(&mut self) {
        let Some(last) = self.recent.iter().last().map(|span| span.1) else {
            return;
        };
        let reached = last.saturating_sub(2 * REACH.as_secs());
        while self.recent.first_end().is_some_and(|end| end < reached) {
            self.settled = self.settled.saturating_add(self.recent.take_first());
        }
    }
}

fn seconds(at: Timestamp) -> u64 {
    u64::try_from(at.micros() / 1_000_000).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    const BEGIN: i64 = 1_800_000_000;

    fn after(words: &[(u64, u64)]) -> Presence {
        let mut presence = Presence::default();
        for (at, span) in words {
            let now = Timestamp::from_secs(BEGIN + i64::try_from(*at).unwrap());
            presence.add(Duration::from_secs(*span), now);
        }
        presence
    }

    #[test]
    fn tabs_beside_each_other_and_connections_that_break_count_once() {
        type Row<'a> = (&'a [(u64, u64)], u64, &'a str);
        let table: [Row<'_>; 8] = [
            (&[], 0, "nobody"),
            (&[(0, 0)], 0, "somebody who has just come"),
            (&[(20, 20), (40, 20), (60, 20)], 60, "one tab"),
            (&[(20, 20), (20, 20), (40, 20), (40, 20)], 40, "two tabs"),
            (
                &[(20, 20), (25, 20), (40, 20), (45, 20)],
                45,
                "two tabs, out of step",
            ),
            (
                &[(20, 20), (90, 70)],
                90,
                "a connection that broke for a minute",
            ),
            (
                &[(20, 20), (1000, 980)],
                140,
                "cut off for longer than a word reaches",
            ),
            (&[(20, 20), (5000, 20)], 40, "come back after an hour"),
        ];
        for (words, seconds, who) in table {
            assert_eq!(after(words).total(), seconds, "{who}");
        }
    }

    #[test]
    fn a_long_day_keeps_few_spans() {
        let words: Vec<(u64, u64)> = (1..2_000).map(|n| (n * 40, 10)).collect();
        let presence = after(&words);
        assert_eq!(presence.total(), 19_990);
        assert!(presence.recent().count() <= 7);
    }

    proptest! {
        /// The model: every second in which a tab was there, by words that the server hears in their order.
        #[test]
        fn the_time_is_that_of_the_union(words in vec((0_u64..60, 0_u64..200), 0..60), cut in 0_usize..60) {
            let mut at = 300;
            let words: Vec<(u64, u64)> = words
                .into_iter()
                .map(|(pause, span)| {
                    at += pause;
                    (at, span)
                })
                .collect();
            let mut model = std::collections::BTreeSet::new();
            for (at, span) in &words {
                model.extend(at - (*span).min(REACH.as_secs())..*at);
            }
            prop_assert_eq!(after(&words).total(), model.len() as u64);
            // What two servers have heard comes to the same: each keeps it for some seconds only.
            let (ours, theirs) = words.split_at(cut.min(words.len()));
            let long = theirs.last().map_or(0, |last| last.0 - theirs[0].0);
            if long <= REACH.as_secs() {
                let mut both = Presence::stored(after(ours).total(), after(ours).recent().clone());
                both.add_all(&after(theirs));
                prop_assert_eq!(both.total(), model.len() as u64);
            }
        }
    }
}
