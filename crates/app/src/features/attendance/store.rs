//! Attendance in the database.

use std::time::Duration;

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    analytics::{Change, Day, News, Tab},
    attendance::{Extent, Figures, Presence, Record, Spans, Watched},
    clock::Timestamp,
    ids::{AccountId, EntryId, InviteId},
};

use super::{
    gather::Heard,
    person::{Person, extent_of},
};
use crate::features::analytics::{self, Stand, Tally};

/// How many people's attendance is counted for the figures of one entry.
const COUNTED: u32 = 20_000;

const ACCOUNT: &str = "
    SELECT CAST(NULL AS TEXT) AS handed_to, CAST(NULL AS TEXT) AS link_id, e.kind, e.duration_us, e.pages
    FROM accounts a JOIN entries e ON e.id = $2 WHERE a.id = $1 AND a.removed_at IS NULL";
const INVITE: &str = "
    SELECT g.account_id AS handed_to, CAST(NULL AS TEXT) AS link_id, e.kind, e.duration_us, e.pages
    FROM invites i JOIN entries e ON e.id = i.entry_id LEFT JOIN grants g ON g.invite_id = i.id
    WHERE i.id = $1 AND i.entry_id = $2 AND i.forgotten_at IS NULL";
const GUEST: &str = "
    SELECT CAST(NULL AS TEXT) AS handed_to, g.link_id, e.kind, e.duration_us, e.pages
    FROM guests g JOIN entries e ON e.id = g.entry_id WHERE g.id = $1 AND g.entry_id = $2";
const STORED: &str = "
    SELECT first_at, last_at, present, here, watched, percent, place, day, today, plays, watch_time
    FROM attendance WHERE entry_id = $1 AND person = $2";
const PLACE: &str = "SELECT place FROM attendance WHERE entry_id = $1 AND person = $2";
const PUT: &str = "
    INSERT INTO attendance (entry_id, person, sort, first_at, last_at, present, here, watched, percent, place,
                            day, today, plays, watch_time)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (entry_id, person) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at,
      present = excluded.present, here = excluded.here, watched = excluded.watched, percent = excluded.percent,
      place = excluded.place, day = excluded.day, today = excluded.today, plays = excluded.plays,
      watch_time = excluded.watch_time";
const FORGET: &str = "DELETE FROM attendance WHERE entry_id = $1 AND person = $2";
const OF_ACCOUNT: &str = "DELETE FROM attendance WHERE person = $1";
const SOME: &str = "
    DELETE FROM attendance WHERE entry_id = $1 AND person IN
      (SELECT person FROM attendance WHERE entry_id = $1 ORDER BY person LIMIT $2)";
/// Of whoever was invited: the guests of invites, and members who hold one.
const FIGURES: &str = "
    SELECT percent, CAST(COUNT(*) AS BIGINT) AS people FROM
      (SELECT t.percent FROM attendance t
       WHERE t.entry_id = $1 AND t.percent IS NOT NULL
         AND (t.sort = 'invite' OR (t.sort = 'account' AND EXISTS
               (SELECT 1 FROM grants g WHERE g.account_id = t.person AND g.entry_id = t.entry_id)))
       LIMIT $2) AS counted
    GROUP BY percent";

/// Somebody's attendance as their host sees it: columns of the row that was joined as `t`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attended {
    /// When they were here first.
    pub first_at: Timestamp,
    /// And last.
    pub last_at: Timestamp,
    /// For how long.
    pub present: Duration,
    /// How much they watched or read, in percent; nothing of what neither plays nor has pages.
    pub percent: Option<u8>,
}

/// What [`Attended::of`] reads, of `attendance t`.
macro_rules! attended_columns {
    () => {
        "t.first_at AS here_first, t.last_at AS here_last, t.present AS here_for, t.percent AS watched_percent"
    };
}
pub(in crate::features) use attended_columns;

impl Attended {
    /// Reads it; nothing for whoever was never here.
    pub fn of(row: &Row<'_>) -> Result<Option<Self>, Error> {
        let Some(first_at) = row.get("here_first")? else {
            return Ok(None);
        };
        Ok(Some(Self {
            first_at,
            last_at: row.get("here_last")?,
            present: Duration::from_secs(count(row, "here_for")?),
            percent: row.get::<Option<u32>>("watched_percent")?.map(percent),
        }))
    }
}

