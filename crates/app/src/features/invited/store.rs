//! What one member is invited to, picked and sorted where the rows are.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::SessionRole,
    clock::Timestamp,
    ids::{AccountId, EntryId, InviteId},
    invite::{InviteState, Seat, Uses, UsesAllowed},
    media::EntryKind,
};

/// Which part of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What can be opened.
    Open,
    /// What the account holds.
    Running,
    /// What has ended.
    Ended,
}

impl Part {
    pub(super) const ALL: [Self; 3] = [Self::Open, Self::Running, Self::Ended];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Running => "running",
            Self::Ended => "ended",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == name)
    }
}

/// One line of the list.
pub(super) struct Invited {
    pub(super) id: InviteId,
    pub(super) entry: EntryId,
    pub(super) kind: EntryKind,
    pub(super) title: String,
    pub(super) has_poster: bool,
    /// The full name of whoever invites.
    pub(super) inviter: String,
    pub(super) role: SessionRole,
    /// Until when it can be opened, or stays open; nothing where that is the end of a session.
    pub(super) until: Option<Timestamp>,
    /// Whether it was used before.
    pub(super) used: bool,
    pub(super) state: InviteState,
}

/// A page of a part.
pub(super) struct Listed {
    pub(super) lines: Vec<Invited>,
    /// Before which the next page begins, if there is one.
    pub(super) next: Option<InviteId>,
}

/// How many invitations wait for the account of a session `s`, as an expression: open, never used, and not inside
/// otherwise. `$2` is now.
macro_rules! waiting {
    () => {
        "(SELECT CAST(COUNT(*) AS BIGINT) FROM (
            SELECT i.entry_id, i.role FROM addresses d JOIN invites i ON i.email = d.email
            WHERE d.account_id = s.account_id AND d.verified_how IS NOT NULL AND i.invitee_id IS NULL
              AND i.expires_at > $2 AND i.revoked_at IS NULL AND i.uses_spent = 0
            UNION ALL
            SELECT i.entry_id, i.role FROM invites i
            WHERE i.invitee_id = s.account_id
              AND i.expires_at > $2 AND i.revoked_at IS NULL AND i.uses_spent = 0
          ) i JOIN entries e ON e.id = i.entry_id
          WHERE e.trashed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM grants g
              WHERE g.account_id = s.account_id AND g.entry_id = i.entry_id AND g.ended_at IS NULL
                AND (g.ends_at > $2 OR g.after_session_us IS NOT NULL)
                AND (g.role = i.role OR g.role = 'moderator' OR i.role = 'viewer')))"
    };
}
pub(in crate::features) use waiting;

/// The account's own are those for the person chosen, and those to a verified address. Open is what is neither
/// revoked, ended nor used up (unless the seat was freed for the next), of an entry where the account is not inside in
/// that role or a higher one, and from which it was not removed.
const OPEN: &str = "
    SELECT i.id, i.entry_id, e.kind, e.title, e.poster_small_id, a.first_name, a.last_name, i.role,
           i.expires_at, i.uses_allowed, i.uses_spent, i.seat_reset, i.revoked_at,
           NULL AS held_role, NULL AS held_until
    FROM (SELECT i.id FROM addresses d JOIN invites i ON i.email = d.email
          WHERE d.account_id = $1 AND d.verified_how IS NOT NULL AND i.invitee_id IS NULL AND i.expires_at > $2
          UNION ALL
          SELECT i.id FROM invites i WHERE i.invitee_id = $1 AND i.expires_at > $2) own
    CROSS JOIN invites i
    JOIN entries e ON e.id = i.entry_id
    JOIN accounts a ON a.id = i.inviter_id
    WHERE i.id = own.id AND own.id < $3 AND e.trashed_at IS NULL AND i.revoked_at IS NULL
      AND (i.uses_allowed < 0 OR i.uses_spent < i.uses_allowed OR i.seat_reset = 1)
      AND NOT EXISTS (SELECT 1 FROM addresses x CROSS JOIN removals r
                      WHERE x.account_id = $1 AND r.entry_id = i.entry_id AND r.email = x.email)
      AND NOT EXISTS (SELECT 1 FROM grants g
                      WHERE g.account_id = $1 AND g.entry_id = i.entry_id AND g.ended_at IS NULL
                        AND (g.ends_at > $2 OR g.after_session_us IS NOT NULL)
                        AND (g.role = i.role OR g.role = 'moderator' OR i.role = 'viewer'))
    ORDER BY own.id DESC LIMIT $4";

