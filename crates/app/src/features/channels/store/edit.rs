//! Making, changing and deleting channels and galleries.

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::{self, Action},
    channel::{Audience, ChannelKind, ChannelRole, Contributors, may_make_channel},
    clock::Entropy,
    ids::{ChannelId, EntryId},
    text::{ChannelName, Description},
};

use super::{Order, channel::decide};
use crate::{
    features::{admin, audit},
    http::fault::Fault,
};

const MAKE: &str = "
    INSERT INTO channels (id, kind, name, description, audience, contributors, moderated, created_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)";
const MANAGER: &str = "
    INSERT INTO channel_members (channel_id, account_id, role, added_at) VALUES ($1, $2, $3, $4)";
const CHANGE: &str = "
    UPDATE channels SET name = $2, description = $3, audience = $4, contributors = $5, moderated = $6, changed_at = $7
    WHERE id = $1";
/// Whoever sees an entry by the channel may have it open.
const SEEN: &str =
    "SELECT entry_id FROM channel_entries WHERE channel_id = $1 AND state <> 'rejected'";
const DROP_ENTRIES: &str = "DELETE FROM channel_entries WHERE channel_id = $1";
const DROP_MEMBERS: &str = "DELETE FROM channel_members WHERE channel_id = $1";
const DROP: &str = "DELETE FROM channels WHERE id = $1";

/// What a channel is to be.
#[derive(Clone, Debug)]
pub(in super::super) struct Wanted {
    pub(in super::super) name: ChannelName,
    pub(in super::super) description: Description,
    /// Not of a gallery: everybody sees it.
    pub(in super::super) audience: Audience,
    pub(in super::super) contributors: Contributors,
    pub(in super::super) moderated: bool,
}

/// Makes a channel, whose manager is whoever makes it.
pub(in super::super) fn make(
    tx: &Tx,
    by: Order,
    wanted: &Wanted,
    entropy: &dyn Entropy,
) -> Result<ChannelId, Fault> {
    let creators = admin::load_settings(tx)?.channels.creators;
    may_make_channel(&by.asker.actor, creators)?;
    let id = insert(tx, by, (ChannelKind::Channel, wanted), entropy)?;
    let role = ChannelRole::Manager.as_str();
    tx.execute(MANAGER, params![id, by.account()?, role, by.now])?;
    Ok(id)
}

/// Makes a gallery.
pub(in super::super) fn make_gallery(
    tx: &Tx,
    by: Order,
    wanted: &Wanted,
    entropy: &dyn Entropy,
) -> Result<ChannelId, Fault> {
    access::may(&by.asker.actor, Action::ManageGalleries, None)?;
    insert(tx, by, (ChannelKind::Gallery, wanted), entropy)
}

fn insert(
    tx: &Tx,
    by: Order,
    (kind, wanted): (ChannelKind, &Wanted),
    entropy: &dyn Entropy,
) -> Result<ChannelId, Fault> {
    let id = ChannelId::new(by.now, entropy);
    let audience = audience_of(kind, wanted);
    tx.execute(
        MAKE,
        params![
            id,
            kind.as_str(),
            wanted.name.as_str(),
            wanted.description.as_str(),
            audience.as_str(),
            wanted.contributors.as_str(),
            wanted.moderated,
            by.now
        ],
    )?;
    let detail = json!({ "kind": kind.as_str(), "audience": audience.as_str(), "moderated": wanted.moderated });
    let deed = by.deed("channel_made")?.to(id).with(detail);
    audit::note(tx, by.now, &deed)?;
    Ok(id)
}

fn audience_of(kind: ChannelKind, wanted: &Wanted) -> Audience {
    match kind {
        ChannelKind::Channel => wanted.audience,
        ChannelKind::Gallery => Audience::Everyone,
    }
}

/// Changes what it is; the entries that may be lost to somebody by it.
pub(in super::super) fn change(
    tx: &Tx,
    by: Order,
    id: ChannelId,
    wanted: &Wanted,
) -> Result<Vec<EntryId>, Fault> {
    let (before, _) = decide(tx, by.asker, Action::ManageChannel, id)?;
    let audience = audience_of(before.kind, wanted);
    tx.execute(
        CHANGE,
        params![
            id,
            wanted.name.as_str(),
            wanted.description.as_str(),
            audience.as_str(),
            wanted.contributors.as_str(),
            wanted.moderated,
            by.now
        ],
    )?;
    let detail = json!({
        "audience": audience.as_str(),
        "contributors": wanted.contributors.as_str(),
        "moderated": wanted.moderated,
    });
    let deed = by.deed("channel_changed")?.to(id).with(detail);
    audit::note(tx, by.now, &deed)?;
    if before.audience == audience {
        return Ok(Vec::new());
    }
    Ok(seen(tx, id)?)
}

/// Deletes it; what stood or waited there stays where it was before. Which entries that is.
pub(in super::super) fn delete(tx: &Tx, by: Order, id: ChannelId) -> Result<Vec<EntryId>, Fault> {
    let (channel, _) = decide(tx, by.asker, Action::ManageChannel, id)?;
    let entries = seen(tx, id)?;
    for sql in [DROP_ENTRIES, DROP_MEMBERS, DROP] {
        tx.execute(sql, params![id])?;
    }
    let detail = json!({ "kind": channel.kind.as_str(), "entries": entries.len() });
    let deed = by.deed("channel_deleted")?.to(id).with(detail);
    audit::note(tx, by.now, &deed)?;
    Ok(entries)
}

fn seen(tx: &Tx, id: ChannelId) -> Result<Vec<EntryId>, Error> {
    tx.query(SEEN, params![id], |row| row.get("entry_id"))
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 7] = [
    MAKE,
    MANAGER,
    CHANGE,
    SEEN,
    DROP_ENTRIES,
    DROP_MEMBERS,
    DROP,
];
