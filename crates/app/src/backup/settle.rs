//! What a restored backup must not bring back to life (security.md R10). Between the
//! backup and the restore links were spent and taken back, people signed out and were
//! removed, and the backup knows nothing of it.

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::clock::Timestamp;

use crate::features::{
    audit::{self, Deed},
    guest_links, mail, webhooks,
};

/// What becomes of links that were open when the backup was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenLinks {
    /// They are revoked, and whoever came in by them is out; API tokens too.
    Close,
    /// They work on: for whoever knows that nothing happened since.
    Keep,
}

/// What was ended, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// Invites that were open or had let somebody in.
    pub invites: u64,
    /// Guest links, open or not.
    pub guest_links: u64,
    /// Signed-in browsers.
    pub sessions: u64,
    /// API tokens.
    pub tokens: u64,
    /// Mails that waited: nobody knows which of them were sent since.
    pub mails: u64,
    /// Files that were on their way: a backup does not hold what had arrived of them.
    pub uploads: u64,
}

/// Ends it in a database that was restored just now, of a backup that was `taken` then.
pub fn settle(tx: &Tx, now: Timestamp, taken: Timestamp, links: OpenLinks) -> Result<Ended, Error> {
    // Each sets a password, whatever was done with it since.
    tx.execute("DELETE FROM password_links", &[])?;
    // Each lets somebody in who reads their mail.
    tx.execute("DELETE FROM proofs", &[])?;
    let mut ended = Ended {
        sessions: tx.execute("DELETE FROM sessions", &[])?,
        uploads: tx.execute("DELETE FROM uploads WHERE finished_at IS NULL", &[])?,
        ..Ended::default()
    };
    ended.mails = mail::call_off_all(tx, now)?;
    webhooks::call_off_all(tx, now)?;
    if links == OpenLinks::Close {
        ended.invites = tx.execute(
            "UPDATE invites SET revoked_at = $1
             WHERE revoked_at IS NULL AND (expires_at > $1 OR EXISTS
               (SELECT 1 FROM grants g WHERE g.invite_id = invites.id AND g.ended_at IS NULL))",
            params![now],
        )?;
        tx.execute(
            "UPDATE grants SET ended_at = $1, ended_why = 'revoked' WHERE ended_at IS NULL",
            params![now],
        )?;
        ended.guest_links = guest_links::close_all(tx, now)?;
        ended.tokens = tx.execute(
            "UPDATE api_tokens SET revoked_at = $1 WHERE revoked_at IS NULL AND expires_at > $1",
            params![now],
        )?;
    }
    let detail = json!({
        "backup_of": taken.micros(),
        "invites_closed": ended.invites,
        "guest_links_closed": ended.guest_links,
        "sessions_ended": ended.sessions,
        "tokens_ended": ended.tokens,
        "mails_called_off": ended.mails,
        "uploads_forgotten": ended.uploads,
    });
    audit::note(tx, now, &Deed::of_system("restored").with(detail))?;
    Ok(ended)
}
