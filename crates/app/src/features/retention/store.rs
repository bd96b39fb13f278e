//! Whose time is over: facts for `domain::retention`.

use std::time::Duration;

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, EntryId, GrantId, InviteId},
    retention::{Grant, Held, is_forgotten},
};
use uuid::{Builder, Uuid};

/// How many are looked at in one go.
const AT_ONCE: u32 = 500;
/// How many invites of one address are looked at, the newest: of those before them none lasts longer.
const OF_ADDRESS: u32 = 500;

macro_rules! held_columns {
    () => {
        "i.expires_at, i.revoked_at, g.created_at AS came_at, g.ends_at, g.ended_at"
    };
}

/// Those who are known, the oldest first. Who was removed has an account without a person.
const KNOWN: &str = concat!(
    "SELECT i.id, i.email, d.email AS address, COALESCE(m.id, n.id) AS member, ",
    held_columns!(),
    " FROM invites i
      LEFT JOIN grants g ON g.invite_id = i.id
      LEFT JOIN accounts m ON m.id = g.account_id AND m.removed_at IS NULL
      LEFT JOIN accounts n ON n.id = i.invitee_id AND n.removed_at IS NULL
      LEFT JOIN addresses d ON d.email = i.email
      WHERE i.forgotten_at IS NULL AND i.id > $1 AND i.id < $2 ORDER BY i.id LIMIT $3"
);
const ONE: &str = "
    SELECT i.email, d.email AS address, COALESCE(m.id, n.id) AS member
    FROM invites i
    LEFT JOIN grants g ON g.invite_id = i.id
    LEFT JOIN accounts m ON m.id = g.account_id AND m.removed_at IS NULL
    LEFT JOIN accounts n ON n.id = i.invitee_id AND n.removed_at IS NULL
    LEFT JOIN addresses d ON d.email = i.email
    WHERE i.forgotten_at IS NULL AND i.id = $1";
const OF_THEIRS: &str = concat!(
    "SELECT ",
    held_columns!(),
    " FROM invites i LEFT JOIN grants g ON g.invite_id = i.id
      WHERE i.email = $1 AND i.forgotten_at IS NULL ORDER BY i.expires_at DESC LIMIT $2"
);
const GUESTS: &str = "
    SELECT id, ends_at, ended_at FROM guests WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3";
const GUEST: &str = "SELECT ends_at, ended_at FROM guests WHERE id = $1";

/// Members who were in an entry without an invite, by when they were there last.
const MEMBERS: &str = "
    SELECT t.entry_id, t.person, t.last_at FROM attendance t
    WHERE t.sort = 'account' AND t.last_at <= $2
      AND t.last_at >= $1 AND (t.last_at, t.entry_id, t.person) > ($1, $3, $4)
      AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.account_id = t.person AND g.entry_id = t.entry_id)
    ORDER BY t.last_at, t.entry_id, t.person LIMIT $5";
const FORGET_MEMBER: &str = "
    DELETE FROM attendance WHERE entry_id = $1 AND person = $2 AND sort = 'account' AND last_at <= $3";

/// Some of those who are known, and where those behind them begin.
pub(super) struct Part<Id> {
    /// Whose time is over.
    pub(super) over: Vec<Id>,
    /// The last that was looked at; nothing if there are no more.
    pub(super) last: Option<Id>,
}

/// The ids of whatever was made until `at` come before this one.
fn id_after(at: Timestamp) -> Uuid {
    let millis = u64::try_from(at.micros() / 1000 + 1).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid()
}

/// Of the invites behind `after` those whose guest is to be forgotten.
pub(super) fn invites(
    tx: &Tx,
    after: Option<InviteId>,
    kept: Duration,
    now: Timestamp,
) -> Result<Part<InviteId>, Error> {
    let after = after.unwrap_or(InviteId::from_uuid(Uuid::nil()));
    let before = InviteId::from_uuid(id_after(now.before(kept)));
    let known = tx.query(KNOWN, params![after, before, AT_ONCE], |row| {
        let id: InviteId = row.get("id")?;
        Ok((id, row.get::<String>("email")?, is_member(row)?, held(row)?))
    })?;
    let full = known.len() >= AT_ONCE as usize;
    let last = known.last().map(|(id, ..)| *id).filter(|_| full);
    let mut over = Vec::new();
    for (id, email, member, held) in known {
        if is_forgotten(&[held], member, kept, now)
            && is_forgotten(&of_address(tx, &email)?, member, kept, now)
        {
            over.push(id);
        }
    }
    Ok(Part { over, last })
}

