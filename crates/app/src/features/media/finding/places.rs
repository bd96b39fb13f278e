//! Channels and galleries by which one's own entries are told apart.

use std::{collections::BTreeMap, str::FromStr};

use usher_db::{Error, Tx, params};
use usher_domain::ids::{AccountId, ChannelId};

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// In this channel or gallery, or waits there.
    In(ChannelId),
    /// In none, and it is not published to everybody either.
    Nowhere,
}

impl Placed {
    /// The name of [`Placed::Nowhere`] in addresses.
    pub const NOWHERE: &'static str = "nowhere";
}

impl FromStr for Placed {
    type Err = <ChannelId as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == Self::NOWHERE {
            return Ok(Self::Nowhere);
        }
        text.parse().map(Self::In)
    }
}

/// Of how many of somebody's entries the places are gathered, from the newest on, and of how many of their channels.
const GATHERED: i64 = 300;

const PLACES: &str = "
    SELECT c.id, c.name FROM (SELECT id FROM entries WHERE owner_id = $1 AND trashed_at IS NULL
      ORDER BY id DESC LIMIT $2) o
    JOIN channel_entries p ON p.entry_id = o.id JOIN channels c ON c.id = p.channel_id
    WHERE p.state <> 'rejected'";
const CHANNELS: &str = "
    SELECT c.id, c.name FROM channel_members m JOIN channels c ON c.id = m.channel_id
    WHERE m.account_id = $1 LIMIT $2";

/// The channels and galleries in which the newest of somebody's entries stand or wait, and the channels that they are in
/// themselves, by name.
pub fn places(tx: &Tx, account: AccountId) -> Result<Vec<(ChannelId, String)>, Error> {
    let mut each: BTreeMap<ChannelId, String> = BTreeMap::new();
    for sql in [PLACES, CHANNELS] {
        each.extend(tx.query(sql, params![account, GATHERED], |row| {
            Ok((row.get("id")?, row.get("name")?))
        })?);
    }
    let mut places: Vec<(ChannelId, String)> = each.into_iter().collect();
    places.sort_by_cached_key(|(id, name)| (name.to_lowercase(), *id));
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn places_are_found_by_the_entries_that_stand_there() {
        let hub = Hub::new();
        for sql in [PLACES, CHANNELS] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }

    #[test]
    fn nowhere_is_a_place_by_its_name() {
        assert_eq!("nowhere".parse(), Ok(Placed::Nowhere));
        assert!("".parse::<Placed>().is_err() && "elsewhere".parse::<Placed>().is_err());
    }
}
