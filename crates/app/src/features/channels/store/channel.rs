//! One channel: what it is, and how somebody stands to it.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::{Action, Actor, ChannelStanding, may_in_channel},
    channel::{Audience, ChannelKind, ChannelRole, Contributors, GalleryRules},
    ids::ChannelId,
};

use crate::{
    features::{admin, media::Asker},
    http::fault::Fault,
};

/// A channel or a gallery.
#[derive(Clone, Debug)]
pub(in super::super) struct Channel {
    /// Its id.
    pub(in super::super) id: ChannelId,
    /// Which of the two.
    pub(in super::super) kind: ChannelKind,
    /// What it is called.
    pub(in super::super) name: String,
    /// What it is about; may be empty.
    pub(in super::super) description: String,
    /// Who sees it.
    pub(in super::super) audience: Audience,
    /// Who puts entries into it.
    pub(in super::super) contributors: Contributors,
    /// Whether entries wait for a moderator.
    pub(in super::super) moderated: bool,
    /// What the reader is in it.
    pub(in super::super) role: Option<ChannelRole>,
}

/// What [`row_of_channel`] reads, of `channels c` and `channel_members m`, who is the reader.
macro_rules! channel_columns {
    () => {
        "c.id AS channel_id, c.kind AS channel_kind, c.name AS channel_name, c.description AS channel_description,
         c.audience, c.contributors, c.moderated, m.role AS channel_role"
    };
}
pub(super) use channel_columns;

pub(super) fn row_of_channel(row: &Row<'_>) -> Result<Channel, Error> {
    Ok(Channel {
        id: row.get("channel_id")?,
        kind: row.parse("channel_kind")?,
        name: row.get("channel_name")?,
        description: row.get("channel_description")?,
        audience: row.parse("audience")?,
        contributors: row.parse("contributors")?,
        moderated: row.get("moderated")?,
        role: row.parse_opt("channel_role")?,
    })
}

const ONE: &str = concat!(
    "SELECT ",
    channel_columns!(),
    " FROM channels c LEFT JOIN channel_members m ON m.channel_id = c.id AND m.account_id = $2
      WHERE c.id = $1"
);
const HOLD: &str = "SELECT c.id FROM channels c WHERE c.id = $1";
const NAME: &str = "SELECT c.name FROM channels c WHERE c.id = $1";

impl Channel {
    /// The facts that access decides on.
    pub(super) const fn standing(&self, galleries: GalleryRules) -> ChannelStanding {
        ChannelStanding {
            kind: self.kind,
            audience: self.audience,
            contributors: self.contributors,
            moderated: self.moderated,
            role: self.role,
            galleries,
        }
    }
}

/// What holds for galleries, looked up if there is one among these.
pub(super) fn gallery_rules<'a>(
    tx: &Tx,
    mut kinds: impl Iterator<Item = &'a ChannelKind>,
) -> Result<GalleryRules, Error> {
    if kinds.any(|kind| *kind == ChannelKind::Gallery) {
        Ok(admin::load_settings(tx)?.gallery_rules())
    } else {
        Ok(GalleryRules::default())
    }
}

/// A channel as `actor` finds it, with how they stand to it.
pub(in super::super) fn load(
    tx: &Tx,
    actor: &Actor,
    id: ChannelId,
) -> Result<Option<(Channel, ChannelStanding)>, Error> {
    let found = tx.query_opt(ONE, params![id, actor.account()], row_of_channel)?;
    let Some(channel) = found else {
        return Ok(None);
    };
    let rules = gallery_rules(tx, std::iter::once(&channel.kind))?;
    let standing = channel.standing(rules);
    Ok(Some((channel, standing)))
}

/// Decides `action` where it counts: inside the write transaction, on facts loaded there, with the channel's row locked
/// until it ends.
pub(super) fn decide(
    tx: &Tx,
    asker: Asker,
    action: Action,
    id: ChannelId,
) -> Result<(Channel, ChannelStanding), Fault> {
    tx.query_opt(tx.lock("c", HOLD), params![id], |_| Ok(()))?;
    let found = load(tx, &asker.actor, id)?;
    let standing = found.as_ref().map(|(_, standing)| standing);
    may_in_channel(&asker.actor, action, standing)?;
    found.ok_or_else(Fault::not_found)
}

/// What a channel is called.
pub(in super::super) fn name(tx: &Tx, id: ChannelId) -> Result<Option<String>, Error> {
    tx.query_opt(NAME, params![id], |row| row.get("name"))
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [ONE, HOLD, NAME];
