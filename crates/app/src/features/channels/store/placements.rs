//! Where an entry stands or waits, as those who publish it see it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::{Action, Actor},
    channel::{ChannelKind, MOST_PLACEMENTS, PlacementState, placed, stands_after},
    clock::Timestamp,
    ids::{ChannelId, EntryId},
};

use super::{
    Order,
    channel::{Channel, channel_columns, decide, gallery_rules, row_of_channel},
};
use crate::{
    features::{audit, media},
    http::fault::{Fault, FieldFault},
};

/// How many channels of each sort are offered, at most.
const OFFERED: u32 = 200;

const PLACED: &str = concat!(
    "SELECT p.state, p.reason, p.asked_at, ",
    channel_columns!(),
    " FROM channel_entries p JOIN channels c ON c.id = p.channel_id
      LEFT JOIN channel_members m ON m.channel_id = c.id AND m.account_id = $2
      WHERE p.entry_id = $1"
);
const MINE: &str = concat!(
    "SELECT ",
    channel_columns!(),
    " FROM channel_members m JOIN channels c ON c.id = m.channel_id WHERE m.account_id = $1 LIMIT $2"
);
const OPEN: &str = concat!(
    "SELECT ",
    channel_columns!(),
    " FROM channels c LEFT JOIN channel_members m ON m.channel_id = c.id AND m.account_id = $1
      WHERE c.kind = $2 AND c.audience = 'everyone' ORDER BY lower(c.name), c.id LIMIT $3"
);
const STATE: &str = "SELECT state FROM channel_entries WHERE channel_id = $1 AND entry_id = $2";
const COUNT: &str = "
    SELECT CAST(COUNT(*) AS BIGINT) AS n FROM channel_entries WHERE entry_id = $1";
