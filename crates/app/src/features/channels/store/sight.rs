//! What channels let a member see of an entry.

use usher_db::{Error, Tx, params};
use usher_domain::{
    access::{Actor, ChannelSight, sight},
    channel::PlacementState,
    ids::EntryId,
};

use super::channel::{channel_columns, gallery_rules, row_of_channel};

const WHERE: &str = concat!(
    "SELECT p.state, ",
    channel_columns!(),
    " FROM channel_entries p JOIN channels c ON c.id = p.channel_id
      LEFT JOIN channel_members m ON m.channel_id = c.id AND m.account_id = $2
      WHERE p.entry_id = $1 AND p.state <> 'rejected'"
);

/// What the channels in which the entry stands or waits let `actor` see of it.
pub(in super::super) fn seen(
    tx: &Tx,
    actor: &Actor,
    entry: EntryId,
) -> Result<ChannelSight, Error> {
    let Some(account) = actor.account() else {
        return Ok(ChannelSight::None);
    };
    let places = tx.query(WHERE, params![entry, account], |row| {
        Ok((
            row_of_channel(row)?,
            row.parse::<PlacementState>("state")? == PlacementState::Waiting,
        ))
    })?;
    // The site's rules only matter to what waits in a gallery.
    let waiting = places.iter().filter(|(_, waits)| *waits);
    let rules = gallery_rules(tx, waiting.map(|(channel, _)| &channel.kind))?;
    let sights = places
        .iter()
        .map(|(channel, waits)| sight(actor, &channel.standing(rules), *waits));
    Ok(sights.max().unwrap_or_default())
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 1] = [WHERE];
