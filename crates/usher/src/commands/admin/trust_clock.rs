//! The way out after a clock that ran wild.

use clap::Args;
use usher_app::{features::audit, high_water};
use usher_db::Db;
use usher_domain::clock::{Clock, Timestamp};

use crate::{
    clock::{SystemClock, plausible, written},
    failure::{Failure, Outcome},
    screen::say,
    settings::Settings,
    site::{options, refused},
};

/// Go by the machine's clock as it is now.
///
/// A site never goes back in time, so that nothing which has expired is revived by a clock that is
/// set back. If the clock once showed a time far ahead, the site stays there. Once the clock is right,
/// stop Usher (every server of the hub) and run this: the site goes by the clock again, and what had expired only by the wrong
/// time works again.
#[derive(Debug, Args)]
pub(super) struct Now {}

/// `usher admin trust-clock`
pub(super) fn trust(_: &Now, settings: &Settings) -> Outcome {
    let now = SystemClock.now();
    if plausible(now).is_err() {
        return Err(Failure::runtime(format!(
            "The clock shows {}, which cannot be right. Set it first.",
            written(now)
        )));
    }
    // Not beside a server, which would write its own mark again.
    let db = Db::open(options(settings).existing()).map_err(refused)?;
    let before = db.write_blocking(move |tx| {
        let before = high_water::read(tx)?;
        high_water::set(tx, now)?;
        audit::note(tx, now, &audit::Deed::of_system("trusted_clock"))?;
        Ok::<_, Failure>(before)
    })?;
    say(told(before, now));
    Ok(())
}

fn told(before: Option<Timestamp>, now: Timestamp) -> String {
    match before {
        Some(before) if before > now => format!(
            "The site had been at {} and goes by the clock again, which shows {}.",
            written(before),
            written(now)
        ),
        _ => format!("The site goes by the clock, which shows {}.", written(now)),
    }
}
