//! Somebody in their seat, whose browser has just shown something for another device.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, EntryId, InviteId},
    invite::Mac,
};

/// Ruth, and what her browser has shown.
pub(super) struct Seated {
    pub(super) invite: InviteId,
    pub(super) seat: [u8; 32],
    pub(super) shown: Mac,
}

impl Seated {
    /// Her invite, her grant and what was shown, until then.
    pub(super) fn write(
        &self,
        tx: &Tx,
        (entry, owner): (EntryId, AccountId),
        (now, until): (Timestamp, Timestamp),
    ) -> Result<u64, Error> {
        let Self {
            invite,
            seat,
            shown,
        } = self;
        tx.execute(
            "INSERT INTO invites (id, entry_id, inviter_id, email, email_written, first_name,
               last_name, role, surface, uses_allowed, expires_at, created_at, seat, uses_spent)
             VALUES ($1, $2, $3, 'ruth@example.org', 'ruth@example.org', 'Ruth', 'Guest',
               'viewer', 'hub', -1, $4, $5, $6, 1)",
            params![*invite, entry, owner, until, now, seat],
        )?;
        tx.execute(
            "INSERT INTO grants (invite_id, entry_id, seat, role, proof, ends_at, created_at,
               last_seen_at)
             VALUES ($1, $2, $3, 'viewer', 'typed', $4, $5, $5)",
            params![*invite, entry, seat, until, now],
        )?;
        tx.execute(
            "INSERT INTO hand_overs (mac, invite_id, seat, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5)",
            params![shown.as_bytes(), *invite, seat, now, until],
        )
    }
}
