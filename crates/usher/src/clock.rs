//! The real time and the real chance: the only place that asks the operating
//! system for either. Everything else takes a [`Clock`] or an [`Entropy`].

use std::{
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use usher_domain::clock::{Clock, Entropy, SteadyClock, Stopwatch, Timestamp};

/// Seconds since 1970 of the newest change in this binary's source: no true
/// clock shows an earlier moment.
pub(crate) const SOURCE_DATE: &str = env!("USHER_SOURCE_DATE");

/// How long after its making a binary still believes the clock.
const PLAUSIBLE: Duration = Duration::from_hours(20 * 365 * 24);

/// The operating system's wall clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one real clock")]
    fn now(&self) -> Timestamp {
        let since_epoch = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp::from_micros(i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX))
    }
}

/// Time since this was made, which nobody sets.
pub(crate) struct SystemStopwatch(Instant);

impl SystemStopwatch {
    #[allow(clippy::disallowed_methods, reason = "the one real stopwatch")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }
}

impl Stopwatch for SystemStopwatch {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// The site's clock: the machine's, never before `mark` and never going back.
pub(crate) fn steady(mark: Option<Timestamp>) -> SteadyClock {
    SteadyClock::new(
        Arc::new(SystemClock),
        Arc::new(SystemStopwatch::start()),
        mark.unwrap_or(Timestamp::from_micros(0)),
        source_date().after(PLAUSIBLE),
    )
}

/// The operating system's random numbers.
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[allow(
        clippy::disallowed_methods,
        reason = "the one real source of randomness"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            // A guessable secret is worse than no service.
            tracing::error!(%error, "the operating system gives no random numbers");
            std::process::abort();
        }
    }
}

/// What is wrong with the clock, if anything: links that end in a wrong
/// century would live or die at the wrong time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Implausible {
    /// It shows a moment before this version was written.
    Past,
    /// It shows a moment more than twenty years after.
    Future,
}

/// When this version was written.
pub(crate) fn source_date() -> Timestamp {
    Timestamp::from_secs(SOURCE_DATE.parse().unwrap_or(0))
}

/// Refuses a clock that cannot be right.
pub(crate) fn plausible(now: Timestamp) -> Result<(), Implausible> {
    // A day of grace: the source may have been written in another zone by a
    // clock that ran ahead.
    let earliest = source_date().before(Duration::from_hours(24));
    if now < earliest {
        Err(Implausible::Past)
    } else if now > source_date().after(PLAUSIBLE) {
        Err(Implausible::Future)
    } else {
        Ok(())
    }
}

/// `moment` as people write it, in UTC to the second.
pub(crate) fn written(moment: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(moment.micros()).map_or_else(
        |_| "an impossible date".to_owned(),
        |at| at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_in_the_wrong_century_is_refused() {
        assert_eq!(plausible(Timestamp::from_secs(0)), Err(Implausible::Past));
        assert_eq!(plausible(Timestamp::MAX), Err(Implausible::Future));
    }

    #[test]
    fn a_clock_that_shows_a_year_after_the_source_is_believed() {
        let later = source_date().after(Duration::from_hours(365 * 24));
        assert_eq!(plausible(later), Ok(()));
    }

    #[test]
    fn two_draws_differ() {
        let draw = || usher_domain::clock::draw::<16>(&SystemEntropy);
        assert_ne!(draw(), draw());
    }
}
