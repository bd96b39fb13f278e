//! The numbers of entries, as they change: sums of changes without a name in them.

use std::collections::{BTreeMap, BTreeSet};

use usher_db::{Error, Tx, params};
use usher_domain::{
    analytics::{Change, Day, Device, Steps},
    clock::Timestamp,
    ids::EntryId,
};

use crate::http::time::month;

/// How whoever is not known came: by the entry's own link, a gallery, or a frame.
pub(super) const ANYONE: &str = "anyone";

const IS_THERE: &str = "SELECT 1 AS one FROM entries WHERE id = $1";
const ADD_DAY: &str = "
    INSERT INTO audience_days (entry_id, day, source, plays, people, percents, watch_time, last_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (entry_id, day, source) DO UPDATE SET plays = audience_days.plays + excluded.plays,
      people = audience_days.people + excluded.people, percents = audience_days.percents + excluded.percents,
      watch_time = audience_days.watch_time + excluded.watch_time,
      last_at = CASE WHEN excluded.last_at > audience_days.last_at THEN excluded.last_at
                     ELSE audience_days.last_at END";
const ADD_DEVICE: &str = "
    INSERT INTO audience_devices (entry_id, day, device, plays, watch_time) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (entry_id, day, device) DO UPDATE SET plays = audience_devices.plays + excluded.plays,
      watch_time = audience_devices.watch_time + excluded.watch_time";
const ADD_MONTH: &str = "
    INSERT INTO audience_months (month, entry_id, plays, watch_time) VALUES ($1, $2, $3, $4)
    ON CONFLICT (month, entry_id) DO UPDATE SET plays = audience_months.plays + excluded.plays,
      watch_time = audience_months.watch_time + excluded.watch_time";
const ADD_SITE: &str = "
    INSERT INTO site_days (day, plays, watch_time) VALUES ($1, $2, $3)
    ON CONFLICT (day) DO UPDATE SET plays = site_days.plays + excluded.plays,
      watch_time = site_days.watch_time + excluded.watch_time";
const STEPS_NOW: &str =
    "SELECT viewings, steps FROM audience_steps WHERE entry_id = $1 AND day = $2";
const PUT_STEPS: &str = "
    INSERT INTO audience_steps (entry_id, day, viewings, steps) VALUES ($1, $2, $3, $4)
    ON CONFLICT (entry_id, day) DO UPDATE SET viewings = excluded.viewings, steps = excluded.steps";

/// On which day somebody stands, and how much they watched, in percent; nothing for whoever is not counted.
pub type Stand = Option<(Day, u8)>;

/// What changes in the numbers of some entries, to be written at once ([`count`]).
#[derive(Clone, Debug, Default)]
pub struct Tally {
    days: BTreeMap<(EntryId, Day, String), Sums>,
    devices: BTreeMap<(EntryId, Day, Device), (u64, u64)>,
    steps: BTreeMap<(EntryId, Day), (u64, Steps)>,
}

/// What is added to a day of one way in; people also leave it.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    plays: u64,
    people: i64,
    percents: i64,
    watch_time: u64,
    last_at: i64,
}

impl Tally {
    fn on(&mut self, (entry, day, source): (EntryId, Day, &str)) -> &mut Sums {
        self.days
            .entry((entry, day, source.to_owned()))
            .or_default()
    }

    /// What somebody who came by `source` did on a day, on a device, `last_at` the last time.
    pub fn add(
        &mut self,
        (entry, day, source): (EntryId, Day, &str),
        device: Device,
        change: &Change,
        last_at: Timestamp,
    ) {
        if change.is_nothing() {
            return;
        }
        let sums = self.on((entry, day, source));
        sums.plays = sums.plays.saturating_add(change.plays);
        sums.watch_time = sums.watch_time.saturating_add(change.watch_time);
        sums.last_at = sums.last_at.max(last_at.micros());
        self.moved((entry, source), (change.left, change.came), last_at);
        self.used((entry, day, device), change.plays, change.watch_time);
        if change.viewing || !change.steps.is_empty() {
            let (viewings, steps) = self.steps.entry((entry, day)).or_default();
            *viewings += u64::from(change.viewing);
            steps.add(&change.steps);
        }
    }

