//! Making a guest link, and making it anew.

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::Action,
    clock::{Entropy, Timestamp},
    ids::{EntryId, GuestLinkId},
    invite::{GuestLinkTerms, LinkRefusal, LinkWish, Mac, Uses, link_terms, may_hand_out},
    text::LinkName,
};

use super::{
    GuestLink, ground,
    link::{links, locked},
};
use crate::{
    features::{
        audit,
        guest_links::{deeds::Order, refused::Refused},
    },
    http::{fault::Fault, time::rfc3339},
};

/// A guest link as it is wished for.
#[derive(Clone, Debug)]
pub(in super::super) struct Wanted {
    pub(in super::super) name: LinkName,
    pub(in super::super) wish: LinkWish,
}

/// Makes a link whose secret hashes to `secret`. A form that is sent again finds its secret there and changes nothing.
pub(in super::super) fn make(
    tx: &Tx,
    order: &Order,
    entry: EntryId,
    wanted: &Wanted,
    (secret, entropy): (Mac, &dyn Entropy),
) -> Result<GuestLink, Refused> {
    let ground = ground(tx, order, entry, Action::InviteUsers)?;
    may_hand_out(&order.site, &ground.inviter, &ground.invitable)?;
    if let Some(before) = sent_before(tx, secret, entry)? {
        return Ok(before);
    }
    let others = links(tx, entry)?.len();
    let terms = link_terms(&order.site, others, wanted.wish, order.now)?;
    let id = GuestLinkId::new(order.now, entropy);
    tx.execute(
        "INSERT INTO guest_links (id, entry_id, maker_id, name, uses_allowed, days, ends_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            id,
            entry,
            order.account,
            wanted.name.as_str(),
            i64::from(terms.uses),
            terms.days.map(|days| i64::from(days.get())),
            terms.ends_at,
            order.now
        ],
    )?;
    remember(tx, id, secret, order.now)?;
    note(tx, order, (entry, id), "guest_link_made", &terms)?;
    Ok(written(tx, id)?)
}

/// A new secret for a link; the one before is dead, the limits begin anew, as far as the administrator still allows
/// them. Whoever is in stays in.
pub(in super::super) fn renew(
    tx: &Tx,
    order: &Order,
    (entry, id): (EntryId, GuestLinkId),
    secret: Mac,
) -> Result<GuestLink, Refused> {
    let ground = ground(tx, order, entry, Action::ManageInvites)?;
    may_hand_out(&order.site, &ground.inviter, &ground.invitable)?;
    let link = locked(tx, id)?.filter(|link| link.entry == entry);
    let link = link.ok_or_else(Fault::not_found)?;
    if link.deleted_at.is_some() {
        return Err(LinkRefusal::Deleted.into());
    }
    if let Some(before) = sent_before(tx, secret, entry)? {
        return Ok(before);
    }
    let wish = LinkWish::again(&order.site, link.uses.allowed, link.days);
    let terms = link_terms(&order.site, 0, wish, order.now)?;
    tx.execute(
        "UPDATE guest_link_secrets SET replaced_at = $2 WHERE link_id = $1 AND replaced_at IS NULL",
        params![id, order.now],
    )?;
    let uses = Uses::fresh(terms.uses);
    tx.execute(
        "UPDATE guest_links SET uses_allowed = $2, uses_spent = $3, days = $4, ends_at = $5, renewed_at = $6
         WHERE id = $1",
        params![
            id,
            i64::from(uses.allowed),
            i64::from(uses.spent),
            terms.days.map(|days| i64::from(days.get())),
            terms.ends_at,
            order.now
        ],
    )?;
    remember(tx, id, secret, order.now)?;
    note(tx, order, (entry, id), "guest_link_renewed", &terms)?;
    Ok(written(tx, id)?)
}

/// The link that this very form made, if it was sent before.
fn sent_before(tx: &Tx, secret: Mac, entry: EntryId) -> Result<Option<GuestLink>, Refused> {
    let found = tx.query_opt(
        "SELECT link_id, replaced_at FROM guest_link_secrets WHERE mac = $1",
        params![secret.as_bytes()],
        |row| {
            let replaced = row.get::<Option<Timestamp>>("replaced_at")?.is_some();
            Ok((row.get::<GuestLinkId>("link_id")?, replaced))
        },
    )?;
    let Some((id, replaced)) = found else {
        return Ok(None);
    };
    let link = locked(tx, id)?;
    let living = link.filter(|link| !replaced && link.deleted_at.is_none() && link.entry == entry);
    living.map(Some).ok_or(Refused::FormSpent)
}

fn remember(tx: &Tx, link: GuestLinkId, secret: Mac, now: Timestamp) -> Result<(), Error> {
    tx.put(
        "INSERT INTO guest_link_secrets (mac, link_id, created_at) VALUES ($1, $2, $3)",
        params![secret.as_bytes(), link, now],
    )
}

fn written(tx: &Tx, id: GuestLinkId) -> Result<GuestLink, Error> {
    locked(tx, id)?.ok_or(Error::Busy)
}

fn note(
    tx: &Tx,
    order: &Order,
    (entry, link): (EntryId, GuestLinkId),
    deed: &'static str,
    terms: &GuestLinkTerms,
) -> Result<(), Error> {
    let detail = json!({ "uses": i64::from(terms.uses), "ends_at": terms.ends_at.map(rfc3339) });
    let deed = audit::Deed::of(order.account, deed).on(entry).to(link);
    audit::note(tx, order.now, &deed.with(detail))
}
