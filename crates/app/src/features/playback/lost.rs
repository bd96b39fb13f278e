//! Why a right that was there is gone.

use usher_db::{Error, Tx, params};
use usher_domain::{clock::Timestamp, ids::EntryId, invite::Mac};

use crate::features::{accounts::Session, media::Asker};

/// The reason, for the player's page. Where an invite's refusal means the same
/// it has the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// The session ended.
    SignedOut,
    /// The member was suspended, or the person removed from the entry.
    Barred,
    /// The entry lies in the trash or is gone for good.
    EntryGone,
    /// The invite was revoked.
    Revoked,
    /// The grant came to its end.
    Ended,
    /// The seat moved to another browser.
    Moved,
    /// The person gave the grant back.
    Left,
    /// It is no longer shared with the visitor.
    Unshared,
    /// The seat has a key, and it was not proved again in time.
    Unproved,
    /// The database did not answer: nobody knows.
    Unsure,
}

impl Lost {
    /// Its stable code.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::Barred => "barred",
            Self::EntryGone => "entry_gone",
            Self::Revoked => "revoked",
            Self::Ended => "ended",
            Self::Moved => "moved",
            Self::Left => "left",
            Self::Unshared => "unshared",
            Self::Unproved => "unproved",
            Self::Unsure => "unsure",
        }
    }
}

/// Why the session is gone.
pub(super) fn with_session(tx: &Tx, session: &Session) -> Result<Lost, Error> {
    let Some(member) = session.member() else {
        return Ok(Lost::SignedOut);
    };
    let suspended = tx.query_opt(
        "SELECT suspended_at FROM accounts WHERE id = $1",
        params![member.id],
        |row| row.get::<Option<Timestamp>>("suspended_at"),
    )?;
    Ok(match suspended.flatten() {
        Some(_) => Lost::Barred,
        None => Lost::SignedOut,
    })
}

/// Why the grant that let somebody in does so no longer: what became of the last
/// one of theirs.
pub(super) fn with_grant(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    now: Timestamp,
) -> Result<Lost, Error> {
    let why = |row: &usher_db::Row<'_>| {
        let ends_at = row.get::<Option<Timestamp>>("ends_at")?;
        Ok(match row.get::<Option<String>>("ended_why")?.as_deref() {
            Some("left") => Lost::Left,
            // A guest's by a guest link ends for everyone.
            Some("revoked" | "ended") => Lost::Revoked,
            Some("removed") => Lost::Barred,
            Some("signed_out") => Lost::SignedOut,
            Some("moved") => Lost::Moved,
            _ if ends_at.is_some_and(|end| end <= now) => Lost::Ended,
            _ => Lost::Unshared,
        })
    };
    let last = match (asker.actor.account(), asker.seat) {
        (Some(account), _) => tx.query_opt(
            "SELECT ends_at, ended_why FROM grants WHERE account_id = $1 AND entry_id = $2
             ORDER BY COALESCE(ended_at, ends_at) DESC LIMIT 1",
            params![account, entry],
            why,
        )?,
        (None, Some(seat)) => tx.query_opt(
            "SELECT ends_at, ended_why FROM (
               SELECT ends_at, ended_at, ended_why FROM grants WHERE seat = $1 AND entry_id = $2
               AND (seat_key IS NULL OR seat_key = $3)
               UNION ALL
               SELECT ends_at, ended_at, ended_why FROM guests WHERE seat = $1 AND entry_id = $2
               AND (seat_key IS NULL OR seat_key = $3)) AS held
             ORDER BY COALESCE(ended_at, ends_at) DESC LIMIT 1",
            params![
                seat.as_bytes(),
                entry,
                asker.key.as_ref().map(Mac::as_bytes)
            ],
            why,
        )?,
        (None, None) => None,
    };
    // A grant that is no longer under this seat is under another.
    Ok(last.unwrap_or(Lost::Moved))
}
