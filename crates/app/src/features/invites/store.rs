//! Invites, secrets and grants in the database.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{EntryId, InviteId},
    invite::Mac,
};

/// The entry an invite belongs to.
pub(super) fn entry_of(tx: &Tx, invite: InviteId) -> Result<Option<EntryId>, Error> {
    tx.query_opt(
        "SELECT entry_id FROM invites WHERE id = $1",
        params![invite],
        |row| row.get("entry_id"),
    )
}

/// Ends what a browser holds as a guest: its sessions and grants. Signing a
/// member in or out does this (invitations.md, Spending and binding).
pub fn end_guest(tx: &Tx, browser: Mac, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE grants SET ended_at = $2, ended_why = 'signed_out'
         WHERE seat = $1 AND ended_at IS NULL",
        params![browser.as_bytes(), now],
    )
    .map(drop)
}