fn percent(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(100)
}

/// A number that is never less than none: seconds, tenths of them, plays.
fn count(row: &Row<'_>, column: &'static str) -> Result<u64, Error> {
    Ok(u64::try_from(row.get::<i64>(column)?).unwrap_or(0))
}

/// What is stored of somebody.
struct Known {
    record: Record,
    tab: Tab,
    /// How much they watched, in percent.
    share: u8,
}

impl Known {
    /// On which day they are counted, and with which share.
    fn stands(&self) -> Stand {
        self.tab.day.map(|day| (day, self.share))
    }
}

/// Adds what was heard of somebody to what is known of them, and to the numbers of the entry. Of whom nothing is known
/// any more, nothing is written; what a guest did who has become a member is the member's.
pub(super) fn take_in(
    tx: &Tx,
    (entry, who): (EntryId, Person),
    heard: &Heard,
    tally: &mut Tally,
) -> Result<(), Error> {
    let id = who.id();
    let sql = match who {
        Person::Account(_) => ACCOUNT,
        Person::Invite(_) => INVITE,
        Person::Guest(_) => GUEST,
    };
    let known = tx.query_opt(sql, params![id.as_str(), entry], |row| {
        let handed_to = row.get::<Option<AccountId>>("handed_to")?;
        Ok((
            handed_to,
            row.get::<Option<String>>("link_id")?,
            extent_of(row)?,
        ))
    })?;
    let Some((handed_to, link, extent)) = known else {
        return Ok(());
    };
    let mut who = who;
    if let (Person::Invite(invite), Some(account)) = (who, handed_to) {
        hand_over(tx, entry, (invite, account), tally)?;
        who = Person::Account(account);
    }
    let source = link.unwrap_or_else(|| who.sort().to_owned());
    grow(tx, (entry, who), (heard, extent), |day, change| {
        let at = (entry, day, source.as_str());
        tally.add(at, heard.seen.device, change, heard.record.last_at);
    })
}

/// What a guest did is the member's who has taken their place.
pub fn carry(tx: &Tx, entry: EntryId, invite: InviteId, account: AccountId) -> Result<(), Error> {
    let mut tally = Tally::default();
    hand_over(tx, entry, (invite, account), &mut tally)?;
    analytics::count(tx, &tally)
}

fn hand_over(
    tx: &Tx,
    entry: EntryId,
    (invite, account): (InviteId, AccountId),
    tally: &mut Tally,
) -> Result<(), Error> {
    let (guest, member) = (Person::Invite(invite), Person::Account(account));
    let Some(before) = stored(tx, entry, &guest.id())? else {
        return Ok(());
    };
    let extent = super::person::extent(tx, entry)?;
    claim(tx, entry, &member.id())?;
    let (record, mut tab, stood) = match stored(tx, entry, &member.id())? {
        Some(mut known) => {
            let stood = known.stands();
            known.record.take_in(&before.record, extent);
            (known.record, known.tab, stood)
        }
        None => (before.record.clone(), Tab::default(), None),
    };
    tab.take_over(&before.tab);
    put(tx, (entry, member), &record, &tab, extent)?;
    let share = record.percent(extent).unwrap_or(0);
    let stands = tab.day.map(|day| (day, share));
    let last_at = record.last_at;
    tally.moved(
        (entry, guest.sort()),
        (before.stands(), None),
        before.record.last_at,
    );
    tally.moved((entry, member.sort()), (stood, stands), last_at);
    tx.execute(FORGET, params![entry, guest.id()]).map(drop)
}

/// Another server may have heard of them too.
fn claim(tx: &Tx, entry: EntryId, id: &str) -> Result<(), Error> {
    tx.claim("attendance", format!("{entry}/{id}").as_bytes())
}

