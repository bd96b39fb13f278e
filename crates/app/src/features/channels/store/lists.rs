//! The lists of channels and galleries.

use usher_db::{Error, Tx, params};
use usher_domain::{
    channel::ChannelKind,
    ids::{AccountId, ChannelId},
};

use super::{
    channel::{Channel, channel_columns, row_of_channel},
    queue::standing,
};

const MINE: &str = concat!(
    "SELECT ",
    channel_columns!(),
    " FROM channel_members m JOIN channels c ON c.id = m.channel_id WHERE m.account_id = $1 LIMIT $2"
);
const OPEN: &str = concat!(
    "SELECT ",
    channel_columns!(),
    " FROM channels c LEFT JOIN channel_members m ON m.channel_id = c.id AND m.account_id = $1
      WHERE c.kind = $2 AND c.audience = 'everyone' AND lower(c.name) >= $3 AND (lower(c.name), c.id) > ($3, $4)
      ORDER BY lower(c.name), c.id LIMIT $5"
);
const KEY: &str = "SELECT lower(c.name) AS name_key FROM channels c WHERE c.id = $1";

/// A channel in a list, with how many entries stand there.
#[derive(Clone, Debug)]
pub(in super::super) struct Listed {
    pub(in super::super) channel: Channel,
    pub(in super::super) entries: i64,
}

fn counted(tx: &Tx, channels: Vec<Channel>) -> Result<Vec<Listed>, Error> {
    let count = |channel: Channel| {
        Ok(Listed {
            entries: standing(tx, channel.id)?,
            channel,
        })
    };
    channels.into_iter().map(count).collect()
}

/// The channels that somebody is in, by name, as far as `count`.
pub(in super::super) fn mine(
    tx: &Tx,
    account: AccountId,
    count: u32,
) -> Result<Vec<Listed>, Error> {
    let mut channels = tx.query(MINE, params![account, count], row_of_channel)?;
    channels.sort_by_cached_key(|channel| (channel.name.to_lowercase(), channel.id));
    counted(tx, channels)
}

/// What everybody sees, by name, behind the channel `after`.
pub(in super::super) fn open(
    tx: &Tx,
    (account, kind): (AccountId, ChannelKind),
    after: Option<ChannelId>,
    count: u32,
) -> Result<Vec<Listed>, Error> {
    let (mut key, mut id) = (String::new(), String::new());
    if let Some(after) = after
        && let Some(found) = tx.query_opt(KEY, params![after], |row| row.get("name_key"))?
    {
        key = found;
        id = after.to_string();
    }
    let kind = kind.as_str();
    let channels = tx.query(OPEN, params![account, kind, key, id, count], row_of_channel)?;
    counted(tx, channels)
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [MINE, OPEN, KEY];
