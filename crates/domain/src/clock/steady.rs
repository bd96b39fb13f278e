//! A clock that never goes back, whatever the machine's clock does: what has
//! expired stays expired (security.md R6).

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use super::{Clock, Timestamp};

/// Time since some moment, by a counter that nobody sets and that never goes back.
/// The real one lives in the binary.
pub trait Stopwatch: Send + Sync {
    /// How long since then.
    fn elapsed(&self) -> Duration;
}

/// A machine's clock this far behind what was told already is caught up with at half
/// speed: somebody mixed up summer time, or a time server put right what ran ahead.
/// One that is further behind is simply wrong, and time goes on without it.
const CAUGHT_UP: Duration = Duration::from_hours(2);

/// What was told, and what the next answer goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steady {
    /// The last moment at which the machine's clock was believed, or the mark of an
    /// earlier run …
    base: Timestamp,
    /// … and when that was, by the stopwatch.
    since: Duration,
    /// The latest moment that was told.
    told: Timestamp,
}

impl Steady {
    /// Begins at `elapsed`; nothing before `mark` is ever told.
    pub fn beginning(mark: Timestamp, elapsed: Duration) -> Self {
        Self {
            base: mark,
            since: elapsed,
            told: mark,
        }
    }

    /// The present moment, from what the machine's clock shows and how long the
    /// stopwatch has run. A moment after `latest` is not believed.
    ///
    /// Never earlier than anything told before. While the machine's clock is behind,
    /// time goes on from what was told: at half speed until a short way is caught up
    /// with, else at its own.
    pub fn tell(&mut self, wall: Timestamp, latest: Timestamp, elapsed: Duration) -> Timestamp {
        let passed = elapsed.saturating_sub(self.since);
        let own = self.base.after(passed);
        let lead = own.since(wall);
        let floor = if lead <= CAUGHT_UP {
            self.base.after(passed / 2)
        } else {
            own
        };
        if wall >= floor && wall >= self.told && wall <= latest {
            *self = Self::beginning(wall, elapsed);
        } else if wall > latest {
            self.told = self.told.max(own);
        } else {
            self.told = self.told.max(floor);
        }
        self.told
    }
}

/// A [`Clock`] that goes by the machine's and never goes back.
pub struct SteadyClock {
    wall: Arc<dyn Clock>,
    stopwatch: Arc<dyn Stopwatch>,
    /// No clock that is right shows a later moment.
    latest: Timestamp,
    steady: Mutex<Steady>,
}

impl SteadyClock {
    /// Goes by `wall` as long as it neither goes back before `mark` nor shows a moment
    /// after `latest`.
    pub fn new(
        wall: Arc<dyn Clock>,
        stopwatch: Arc<dyn Stopwatch>,
        mark: Timestamp,
        latest: Timestamp,
    ) -> Self {
        let steady = Steady::beginning(mark, stopwatch.elapsed());
        Self {
            wall,
            stopwatch,
            latest,
            steady: Mutex::new(steady),
        }
    }

    /// What is to be written down now, so that a run which begins again within `every`
    /// tells nothing earlier than this one told. It lies ahead of the machine's clock
    /// only, never of itself: however often a site is killed, its time does not run away.
    pub fn mark(&self, every: Duration) -> Timestamp {
        let now = self.now();
        now.max(self.wall.now().after(every).min(self.latest))
    }
}

impl Clock for SteadyClock {
    fn now(&self) -> Timestamp {
        let mut steady = self.steady.lock().unwrap_or_else(PoisonError::into_inner);
        // Read under the lock: two threads must not tell their readings in turn.
        steady.tell(self.wall.now(), self.latest, self.stopwatch.elapsed())
    }

    fn behind(&self) -> Duration {
        self.now().since(self.wall.now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_hours(1);
    const DAY: Duration = Duration::from_hours(24);
    const START: Timestamp = Timestamp::from_secs(1_800_000_000);
    const LATEST: Timestamp = Timestamp::from_secs(2_400_000_000);

    /// Tells the time after `(elapsed, wall)` one after the other.
    fn told(steps: &[(Duration, Timestamp)]) -> Vec<Timestamp> {
        let mut steady = Steady::beginning(START, Duration::ZERO);
        steps
            .iter()
            .map(|(elapsed, wall)| steady.tell(*wall, LATEST, *elapsed))
            .collect()
    }

    #[test]
    fn r06_time_goes_with_the_machines_clock_and_never_back() {
        let after = |span| START.after(span);
        // As it should be, and a jump ahead.
        assert_eq!(told(&[(HOUR, after(HOUR))]), [after(HOUR)]);
        assert_eq!(told(&[(HOUR, after(DAY))]), [after(DAY)]);
        // An hour back: half speed until it is caught up with.
        assert_eq!(
            told(&[
                (Duration::ZERO, START.before(HOUR)),
                (HOUR, START),
                (2 * HOUR, after(HOUR)),
                (3 * HOUR, after(2 * HOUR)),
            ]),
            [START, after(HOUR / 2), after(HOUR), after(2 * HOUR)]
        );
        // Four hundred days back: time goes on by itself, so that links end.
        let back = START.before(400 * DAY);
        assert_eq!(
            told(&[(Duration::ZERO, back), (DAY, back.after(DAY))]),
            [START, after(DAY)]
        );
        // … and put right again.
        assert_eq!(
            told(&[(HOUR, back), (2 * HOUR, after(2 * HOUR))]),
            [after(HOUR), after(2 * HOUR)]
        );
    }

    #[test]
    fn r06_a_wild_future_is_not_believed() {
        let wild = LATEST.after(DAY);
        assert_eq!(
            told(&[(HOUR, wild), (2 * HOUR, START.after(2 * HOUR))]),
            [START.after(HOUR), START.after(2 * HOUR)]
        );
    }

    #[test]
    fn r06_whatever_the_clock_shows_time_never_goes_back() {
        let mut steady = Steady::beginning(START, Duration::ZERO);
        let (mut before, mut seed) = (START, 7_u64);
        for step in 1..200_000_u32 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            // A wall clock that jumps between 1970 and the far future, and often by little.
            let wall = match seed >> 61 {
                0 => Timestamp::from_secs(i64::from(seed as u32)),
                1 => before.before(Duration::from_secs(seed >> 50)),
                _ => before.after(Duration::from_micros(seed >> 50)),
            };
            let now = steady.tell(wall, LATEST, Duration::from_millis(u64::from(step)));
            assert!(now >= before, "{now:?} after {before:?}");
            before = now;
        }
        println!("figure: r06 200,000 readings of a clock that jumps: 0 went back");
    }
}
