//! How far an encoder is, for whoever waits for it.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU16, Ordering},
    },
    time::Duration,
};

use tokio::time::{self, MissedTickBehavior};
use usher_db::{Tx, params};
use usher_domain::ids::EntryId;

use crate::App;

/// The shortest time between two writes.
const PACE: Duration = Duration::from_secs(1);

/// The longest while something is under way: what is left grows less in between.
const SILENCE: Duration = Duration::from_secs(10);

/// In which time nothing can be said of how long it takes.
const TOO_SOON: Duration = Duration::from_secs(3);

/// The side that is told.
pub(super) struct Teller(Arc<AtomicU16>);

/// The side that writes.
pub(super) struct Told(Arc<AtomicU16>);

pub(super) fn channel() -> (Teller, Told) {
    let thousandths = Arc::new(AtomicU16::new(0));
    (Teller(thousandths.clone()), Told(thousandths))
}

impl Teller {
    pub(super) fn tell(&self, thousandths: u16) {
        self.0.store(thousandths, Ordering::Relaxed);
    }
}

/// Which part of a longer work this is, in shares of any measure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Share {
    /// Whether it is of the ladder, and not of what the entry waits for.
    of_ladder: bool,
    before: f64,
    here: f64,
    after: f64,
}

impl Share {
    /// All that the entry waits for.
    pub(super) const PREPARATION: Self = Self {
        of_ladder: false,
        before: 0.0,
        here: 1.0,
        after: 0.0,
    };

    /// A part of the ladder, of so much work, between so much.
    pub(super) fn of_ladder(before: f64, here: f64, after: f64) -> Self {
        Self {
            of_ladder: true,
            before,
            here: here.max(1e-6),
            after,
        }
    }

    /// How much of the whole is done, in percent.
    fn percent(&self, thousandths: u16) -> u16 {
        let done = self.before + self.here * f64::from(thousandths) / 1000.0;
        // Whole when it is written down, and not before.
        (done * 100.0 / (self.before + self.here + self.after)).min(99.0) as u16
    }

    /// How long the rest takes, in seconds, if it goes on as it went.
    fn left(&self, thousandths: u16, took: Duration) -> Option<u32> {
        if took < TOO_SOON || thousandths == 0 {
            return None;
        }
        let done = self.here * f64::from(thousandths) / 1000.0;
        let rest = self.here - done + self.after;
        Some((took.as_secs_f64() / done * rest).ceil().min(1e7) as u32)
    }

    const fn sql(&self) -> &'static str {
        if self.of_ladder {
            "UPDATE entries SET ladder_percent = $2, seconds_left = $3, ladder_failure = NULL
             WHERE id = $1 AND ladder = 'making'"
        } else {
            "UPDATE entries SET progress = $2, seconds_left = $3 WHERE id = $1"
        }
    }
}

impl Told {
    /// Waits for `work`, and writes now and then how much of it is done and how long
    /// the rest takes. Nobody is rung for it.
    pub(super) async fn write_while<T>(
        self,
        app: &App,
        entry: EntryId,
        share: Share,
        work: impl Future<Output = T>,
    ) -> T {
        let (mut work, mut written) = (pin!(work), 0);
        let began = time::Instant::now();
        let mut last = began;
        let mut tick = time::interval(PACE);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                done = &mut work => return done,
                _ = tick.tick() => {}
            }
            let thousandths = self.0.load(Ordering::Relaxed);
            let percent = share.percent(thousandths);
            if percent == written && last.elapsed() < SILENCE {
                continue;
            }
            (written, last) = (percent, time::Instant::now());
            let left = share.left(thousandths, began.elapsed());
            let write = move |tx: &Tx| tx.execute(share.sql(), params![entry, percent, left]);
            tokio::select! {
                biased;
                done = &mut work => return done,
                noted = app.parts.db.write(write) => if let Err(error) = noted {
                    tracing::debug!(%error, "progress could not be written");
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_follows_from_what_it_took() {
        let whole = Share::PREPARATION;
        assert_eq!(whole.left(0, Duration::from_mins(1)), None);
        assert_eq!(whole.left(500, Duration::from_secs(1)), None);
        assert_eq!(whole.left(500, Duration::from_mins(1)), Some(60));
        assert_eq!(whole.left(1000, Duration::from_mins(1)), Some(0));
        assert_eq!(
            [whole.percent(0), whole.percent(345), whole.percent(1000)],
            [0, 34, 99]
        );
        let first = Share::of_ladder(0.0, 1.0, 4.0);
        assert_eq!(first.left(500, Duration::from_secs(10)), Some(90));
        assert_eq!(first.percent(500), 10);
        let rest = Share::of_ladder(1.0, 4.0, 0.0);
        assert_eq!(rest.left(500, Duration::from_secs(40)), Some(40));
        assert_eq!(rest.percent(500), 60);
    }
}
