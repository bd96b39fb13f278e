//! The one place that asks the machine for the time.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use usher_domain::clock::{Clock, Timestamp};

/// Measures from its making.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts.
    #[allow(clippy::disallowed_methods, reason = "a bench measures time")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// Since it was started.
    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// The machine's wall clock.
pub(crate) struct WallClock;

impl Clock for WallClock {
    #[allow(clippy::disallowed_methods, reason = "fixtures begin now")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}
