use std::{fmt, str::FromStr};

use crate::attendance::{Extent, Spans};

/// Into how many steps of the same length a film is divided, to see where people leave.
pub const STEPS: usize = 100;
/// Of how many pages of a document it is counted who had them open, the first; each is a step.
pub const MOST_PAGES: usize = 1_000;
/// How wide a fall is looked for in a film, in steps.
const FALL: usize = 5;

/// Into how many steps it is divided.
pub fn steps_of(extent: Extent) -> usize {
    match extent {
        Extent::Length(_) => STEPS,
        Extent::Pages(pages) => usize::try_from(pages).map_or(MOST_PAGES, |n| n.min(MOST_PAGES)),
    }
}

/// Which steps of it were watched: those of which at least half was. What grows together only gains steps.
pub fn steps_watched(watched: &Spans, extent: Extent) -> Vec<bool> {
    let mut steps = vec![false; steps_of(extent)];
    let long = u128::from(extent.units());
    if long == 0 {
        return steps;
    }
    // Finer than the units, so that a step is `long` of them, however short the film is.
    let scale = match extent {
        Extent::Length(_) => STEPS as u128,
        Extent::Pages(pages) => u128::from(pages),
    };
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

/// How many watched each step; behind the last that anybody watched there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps(Vec<u64>);

/// The text is no list of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a list of steps")]
pub struct NotSteps;

impl Steps {
    fn of(mut counts: Vec<u64>) -> Self {
        let until = counts.iter().rposition(|count| *count > 0);
        counts.truncate(until.map_or(0, |at| at + 1));
        Self(counts)
    }

    /// One person's, who had watched `before` and has watched `after` now.
    pub fn gained(before: &[bool], after: &[bool]) -> Self {
        let before = before.iter().copied().chain(std::iter::repeat(false));
        let gains = after.iter().zip(before);
        Self::of(
            gains
                .map(|(after, before)| u64::from(*after && !before))
                .collect(),
        )
    }

    /// Adds another's.
    pub fn add(&mut self, other: &Self) {
        let long = self.0.len().max(other.0.len());
        self.0.resize(long, 0);
        for (count, more) in self.0.iter_mut().zip(&other.0) {
            *count = count.saturating_add(*more);
        }
    }

    /// The first `steps` of them, as many as that.
    pub fn counts(&self, steps: usize) -> Vec<u64> {
        let counts = self.0.iter().copied().chain(std::iter::repeat(0));
        counts.take(steps).collect()
    }

    /// Whether nobody watched any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The last step that at least half of `all` watched; nothing if there is none.
pub fn half_watch(counts: &[u64], all: u64) -> Option<usize> {
    if all == 0 {
        return None;
    }
    (counts.iter()).rposition(|count| count.saturating_mul(2) >= all)
}

/// Where most leave: the first step of the steepest fall, and the one after its last; nothing if none takes away a
/// tenth of `all`. A fall is some steps wide in a film, and from one page to the next in a document.
pub fn steepest(counts: &[u64], extent: Extent, all: u64) -> Option<(usize, usize)> {
    let wide = match extent {
        Extent::Length(_) => FALL,
        Extent::Pages(_) => 1,
    };
    let falls = counts.windows(wide + 1).map(|window| {
        let (first, last) = (window.first(), window.last());
        first
            .zip(last)
            .map_or(0, |(first, last)| first.saturating_sub(*last))
    });
    // The first of those that are as steep.
    let (at, fall) = falls
        .enumerate()
        .fold((0, 0), |best, one| if one.1 > best.1 { one } else { best });
    (fall > 0 && fall.saturating_mul(10) >= all).then_some((at, at + wide))
}

/// As it is stored: `12,12,9`, without the zeros at its end.
impl fmt::Display for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, count) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}{count}")?;
        }
        Ok(())
    }
}

impl FromStr for Steps {
    type Err = NotSteps;

    fn from_str(text: &str) -> Result<Self, NotSteps> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let numbers = text
            .split(',')
            .map(|number| number.parse().map_err(|_| NotSteps));
        let counts = numbers.collect::<Result<Vec<u64>, _>>()?;
        if counts.len() > MOST_PAGES {
            return Err(NotSteps);
        }
        Ok(Self::of(counts))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::{collection::vec, prelude::*};

    use super::*;

    const FILM: Extent = Extent::Length(Duration::from_mins(1));

    fn read(text: &str, extent: Extent) -> Vec<usize> {
        let steps = steps_watched(&text.parse().unwrap(), extent);
        (0..steps.len()).filter(|&at| steps[at]).collect()
    }

    fn watched(text: &str, length: Duration) -> Vec<usize> {
        read(text, Extent::Length(length))
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
    fn a_page_of_a_document_is_a_step() {
        let table: [(&str, u32, Vec<usize>); 6] = [
            ("", 3, vec![]),
            ("0-1", 1, vec![0]),
            ("0-1,2-3", 3, vec![0, 2]),
            ("0-9", 3, vec![0, 1, 2]),
            ("998-1200", 1_200, vec![998, 999]),
            ("0-1", 0, vec![]),
        ];
        for (text, pages, steps) in table {
            assert_eq!(read(text, Extent::Pages(pages)), steps, "{text} of {pages}");
        }
        let long = steps_watched(&Spans::default(), Extent::Pages(10_000));
        assert_eq!(long.len(), MOST_PAGES);
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
            let mut steps = vec![0; STEPS];
            let mut from = 0;
            for (until, count) in counts {
                steps[from..*until].fill(*count);
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
                (half_watch(&steps, all), steepest(&steps, FILM, all)),
                (half, fall),
                "{counts:?}"
            );
        }
        // From one page to the next, wherever most are.
        let pages = [
            (vec![], None),
            (vec![10], None),
            (vec![10, 4], Some((0, 1))),
            (vec![10, 9, 3, 5], Some((1, 2))),
            (vec![3, 9, 9, 4, 0], Some((2, 3))),
        ];
        for (counts, fall) in pages {
            assert_eq!(steepest(&counts, Extent::Pages(5), 10), fall, "{counts:?}");
        }
    }

    #[test]
    fn what_is_no_list_is_not_read() {
        for text in [
            "a",
            "1,",
            "-1",
            "1;2",
            &"1,".repeat(MOST_PAGES),
            &vec!["1"; MOST_PAGES + 1].join(","),
        ] {
            assert_eq!(text.parse::<Steps>(), Err(NotSteps), "{text}");
        }
        assert!("".parse::<Steps>().unwrap().is_empty());
        assert!("0,0".parse::<Steps>().unwrap().is_empty());
        let steps: Steps = "0,2,0".parse().unwrap();
        assert_eq!(
            (steps.to_string(), steps.counts(4)),
            ("0,2".to_owned(), vec![0, 2, 0, 0])
        );
    }

    proptest! {
        /// Told in any parts, the steps gained come to those of the whole.
        #[test]
        fn steps_are_gained_once(spans in vec((0_u64..700, 1_u64..60), 0..12), length in 1_u64..900) {
            let length = Extent::Length(Duration::from_millis(length * 100));
            let (mut union, mut sum) = (Spans::default(), Steps::default());
            for (from, long) in spans {
                let before = steps_watched(&union, length);
                union.add(from, from + long);
                sum.add(&Steps::gained(&before, &steps_watched(&union, length)));
            }
            let whole = Steps::gained(&[], &steps_watched(&union, length));
            prop_assert_eq!(&sum, &whole);
            prop_assert_eq!(sum.to_string().parse::<Steps>().unwrap(), sum);
        }
    }
}
