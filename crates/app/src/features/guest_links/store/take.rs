//! Taking away: for every collaborator who manages invites, also while guest links are off.

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::Action,
    clock::Timestamp,
    ids::{AccountId, EntryId, GuestLinkId},
    invite::may_hand_out,
};

use super::{ground, link::locked};
use crate::{
    features::{
        audit::{self, Deed},
        guest_links::{deeds::Order, refused::Refused},
    },
    http::fault::Fault,
};

const END_OF_LINK: &str = "
    UPDATE guests SET ended_at = $2, ended_why = 'ended'
    WHERE link_id = $1 AND ended_at IS NULL AND ends_at > $2";

const END_OF_ENTRY: &str = "
    UPDATE guests SET ended_at = $2, ended_why = 'ended'
    WHERE entry_id = $1 AND ended_at IS NULL AND ends_at > $2";

const OF_MAKER: &str =
    "SELECT id, entry_id FROM guest_links WHERE maker_id = $1 AND deleted_at IS NULL ORDER BY id";

/// What becomes of those who are in by a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Inside {
    /// They stay until their own end.
    Stay,
    /// They are out.
    End,
}

/// Deletes a link, for good; how many guests it ended. Again changes nothing.
pub(in super::super) fn delete(
    tx: &Tx,
    order: &Order,
    (entry, id): (EntryId, GuestLinkId),
    inside: Inside,
) -> Result<u64, Refused> {
    ground(tx, order, entry, Action::ManageInvites)?;
    let link = locked(tx, id)?.filter(|link| link.entry == entry);
    let link = link.ok_or_else(Fault::not_found)?;
    if link.deleted_at.is_none() {
        gone(tx, id, order.now)?;
        let deed = Deed::of(order.account, "guest_link_deleted");
        audit::note(tx, order.now, &deed.on(entry).to(id))?;
    }
    if inside == Inside::Stay {
        return Ok(0);
    }
    let ended = tx.execute(END_OF_LINK, params![id, order.now])?;
    if ended > 0 {
        let deed = Deed::of(order.account, "guests_ended").on(entry).to(id);
        audit::note(tx, order.now, &deed.with(json!({ "guests": ended })))?;
    }
    Ok(ended)
}

fn gone(tx: &Tx, id: GuestLinkId, now: Timestamp) -> Result<(), Error> {
    tx.put(
        "UPDATE guest_links SET deleted_at = $2 WHERE id = $1",
        params![id, now],
    )
}

/// Turns *Guest access* on or off. Off, nobody new comes in, and whoever is in stays.
pub(in super::super) fn switch(
    tx: &Tx,
    order: &Order,
    entry: EntryId,
    on: bool,
) -> Result<(), Refused> {
    let ground = ground(tx, order, entry, Action::ManageInvites)?;
    if on {
        may_hand_out(&order.site, &ground.inviter, &ground.invitable)?;
    }
    Ok(set_access(tx, order, entry, on)?)
}

fn set_access(tx: &Tx, order: &Order, entry: EntryId, on: bool) -> Result<(), Error> {
    let changed = tx.execute(
        "UPDATE entries SET guest_access = $2 WHERE id = $1 AND guest_access <> $2",
        params![entry, on],
    )?;
    if changed == 0 {
        return Ok(());
    }
    let deed = Deed::of(order.account, "guest_access_changed").on(entry);
    audit::note(tx, order.now, &deed.with(json!({ "on": on })))
}

/// Turns it off, and puts everybody out who is in by a guest link; how many.
pub(in super::super) fn end_all(tx: &Tx, order: &Order, entry: EntryId) -> Result<u64, Refused> {
    ground(tx, order, entry, Action::ManageInvites)?;
    set_access(tx, order, entry, false)?;
    let ended = tx.execute(END_OF_ENTRY, params![entry, order.now])?;
    let deed = Deed::of(order.account, "guests_ended").on(entry);
    audit::note(tx, order.now, &deed.with(json!({ "guests": ended })))?;
    Ok(ended)
}

/// Deletes every link that `maker` gave out, in the name of `by`, and ends its guests; the entry of each.
pub fn delete_given_out(
    tx: &Tx,
    maker: AccountId,
    by: AccountId,
    now: Timestamp,
) -> Result<Vec<EntryId>, Error> {
    let found = tx.query(OF_MAKER, params![maker], |row| {
        Ok((
            row.get::<GuestLinkId>("id")?,
            row.get::<EntryId>("entry_id")?,
        ))
    })?;
    for (id, entry) in &found {
        gone(tx, *id, now)?;
        let guests = tx.execute(END_OF_LINK, params![*id, now])?;
        let detail = json!({ "given_out_by": maker.to_string(), "guests": guests });
        let deed = Deed::of(by, "guest_link_deleted").on(*entry).to(id);
        audit::note(tx, now, &deed.with(detail))?;
    }
    Ok(found.into_iter().map(|(_, entry)| entry).collect())
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [END_OF_LINK, END_OF_ENTRY, OF_MAKER];