fn grow(
    tx: &Tx,
    (entry, who): (EntryId, Person),
    (heard, extent): (&Heard, Option<Extent>),
    mut counted: impl FnMut(Day, &Change),
) -> Result<(), Error> {
    let id = who.id();
    claim(tx, entry, &id)?;
    let known = stored(tx, entry, &id)?;
    let (before, was_here, mut tab) = known.as_ref().map_or((0, 0, Tab::default()), |known| {
        let was_here = known.record.presence.total();
        (known.share, was_here, known.tab.clone())
    });
    let record = match known {
        Some(mut known) => {
            known.record.take_in(&heard.record, extent);
            known.record
        }
        None => heard.record.clone(),
    };
    let change = tab.hear(&News {
        day: heard.seen.day,
        plays: heard.plays,
        watched: &heard.record.watched,
        present: record.presence.total().saturating_sub(was_here),
        extent,
        shares: (before, record.percent(extent).unwrap_or(0)),
    });
    put(tx, (entry, who), &record, &tab, extent)?;
    counted(tab.day.unwrap_or(heard.seen.day), &change);
    Ok(())
}

fn put(
    tx: &Tx,
    (entry, who): (EntryId, Person),
    record: &Record,
    tab: &Tab,
    extent: Option<Extent>,
) -> Result<(), Error> {
    tx.execute(
        PUT,
        params![
            entry,
            who.id(),
            who.sort(),
            record.first_at,
            record.last_at,
            whole(record.presence.total()),
            record.presence.recent().to_string(),
            record.watched.spans().to_string(),
            record.percent(extent).map(u16::from),
            record.place.map(whole),
            tab.day.map(Day::number),
            tab.today.spans().to_string(),
            whole(tab.plays),
            whole(tab.watch_time)
        ],
    )
    .map(drop)
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn stored(tx: &Tx, entry: EntryId, id: &str) -> Result<Option<Known>, Error> {
    let spans = |row: &Row<'_>, column: &'static str| -> Result<Spans, Error> {
        Ok(row.get::<String>(column)?.parse().unwrap_or_default())
    };
    tx.query_opt(STORED, params![entry, id], |row| {
        let here = spans(row, "here")?;
        let place = row.get::<Option<i64>>("place")?;
        let record = Record {
            first_at: row.get("first_at")?,
            last_at: row.get("last_at")?,
            presence: Presence::stored(count(row, "present")?, here),
            watched: Watched::stored(spans(row, "watched")?),
            place: place.and_then(|place| u64::try_from(place).ok()),
        };
        let tab = Tab {
            day: row.get::<Option<i64>>("day")?.map(Day::new),
            today: Watched::stored(spans(row, "today")?),
            plays: count(row, "plays")?,
            watch_time: count(row, "watch_time")?,
        };
        let share = row.get::<Option<u32>>("percent")?.map_or(0, percent);
        Ok(Known { record, tab, share })
    })
}

/// Where somebody stopped, in tenths of a second.
pub(super) fn stopped_at(tx: &Tx, entry: EntryId, who: Person) -> Result<Option<u64>, Error> {
    let found = tx.query_opt(PLACE, params![entry, who.id()], |row| {
        row.get::<Option<i64>>("place")
    })?;
    Ok(found.flatten().and_then(|place| u64::try_from(place).ok()))
}

/// What an entry's invited people watched.
pub fn figures(tx: &Tx, entry: EntryId) -> Result<Figures, Error> {
    let counts = tx.query(FIGURES, params![entry, COUNTED], |row| {
        Ok((
            percent(row.get::<u32>("percent")?),
            row.get::<u32>("people")?,
        ))
    })?;
    Ok(Figures::of(&counts))
}

/// Forgets where a member was who is going for good.
pub fn forget_of_account(tx: &Tx, account: AccountId) -> Result<(), Error> {
    tx.execute(OF_ACCOUNT, params![account]).map(drop)
}

/// Forgets some of those who were in an entry; how many.
pub fn purge(tx: &Tx, entry: EntryId, most: i64) -> Result<u64, Error> {
    tx.execute(SOME, params![entry, most])
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 10] = [
    ACCOUNT, INVITE, GUEST, STORED, PLACE, PUT, FORGET, OF_ACCOUNT, SOME, FIGURES,
];
