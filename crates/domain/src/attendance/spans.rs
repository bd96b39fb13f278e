use std::{fmt, str::FromStr};

/// Spans `[from, to)` of whole units, in order; none is empty, none touches the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans(Vec<(u64, u64)>);

/// The text is no list of spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a list of spans")]
pub struct NotSpans;

impl Spans {
    /// Adds one; what it meets grows together with it.
    pub fn add(&mut self, from: u64, to: u64) {
        if from >= to {
            return;
        }
        let begin = self.0.partition_point(|span| span.1 < from);
        let end = self.0.partition_point(|span| span.0 <= to);
        let met = self.0.get(begin..end).unwrap_or_default();
        let from = met.first().map_or(from, |first| first.0.min(from));
        let to = met.last().map_or(to, |last| last.1.max(to));
        self.0.splice(begin..end.max(begin), [(from, to)]);
    }

    /// Adds all of another's.
    pub fn add_all(&mut self, others: &Self) {
        for (from, to) in others.iter() {
            self.add(from, to);
        }
    }

    /// Each span, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.0.iter().copied()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// What they come to.
    pub fn total(&self) -> u64 {
        self.iter().map(|(from, to)| to - from).sum()
    }

    /// Closes every gap that is no longer than `short`.
    pub fn close_gaps(&mut self, short: u64) {
        self.0.dedup_by(|next, span| {
            let near = next.0 - span.1 <= short;
            if near {
                span.1 = next.1;
            }
            near
        });
    }

    /// Closes the shortest gaps until there are `most` spans at most.
    pub fn at_most(&mut self, most: usize) {
        while self.count() > most.max(1) {
            let gaps = self.0.windows(2).map(|pair| pair[1].0 - pair[0].1);
            let Some(shortest) = gaps.min() else { return };
            self.close_first(shortest);
        }
    }

    /// Closes the first gap of this length.
    fn close_first(&mut self, length: u64) {
        let mut closed = false;
        self.0.dedup_by(|next, span| {
            let close = !closed && next.0 - span.1 == length;
            if close {
                span.1 = next.1;
                closed = true;
            }
            close
        });
    }

    /// Leaves out what is not before `end`.
    pub fn cut(&mut self, end: u64) {
        self.0.retain(|span| span.0 < end);
        if let Some(last) = self.0.last_mut() {
            last.1 = last.1.min(end);
        }
    }

    /// Takes out the first; what it came to.
    pub(super) fn take_first(&mut self) -> u64 {
        if self.0.is_empty() {
            return 0;
        }
        let (from, to) = self.0.remove(0);
        to - from
    }

    /// Where the first ends.
    pub(super) fn first_end(&self) -> Option<u64> {
        self.0.first().map(|span| span.1)
    }
}

/// As it is stored: `0-12,40-55`.
impl fmt::Display for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (from, to)) in self.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}{from}-{to}")?;
        }
        Ok(())
    }
}

impl FromStr for Spans {
    type Err = NotSpans;

    fn from_str(text: &str) -> Result<Self, NotSpans> {
        let mut spans = Self::default();
        for span in text.split(',').filter(|span| !span.is_empty()) {
            let (from, to) = span.split_once('-').ok_or(NotSpans)?;
            let number = |text: &str| text.parse::<u64>().map_err(|_| NotSpans);
            spans.add(number(from)?, number(to)?);
        }
        Ok(spans)
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn of(spans: &[(u64, u64)]) -> Spans {
        let mut all = Spans::default();
        for (from, to) in spans {
            all.add(*from, *to);
        }
        all
    }

    #[test]
    fn what_meets_grows_together() {
        let table: [(&[(u64, u64)], &str); 8] = [
            (&[], ""),
            (&[(3, 3), (5, 4)], ""),
            (&[(0, 10)], "0-10"),
            (&[(0, 10), (20, 30)], "0-10,20-30"),
            (&[(20, 30), (0, 10)], "0-10,20-30"),
            (&[(0, 10), (10, 20)], "0-20"),
            (&[(0, 10), (20, 30), (5, 25)], "0-30"),
            (&[(0, 10), (20, 30), (40, 50), (12, 35)], "0-10,12-35,40-50"),
        ];
        for (spans, text) in table {
            assert_eq!(of(spans).to_string(), text, "{spans:?}");
        }
    }

    #[test]
    fn gaps_are_closed_the_shortest_first_and_the_end_is_cut_off() {
        let all = of(&[(0, 10), (12, 20), (25, 30), (31, 40)]);
        let mut few = all.clone();
        few.at_most(2);
        assert_eq!(few.to_string(), "0-20,25-40");
        let mut near = all.clone();
        near.close_gaps(2);
        assert_eq!(near.to_string(), "0-20,25-40");
        let mut cut = all;
        cut.cut(27);
        assert_eq!(cut.to_string(), "0-10,12-20,25-27");
        cut.cut(0);
        assert_eq!(cut.total(), 0);
    }

    #[test]
    fn what_is_no_list_is_not_read() {
        for text in ["1", "a-b", "1-", "-5", "1-2;3-4"] {
            assert_eq!(text.parse::<Spans>(), Err(NotSpans), "{text}");
        }
    }

    proptest! {
        /// The model: which of two hundred units are covered.
        #[test]
        fn a_union_covers_what_any_of_its_spans_covers(spans in vec((0_u64..200, 0_u64..200), 0..40)) {
            let covered: Vec<bool> = (0..200)
                .map(|unit| spans.iter().any(|(from, to)| *from <= unit && unit < *to))
                .collect();
            let all = of(&spans);
            let mut found = vec![false; 200];
            for (from, to) in all.iter() {
                prop_assert!(from < to);
                for unit in from..to {
                    found[usize::try_from(unit).unwrap()] = true;
                }
            }
            prop_assert_eq!(&found, &covered);
            let total = covered.iter().filter(|unit| **unit).count();
            prop_assert_eq!(all.total(), total as u64);
            let gaps = all.0.windows(2).all(|pair| pair[0].1 < pair[1].0);
            prop_assert!(gaps, "none touches the next: {}", all);
            // Whatever the order, and however often it is told.
            let mut backwards = of(&spans.iter().rev().copied().collect::<Vec<_>>());
            backwards.add_all(&all);
            prop_assert_eq!(&backwards, &all);
            prop_assert_eq!(all.to_string().parse::<Spans>().unwrap(), all);
        }

        #[test]
        fn few_spans_still_cover_what_many_did(spans in vec((0_u64..2000, 1_u64..9), 0..60), most in 1_usize..20) {
            let all = of(&spans.iter().map(|(from, long)| (*from, from + long)).collect::<Vec<_>>());
            let mut few = all.clone();
            few.at_most(most);
            prop_assert!(few.count() <= most);
            let mut both = few.clone();
            both.add_all(&all);
            prop_assert_eq!(&both, &few);
            prop_assert!(all.count() > most || few == all, "nothing is closed that need not be");
        }
    }
}