    /// Somebody does not stand on one day any more, and stands on another.
    pub fn moved(
        &mut self,
        (entry, source): (EntryId, &str),
        (left, came): (Stand, Stand),
        last_at: Timestamp,
    ) {
        for (place, by) in [(left, -1), (came, 1)] {
            let Some((day, share)) = place else { continue };
            let sums = self.on((entry, day, source));
            sums.people += by;
            sums.percents += by * i64::from(share);
            if by > 0 {
                sums.last_at = sums.last_at.max(last_at.micros());
            }
        }
    }

    /// People who are not known began to play, `plays` times.
    pub fn played_by_strangers(&mut self, entry: EntryId, day: Day, device: Device, plays: u64) {
        let sums = self.on((entry, day, ANYONE));
        sums.plays = sums.plays.saturating_add(plays);
        self.used((entry, day, device), plays, 0);
    }

    fn used(&mut self, place: (EntryId, Day, Device), plays: u64, watch_time: u64) {
        if plays > 0 || watch_time > 0 {
            let (all, time) = self.devices.entry(place).or_default();
            *all = all.saturating_add(plays);
            *time = time.saturating_add(watch_time);
        }
    }

    fn entries(&self) -> BTreeSet<EntryId> {
        self.days.keys().map(|(entry, ..)| *entry).collect()
    }
}

/// Adds it to the numbers. What an entry has that is gone is counted no more.
pub fn count(tx: &Tx, tally: &Tally) -> Result<(), Error> {
    let mut there = BTreeSet::new();
    for entry in tally.entries() {
        let found = tx.query_opt(IS_THERE, params![entry], |row| row.get::<i64>("one"))?;
        there.extend(found.map(|_| entry));
    }
    for ((entry, day, source), sums) in &tally.days {
        if there.contains(entry) {
            let (plays, watch_time) = (whole(sums.plays), whole(sums.watch_time));
            tx.put(
                ADD_DAY,
                params![
                    *entry,
                    day.number(),
                    source.as_str(),
                    plays,
                    sums.people,
                    sums.percents,
                    watch_time,
                    sums.last_at
                ],
            )?;
        }
    }
    for ((entry, day, device), (plays, time)) in &tally.devices {
        if there.contains(entry) {
            let (plays, time) = (whole(*plays), whole(*time));
            let (day, device) = (day.number(), device.as_str());
            tx.put(ADD_DEVICE, params![*entry, day, device, plays, time])?;
        }
    }
    for ((entry, day), (viewings, steps)) in &tally.steps {
        if there.contains(entry) {
            add_steps(tx, (*entry, *day), *viewings, steps)?;
        }
    }
    count_of_site(tx, tally, &there)
}

/// The same for the whole site, of whatever was played or watched. Last: one row of a day is everybody's.
fn count_of_site(tx: &Tx, tally: &Tally, there: &BTreeSet<EntryId>) -> Result<(), Error> {
    let (mut months, mut days) = (BTreeMap::new(), BTreeMap::new());
    let used = tally.devices.iter();
    for ((entry, day, _), (plays, time)) in used.filter(|((entry, ..), _)| there.contains(entry)) {
        let month = months.entry((month(*day), *entry)).or_insert((0, 0));
        let day = days.entry(*day).or_insert((0, 0));
        for (all, more) in [month, day] {
            *all += whole(*plays);
            *more += whole(*time);
        }
    }
    for ((month, entry), (plays, time)) in months {
        tx.put(ADD_MONTH, params![month, entry, plays, time])?;
    }
    for (day, (plays, time)) in days {
        tx.put(ADD_SITE, params![day.number(), plays, time])?;
    }
    Ok(())
}

fn add_steps(
    tx: &Tx,
    (entry, day): (EntryId, Day),
    viewings: u64,
    steps: &Steps,
) -> Result<(), Error> {
    // Another server may add to the same day.
    let which = format!("{entry}/{}", day.number());
    tx.claim("audience_steps", which.as_bytes())?;
    let found = tx.query_opt(STEPS_NOW, params![entry, day.number()], |row| {
        let known: Steps = row.get::<String>("steps")?.parse().unwrap_or_default();
        Ok((row.get::<i64>("viewings")?, known))
    })?;
    let (before, mut all) = found.unwrap_or_default();
    all.add(steps);
    let viewings = before.saturating_add(whole(viewings));
    let text = all.to_string();
    tx.put(
        PUT_STEPS,
        params![entry, day.number(), viewings, text.as_str()],
    )
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 7] = [
    IS_THERE, ADD_DAY, ADD_DEVICE, ADD_MONTH, ADD_SITE, STEPS_NOW, PUT_STEPS,
];