const PUT: &str = "
    INSERT INTO channel_entries (channel_id, entry_id, state, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (channel_id, entry_id) DO UPDATE SET state = excluded.state, asked_by = excluded.asked_by,
      asked_at = excluded.asked_at, decided_by = NULL, decided_at = NULL, reason = ''";
const TAKE: &str = "DELETE FROM channel_entries WHERE channel_id = $1 AND entry_id = $2";

/// How an entry has fared in a channel.
#[derive(Clone, Debug)]
pub(in super::super) struct Placement {
    pub(in super::super) state: PlacementState,
    /// Why it was not taken.
    pub(in super::super) reason: String,
    pub(in super::super) asked_at: Timestamp,
}

/// A channel in which an entry stands or may be put.
#[derive(Clone, Debug)]
pub(in super::super) struct Offer {
    pub(in super::super) channel: Channel,
    pub(in super::super) placement: Option<Placement>,
    /// Whether it could be put there now, and would wait.
    pub(in super::super) open: Option<PlacementState>,
}

/// Where the entry stands, waits or was not taken.
fn placements(
    tx: &Tx,
    actor: &Actor,
    entry: EntryId,
) -> Result<BTreeMap<ChannelId, (Channel, Placement)>, Error> {
    let rows = tx.query(PLACED, params![entry, actor.account()], |row| {
        let placement = Placement {
            state: row.parse("state")?,
            reason: row.get("reason")?,
            asked_at: row.get("asked_at")?,
        };
        Ok((row_of_channel(row)?, placement))
    })?;
    Ok(rows.into_iter().map(|row| (row.0.id, row)).collect())
}

/// Where the entry stands, waits or was not taken, by name.
pub(in super::super) fn standings(
    tx: &Tx,
    actor: &Actor,
    entry: EntryId,
) -> Result<Vec<(String, PlacementState)>, Error> {
    let mut found: Vec<_> = (placements(tx, actor, entry)?.into_values())
        .map(|(channel, placement)| (channel.name, placement.state))
        .collect();
    found.sort();
    Ok(found)
}

/// Where the entry stands, and where whoever asks could put it: galleries first, then channels, by name.
pub(in super::super) fn offers(
    tx: &Tx,
    actor: &Actor,
    entry: EntryId,
) -> Result<Vec<Offer>, Error> {
    let account = actor.account();
    let mut found: BTreeMap<ChannelId, (Channel, Option<Placement>)> =
        placements(tx, actor, entry)?
            .into_iter()
            .map(|(id, (channel, placement))| (id, (channel, Some(placement))))
            .collect();
    let mut others = tx.query(MINE, params![account, OFFERED], row_of_channel)?;
    for kind in ChannelKind::ALL {
        let kind = kind.as_str();
        others.extend(tx.query(OPEN, params![account, kind, OFFERED], row_of_channel)?);
    }
    for channel in others {
        found.entry(channel.id).or_insert((channel, None));
    }
    let rules = gallery_rules(tx, found.values().map(|(channel, _)| &channel.kind))?;
    let mut offers: Vec<Offer> = (found.into_values())
        .map(|(channel, placement)| Offer {
            open: placed(actor, &channel.standing(rules)).ok(),
            channel,
            placement,
        })
        .filter(|offer| offer.placement.is_some() || offer.open.is_some())
        .collect();
    offers.sort_by_cached_key(|offer| {
        let kind = offer.channel.kind == ChannelKind::Channel;
        (kind, offer.channel.name.to_lowercase(), offer.channel.id)
    });
    Ok(offers)
}

/// Puts the entry where it is wanted, and takes it out of wherever else it stands or waits.
pub(in super::super) fn set(
    tx: &Tx,
    by: Order,
    entry: EntryId,
    wanted: &BTreeSet<ChannelId>,
) -> Result<(), Fault> {
    media::decide(tx, by.asker, Action::SetPublishStatus, entry, by.now)?;
    let now = placements(tx, &by.asker.actor, entry)?;
    for (id, (_, placement)) in &now {
        if !wanted.contains(id) && placement.state != PlacementState::Rejected {
            take(tx, by, entry, *id)?;
        }
    }
    for id in wanted {
        let state = now.get(id).map(|(_, placement)| placement.state);
        // What stands or waits there goes on, also where its owner could not put it any more.
        if state.is_none_or(|state| state == PlacementState::Rejected) {
            put(tx, by, entry, *id)?;
        }
    }
    Ok(())
}

/// Puts the entry into one channel; what came of it.
pub(in super::super) fn put_into(
    tx: &Tx,
    by: Order,
    entry: EntryId,
    channel: ChannelId,
) -> Result<PlacementState, Fault> {
    media::decide(tx, by.asker, Action::SetPublishStatus, entry, by.now)?;
    put(tx, by, entry, channel)
}

/// Takes the entry out of one channel; whether it was there.
pub(in super::super) fn take_out_of(
    tx: &Tx,
    by: Order,
    entry: EntryId,
    channel: ChannelId,
) -> Result<bool, Fault> {
    media::decide(tx, by.asker, Action::SetPublishStatus, entry, by.now)?;
    take(tx, by, entry, channel)
}

fn put(tx: &Tx, by: Order, entry: EntryId, id: ChannelId) -> Result<PlacementState, Fault> {
    let (_, standing) = decide(tx, by.asker, Action::ContributeToChannel, id)?;
    let before = tx.query_opt(STATE, params![id, entry], |row| row.parse("state"))?;
    let after = stands_after(before, placed(&by.asker.actor, &standing)?);
    if before == Some(after) {
        return Ok(after);
    }
    let count: i64 = tx.query_one(COUNT, params![entry], |row| row.get("n"))?;
    if before.is_none() && usize::try_from(count).is_ok_and(|count| count >= MOST_PLACEMENTS) {
        let fault = FieldFault::new("channel", "too_many_channels").with("max", MOST_PLACEMENTS);
        return Err(Fault::fields(vec![fault]));
    }
    tx.execute(
        PUT,
        params![id, entry, after.as_str(), by.account()?, by.now],
    )?;
    let name = match after {
        PlacementState::Approved => "placement_published",
        PlacementState::Waiting | PlacementState::Rejected => "placement_asked",
    };
    let deed = by.deed(name)?.on(entry).to(id);
    audit::note(tx, by.now, &deed)?;
    Ok(after)
}

fn take(tx: &Tx, by: Order, entry: EntryId, id: ChannelId) -> Result<bool, Fault> {
    let before: Option<PlacementState> =
        tx.query_opt(STATE, params![id, entry], |row| row.parse("state"))?;
    let Some(before) = before else {
        return Ok(false);
    };
    tx.execute(TAKE, params![id, entry])?;
    let deed = by.deed("placement_withdrawn")?.on(entry).to(id);
    let detail = json!({ "from": before.as_str() });
    audit::note(tx, by.now, &deed.with(detail))?;
    Ok(true)
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 7] = [PLACED, MINE, OPEN, STATE, COUNT, PUT, TAKE];
