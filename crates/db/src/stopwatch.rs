//! Durations for logs and metrics. Nothing is ever decided by them.

use std::time::{Duration, Instant};

/// A closure that takes longer holds up everybody behind it and is logged.
const SLOW: Duration = Duration::from_millis(5);

/// Measures from its making.
#[derive(Clone, Copy)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    #[allow(
        clippy::disallowed_methods,
        reason = "measures for logs and metrics; the one place in this crate, and no rule sees it"
    )]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// Since it was started.
    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }

    /// Sleeps before another attempt: twice as long for each that failed, up to a
    /// fifth of a second, and not as long as the others who failed with us.
    pub(crate) fn pause(self, attempts: u32) {
        let longest = Duration::from_micros(200).saturating_mul(1 << attempts.min(10));
        let chance = self.elapsed().subsec_nanos() % 1000;
        std::thread::sleep(longest * (500 + chance / 2) / 1000);
    }

    /// Logs a closure that held its lane for too long.
    pub(crate) fn warn_if_slow(self, lane: &'static str, closure: &'static str) {
        let took = self.elapsed();
        if took > SLOW {
            tracing::warn!(
                lane,
                closure,
                milliseconds = took.as_secs_f64() * 1000.0,
                "slow database closure"
            );
        }
    }
}
