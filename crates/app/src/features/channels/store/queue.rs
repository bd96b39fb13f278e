//! What waits, what stands, and what moderators decide.

use serde_json::json;
use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::{self, Action},
    channel::{Decision, PlacementState, decided},
    clock::Timestamp,
    ids::{ChannelId, EntryId},
    media::EntryKind,
    text::Reason,
};

use super::{Order, channel::decide};
use crate::{features::audit, http::fault::Fault};

/// More than this many are not counted out.
pub(in super::super) const MOST_COUNTED: i64 = 1_000;

macro_rules! lines {
    ($rest:literal) => {
        concat!(
            "SELECT p.channel_id, c.name, p.entry_id, p.asked_at, p.decided_at, e.title, e.kind AS entry_kind,
               a.first_name, a.last_name
             FROM channel_entries p JOIN channels c ON c.id = p.channel_id JOIN entries e ON e.id = p.entry_id
             JOIN accounts a ON a.id = p.asked_by ",
            $rest
        )
    };
}

const WAITS: &str = lines!(
    "WHERE p.channel_id = $1 AND p.state = 'waiting' AND e.trashed_at IS NULL
     ORDER BY p.asked_at, p.entry_id LIMIT $2"
);
const STANDS: &str = lines!(
    "WHERE p.channel_id = $1 AND p.state = 'approved' AND p.entry_id < $2 AND e.trashed_at IS NULL
     ORDER BY p.entry_id DESC LIMIT $3"
);
const ALL: &str = lines!(
    "WHERE p.state = 'waiting' AND p.asked_at > $1 AND e.trashed_at IS NULL
     ORDER BY p.asked_at, p.channel_id, p.entry_id LIMIT $2"
);
const COUNT: &str = "
    SELECT CAST(COUNT(*) AS BIGINT) AS n FROM
      (SELECT 1 AS one FROM channel_entries p JOIN entries e ON e.id = p.entry_id
       WHERE p.channel_id = $1 AND p.state = 'waiting' AND e.trashed_at IS NULL LIMIT 1001) w";
const STANDING: &str = "
    SELECT CAST(COUNT(*) AS BIGINT) AS n FROM
      (SELECT 1 AS one FROM channel_entries p JOIN entries e ON e.id = p.entry_id
       WHERE p.channel_id = $1 AND p.state = 'approved' AND e.trashed_at IS NULL LIMIT 1001) s";
const STATE: &str = "
    SELECT p.state FROM channel_entries p WHERE p.channel_id = $1 AND p.entry_id = $2";
const DECIDE: &str = "
    UPDATE channel_entries SET state = $3, decided_by = $4, decided_at = $5, reason = $6
    WHERE channel_id = $1 AND entry_id = $2";

/// An entry in a channel, as its moderators see it.
#[derive(Clone, Debug)]
pub(in super::super) struct Line {
    pub(in super::super) channel: ChannelId,
    pub(in super::super) channel_name: String,
    pub(in super::super) entry: EntryId,
    pub(in super::super) title: String,
    pub(in super::super) kind: EntryKind,
    /// Who put it there.
    pub(in super::super) by: String,
    pub(in super::super) asked_at: Timestamp,
}

fn line(row: &Row<'_>) -> Result<Line, Error> {
    let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
    Ok(Line {
        channel: row.get("channel_id")?,
        channel_name: row.get("name")?,
        entry: row.get("entry_id")?,
        title: row.get("title")?,
        kind: row.parse("entry_kind")?,
        by: format!("{first} {last}").trim().to_owned(),
        asked_at: row.get("asked_at")?,
    })
}

/// What waits in a channel, whoever waits longest first.
pub(in super::super) fn waits(tx: &Tx, id: ChannelId, count: u32) -> Result<Vec<Line>, Error> {
    tx.query(WAITS, params![id, count], line)
}

/// What stands in a channel, the newest entries first, behind the entry `before`.
pub(in super::super) fn stands(
    tx: &Tx,
    id: ChannelId,
    before: EntryId,
    count: u32,
) -> Result<Vec<Line>, Error> {
    tx.query(STANDS, params![id, before, count], line)
}

/// What waits anywhere.
pub(in super::super) fn all(tx: &Tx, count: u32) -> Result<Vec<Line>, Error> {
    tx.query(ALL, params![0_i64, count], line)
}

/// How many wait in a channel, counted up to [`MOST_COUNTED`] and one.
pub(in super::super) fn waiting(tx: &Tx, id: ChannelId) -> Result<i64, Error> {
    tx.query_one(COUNT, params![id], |row| row.get("n"))
}

/// How many stand in a channel, counted as [`waiting`].
pub(in super::super) fn standing(tx: &Tx, id: ChannelId) -> Result<i64, Error> {
    tx.query_one(STANDING, params![id], |row| row.get("n"))
}

/// What a moderator decides, and why.
#[derive(Clone, Debug)]
pub(in super::super) enum Ruling {
    /// It is shown.
    Approve,
    /// It is not; why.
    Reject(Reason),
}

impl Ruling {
    pub(in super::super) const fn decision(&self) -> Decision {
        match self {
            Self::Approve => Decision::Approve,
            Self::Reject(_) => Decision::Reject,
        }
    }

    fn reason(&self) -> &str {
        match self {
            Self::Approve => "",
            Self::Reject(reason) => reason.as_str(),
        }
    }
}

/// Decides on some of a channel's entries; those of which something came. What somebody else decided on meanwhile stays.
pub(in super::super) fn rule(
    tx: &Tx,
    by: Order,
    (channel, entries): (ChannelId, &[EntryId]),
    ruling: &Ruling,
) -> Result<Vec<EntryId>, Fault> {
    decide(tx, by.asker, Action::ModerateChannel, channel)?;
    let mut done = Vec::new();
    for entry in entries {
        let lock = tx.lock("p", STATE);
        let before: Option<PlacementState> =
            tx.query_opt(lock, params![channel, entry], |row| row.parse("state"))?;
        let Some(after) = before.and_then(|state| decided(state, ruling.decision())) else {
            continue;
        };
        tx.execute(
            DECIDE,
            params![
                channel,
                entry,
                after.as_str(),
                by.account()?,
                by.now,
                ruling.reason()
            ],
        )?;
        let name = match ruling {
            Ruling::Approve => "placement_approved",
            Ruling::Reject(_) => "placement_rejected",
        };
        let deed = by.deed(name)?.on(*entry).to(channel);
        let detail = json!({ "from": before.map(PlacementState::as_str) });
        audit::note(tx, by.now, &deed.with(detail))?;
        done.push(*entry);
    }
    Ok(done)
}

/// Decides on entries of several channels, as a site administrator.
pub(in super::super) fn rule_anywhere(
    tx: &Tx,
    by: Order,
    places: &[(ChannelId, EntryId)],
    ruling: &Ruling,
) -> Result<Vec<EntryId>, Fault> {
    access::may(&by.asker.actor, Action::ModerateSite, None)?;
    let mut done = Vec::new();
    for (channel, entry) in places {
        // A channel that is gone meanwhile took its queue along.
        if super::channel::name(tx, *channel)?.is_some() {
            done.extend(rule(tx, by, (*channel, &[*entry]), ruling)?);
        }
    }
    Ok(done)
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 7] = [WAITS, STANDS, ALL, COUNT, STANDING, STATE, DECIDE];
