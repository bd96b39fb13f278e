//! Putting a letter into the table.

use std::time::Duration;

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp},
    email::Email,
    ids::{AccountId, InviteId, MailId, ProofId},
    invite::Mac,
    outbox::{BY_ONE_MEMBER, MailKind, TooMuchMail, may_send},
};

use super::contents::Contents;
use crate::{
    features::jobs::{self, Work},
    sealed::Sealer,
};

/// What counts as lately.
const LATELY: Duration = Duration::from_hours(1);

/// A mail to be sent.
pub struct NewMail<'a> {
    /// What it is for.
    pub kind: MailKind,
    /// The invite it carries the link of.
    pub invite: Option<InviteId>,
    /// The secret of that link, by which it is noticed when a newer one replaces it.
    pub secret: Option<Mac>,
    /// The proof whose code or link it carries.
    pub proof: Option<ProofId>,
    /// The member who causes it; nobody, where somebody asks who is not signed in.
    pub by: Option<AccountId>,
    /// To whom.
    pub to: &'a Email,
    /// How they are called.
    pub name: &'a str,
    /// What it says.
    pub contents: &'a Contents,
}

/// Why it is not queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotQueued {
    /// There was too much already.
    TooMuch(TooMuchMail),
    /// The database.
    Error(Error),
}

impl From<Error> for NotQueued {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// How many mails a member may still cause, and from when on more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// So many now.
    pub left: u32,
    /// When the oldest that counts is an hour old.
    pub more_from: Timestamp,
}

/// How many invitations a member may still cause.
pub fn allowance(tx: &Tx, by: AccountId, now: Timestamp) -> Result<Allowance, Error> {
    let (sent, oldest) = tx.query_one(
        "SELECT CAST(COUNT(*) AS BIGINT) AS n, MIN(created_at) AS oldest FROM mails
         WHERE account_id = $1 AND kind = $2 AND created_at > $3",
        params![by, MailKind::Invite.as_str(), now.before(LATELY)],
        |row| {
            Ok((
                row.get::<u32>("n")?,
                row.get::<Option<Timestamp>>("oldest")?,
            ))
        },
    )?;
    Ok(Allowance {
        left: BY_ONE_MEMBER.saturating_sub(sent),
        more_from: oldest.unwrap_or(now).after(LATELY),
    })
}

/// Whether one more invitation may go to the address.
pub fn has_room(tx: &Tx, to: &Email, now: Timestamp) -> Result<bool, Error> {
    let sent = tx.query_one(
        "SELECT COUNT(*) AS n FROM mails WHERE email = $1 AND kind = $2 AND created_at > $3",
        params![to.as_str(), MailKind::Invite.as_str(), now.before(LATELY)],
        |row| row.get::<u32>("n"),
    )?;
    Ok(may_send(MailKind::Invite, sent, 0).is_ok())
}

/// Puts a mail and the job that sends it into the caller's transaction; after the commit
/// [`jobs::wake`].
pub fn queue(
    tx: &Tx,
    mail: &NewMail<'_>,
    sealer: &Sealer,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<MailId, NotQueued> {
    let lately = now.before(LATELY);
    let to_address = tx.query_one(
        "SELECT COUNT(*) AS n FROM mails WHERE email = $1 AND kind = $2 AND created_at > $3",
        params![mail.to.as_str(), mail.kind.as_str(), lately],
        |row| row.get::<u32>("n"),
    )?;
    let by_member = match mail.by {
        None => 0,
        Some(member) => tx.query_one(
            "SELECT COUNT(*) AS n FROM mails WHERE account_id = $1 AND kind = $2 AND created_at > $3",
            params![member, mail.kind.as_str(), lately],
            |row| row.get::<u32>("n"),
        )?,
    };
    may_send(mail.kind, to_address, by_member).map_err(NotQueued::TooMuch)?;
    let id = MailId::new(now, entropy);
    tx.execute(
        "INSERT INTO mails (id, kind, invite_id, account_id, email, written, name, secret_mac,
           sealed, state, created_at, queued_at, proof_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10, $10, $11)",
        params![
            id,
            mail.kind.as_str(),
            mail.invite,
            mail.by,
            mail.to.as_str(),
            mail.to.written(),
            mail.name,
            mail.secret.as_ref().map(Mac::as_bytes),
            mail.contents.seal(sealer, id),
            now,
            mail.proof
        ],
    )?;
    jobs::enqueue(tx, &Work::Mail(id), None, now, entropy)?;
    Ok(id)
}
