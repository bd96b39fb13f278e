//! The job table.

use std::{collections::HashSet, time::Duration};

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::{BlobId, EntryId, JobId, MailId, WebhookId},
};

use super::{
    mail,
    work::{Kind, Work},
};
use crate::features::ladders;

/// How long a worker may be silent before others take its job over.
pub(super) const LEASE: Duration = Duration::from_secs(20);

/// How long what a worker may still be writing is left alone after its job was
/// taken from it: it notices when it renews its lease.
const LINGERS: Duration = Duration::from_mins(5);

/// A job that a worker holds. Nobody else may do it until the lease ends; the
/// count of attempts tells this lease from earlier and later ones.
#[derive(Clone, Debug)]
pub(super) struct Lease {
    pub(super) id: JobId,
    pub(super) kind: String,
    pub(super) entry: Option<EntryId>,
    pub(super) payload: String,
    pub(super) attempts: u32,
}

impl Lease {
    /// The sort of work; none if this version does not know it.
    pub(super) fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }
}

/// Puts work into the table, due at once. Part of the caller's transaction;
/// [`wake`](super::wake) after its commit.
pub fn enqueue(
    tx: &Tx,
    work: &Work,
    entry: Option<EntryId>,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    put(tx, work, entry, (now, now), entropy)
}

/// Puts work into the table that is due later.
pub fn enqueue_for(
    tx: &Tx,
    work: &Work,
    (now, run_at): (Timestamp, Timestamp),
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    put(tx, work, None, (now, run_at), entropy)
}

fn put(
    tx: &Tx,
    work: &Work,
    entry: Option<EntryId>,
    (now, run_at): (Timestamp, Timestamp),
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO jobs (id, kind, entry_id, payload, state, run_at, created_at)
         VALUES ($1, $2, $3, $4, 'waiting', $5, $6) ON CONFLICT DO NOTHING",
        params![
            JobId::new(now, entropy),
            work.kind().as_str(),
            entry,
            work.payload(),
            run_at,
            now
        ],
    )
    .map(drop)
}

/// Gives up what is still to be done with earlier files of an entry: a newer
/// one is there. What it may have come to is deleted later.
pub fn supersede(
    tx: &Tx,
    entry: EntryId,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    let open = tx.query(
        "SELECT id, kind, payload FROM jobs
         WHERE entry_id = $1 AND kind IN ('look', 'render') AND state IN ('waiting', 'running')",
        params![entry],
        |row| {
            let (kind, payload): (String, String) = (row.get("kind")?, row.get("payload")?);
            Ok((row.get::<JobId>("id")?, Work::parse(&kind, &payload)))
        },
    )?;
    for (id, work) in open {
        tx.execute(
            "UPDATE jobs SET state = 'done', finished_at = $2 WHERE id = $1",
            params![id, now],
        )?;
        if let Some(Work::Look(plan) | Work::Render(plan)) = work {
            let later = now.after(LINGERS);
            let discard = Work::discard(plan.blobs());
            put(tx, &discard, None, (now, later), entropy)?;
        }
    }
    if stop_climbing(tx, entry, now, entropy)? {
        // Should the new file be none, those of the old one are asked for again.
        ladders::left_alone(tx, entry)?;
    }
    Ok(())
}

