//! The numbers of an entry, read for a period. However many people it had: a row for each day and way in.

use std::collections::BTreeMap;

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    analytics::{Day, Device, Period, Steps},
    attendance::Extent,
    clock::Timestamp,
    ids::EntryId,
    media::EntryKind,
};

use crate::features::attendance::extent_of;

/// How many rows of days are read, the newest: decades of an entry that is watched every day.
const DAYS_READ: u32 = 50_000;
/// How many ways in are told by name, those with the most plays; the others are told together.
pub(super) const WAYS_TOLD: usize = 50;

const ENTRY: &str = "
    SELECT title, kind, plays, duration_us, pages FROM entries WHERE id = $1";
const DAYS: &str = "
    SELECT day, CAST(SUM(plays) AS BIGINT) AS plays, CAST(SUM(people) AS BIGINT) AS people,
      CAST(SUM(percents) AS BIGINT) AS percents, CAST(SUM(watch_time) AS BIGINT) AS watch_time,
      CAST(MAX(last_at) AS BIGINT) AS last_at
    FROM audience_days WHERE entry_id = $1 AND day >= $2 GROUP BY day ORDER BY day";
const WAYS: &str = "
    SELECT source, CAST(SUM(plays) AS BIGINT) AS plays, CAST(SUM(people) AS BIGINT) AS people,
      CAST(SUM(percents) AS BIGINT) AS percents, CAST(SUM(watch_time) AS BIGINT) AS watch_time,
      CAST(MAX(last_at) AS BIGINT) AS last_at
    FROM audience_days WHERE entry_id = $1 AND day >= $2 GROUP BY source";
const DEVICES: &str = "
    SELECT device, plays, watch_time FROM audience_devices
    WHERE entry_id = $1 AND day >= $2 ORDER BY day DESC LIMIT $3";
const STEPS: &str = "
    SELECT viewings, steps FROM audience_steps
    WHERE entry_id = $1 AND day >= $2 ORDER BY day DESC LIMIT $3";
const LINK: &str = "SELECT name FROM guest_links WHERE id = $1";

/// What the numbers are about.
pub(super) struct Subject {
    pub(super) title: String,
    pub(super) kind: EntryKind,
    /// How much there is of it; nothing for what neither plays nor has pages.
    pub(super) extent: Option<Extent>,
    /// How often it was ever played, with a day or without.
    pub(super) plays: u64,
}

/// By which way somebody came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// As a guest of an invite.
    Invite,
    /// As a member.
    Account,
    /// By a guest link: its id, and its name while there is one.
    GuestLink(String, String),
    /// Nobody is known: by the entry's link, a gallery or a frame.
    Anyone,
    /// Further guest links.
    Others,
}

/// Sums of a day, a way in, or all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) plays: u64,
    /// How many different people.
    pub(super) people: u64,
    /// The sum of what they watched or read, in percent.
    pub(super) percents: u64,
    /// In tenths of a second.
    pub(super) watch_time: u64,
    /// When the last of them was there.
    pub(super) last_at: Option<Timestamp>,
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.plays = self.plays.saturating_add(other.plays);
        self.people = self.people.saturating_add(other.people);
        self.percents = self.percents.saturating_add(other.percents);
        self.watch_time = self.watch_time.saturating_add(other.watch_time);
        self.last_at = self.last_at.max(other.last_at);
    }
}

/// How an entry was watched in a period.
pub(super) struct Numbers {
    /// The days it goes over; the last is today.
    pub(super) days: (Day, Day),
    pub(super) all: Sums,
    pub(super) by_day: BTreeMap<Day, Sums>,
    /// Those with the most plays first.
    pub(super) by_way: Vec<(Way, Sums)>,
    /// By device, in the order of their names.
    pub(super) by_device: Vec<(Device, Sums)>,
    /// How often somebody watched or read on a day, and how many of them each step or page.
    pub(super) viewings: u64,
    pub(super) steps: Steps,
}

impl Numbers {
    /// Whether nothing was counted.
    pub(super) fn is_empty(&self) -> bool {
        self.all.plays == 0 && self.all.people == 0 && self.all.watch_time == 0
    }
}

