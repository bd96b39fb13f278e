//! Writes an admission: uses and seat, the grant, the audit row.

use serde_json::json;
use usher_bus::Topic;
use usher_db::{Error, Tx, params};
use usher_domain::invite::{
    Admission, Browser, GrantEnd, Holder, Mac, Seat, SeatChange, Spend, Write,
};

use super::{super::knock::Knock, Deeds, Invitation};
use crate::features::audit;

/// Applies what was decided. The invite's row is locked since before it was loaded; what is
/// written here leaves with the commit.
pub(super) fn write(
    tx: &Tx,
    knock: &Knock,
    at: &Invitation,
    admission: &Admission,
    write: &Write,
    deeds: &mut Deeds,
) -> Result<(), Error> {
    spend(tx, at, write)?;
    grant(tx, knock, at, write)?;
    note(tx, knock, at, admission, write)?;
    deeds.rings.extend(rings(at, admission, write));
    Ok(())
}

fn spend(tx: &Tx, at: &Invitation, write: &Write) -> Result<(), Error> {
    let invite = &at.invite;
    let spent = i64::from(invite.uses.spent) + i64::from(write.spend == Spend::One);
    let before = match invite.seat {
        Seat::Bound(browser) => Some(browser),
        Seat::Free | Seat::Reset => None,
    };
    let (seat, counted): (Option<Browser>, bool) = match write.seat {
        SeatChange::Keep => (before, false),
        SeatChange::Free => (None, false),
        SeatChange::Bind(browser) => (Some(browser), false),
        SeatChange::Move { to, by, .. } => (Some(to), by.counts()),
    };
    tx.put(
        "UPDATE invites
         SET uses_spent = $2, seat = $3, seat_key = $6, seat_reset = 0, moves = $4,
             first_used_at = $5, asked_at = NULL
         WHERE id = $1",
        params![
            invite.id,
            spent,
            seat.as_ref().map(|browser| browser.cookie.as_bytes()),
            i64::from(invite.moves) + i64::from(counted),
            write.first_used_at,
            seat.as_ref().and_then(key)
        ],
    )
}

/// An invite has one grant: it is made, or brought to these values. Whoever else
/// held it is out from then on.
fn grant(tx: &Tx, knock: &Knock, at: &Invitation, write: &Write) -> Result<(), Error> {
    let (account, browser) = match &write.holder {
        Holder::Account(account) => (Some(*account), None),
        Holder::Seat(browser) => (None, Some(browser)),
    };
    let (ends_at, after_session) = match write.ends {
        GrantEnd::At(at) => (Some(at), None),
        GrantEnd::AfterSession(span) => (None, i64::try_from(span.as_micros()).ok()),
    };
    let since = match at.held {
        Some((holder, since)) if holder == write.holder => since,
        _ => knock.now,
    };
    tx.put(
        "INSERT INTO grants (invite_id, entry_id, account_id, seat, role, proof, ends_at,
                             after_session_us, created_at, last_seen_at, seat_key)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (invite_id) DO UPDATE
         SET account_id = excluded.account_id, seat = excluded.seat, role = excluded.role,
             proof = excluded.proof, ends_at = excluded.ends_at,
             after_session_us = excluded.after_session_us, created_at = excluded.created_at,
             last_seen_at = excluded.last_seen_at, seat_key = excluded.seat_key,
             ended_at = NULL, ended_why = NULL",
        params![
            at.invite.id,
            at.entry_id,
            account,
            browser.map(|browser| browser.cookie.as_bytes()),
            write.role.as_str(),
            write.proof.as_str(),
            ends_at,
            after_session,
            since,
            knock.now,
            browser.and_then(key)
        ],
    )
}

fn key(browser: &Browser) -> Option<&[u8; 32]> {
    browser.key.as_ref().map(Mac::as_bytes)
}

fn note(
    tx: &Tx,
    knock: &Knock,
    at: &Invitation,
    admission: &Admission,
    write: &Write,
) -> Result<(), Error> {
    let name = match admission {
        Admission::Upgrade(_) => "upgraded",
        _ if moved_by_themself(write) => "seat_moved",
        _ => "entered",
    };
    let deed = match write.holder {
        Holder::Account(account) => audit::Deed::of(account, name),
        Holder::Seat(_) => audit::Deed::of_guest(at.invite.id, name),
    };
    let seat = match write.seat {
        SeatChange::Keep => "kept",
        SeatChange::Free => "freed",
        SeatChange::Bind(_) => "bound",
        SeatChange::Move { .. } => "moved",
    };
    let detail = json!({
        "role": write.role.as_str(),
        "proof": write.proof.as_str(),
        "seat": seat,
        "spent": u8::from(write.spend == Spend::One),
    });
    let deed = deed.on(at.entry_id).to(at.invite.id);
    let deed = deed.from(knock.visit.address).with(detail);
    audit::note(tx, knock.now, &deed)
}

/// Whether its holder moved the seat, of which whoever invited them is told.
fn moved_by_themself(write: &Write) -> bool {
    matches!(write.seat, SeatChange::Move { by, .. } if by.counts())
}

/// A first use touches nobody who has something open. A new holder of the grant or
/// a new role does: whoever is inside by an invite listens to its bell.
fn rings(at: &Invitation, admission: &Admission, write: &Write) -> Vec<Topic> {
    let before = at.held.map(|(holder, _)| holder);
    let another = before.is_some_and(|holder| holder != write.holder);
    if !another && !matches!(admission, Admission::Upgrade(_)) {
        return Vec::new();
    }
    let accounts = [before, Some(write.holder)]
        .into_iter()
        .flatten()
        .filter_map(|holder| match holder {
            Holder::Account(account) => Some(Topic::Account(account)),
            Holder::Seat(_) => None,
        });
    accounts.chain([Topic::Invite(at.invite.id)]).collect()
}
