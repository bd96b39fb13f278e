/// From so many people on a share says something about others.
const MANY: u64 = 10;

/// How many people there are, for what is said of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// None: there is nothing to show.
    Nobody,
    /// Few: a share is told as *2 of 3*, and nothing is said of where most leave.
    Few,
    /// Enough for a percentage.
    Many,
}

impl Audience {
    /// By their number.
    pub const fn of(people: u64) -> Self {
        match people {
            0 => Self::Nobody,
            1..MANY => Self::Few,
            _ => Self::Many,
        }
    }
}

/// What part of the whole it is, in whole percent: none only if there is nothing, a hundred only if nothing is
/// missing.
pub fn percent(part: u64, whole: u64) -> u8 {
    if part == 0 || whole == 0 {
        return 0;
    }
    if part >= whole {
        return 100;
    }
    let (part, whole) = (u128::from(part), u128::from(whole));
    let rounded = (part * 200 + whole) / (whole * 2);
    u8::try_from(rounded.clamp(1, 99)).unwrap_or(99)
}

/// The average of `count` numbers that come to `sum`, to the nearest; nothing of none.
pub fn average(sum: u64, count: u64) -> Option<u64> {
    (sum.saturating_mul(2).saturating_add(count)).checked_div(count.saturating_mul(2))
}

/// Tenths of a second as minutes, to the nearest; never none of something.
pub fn minutes(tenths: u64) -> u64 {
    match tenths {
        0 => 0,
        _ => (tenths.saturating_add(300) / 600).max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_rounded_and_neither_nothing_nor_all_unless_it_is() {
        for (part, whole, said) in [
            (0, 0, 0),
            (0, 9, 0),
            (5, 0, 0),
            (1, 3, 33),
            (2, 3, 67),
            (1, 8, 13),
            (1, 2, 50),
            (1, 1_000, 1),
            (999, 1_000, 99),
            (1_000, 1_000, 100),
            (7, 3, 100),
            (u64::MAX - 1, u64::MAX, 99),
        ] {
            assert_eq!(percent(part, whole), said, "{part} of {whole}");
        }
    }

    #[test]
    fn averages_and_minutes_go_to_the_nearest() {
        for (sum, count, said) in [
            (0, 0, None),
            (9, 0, None),
            (0, 3, Some(0)),
            (100, 3, Some(33)),
            (163, 2, Some(82)),
            (200, 3, Some(67)),
        ] {
            assert_eq!(average(sum, count), said, "{sum} of {count}");
        }
        for (tenths, said) in [
            (0, 0),
            (1, 1),
            (600, 1),
            (899, 1),
            (900, 2),
            (36_000, 60),
            (u64::MAX, u64::MAX / 600),
        ] {
            assert_eq!(minutes(tenths), said, "{tenths}");
        }
    }

    #[test]
    fn of_few_people_no_percentage_is_told() {
        for (people, audience) in [
            (0, Audience::Nobody),
            (1, Audience::Few),
            (9, Audience::Few),
            (10, Audience::Many),
            (100_000, Audience::Many),
        ] {
            assert_eq!(Audience::of(people), audience, "{people}");
        }
    }
}
