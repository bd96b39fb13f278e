//! Mails in the database.

use std::{collections::HashMap, time::Duration};

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{InviteId, MailId},
    outbox::{MailKind, MailState, Unwanted},
};

use super::fate::Fate;
use crate::features::{audit, jobs};

/// How long a mail's fate is remembered after it ended.
const REMEMBERED: Duration = Duration::from_hours(90 * 24);

/// A mail as lists show it.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Which.
    pub id: MailId,
    /// What it is for.
    pub kind: MailKind,
    /// To whom, as it was written.
    pub to: String,
    /// How they are called.
    pub name: String,
    /// What became of it.
    pub state: MailState,
    /// Why it did not go out: the step and the trouble, or why it is unwanted.
    pub why: Option<String>,
    /// What the server, or the machine, said last; may be empty.
    pub words: String,
    /// How often it was tried.
    pub tries: u32,
    /// Since when it is in this state.
    pub since: Timestamp,
}

const WAITING: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM
    (SELECT 1 FROM mails WHERE state = 'queued' LIMIT $1) AS counted";
const LATEST: &str = "SELECT m.id, m.kind, m.written, m.name, m.state, m.why, m.words, m.tries,
    COALESCE(m.ended_at, m.tried_at, m.queued_at) AS since FROM mails m
    WHERE m.invite_id = $1 ORDER BY m.id DESC LIMIT 1";

const OF_INVITE: &str =
    "SELECT i.id, i.entry_id FROM mails m JOIN invites i ON i.id = m.invite_id WHERE m.id = $1";

pub(super) fn from_row(row: &Row<'_>) -> Result<Mail, Error> {
    Ok(Mail {
        id: row.get("id")?,
        kind: row.parse("kind")?,
        to: row.get("written")?,
        name: row.get("name")?,
        state: row.parse("state")?,
        why: row.get("why")?,
        words: row.get("words")?,
        tries: row.get("tries")?,
        since: row.get("since")?,
    })
}

/// The newest mail of each of these invites that has one.
pub fn latest_of_invites(tx: &Tx, invites: &[InviteId]) -> Result<HashMap<InviteId, Mail>, Error> {
    let mut latest = HashMap::new();
    for invite in invites {
        if let Some(mail) = tx.query_opt(LATEST, params![invite], from_row)? {
            latest.insert(*invite, mail);
        }
    }
    Ok(latest)
}

/// Writes down what became of a try. A mail that ended keeps nothing of what it said,
/// unless sending it may be tried again by hand.
pub(super) fn note(tx: &Tx, mail: MailId, fate: &Fate, now: Timestamp) -> Result<(), Error> {
    let state = fate.state();
    let ended = (state != MailState::Queued).then_some(now);
    let keeps = state.may_be_retried();
    let tried = i64::from(fate.was_tried());
    tx.execute(
        "UPDATE mails SET state = $2, why = $3, words = $4, tries = tries + $5,
           tried_at = CASE WHEN $5 = 1 THEN $6 ELSE tried_at END, ended_at = $7,
           sealed = CASE WHEN $8 = 1 THEN sealed END
         WHERE id = $1",
        params![
            mail,
            state.as_str(),
            fate.why(),
            fate.words(),
            tried,
            now,
            ended,
            keeps
        ],
    )?;
    match state {
        MailState::Sent => told(tx, mail, "invite_mail_sent", now),
        MailState::Refused => told(tx, mail, "invite_mail_refused", now),
        MailState::Queued | MailState::Cancelled | MailState::Failed => Ok(()),
    }
}

/// Writes into the audit what the mail server said to a mail with an invite's link.
fn told(tx: &Tx, mail: MailId, deed: &'static str, now: Timestamp) -> Result<(), Error> {
    let invite = tx.query_opt(OF_INVITE, params![mail], |row| {
        Ok((row.get::<InviteId>("id")?, row.get("entry_id")?))
    })?;
    let Some((invite, entry)) = invite else {
        return Ok(());
    };
    let deed = audit::Deed::of_system(deed).on(entry).to(invite);
    audit::note(tx, now, &deed)
}

/// Whether no other mail waits for longer.
pub(super) fn is_first_in_line(tx: &Tx, mail: MailId) -> Result<bool, Error> {
    let first = tx.query_opt(
        "SELECT id FROM mails WHERE state = 'queued' ORDER BY id LIMIT 1",
        params![],
        |row| row.get::<MailId>("id"),
    )?;
    Ok(first == Some(mail))
}

/// Lets everything that waits for the mail service be tried at once: it was set up anew,
/// or it is back. After the commit [`jobs::wake`].
pub fn hasten(tx: &Tx, now: Timestamp) -> Result<u64, Error> {
    jobs::hasten_mail(tx, now)
}

/// How many mails wait, counted up to `most`.
pub fn waiting(tx: &Tx, most: i64) -> Result<i64, Error> {
    tx.query_one(WAITING, params![most], |row| row.get("n"))
}

/// Calls off whatever waits: after a restore nobody knows what was sent since.
pub fn call_off_all(tx: &Tx, now: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "UPDATE mails SET state = 'cancelled', why = $2, ended_at = $1, sealed = NULL
         WHERE state = 'queued'",
        params![now, Unwanted::Restored.as_str()],
    )
}

/// Forgets mails that were made so long ago and have ended, a few hundred at a time; how
/// many.
pub fn forget(tx: &Tx, now: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "DELETE FROM mails WHERE id IN
           (SELECT id FROM mails WHERE id < $1 AND ended_at < $2 ORDER BY id LIMIT 500)",
        params![first_id(now.before(REMEMBERED)), now.before(REMEMBERED)],
    )
}

/// The lowest id of a mail made at that moment.
fn first_id(at: Timestamp) -> MailId {
    struct Zeroes;
    impl usher_domain::clock::Entropy for Zeroes {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }
    MailId::new(at, &Zeroes)
}
