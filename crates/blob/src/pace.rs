//! How long the slices are that a connection is given.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use crate::SLICE;

/// How long a slice should be on its way.
const MOMENT: Duration = Duration::from_millis(50);
const SHORTEST: u64 = SLICE / 4;
const LONGEST: u64 = 4 * SLICE;

/// The length of the slices that a connection is given: what it carries in a twentieth of a second, from
/// 64 KiB to 1 MiB; [`SLICE`] until it has carried some.
///
/// Before each slice its reader's right is asked for, and whoever loses it gets the slice that is on
/// its way to the end. So a slow connection has short slices, and one that carries a megabyte at
/// once is not held up by questions ([ADR 0065](../../../docs/adr/0065-slices-are-as-long-as-a-moment.md)).
#[derive(Clone, Debug)]
pub struct Pace(Arc<AtomicU64>);

impl Default for Pace {
    fn default() -> Self {
        Self(Arc::new(AtomicU64::new(SLICE)))
    }
}

impl Pace {
    /// How long the next slice may be, in bytes.
    pub fn slice(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Says that a slice of `length` bytes was handed to the network within `took`. Slices become shorter at
    /// once, and at most twice as long at a time, by slices that were full.
    pub fn carried(&self, length: u64, took: Duration) {
        let micros = took.as_micros().max(1);
        let in_a_moment = u128::from(length) * MOMENT.as_micros() / micros;
        let in_a_moment = u64::try_from(in_a_moment).unwrap_or(u64::MAX);
        let now = self.slice();
        let was_full = length + SHORTEST > now;
        let most = if was_full { 2 * now } else { now };
        let next = in_a_moment.min(most).clamp(SHORTEST, LONGEST);
        self.0.store(next, Ordering::Relaxed);
    }

    /// Where the slice that begins at `start` ends, at the latest: at a multiple of the shortest, so that
    /// readers share the same pages.
    pub(crate) fn cut(&self, start: u64) -> u64 {
        let longest = start + self.slice();
        longest - longest % SHORTEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIB: u64 = 1 << 10;

    #[test]
    fn a_slice_is_as_long_as_a_connection_carries_in_a_moment() {
        let carried = |kib: u64, millis: u64| (kib * KIB, Duration::from_millis(millis));
        for (slices, expected) in [
            (vec![], 256),
            (vec![carried(256, 0)], 512),
            (vec![carried(256, 1), carried(512, 1)], 1_024),
            (
                vec![carried(256, 1), carried(512, 1), carried(1_024, 1)],
                1_024,
            ),
            (vec![carried(256, 40)], 320),
            (vec![carried(256, 50)], 256),
            (vec![carried(256, 100)], 128),
            (vec![carried(256, 1_000)], 64),
            (vec![carried(256, 3_600_000)], 64),
            // A short one that went quickly says nothing of long ones; a slow one does.
            (vec![carried(192, 0)], 256),
            (vec![carried(193, 0)], 512),
            (vec![carried(16, 100)], 64),
            (vec![carried(256, 1_000), carried(64, 1)], 128),
            (
                vec![carried(256, 1), carried(512, 1), carried(1_024, 500)],
                102,
            ),
        ] {
            let pace = Pace::default();
            for (length, took) in &slices {
                pace.carried(*length, *took);
            }
            assert_eq!(pace.slice() / KIB, expected, "{slices:?}");
        }
    }

    #[test]
    fn cuts_fall_on_multiples_of_the_shortest_and_always_go_on() {
        for (length, took) in [(SLICE, 0), (SLICE, 40), (SLICE, 70), (SLICE, 1_000)] {
            let pace = Pace::default();
            pace.carried(length, Duration::from_millis(took));
            for start in [0, 1, SHORTEST - 1, SHORTEST, 3 * SHORTEST + 7, SLICE - 1] {
                let cut = pace.cut(start);
                assert!(start < cut && cut <= start + pace.slice(), "{start}");
                assert_eq!(cut % SHORTEST, 0);
            }
        }
    }

    #[test]
    fn whoever_has_a_copy_sees_the_same() {
        let pace = Pace::default();
        let other = pace.clone();
        pace.carried(SLICE, Duration::ZERO);
        assert_eq!(other.slice(), 2 * SLICE);
    }
}
