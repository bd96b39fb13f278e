//! Notices in the database.

use std::collections::BTreeMap;

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::{AccountId, EntryId, InviteId, NoticeId},
    notices::{MOST_NOTICES, NOTICES_KEPT, NoticeKind, NoticeWay},
};

use super::by_mail;

/// What is to be added to what somebody has not read yet.
#[derive(Clone, Debug)]
pub(super) struct News {
    /// How many people.
    pub(super) people: u32,
    /// The last of them.
    pub(super) who: String,
    /// When that was.
    pub(super) at: Timestamp,
    /// The last one's invite.
    pub(super) invite: Option<InviteId>,
}

impl Default for News {
    fn default() -> Self {
        Self {
            people: 0,
            who: String::new(),
            at: Timestamp::from_micros(0),
            invite: None,
        }
    }
}

/// A notice as it is read.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    pub(super) id: NoticeId,
    pub(super) kind: NoticeKind,
    pub(super) title: String,
    pub(super) who: String,
    pub(super) people: u32,
    pub(super) at: Timestamp,
    pub(super) is_read: bool,
    /// The one invite whose person asks for a new link still.
    pub(super) asks: Option<InviteId>,
}

/// The entry that an invite leads to, with who looks after it.
pub(super) struct Entrance {
    pub(super) entry: EntryId,
    pub(super) inviter: AccountId,
    pub(super) owner: AccountId,
    /// The invited person's.
    pub(super) name: String,
    pub(super) first_used_at: Option<Timestamp>,
}

const ENTRANCE: &str =
    "SELECT i.entry_id, i.inviter_id, i.first_name, i.last_name, i.first_used_at, e.owner_id
    FROM invites i JOIN entries e ON e.id = i.entry_id WHERE i.id = $1 AND e.trashed_at IS NULL";
const LIST: &str = "SELECT n.id, n.kind, n.who, n.people, n.at, n.read_at, e.title, i.id AS asks
    FROM notices n JOIN entries e ON e.id = n.entry_id
    LEFT JOIN invites i ON i.id = n.invite_id AND i.asked_at IS NOT NULL AND i.revoked_at IS NULL
    WHERE n.account_id = $1 ORDER BY n.at DESC LIMIT $2";
const TELL: &str =
    "INSERT INTO notices (id, account_id, kind, entry_id, who, people, at, invite_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (account_id, kind, entry_id) WHERE read_at IS NULL
    DO UPDATE SET who = excluded.who, at = excluded.at, people = notices.people + excluded.people,
      invite_id = CASE WHEN notices.invite_id = excluded.invite_id THEN excluded.invite_id END";
const MAKE_ROOM: &str = "DELETE FROM notices WHERE account_id = $1 AND at <
    (SELECT at FROM notices WHERE account_id = $1 ORDER BY at DESC LIMIT 1 OFFSET $2)";
const READ_ALL: &str =
    "UPDATE notices SET read_at = $2 WHERE account_id = $1 AND read_at IS NULL AND at <= $3";
const WAY: &str = "SELECT w.way FROM accounts a
    LEFT JOIN notice_ways w ON w.account_id = a.id AND w.kind = $2
    WHERE a.id = $1 AND a.suspended_at IS NULL";
const FORGET: &str = "DELETE FROM notices WHERE id IN
    (SELECT id FROM notices WHERE at < $1 ORDER BY at LIMIT 500)";

/// The last deed that was told of; `None` before anybody ever looked.
pub(super) fn told(tx: &Tx) -> Result<Option<i64>, Error> {
    let noted = tx.query_opt(
        "SELECT value FROM site WHERE name = 'notices.told'",
        &[],
        |row| row.get::<String>("value"),
    )?;
    Ok(noted.and_then(|text| text.parse().ok()))
}

/// Begins with what is done after number `last`: what was before is no news.
pub(super) fn begin(tx: &Tx, last: i64) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO site (name, value) VALUES ('notices.told', $1) ON CONFLICT (name) DO NOTHING",
        params![last.to_string()],
    )
    .map(drop)
}

/// Writes the place down; whether nobody else had gone on meanwhile.
pub(super) fn go_on(tx: &Tx, from: i64, to: i64) -> Result<bool, Error> {
    let written = tx.execute(
        "UPDATE site SET value = $2 WHERE name = 'notices.told' AND value = $1",
        params![from.to_string(), to.to_string()],
    )?;
    Ok(written == 1)
}

