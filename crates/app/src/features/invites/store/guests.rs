//! What a browser holds as a guest, when a member signs in or out in it
//! (invitations.md, *Spending and binding*).

use std::time::Duration;

use serde_json::json;
use usher_bus::Topic;
use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, EntryId, InviteId},
    invite::{Browser, Carry, GrantEnd, Mac, MemberAddress, MemberFacts, SeatGrant, carry},
};

use crate::features::{accounts, attendance, audit, quiz};

/// The grants of a seat. Barred is a member who was removed from the entry under any
/// of their addresses.
const HELD: &str = "
    SELECT g.invite_id, g.entry_id, g.seat_key, g.role, g.ends_at, g.after_session_us,
           i.email, i.invitee_id, i.revoked_at,
           CASE WHEN EXISTS (SELECT 1 FROM addresses x
                             CROSS JOIN removals y
                             WHERE x.account_id = $2
                               AND y.entry_id = g.entry_id AND y.email = x.email)
                THEN 1 ELSE 0 END AS barred
    FROM grants g JOIN invites i ON i.id = g.invite_id
    WHERE g.seat = $1 AND g.ended_at IS NULL
    ORDER BY g.invite_id";

struct Held {
    invite: InviteId,
    entry: EntryId,
    role: String,
    barred: bool,
    grant: SeatGrant,
}

/// Hands what this browser holds as a guest to the member who signs in in it, as far
/// as they are the invited person, and ends the rest. Answers whom to ring after the
/// commit. `here` has a key if the browser has shown it.
pub fn settle_guest(
    tx: &Tx,
    here: Browser,
    account: AccountId,
    now: Timestamp,
) -> Result<Vec<Topic>, Error> {
    let seat = here.cookie;
    let held = tx.query(
        tx.lock("i", HELD),
        params![seat.as_bytes(), account],
        |row| held(row, seat),
    )?;
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let addresses: Vec<MemberAddress> = accounts::store::verified_addresses(tx, account)?
        .into_iter()
        .map(|email| MemberAddress {
            email,
            verified: true,
        })
        .collect();
    let mut rings = Vec::new();
    for one in held {
        let member = MemberFacts {
            account,
            addresses: addresses.clone(),
            barred: one.barred,
        };
        let changed = match carry(&one.grant, &member, here, now) {
            Carry::Stays => false,
            Carry::Over => hand_over(tx, &one, account, now)?,
            Carry::Ends => end(tx, one.invite, seat, now)?,
        };
        if changed {
            rings.push(Topic::Invite(one.invite));
        }
    }
    Ok(rings)
}

/// Ends what a browser holds as a guest: whoever signs out of a shared computer is
/// out. A seat whose key the browser has not shown is another browser's.
pub fn end_guest(tx: &Tx, here: Browser, now: Timestamp) -> Result<Vec<Topic>, Error> {
    let seat = here.cookie;
    let held = tx.query(
        "SELECT invite_id, seat_key FROM grants WHERE seat = $1 AND ended_at IS NULL",
        params![seat.as_bytes()],
        |row| Ok((row.get::<InviteId>("invite_id")?, browser(row, seat)?)),
    )?;
    let mut rings = Vec::new();
    for (invite, seated) in held {
        if seated.opens_with(here.key) && end(tx, invite, seat, now)? {
            rings.push(Topic::Invite(invite));
        }
    }
    Ok(rings)
}

/// The browser in a seat, with its key if it has one.
fn browser(row: &Row<'_>, cookie: Mac) -> Result<Browser, Error> {
    let key = row.get::<Option<[u8; 32]>>("seat_key")?;
    Ok(Browser {
        cookie,
        key: key.map(Mac::from_bytes),
    })
}

fn held(row: &Row<'_>, seat: Mac) -> Result<Held, Error> {
    let after_session = row.get::<Option<i64>>("after_session_us")?;
    Ok(Held {
        invite: row.get("invite_id")?,
        entry: row.get("entry_id")?,
        role: row.get("role")?,
        barred: row.get("barred")?,
        grant: SeatGrant {
            seat: browser(row, seat)?,
            ends: match after_session {
                Some(span) => {
                    GrantEnd::AfterSession(Duration::from_micros(u64::try_from(span).unwrap_or(0)))
                }
                None => GrantEnd::At(row.get("ends_at")?),
            },
            phase: None,
            email: row.parse("email")?,
            invitee: row.get("invitee_id")?,
            revoked: row.get::<Option<Timestamp>>("revoked_at")?.is_some(),
        },
    })
}

/// The same grant, the account's. `false`: it has ended or moved meanwhile.
fn hand_over(tx: &Tx, one: &Held, account: AccountId, now: Timestamp) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE grants SET account_id = $3, seat = NULL, seat_key = NULL, proof = 'verified',
                last_seen_at = $4
         WHERE invite_id = $1 AND seat = $2 AND ended_at IS NULL",
        params![one.invite, one.grant.seat.cookie.as_bytes(), account, now],
    )?;
    if changed == 1 {
        let deed = audit::Deed::of(account, "carried_over")
            .on(one.entry)
            .to(one.invite)
            .with(json!({ "role": one.role }));
        audit::note(tx, now, &deed)?;
        attendance::carry(tx, one.entry, one.invite, account)?;
        quiz::carry(tx, one.entry, one.invite, account)?;
    }
    Ok(changed == 1)
}

fn end(tx: &Tx, invite: InviteId, seat: Mac, now: Timestamp) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE grants SET ended_at = $3, ended_why = 'signed_out'
         WHERE invite_id = $1 AND seat = $2 AND ended_at IS NULL",
        params![invite, seat.as_bytes(), now],
    )?;
    Ok(changed == 1)
}
