//! Why a job was not done.

use std::time::Duration;

/// What stood in the way.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// Something that may pass: a full disk, a busy database, a tool that died.
    #[error("{0}")]
    Passing(String),
    /// There is no room on the disk, until somebody makes some.
    #[error("the disk is full")]
    Full,
    /// The same, and whoever met it knows when to come again; not given up, however often.
    #[error("{why}")]
    Later {
        /// A word for it.
        why: &'static str,
        /// The pause until then.
        pause: Duration,
    },
    /// Nothing that another try would change.
    #[error("{0}")]
    Lasting(String),
}

impl From<usher_db::Error> for Trouble {
    fn from(error: usher_db::Error) -> Self {
        Self::Passing(error.to_string())
    }
}

impl From<usher_blob::Error> for Trouble {
    fn from(error: usher_blob::Error) -> Self {
        match error {
            usher_blob::Error::DiskFull => Self::Full,
            error => Self::Passing(error.to_string()),
        }
    }
}

/// How often a job is tried: with the pauses below, for most of a day.
pub(super) const TRIES: u32 = 24;

/// The pause after the `tries`th try: a quarter of a minute, then twice as long
/// each time, up to an hour.
pub(super) fn pause(tries: u32) -> Duration {
    let doubled = 15_u64.saturating_mul(1 << tries.saturating_sub(1).min(16));
    Duration::from_secs(doubled.min(3600))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stop_at_an_hour() {
        let seconds: Vec<u64> = (1..=10).map(|tries| pause(tries).as_secs()).collect();
        assert_eq!(seconds, [15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
        assert_eq!(pause(u32::MAX).as_secs(), 3600);
        assert_eq!(pause(0).as_secs(), 15);
    }
}
