use usher_db::{Error, Tx, params};
use usher_domain::{clock::Timestamp, invite::Mac};

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
