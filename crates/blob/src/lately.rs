//! What was found in memory a moment ago.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

/// How many places are remembered.
const PLACES: usize = 4096;
/// How long, in milliseconds, at least; at most twice as long.
const MOMENT: u128 = 500;
/// Bits of a moment's number.
const BITS: u32 = 24;

/// The last moment at which a place was seen in memory, by its address: 32 KB for the process, whatever is
/// mapped. Of two places that would stand in one line the later is kept.
///
/// It is a guess: memory may have been taken away since, or the address be another's by now. Whoever
/// is told wrongly waits for the disk in the wrong thread, once.
static SEEN: [AtomicU64; PLACES] = [const { AtomicU64::new(0) }; PLACES];

#[allow(
    clippy::disallowed_methods,
    reason = "tells how old a guess is; no rule sees it"
)]
static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The moment that it is now, for several places at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment(u64);

impl Moment {
    pub(crate) fn now() -> Self {
        // The first is not 0, which is that of a place that was never seen.
        let number = BEGAN.elapsed().as_millis() / MOMENT + 1;
        Self(number as u64 & ((1 << BITS) - 1))
    }

    /// Whether `place` was seen in memory in this moment or the one before.
    pub(crate) fn has_seen(self, place: usize) -> bool {
        let seen = line(place).load(Ordering::Relaxed);
        seen >> BITS == (place >> 12) as u64 && self.0.wrapping_sub(seen & ((1 << BITS) - 1)) <= 1
    }

    /// Remembers that `place` is in memory.
    pub(crate) fn sees(self, place: usize) {
        line(place).store(((place >> 12) as u64) << BITS | self.0, Ordering::Relaxed);
    }
}

/// Where a place is remembered: neighbours beside each other.
fn line(place: usize) -> &'static AtomicU64 {
    let spread = (place >> 16) ^ (place >> 28);
    &SEEN[spread % PLACES]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_remembered_for_two_moments() {
        let (place, other) = (0x7f00_1234_0000, 0x7f00_1235_0000);
        let moment = Moment(7);
        assert!(!moment.has_seen(place), "never seen");
        moment.sees(place);
        for (later, remembered) in [(7, true), (8, true), (9, false), (6, false)] {
            assert_eq!(Moment(later).has_seen(place), remembered, "{later}");
        }
        assert!(!moment.has_seen(other), "its neighbour");
        // Another that stands in the same line takes its place.
        let same = (0..=PLACES)
            .map(|nth| 0x7e00_0000_0000 + nth * 0x1_0000)
            .find(|same| std::ptr::eq(line(*same), line(place)));
        moment.sees(same.expect("there are only so many lines"));
        assert!(!moment.has_seen(place));
    }

    #[test]
    fn the_first_moment_is_not_that_of_what_was_never_seen() {
        assert!(Moment::now().0 > 0);
        assert!(!Moment(1).has_seen(0x7d00_0000_0000));
    }
}