const ENDED: &str = "
    SELECT i.id, i.entry_id, e.kind, e.title, e.poster_small_id, a.first_name, a.last_name, i.role,
           i.expires_at, i.uses_allowed, i.uses_spent, i.seat_reset, i.revoked_at,
           NULL AS held_role, NULL AS held_until
    FROM (SELECT i.id FROM addresses d JOIN invites i ON i.email = d.email
          WHERE d.account_id = $1 AND d.verified_how IS NOT NULL AND i.invitee_id IS NULL
          UNION ALL
          SELECT i.id FROM invites i WHERE i.invitee_id = $1) own
    CROSS JOIN invites i
    JOIN entries e ON e.id = i.entry_id
    JOIN accounts a ON a.id = i.inviter_id
    WHERE i.id = own.id AND own.id < $3 AND e.trashed_at IS NULL
      AND (i.revoked_at IS NOT NULL OR i.expires_at <= $2
           OR i.uses_allowed >= 0 AND i.uses_spent >= i.uses_allowed AND i.seat_reset = 0)
      AND NOT EXISTS (SELECT 1 FROM addresses x CROSS JOIN removals r
                      WHERE x.account_id = $1 AND r.entry_id = i.entry_id AND r.email = x.email)
      AND NOT EXISTS (SELECT 1 FROM grants g
                      WHERE g.account_id = $1 AND g.entry_id = i.entry_id AND g.ended_at IS NULL
                        AND (g.ends_at > $2 OR g.after_session_us IS NOT NULL)
                        AND (g.role = i.role OR g.role = 'moderator' OR i.role = 'viewer'))
    ORDER BY own.id DESC LIMIT $4";

const RUNNING: &str = "
    SELECT i.id, i.entry_id, e.kind, e.title, e.poster_small_id, a.first_name, a.last_name, i.role,
           i.expires_at, i.uses_allowed, i.uses_spent, i.seat_reset, i.revoked_at,
           own.held_role, own.held_until
    FROM (SELECT h.invite_id AS id, h.role AS held_role, h.ends_at AS held_until FROM grants h
          WHERE h.account_id = $1 AND h.ended_at IS NULL
            AND (h.ends_at > $2 OR h.after_session_us IS NOT NULL)) own
    CROSS JOIN invites i
    JOIN entries e ON e.id = i.entry_id
    JOIN accounts a ON a.id = i.inviter_id
    WHERE i.id = own.id AND own.id < $3 AND e.trashed_at IS NULL
    ORDER BY own.id DESC LIMIT $4";

/// Some of a part, the newest invitation first.
pub(super) fn list(
    tx: &Tx,
    account: AccountId,
    (part, before): (Part, Option<InviteId>),
    count: u32,
    now: Timestamp,
) -> Result<Listed, Error> {
    let sql = match part {
        Part::Open => OPEN,
        Part::Running => RUNNING,
        Part::Ended => ENDED,
    };
    let before = before.unwrap_or(InviteId::from_uuid(uuid::Uuid::max()));
    let mut lines = tx.query(sql, params![account, now, before, count + 1], |row| {
        line(row, now)
    })?;
    let more = lines.len() > count as usize;
    lines.truncate(count as usize);
    let next = lines.last().map(|line| line.id).filter(|_| more);
    Ok(Listed { lines, next })
}

fn line(row: &Row<'_>, now: Timestamp) -> Result<Invited, Error> {
    let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
    let ends: Timestamp = row.get("expires_at")?;
    let held = row.get::<Option<String>>("held_role")?;
    let role = match held {
        Some(_) => row.parse("held_role")?,
        None => row.parse("role")?,
    };
    let uses = Uses {
        allowed: UsesAllowed::try_from(row.get::<i64>("uses_allowed")?).map_err(|_| {
            Error::Column {
                column: "uses_allowed",
                wanted: "a number of uses",
            }
        })?,
        spent: row.get("uses_spent")?,
    };
    let seat = if row.get("seat_reset")? {
        Seat::Reset
    } else {
        Seat::Free
    };
    let revoked = row.get::<Option<Timestamp>>("revoked_at")?.is_some();
    Ok(Invited {
        id: row.get("id")?,
        entry: row.get("entry_id")?,
        kind: row.parse("kind")?,
        title: row.get("title")?,
        has_poster: row.get::<Option<String>>("poster_small_id")?.is_some(),
        inviter: format!("{first} {last}").trim().to_owned(),
        role,
        until: match held {
            Some(_) => row.get("held_until")?,
            None => Some(ends),
        },
        used: uses.spent > 0,
        state: InviteState::of(revoked, held.is_some(), ends, uses, seat, now),
    })
}

const UNPROVED: &str = "SELECT written FROM addresses
    WHERE account_id = $1 AND verified_how IS NULL ORDER BY written LIMIT 1";

/// An address of the account that nobody has vouched for: what is sent there is not listed.
pub(super) fn unproved(tx: &Tx, account: AccountId) -> Result<Option<String>, Error> {
    tx.query_opt(UNPROVED, params![account], |row| row.get("written"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn what_one_is_invited_to_is_found_by_indices() {
        let hub = Hub::new();
        for sql in [OPEN, RUNNING, ENDED, UNPROVED] {
            assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
        }
    }
}
