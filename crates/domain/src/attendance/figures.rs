/// From this many percent on a film was watched to the end: credits are not.
pub const FINISHED: u8 = 95;

/// What an entry's invited people watched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many watched it to the end.
    pub to_the_end: u32,
    /// How much half of them watched at least, in percent; nothing if nobody did.
    pub median: Option<u8>,
}

impl Figures {
    /// From how many watched how many percent.
    pub fn of(counts: &[(u8, u32)]) -> Self {
        let mut counts = counts.to_vec();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        let all: u64 = counts.iter().map(|(_, people)| u64::from(*people)).sum();
        let half = all.div_ceil(2);
        let mut seen = 0;
        let median = counts.iter().find(|(_, people)| {
            seen += u64::from(*people);
            *people > 0 && seen >= half
        });
        let finished = counts.iter().filter(|(percent, _)| *percent >= FINISHED);
        Self {
            to_the_end: finished.map(|(_, people)| *people).sum(),
            median: median.map(|(percent, _)| *percent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_them_watched_as_much_as_the_median_or_more() {
        type Row<'a> = (&'a [(u8, u32)], u32, Option<u8>);
        let table: [Row<'_>; 7] = [
            (&[], 0, None),
            (&[(40, 0)], 0, None),
            (&[(40, 1)], 0, Some(40)),
            (&[(0, 1), (100, 1)], 1, Some(100)),
            (&[(0, 2), (100, 1)], 1, Some(0)),
            (&[(10, 1), (50, 1), (95, 1), (94, 1)], 1, Some(94)),
            (&[(0, 10), (63, 5), (100, 6)], 6, Some(63)),
        ];
        for (counts, to_the_end, median) in table {
            assert_eq!(
                Figures::of(counts),
                Figures { to_the_end, median },
                "{counts:?}"
            );
        }
    }
}
