//! How long a delivery is tried, what an answer means, and when a receiver is left alone.

use std::time::Duration;

use crate::{clock::Timestamp, names::named};

/// How many webhooks a hub has at most.
pub const MOST_WEBHOOKS: usize = 20;

/// How long one delivery is tried for.
pub const PATIENCE: Duration = Duration::from_hours(24);

/// A receiver that has taken nothing for so long is sent nothing more, until somebody switches it on again.
pub const DISABLED_AFTER: Duration = Duration::from_hours(5 * 24);

const SHORTEST: Duration = Duration::from_secs(10);
const LONGEST: Duration = Duration::from_hours(4);

named! {
    /// What became of a delivery.
    pub enum DeliveryState {
        /// It waits for its turn, or for its next try.
        Waiting = "waiting",
        /// The receiver has taken it.
        Delivered = "delivered",
        /// The receiver does not want it, or nobody took it for a day.
        Failed = "failed",
        /// The hub was restored from a backup meanwhile, and nobody knows what was sent.
        Cancelled = "cancelled",
    }
}

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// An answer with this status.
    Status(u16),
    /// None.
    Nothing,
}

/// What follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was taken.
    Taken,
    /// The same again would get the same answer: it is given up.
    Unwanted,
    /// Later it may be taken.
    Later(Duration),
    /// It was tried for long enough.
    GivenUp,
}

impl Verdict {
    /// What an answer means for a delivery that has waited for so long.
    pub fn of(answer: AnswerKind, waited: Duration) -> Self {
        match answer {
            AnswerKind::Status(200..=299) => Self::Taken,
            // Too early, too many, or it took too long there: the request itself is fine.
            AnswerKind::Status(400..=499)
                if !matches!(answer, AnswerKind::Status(408 | 425 | 429)) =>
            {
                Self::Unwanted
            }
            _ => pause(waited).map_or(Self::GivenUp, Self::Later),
        }
    }
}

/// The pause before the next try of a delivery that has waited for so long: as long again, from ten seconds up to
/// four hours. `None`: it is given up.
pub fn pause(waited: Duration) -> Option<Duration> {
    let pause = waited.clamp(SHORTEST, LONGEST);
    (waited < PATIENCE).then(|| pause.min(PATIENCE.saturating_sub(waited)))
}

/// Whether a receiver that has taken nothing since `failing_since` is sent nothing more.
pub fn disables(failing_since: Timestamp, now: Timestamp) -> bool {
    now.since(failing_since) >= DISABLED_AFTER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_answer_means() {
        let (soon, late) = (Duration::from_mins(1), PATIENCE);
        for (status, waited, verdict) in [
            (200, soon, Verdict::Taken),
            (204, late, Verdict::Taken),
            (299, soon, Verdict::Taken),
            (400, soon, Verdict::Unwanted),
            (404, late, Verdict::Unwanted),
            (410, soon, Verdict::Unwanted),
            (408, soon, Verdict::Later(soon)),
            (425, soon, Verdict::Later(soon)),
            (429, soon, Verdict::Later(soon)),
            // A redirect is not followed: the address is to be put right.
            (302, soon, Verdict::Later(soon)),
            (500, soon, Verdict::Later(soon)),
            (503, late, Verdict::GivenUp),
        ] {
            assert_eq!(
                Verdict::of(AnswerKind::Status(status), waited),
                verdict,
                "{status}"
            );
        }
        assert_eq!(Verdict::of(AnswerKind::Nothing, soon), Verdict::Later(soon));
        assert_eq!(Verdict::of(AnswerKind::Nothing, late), Verdict::GivenUp);
    }

    #[test]
    fn pauses_grow_and_the_last_try_is_after_a_day() {
        let (mut waited, mut tries) = (Duration::ZERO, 1);
        while let Some(pause) = pause(waited) {
            assert!(pause >= SHORTEST || waited + pause == PATIENCE, "{pause:?}");
            assert!(pause <= LONGEST);
            waited += pause;
            tries += 1;
        }
        assert_eq!(waited, PATIENCE);
        assert!((10..30).contains(&tries), "{tries}");
    }

    #[test]
    fn a_receiver_is_left_alone_after_five_days() {
        let since = Timestamp::from_secs(1_800_000_000);
        let end = since.after(DISABLED_AFTER);
        assert!(!disables(since, end.before(Duration::from_secs(1))));
        assert!(disables(since, end));
    }
}
