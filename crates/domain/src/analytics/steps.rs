use std::{fmt, str::FromStr, time::Duration};

use crate::attendance::{Spans, tenths};

/// Into how many steps of the same length a film is divided, to see where people leave.
pub const STEPS: usize = 100;
/// How wide a fall is looked for, in steps.
const FALL: usize = 5;

/// Which steps of a film of this length were watched: those of which at least half was. What grows together only
/// gains steps.
pub fn steps_watched(watched: &Spans, length: Duration) -> [bool; STEPS] {
    let mut steps = [false; STEPS];
    let long = u128::from(tenths(length));
    if long == 0 {
        return steps;
    }
    // In hundredths of a tenth, so that a step is `long` of them, however short the film is.
    let scale = STEPS as u128;
    let spans: Vec<(u128, u128)> = watched
        .iter()
        .map(|(from, to)| (u128::from(from) * scale, u128::from(to) * scale))
        .collect();
    for (begin, step) in (0_u128..).map(|n| n * long).zip(&mut steps) {
        let end = begin + long;
        let first = spans.partition_point(|span| span.1 <= begin);
        let seen: u128 = (spans.get(first..).unwrap_or_default().iter())
            .take_while(|span| span.0 < end)
            .map(|span| span.1.min(end) - span.0.max(begin))
            .sum();
        *step = seen * 2 >= long;
    }
    steps
}

/// How many watched each step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps([u64; STEPS]);

impl Default for Steps {
    fn default() -> Self {
        Self([0; STEPS])
    }
}

/// The text is no list of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a list of steps")]
pub struct NotSteps;

impl Steps {
    /// One person's, who had watched `before` and has watched `after` now.
    pub fn gained(before: &[bool; STEPS], after: &[bool; STEPS]) -> Self {
        let mut steps = Self::default();
        for ((count, before), after) in steps.0.iter_mut().zip(before).zip(after) {
            *count = u64::from(*after && !*before);
        }
        steps
    }

    /// Adds another's.
    pub fn add(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count = count.saturating_add(more);
        }
    }

    /// Each step's, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = u64> + '_ {
        self.0.iter().copied()
    }

    /// Whether nobody watched any.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|count| *count == 0)
    }

    /// The last step that at least half of `all` watched; nothing if there is none.
    pub fn half_watch(&self, all: u64) -> Option<usize> {
        if all == 0 {
            return None;
        }
        self.0
            .iter()
            .rposition(|count| count.saturating_mul(2) >= all)
    }

    /// Where most leave: the first step of the steepest fall, and the one after its last; nothing if none takes away a
    /// tenth of `all`.
    pub fn steepest(&self, all: u64) -> Option<(usize, usize)> {
        let falls = self.0.windows(FALL + 1).map(|window| {
            let (first, last) = (window.first(), window.last());
            first
                .zip(last)
                .map_or(0, |(first, last)| first.saturating_sub(*last))
        });
        // The first of those that are as steep.
        let (at, fall) = falls
            .enumerate()
            .fold((0, 0), |best, one| if one.1 > best.1 { one } else { best });
        (fall > 0 && fall.saturating_mul(10) >= all).then_some((at, at + FALL))
    }
}

/// As it is stored: `12,12,9`, without the zeros at its end.
impl fmt::Display for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let until = self
            .0
            .iter()
            .rposition(|count| *count > 0)
            .map_or(0, |at| at + 1);
        for (index, count) in self.0.iter().take(until).enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}{count}")?;
        }
        Ok(())
    }
}

impl FromStr for Steps {
    type Err = NotSteps;

    fn from_str(text: &str) -> Result<Self, NotSteps> {
        let mut steps = Self::default();
        if text.is_empty() {
            return Ok(steps);
        }
        let mut places = steps.0.iter_mut();
        for number in text.split(',') {
            let place = places.next().ok_or(NotSteps)?;
            *place = number.parse().map_err(|_| NotSteps)?;
        }
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn watched(text: &str, length: Duration) -> Vec<usize> {
        let steps = steps_watched(&text.parse().unwrap(), length);
        (0..STEPS).filter(|&at| steps[at]).collect()
    }

    #[test]
    fn a_step_counts_once_half_of_it_was_watched() {
        let minute = Duration::from_mins(1);
        // A step of a minute is six tenths.
        let table: [(&str, Vec<usize>); 8] = [
            ("", vec![]),
            ("0-2", vec![]),
            ("0-3", vec![0]),
            ("0-6", vec![0]),
            ("0-8", vec![0]),
            ("0-9", vec![0, 1]),
            ("594-600", vec![99]),
            ("4-5,7-9,10-12", vec![1]),
        ];
        for (text, steps) in table {
            assert_eq!(watched(text, minute), steps, "{text}");
        }
        assert_eq!(watched("0-600", minute).len(), STEPS);
        assert_eq!(watched("0-300", minute).len(), 50);
        // Of what is shorter than its steps a tenth covers several.
        assert_eq!(
            watched("0-1", Duration::from_secs(1)),
            (0..10).collect::<Vec<_>>()
        );
        assert!(watched("0-9", Duration::ZERO).is_empty());
    }

    #[test]
    fn where_people_leave_is_where_it_falls_most() {
        type Row<'a> = (
            &'a [(usize, u64)],
            u64,
            Option<usize>,
            Option<(usize, usize)>,
        );
        let of = |counts: &[(usize, u64)]| {
            let mut steps = Steps::default();
            let mut from = 0;
            for (until, count) in counts {
                steps.0[from..*until].fill(*count);
                from = *until;
            }
            steps
        };
        let table: [Row<'_>; 6] = [
            (&[], 0, None, None),
            (&[(100, 10)], 10, Some(99), None),
            (&[(40, 10), (100, 4)], 10, Some(39), Some((35, 40))),
            (&[(30, 10), (60, 8), (100, 5)], 10, Some(99), Some((55, 60))),
            (&[(50, 100), (100, 95)], 100, Some(99), None),
            (&[(20, 1)], 4, None, Some((15, 20))),
        ];
        for (counts, all, half, fall) in table {
            let steps = of(counts);
            assert_eq!(
                (steps.half_watch(all), steps.steepest(all)),
                (half, fall),
                "{counts:?}"
            );
        }
    }

    #[test]
    fn what_is_no_list_is_not_read() {
        for text in ["a", "1,", "-1", "1;2", &"1,".repeat(STEPS)] {
            assert_eq!(text.parse::<Steps>(), Err(NotSteps), "{text}");
        }
        assert!("".parse::<Steps>().unwrap().is_empty());
    }

    proptest! {
        /// Told in any parts, the steps gained come to those of the whole.
        #[test]
        fn steps_are_gained_once(spans in vec((0_u64..700, 1_u64..60), 0..12), length in 1_u64..900) {
            let length = Duration::from_millis(length * 100);
            let (mut union, mut sum) = (Spans::default(), Steps::default());
            for (from, long) in spans {
                let before = steps_watched(&union, length);
                union.add(from, from + long);
                sum.add(&Steps::gained(&before, &steps_watched(&union, length)));
            }
            let whole = Steps::gained(&[false; STEPS], &steps_watched(&union, length));
            prop_assert_eq!(&sum, &whole);
            prop_assert_eq!(sum.to_string().parse::<Steps>().unwrap(), sum);
        }
    }
}