/// What an entry is called, and how often it was played.
pub(super) fn subject(tx: &Tx, entry: EntryId) -> Result<Option<Subject>, Error> {
    tx.query_opt(ENTRY, params![entry], |row| {
        Ok(Subject {
            title: row.get("title")?,
            kind: row.parse("kind")?,
            extent: extent_of(row)?,
            plays: count(row, "plays")?,
        })
    })
}

/// The numbers of an entry in the period that ends today.
pub(super) fn numbers(
    tx: &Tx,
    entry: EntryId,
    period: Period,
    today: Day,
) -> Result<Numbers, Error> {
    let begins = period.begins(today);
    let since = since(begins);
    let by_day = tx.query(DAYS, params![entry, since], |row| {
        Ok((Day::new(row.get("day")?), sums(row)?))
    })?;
    let by_day: BTreeMap<Day, Sums> = by_day.into_iter().collect();
    let mut all = Sums::default();
    for sums in by_day.values() {
        all.add(sums);
    }
    let ways = tx.query(WAYS, params![entry, since], |row| {
        Ok((row.get::<String>("source")?, sums(row)?))
    })?;
    let mut devices: BTreeMap<Device, Sums> = BTreeMap::new();
    let rows = tx.query(DEVICES, params![entry, since, DAYS_READ], |row| {
        let sums = Sums {
            plays: count(row, "plays")?,
            watch_time: count(row, "watch_time")?,
            ..Sums::default()
        };
        Ok((row.parse("device")?, sums))
    })?;
    for (device, sums) in rows {
        devices.entry(device).or_default().add(&sums);
    }
    let (mut viewings, mut steps) = (0_u64, Steps::default());
    let rows = tx.query(STEPS, params![entry, since, DAYS_READ], |row| {
        let steps: Steps = row.get::<String>("steps")?.parse().unwrap_or_default();
        Ok((count(row, "viewings")?, steps))
    })?;
    for (count, more) in rows {
        viewings = viewings.saturating_add(count);
        steps.add(&more);
    }
    let first = by_day.keys().next().copied();
    let first = begins.or(first).unwrap_or(today).min(today);
    Ok(Numbers {
        days: (first, today),
        all,
        by_day,
        by_way: by_way(tx, ways)?,
        by_device: devices.into_iter().collect(),
        viewings,
        steps,
    })
}

/// Those with the most plays by name, the others together.
fn by_way(tx: &Tx, mut ways: Vec<(String, Sums)>) -> Result<Vec<(Way, Sums)>, Error> {
    ways.retain(|(_, sums)| sums.plays > 0 || sums.people > 0 || sums.watch_time > 0);
    let most = |sums: &Sums| (sums.plays, sums.people, sums.watch_time);
    ways.sort_by(|one, other| most(&other.1).cmp(&most(&one.1)).then(one.0.cmp(&other.0)));
    let mut told: Vec<(Way, Sums)> = Vec::new();
    let mut others = Sums::default();
    for (at, (source, sums)) in ways.into_iter().enumerate() {
        let way = match source.as_str() {
            "invite" => Way::Invite,
            "account" => Way::Account,
            super::tally::ANYONE => Way::Anyone,
            _ if at >= WAYS_TOLD => {
                others.add(&sums);
                continue;
            }
            link => {
                let name = tx.query_opt(LINK, params![link], |row| row.get::<String>("name"))?;
                Way::GuestLink(source, name.unwrap_or_default())
            }
        };
        told.push((way, sums));
    }
    if others != Sums::default() {
        told.push((Way::Others, others));
    }
    Ok(told)
}

/// The number of the first day; one before all where there is none.
pub(super) fn since(begins: Option<Day>) -> i64 {
    begins.map_or(i64::MIN, Day::number)
}

fn sums(row: &Row<'_>) -> Result<Sums, Error> {
    let last_at = row.get::<i64>("last_at")?;
    Ok(Sums {
        plays: count(row, "plays")?,
        people: count(row, "people")?,
        percents: count(row, "percents")?,
        watch_time: count(row, "watch_time")?,
        last_at: (last_at > 0).then(|| Timestamp::from_micros(last_at)),
    })
}

pub(super) fn count(row: &Row<'_>, column: &'static str) -> Result<u64, Error> {
    Ok(u64::try_from(row.get::<i64>(column)?).unwrap_or(0))
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 6] = [ENTRY, DAYS, WAYS, DEVICES, STEPS, LINK];
