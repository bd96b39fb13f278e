//! What the browser in a seat shows for another device.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::InviteId,
    invite::{HAND_OVER_LIVES, Mac},
};

use super::{
    super::knock::{Knock, Way},
    Here,
};

/// What is there to hand over.
pub(in super::super) enum Offered {
    /// This entry, until then.
    Until { title: String, ends: Timestamp },
    /// Nothing any more: the inviter has to help.
    AskInviter { inviter: String },
    /// Nothing: a member's grant is the account's, on whatever device.
    SignInThere,
}

const SEATED: &str = "
    SELECT i.id, i.moves, e.title, a.first_name, a.last_name
    FROM grants g
    JOIN invites i ON i.id = g.invite_id
    JOIN entries e ON e.id = g.entry_id
    JOIN accounts a ON a.id = i.inviter_id
    WHERE g.seat = $1 AND g.entry_id = $2 AND g.ended_at IS NULL
      AND (g.ends_at IS NULL OR g.ends_at > $3) AND i.seat = g.seat AND i.revoked_at IS NULL";

/// Writes down what is shown, in the place of what was shown before. `None` for somebody who is not
/// here by a seat.
pub(in super::super) fn offer(
    tx: &Tx,
    here: &Here,
    secret: Mac,
    may_move: impl Fn(u32) -> bool,
) -> Result<Option<Offered>, Error> {
    if here.asker.actor.account().is_some() {
        return Ok(Some(Offered::SignInThere));
    }
    let Some(seat) = here.asker.seat else {
        return Ok(None);
    };
    let seated = tx.query(
        SEATED,
        params![seat.as_bytes(), here.entry, here.now],
        |row| {
            let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
            Ok((
                row.get::<InviteId>("id")?,
                row.get::<u32>("moves")?,
                row.get::<String>("title")?,
                format!("{first} {last}").trim().to_owned(),
            ))
        },
    )?;
    let newest = seated.into_iter().max_by_key(|(invite, ..)| invite.uuid());
    let Some((invite, moves, title, inviter)) = newest else {
        return Ok(None);
    };
    if !may_move(moves) {
        return Ok(Some(Offered::AskInviter { inviter }));
    }
    let ends = here.now.after(HAND_OVER_LIVES);
    tx.execute(
        "DELETE FROM hand_overs WHERE invite_id = $1",
        params![invite],
    )?;
    tx.execute(
        "INSERT INTO hand_overs (mac, invite_id, seat, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
        params![secret.as_bytes(), invite, seat.as_bytes(), here.now, ends],
    )?;
    Ok(Some(Offered::Until { title, ends }))
}

/// It is used: once.
pub(super) fn spend(tx: &Tx, knock: &Knock) -> Result<(), Error> {
    if knock.way != Way::HandOver {
        return Ok(());
    }
    tx.execute(
        "UPDATE hand_overs SET used_at = $2 WHERE mac = $1",
        params![knock.secret.as_bytes(), knock.now],
    )
    .map(drop)
}

/// Forgets what has ended, some at a time; how many.
pub fn forget(tx: &Tx, now: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "DELETE FROM hand_overs WHERE mac IN
           (SELECT mac FROM hand_overs WHERE expires_at < $1 ORDER BY expires_at LIMIT 500)",
        params![now],
    )
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 1] = [SEATED];