/// Whether the guest of an invite is to be forgotten: asked where it is done.
pub(super) fn invite_is_over(
    tx: &Tx,
    invite: InviteId,
    kept: Duration,
    now: Timestamp,
) -> Result<bool, Error> {
    let found = tx.query_opt(tx.lock("i", ONE), params![invite], |row| {
        Ok((row.get::<String>("email")?, is_member(row)?))
    })?;
    let Some((email, member)) = found else {
        return Ok(false);
    };
    Ok(is_forgotten(&of_address(tx, &email)?, member, kept, now))
}

/// Of the guests by guest links behind `after` those who are to be forgotten.
pub(super) fn guests(
    tx: &Tx,
    after: Option<GrantId>,
    kept: Duration,
    now: Timestamp,
) -> Result<Part<GrantId>, Error> {
    let after = after.unwrap_or(GrantId::from_uuid(Uuid::nil()));
    let before = GrantId::from_uuid(id_after(now.before(kept)));
    let known = tx.query(GUESTS, params![after, before, AT_ONCE], |row| {
        Ok((row.get::<GrantId>("id")?, of_link(row)?))
    })?;
    let full = known.len() >= AT_ONCE as usize;
    let last = known.last().map(|(id, _)| *id).filter(|_| full);
    let over = known.into_iter();
    let over = over.filter(|(_, held)| is_forgotten(&[*held], false, kept, now));
    Ok(Part {
        over: over.map(|(id, _)| id).collect(),
        last,
    })
}

/// Whether a guest by a guest link is to be forgotten.
pub(super) fn guest_is_over(
    tx: &Tx,
    guest: GrantId,
    kept: Duration,
    now: Timestamp,
) -> Result<bool, Error> {
    let found = tx.query_opt(GUEST, params![guest], of_link)?;
    Ok(found.is_some_and(|held| is_forgotten(&[held], false, kept, now)))
}

/// A member's attendance: the entry, the account, and when they were there last.
pub(super) type MemberHere = (Timestamp, EntryId, AccountId);

/// Of the members who were in an entry, were never invited to it and so stand in no list, those who were there last
/// as long ago as guests are known; from behind `after` on.
pub(super) fn members(
    tx: &Tx,
    after: Option<MemberHere>,
    kept: Duration,
    now: Timestamp,
) -> Result<Vec<MemberHere>, Error> {
    let first = (
        Timestamp::from_micros(i64::MIN),
        EntryId::from_uuid(Uuid::nil()),
        AccountId::from_uuid(Uuid::nil()),
    );
    let (at, entry, person) = after.unwrap_or(first);
    let until = now.before(kept);
    tx.query(MEMBERS, params![at, until, entry, person, AT_ONCE], |row| {
        Ok((
            row.get("last_at")?,
            row.get("entry_id")?,
            row.get("person")?,
        ))
    })
}

/// Forgets where a member was, unless they have come back meanwhile.
pub(super) fn forget_member(
    tx: &Tx,
    (_, entry, person): MemberHere,
    kept: Duration,
    now: Timestamp,
) -> Result<bool, Error> {
    let gone = tx.execute(FORGET_MEMBER, params![entry, person, now.before(kept)])?;
    Ok(gone > 0)
}

/// All that was given to an address.
fn of_address(tx: &Tx, email: &str) -> Result<Vec<Held>, Error> {
    tx.query(OF_THEIRS, params![email, OF_ADDRESS], held)
}

fn is_member(row: &Row<'_>) -> Result<bool, Error> {
    let (account, address): (Option<String>, Option<String>) =
        (row.get("member")?, row.get("address")?);
    Ok(account.is_some() || address.is_some())
}

fn held(row: &Row<'_>) -> Result<Held, Error> {
    let link: Timestamp = row.get("expires_at")?;
    let revoked: Option<Timestamp> = row.get("revoked_at")?;
    let came: Option<Timestamp> = row.get("came_at")?;
    let grant = Grant {
        ends_at: row.get("ends_at")?,
        ended_at: row.get("ended_at")?,
    };
    Ok(Held {
        link_ends: Some(revoked.map_or(link, |revoked| link.min(revoked))),
        grant: came.map(|_| grant),
    })
}

fn of_link(row: &Row<'_>) -> Result<Held, Error> {
    let grant = Grant {
        ends_at: row.get("ends_at")?,
        ended_at: row.get("ended_at")?,
    };
    Ok(Held {
        link_ends: None,
        grant: Some(grant),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn whose_time_is_over_is_found_by_indices() {
        let hub = Hub::new();
        for sql in [KNOWN, ONE, OF_THEIRS, GUESTS, GUEST, MEMBERS, FORGET_MEMBER] {
            assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
        }
    }
}