/// Gives up the renditions of an entry that are still to be made; whether there were any. What is there already stays.
pub fn stop_climbing(
    tx: &Tx,
    entry: EntryId,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<bool, Error> {
    let open = tx.query(
        "SELECT id, kind, payload FROM jobs
         WHERE entry_id = $1 AND kind IN ('rung', 'ladder') AND state IN ('waiting', 'running')",
        params![entry],
        |row| {
            let (kind, payload): (String, String) = (row.get("kind")?, row.get("payload")?);
            Ok((row.get::<JobId>("id")?, Work::parse(&kind, &payload)))
        },
    )?;
    if open.is_empty() {
        return Ok(false);
    }
    let there = tx.query(
        "SELECT blob_id FROM renditions WHERE entry_id = $1",
        params![entry],
        |row| row.get::<BlobId>("blob_id"),
    )?;
    for (id, work) in open {
        tx.execute(
            "UPDATE jobs SET state = 'done', finished_at = $2 WHERE id = $1",
            params![id, now],
        )?;
        if let Some(Work::Rung(climb) | Work::Ladder(climb)) = work {
            let mut blobs = climb.blobs();
            blobs.retain(|blob| !there.contains(blob));
            let later = now.after(LINGERS);
            put(tx, &Work::discard(blobs), None, (now, later), entropy)?;
        }
    }
    Ok(true)
}

/// The objects that are being deleted, or were to be and could not.
pub(crate) fn leaving(tx: &Tx) -> Result<HashSet<BlobId>, Error> {
    let open = tx.query(
        "SELECT kind, payload FROM jobs WHERE kind = 'discard' AND state <> 'done'",
        &[],
        |row| Ok((row.get::<String>("kind")?, row.get::<String>("payload")?)),
    )?;
    let mut leaving = HashSet::new();
    for (kind, payload) in open {
        if let Some(Work::Discard(discard)) = Work::parse(&kind, &payload) {
            leaving.extend(discard.blobs);
        }
    }
    Ok(leaving)
}

/// Makes sure that what comes round again is in the table, and that it comes
/// round now: a crash may have left something to tidy up.
pub(super) fn begin(tx: &Tx, now: Timestamp, entropy: &dyn Entropy) -> Result<(), Error> {
    for work in [Work::Purge, Work::Sweep] {
        put(tx, &work, None, (now, now), entropy)?;
        tx.execute(
            "UPDATE jobs SET run_at = $2
             WHERE kind = $1 AND kind IN ('purge', 'sweep') AND state = 'waiting' AND run_at > $2",
            params![work.kind().as_str(), now],
        )?;
    }
    Ok(())
}

const DUE: &str = "SELECT j.id, j.kind, j.entry_id, j.payload, j.attempts FROM jobs j
    WHERE j.kind = $1 AND j.state IN ('waiting', 'running') AND j.run_at <= $2
    ORDER BY j.run_at LIMIT 1";

/// Whether there is something for these kinds of worker to do.
pub(super) fn is_due(tx: &Tx, kinds: &[Kind], now: Timestamp) -> Result<bool, Error> {
    for kind in kinds {
        let due = tx.query_opt(DUE, params![kind.as_str(), now], |_| Ok(()))?;
        if due.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes the job of these kinds that has been due for longest.
pub(super) fn lease(tx: &Tx, kinds: &[Kind], now: Timestamp) -> Result<Option<Lease>, Error> {
    for kind in kinds {
        let due = tx.query_opt(tx.lock("j", DUE), params![kind.as_str(), now], leased)?;
        let Some(lease) = due else { continue };
        let taken = tx.execute(
            "UPDATE jobs SET state = 'running', attempts = $2, run_at = $3
             WHERE id = $1 AND attempts = $2 - 1",
            params![lease.id, lease.attempts, now.after(LEASE)],
        )?;
        if taken == 1 {
            return Ok(Some(lease));
        }
    }
    Ok(None)
}

fn leased(row: &Row<'_>) -> Result<Lease, Error> {
    Ok(Lease {
        id: row.get("id")?,
        kind: row.get("kind")?,
        entry: row.get("entry_id")?,
        payload: row.get("payload")?,
        attempts: row.get::<u32>("attempts")?.saturating_add(1),
    })
}

/// Says that the worker lives; whether the job is still its own.
pub(super) fn renew(tx: &Tx, lease: &Lease, now: Timestamp) -> Result<bool, Error> {
    let renewed = tx.execute(
        "UPDATE jobs SET run_at = $3 WHERE id = $1 AND attempts = $2 AND state = 'running'",
        params![lease.id, lease.attempts, now.after(LEASE)],
    )?;
    Ok(renewed == 1)
}

/// Ends the job, together with the writes of its result; whether the lease
/// still allowed it. If not, the caller must not have written anything.
pub(super) fn finish(tx: &Tx, lease: &Lease, now: Timestamp) -> Result<bool, Error> {
    let ended = match lease.kind().and_then(Kind::recurs) {
        Some(pause) => tx.execute(
            "UPDATE jobs SET state = 'waiting', attempts = 0, run_at = $3, last_error = NULL
             WHERE id = $1 AND attempts = $2 AND state = 'running'",
            params![lease.id, lease.attempts, now.after(pause)],
        )?,
        None => tx.execute(
            "UPDATE jobs SET state = 'done', finished_at = $3, last_error = NULL
             WHERE id = $1 AND attempts = $2 AND state = 'running'",
            params![lease.id, lease.attempts, now],
        )?,
    };
    Ok(ended == 1)
}

/// Puts the job back for later, with what stood in the way.
pub(super) fn postpone(
    tx: &Tx,
    lease: &Lease,
    why: &str,
    (now, pause): (Timestamp, Duration),
) -> Result<(), Error> {
    tx.execute(
        "UPDATE jobs SET state = 'waiting', run_at = $3, last_error = $4
         WHERE id = $1 AND attempts = $2 AND state = 'running'",
        params![lease.id, lease.attempts, now.after(pause), why],
    )
    .map(drop)
}

/// Lets every mail that waits for the mail service be tried at once; how many.
pub fn hasten_mail(tx: &Tx, now: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "UPDATE jobs SET run_at = $1
         WHERE kind = 'mail' AND state IN ('waiting', 'running') AND state = 'waiting'
           AND run_at > $1 AND last_error = $2",
        params![now, mail::SERVICE],
    )
}

/// Lets one mail that waits be tried at once.
pub fn hasten_one_mail(tx: &Tx, mail: MailId, now: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "UPDATE jobs SET run_at = $1
         WHERE kind = 'mail' AND state IN ('waiting', 'running') AND state = 'waiting'
           AND run_at > $1 AND payload = $2",
        params![now, Work::Mail(mail).payload()],
    )
}

/// Puts a webhook's line into the table, or lets it go on at once if it waits.
pub fn hasten_webhook(
    tx: &Tx,
    webhook: WebhookId,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    let work = Work::Webhook(webhook);
    put(tx, &work, None, (now, now), entropy)?;
    tx.put(
        "UPDATE jobs SET run_at = $1
         WHERE kind = 'webhook' AND state IN ('waiting', 'running') AND state = 'waiting'
           AND run_at > $1 AND payload = $2",
        params![now, work.payload()],
    )
}

/// Gives the job up, if it is still the worker's; it stays in the table for the console.
pub(super) fn give_up(tx: &Tx, lease: &Lease, why: &str, now: Timestamp) -> Result<bool, Error> {
    let given_up = tx.execute(
        "UPDATE jobs SET state = 'failed', finished_at = $3, last_error = $4
         WHERE id = $1 AND attempts = $2 AND state = 'running'",
        params![lease.id, lease.attempts, now, why],
    )?;
    Ok(given_up == 1)
}

/// Hands the job back untried: the hub is stopping.
pub(super) fn hand_back(tx: &Tx, lease: &Lease, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE jobs SET state = 'waiting', attempts = attempts - 1, run_at = $3
         WHERE id = $1 AND attempts = $2 AND state = 'running'",
        params![lease.id, lease.attempts, now],
    )
    .map(drop)
}

/// Forgets jobs that ended before `then`, a few hundred at a time; how many.
pub(super) fn forget(tx: &Tx, then: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "DELETE FROM jobs WHERE id IN
           (SELECT id FROM jobs WHERE finished_at < $1 ORDER BY finished_at LIMIT 500)",
        params![then],
    )
}
