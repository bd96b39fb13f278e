use std::collections::BTreeMap;

use crate::names::named;

/// A day of the site's zone: how many lie between it and 1970-01-01. Which one a moment falls on is known where times
/// are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The day so many after 1970-01-01.
    pub const fn new(number: i64) -> Self {
        Self(number)
    }

    /// How many lie between it and 1970-01-01.
    pub const fn number(self) -> i64 {
        self.0
    }

    /// So many days later.
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// How many days from `earlier` to this one; none if it is later.
    pub fn since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0)
    }
}

named! {
    /// How far back the numbers go.
    pub enum Period {
        /// Today and the six days before it.
        Week = "7",
        /// Today and the 29 days before it.
        Month = "30",
        /// Today and the 89 days before it.
        Quarter = "90",
        /// As far as there are any.
        All = "all",
    }
}

impl Period {
    /// Its first day; nothing if it begins with the first number that there is.
    pub const fn begins(self, today: Day) -> Option<Day> {
        match self {
            Self::Week => Some(today.plus(-6)),
            Self::Month => Some(today.plus(-29)),
            Self::Quarter => Some(today.plus(-89)),
            Self::All => None,
        }
    }
}

/// How many bars a chart of days has at most: as wide as a phone.
pub const MOST_BARS: u64 = 92;

/// One bar of a chart: the days `from` to `to`, both of them, and what they come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its first day.
    pub from: Day,
    /// Its last.
    pub to: Day,
    /// The sum of them.
    pub count: u64,
}

/// The days `first` to `last` as a chart shows them: a bar for each day, and where those would be too many for so many
/// weeks each that they are not. The last one ends with `last`.
pub fn bars(days: &BTreeMap<Day, u64>, first: Day, last: Day) -> Vec<Bar> {
    let all = last.since(first) + 1;
    let wide = if all <= MOST_BARS {
        1
    } else {
        all.div_ceil(MOST_BARS).next_multiple_of(7)
    };
    let step = i64::try_from(wide).unwrap_or(i64::MAX);
    let mut bars = Vec::new();
    let mut to = last;
    while to >= first {
        let from = to.plus(1 - step).max(first);
        let count = days.range(from..=to).map(|(_, count)| count).sum();
        bars.push(Bar { from, to, count });
        to = from.plus(-1);
    }
    bars.reverse();
    bars
}

#[cfg(test)]
mod tests {
    use proptest::{collection::btree_map, prelude::*};

    use super::*;

    #[test]
    fn a_period_ends_today_and_has_as_many_days_as_it_says() {
        let today = Day::new(20_000);
        for (name, begins) in [
            ("7", Some(19_994)),
            ("30", Some(19_971)),
            ("90", Some(19_911)),
            ("all", None),
        ] {
            let period: Period = name.parse().unwrap();
            assert_eq!(period.begins(today).map(Day::number), begins, "{name}");
        }
        for name in ["", "8", "-7", "All"] {
            assert!(name.parse::<Period>().is_err(), "{name}");
        }
    }

    #[test]
    fn days_are_bars_of_their_own_until_they_are_too_many() {
        // How many days, how many bars, how many days the first and the last of them have.
        for (days, count, first, last) in [
            (1, 1, 1, 1),
            (7, 7, 1, 1),
            (92, 92, 1, 1),
            (93, 14, 2, 7),
            (644, 92, 7, 7),
            (645, 47, 1, 14),
            (3_650, 87, 38, 42),
        ] {
            let end = Day::new(20_000);
            let bars = bars(&BTreeMap::new(), end.plus(1 - days), end);
            let wide = |bar: &Bar| bar.to.since(bar.from) + 1;
            assert_eq!(
                (bars.len(), wide(&bars[0]), wide(&bars[bars.len() - 1])),
                (count, first, last),
                "{days}"
            );
        }
        assert!(bars(&BTreeMap::new(), Day::new(2), Day::new(1)).is_empty());
    }

    proptest! {
        #[test]
        fn every_day_stands_in_one_bar(days in btree_map(0_i64..4_000, 0_u64..9, 0..40), last in 0_i64..4_000) {
            let days: BTreeMap<Day, u64> = days.into_iter().map(|(day, n)| (Day::new(day), n)).collect();
            let (first, last) = (Day::new(0), Day::new(last));
            let bars = bars(&days, first, last);
            prop_assert!(bars.len() as u64 <= MOST_BARS);
            prop_assert_eq!((bars[0].from, bars[bars.len() - 1].to), (first, last));
            prop_assert!(bars.windows(2).all(|pair| pair[0].to.plus(1) == pair[1].from));
            let sum: u64 = bars.iter().map(|bar| bar.count).sum();
            prop_assert_eq!(sum, days.range(first..=last).map(|(_, n)| n).sum::<u64>());
        }
    }
}