pub(super) fn entrance(tx: &Tx, invite: InviteId) -> Result<Option<Entrance>, Error> {
    tx.query_opt(ENTRANCE, params![invite], |row| {
        let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
        Ok(Entrance {
            entry: row.get("entry_id")?,
            inviter: row.get("inviter_id")?,
            owner: row.get("owner_id")?,
            name: format!("{first} {last}").trim().to_owned(),
            first_used_at: row.get("first_used_at")?,
        })
    })
}

/// How somebody wants to be told of something; not at all, who is not there any more.
pub(super) fn way(tx: &Tx, account: AccountId, kind: NoticeKind) -> Result<NoticeWay, Error> {
    let found = tx.query_opt(WAY, params![account, kind.as_str()], |row| {
        row.get::<Option<String>>("way")
    })?;
    let read = |text: Option<String>| text.and_then(|name| name.parse().ok());
    Ok(found.map_or(NoticeWay::Off, |text| read(text).unwrap_or(NoticeWay::Hub)))
}

/// How they want to be told of each thing.
pub(super) fn ways(tx: &Tx, account: AccountId) -> Result<BTreeMap<NoticeKind, NoticeWay>, Error> {
    let each = NoticeKind::ALL.iter();
    each.map(|kind| Ok((*kind, way(tx, account, *kind)?)))
        .collect()
}

pub(super) fn choose(
    tx: &Tx,
    account: AccountId,
    kind: NoticeKind,
    way: NoticeWay,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO notice_ways (account_id, kind, way) VALUES ($1, $2, $3)
         ON CONFLICT (account_id, kind) DO UPDATE SET way = excluded.way",
        params![account, kind.as_str(), way.as_str()],
    )
    .map(drop)
}

/// Adds to what somebody has not read yet, or begins it; the oldest make room.
pub(super) fn tell(
    tx: &Tx,
    (account, kind, entry): (AccountId, NoticeKind, EntryId),
    news: &News,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    let id = NoticeId::new(now, entropy);
    tx.execute(
        TELL,
        params![
            id,
            account,
            kind.as_str(),
            entry,
            news.who,
            news.people,
            news.at,
            news.invite.filter(|_| news.people == 1)
        ],
    )?;
    tx.execute(MAKE_ROOM, params![account, MOST_NOTICES - 1])
        .map(drop)
}

fn notice(row: &Row<'_>) -> Result<Notice, Error> {
    Ok(Notice {
        id: row.get("id")?,
        kind: row.parse("kind")?,
        title: row.get("title")?,
        who: row.get("who")?,
        people: row.get("people")?,
        at: row.get("at")?,
        is_read: row.get::<Option<Timestamp>>("read_at")?.is_some(),
        asks: row.get("asks")?,
    })
}

/// Somebody's notices, the newest first.
pub(super) fn list(tx: &Tx, account: AccountId) -> Result<Vec<Notice>, Error> {
    tx.query(LIST, params![account, MOST_NOTICES], notice)
}

/// Notes that somebody has read one of theirs; the entry that it is about, and what it said.
pub(super) fn read_one(
    tx: &Tx,
    account: AccountId,
    id: NoticeId,
    now: Timestamp,
) -> Result<Option<(EntryId, NoticeKind)>, Error> {
    tx.execute(
        "UPDATE notices SET read_at = $3 WHERE id = $1 AND account_id = $2 AND read_at IS NULL",
        params![id, account, now],
    )?;
    tx.query_opt(
        "SELECT entry_id, kind FROM notices WHERE id = $1 AND account_id = $2",
        params![id, account],
        |row| Ok((row.get("entry_id")?, row.parse("kind")?)),
    )
}

/// Notes that somebody has read all that there was at a moment.
pub(super) fn read_all(
    tx: &Tx,
    account: AccountId,
    seen: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(READ_ALL, params![account, now, seen]).map(drop)
}

/// Forgets what is old, a few hundred at a time; how many.
pub fn forget(tx: &Tx, now: Timestamp) -> Result<u64, Error> {
    tx.execute(FORGET, params![now.before(NOTICES_KEPT)])
}

/// Forgets what was told of an entry that is going for good.
pub fn forget_of_entry(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    by_mail::forget_of_entry(tx, entry)?;
    tx.execute("DELETE FROM notices WHERE entry_id = $1", params![entry])
        .map(drop)
}

/// Forgets what somebody was told who is going for good.
pub fn forget_of_person(tx: &Tx, account: AccountId) -> Result<(), Error> {
    by_mail::forget_of_person(tx, account)?;
    tx.execute(
        "DELETE FROM notices WHERE account_id = $1",
        params![account],
    )
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn notices_are_found_written_and_forgotten_by_indices() {
        let hub = Hub::new();
        for sql in [ENTRANCE, LIST, TELL, MAKE_ROOM, READ_ALL, WAY, FORGET] {
            assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
        }
    }
}
