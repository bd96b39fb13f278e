//! The trash, emptied of what has been in it for as long as the site says.

use usher_bus::Topic;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::{BlobId, EntryId, UploadId},
};

use super::{plan::Discard, table, trouble::Trouble, work::Work};
use crate::{
    App,
    features::{
        analytics, attendance,
        audit::{self, Deed},
        channels, guest_links, invites, media, notices, playlists, quiz,
    },
};

/// How many invites go in one transaction: others wait for the write lane too.
const AT_ONCE: i64 = 200;

/// Deletes every entry that is due, rows first; its objects are a job of the
/// same transaction, so that nothing is left behind and nothing is deleted of
/// an entry that was restored a moment before.
pub(super) async fn purge(app: &App) -> Result<(), Trouble> {
    loop {
        let kept = app.settings.now().my_media.deleted_kept();
        let then = app.now().before(kept);
        let due = app.parts.db.read(move |tx| oldest(tx, then)).await?;
        let Some(entry) = due else { return Ok(()) };
        while app
            .parts
            .db
            .write(move |tx| purge_invites(tx, entry, then))
            .await?
        {}
        while app
            .parts
            .db
            .write(move |tx| purge_guests(tx, entry, then))
            .await?
        {}
        let (now, inner) = (app.now(), app.clone());
        app.parts
            .db
            .write(move |tx| purge_entry(tx, entry, (now, then), &*inner.parts.entropy))
            .await?;
        app.parts.bus.ring(&[Topic::Entry(entry), Topic::Jobs]);
    }
}

fn oldest(tx: &Tx, then: Timestamp) -> Result<Option<EntryId>, Error> {
    tx.query_opt(
        "SELECT id FROM entries WHERE trashed_at IS NOT NULL AND trashed_at <= $1
         ORDER BY trashed_at LIMIT 1",
        params![then],
        |row| row.get("id"),
    )
}

fn is_due(tx: &Tx, entry: EntryId, then: Timestamp) -> Result<bool, Error> {
    let lock = tx.lock(
        "e",
        "SELECT e.trashed_at FROM entries e WHERE e.id = $1 AND e.trashed_at <= $2",
    );
    Ok(tx
        .query_opt(lock, params![entry, then], |_| Ok(()))?
        .is_some())
}

/// Deletes some of an entry's invites; whether there may be more.
fn purge_invites(tx: &Tx, entry: EntryId, then: Timestamp) -> Result<bool, Error> {
    if !is_due(tx, entry, then)? {
        return Ok(false);
    }
    let some = params![entry, AT_ONCE];
    tx.execute(
        "DELETE FROM grants WHERE invite_id IN
           (SELECT id FROM invites WHERE entry_id = $1 ORDER BY id LIMIT $2)",
        some,
    )?;
    tx.execute(
        "DELETE FROM invite_secrets WHERE invite_id IN
           (SELECT id FROM invites WHERE entry_id = $1 ORDER BY id LIMIT $2)",
        some,
    )?;
    tx.execute(
        "DELETE FROM mails WHERE invite_id IN
           (SELECT id FROM invites WHERE entry_id = $1 ORDER BY id LIMIT $2)",
        some,
    )?;
    let gone = tx.execute(
        "DELETE FROM invites WHERE id IN
           (SELECT id FROM invites WHERE entry_id = $1 ORDER BY id LIMIT $2)",
        some,
    )?;
    Ok(gone > 0)
}

/// Deletes some of an entry's attendance, of its guests, and then its guest links; whether there may be more.
fn purge_guests(tx: &Tx, entry: EntryId, then: Timestamp) -> Result<bool, Error> {
    if !is_due(tx, entry, then)? {
        return Ok(false);
    }
    let attended = attendance::purge(tx, entry, AT_ONCE)?;
    let answered = quiz::purge(tx, entry, AT_ONCE)?;
    Ok(attended > 0 || answered > 0 || guest_links::purge(tx, entry, AT_ONCE)?)
}

fn purge_entry(
    tx: &Tx,
    entry: EntryId,
    (now, then): (Timestamp, Timestamp),
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    if !is_due(tx, entry, then)? {
        return Ok(());
    }
    // What a job that is still to be done would have come to.
    table::supersede(tx, entry, now, entropy)?;
    let mut blobs = tx.query(
        "SELECT id FROM blobs WHERE entry_id = $1",
        params![entry],
        |row| row.get::<BlobId>("id"),
    )?;
    let uploads = tx.query(
        "SELECT id, blob_id FROM uploads WHERE entry_id = $1",
        params![entry],
        |row| Ok((row.get::<UploadId>("id")?, row.get::<BlobId>("blob_id")?)),
    )?;
    blobs.extend(uploads.iter().map(|(_, blob)| *blob));
    let discard = Discard {
        blobs,
        uploads: uploads.into_iter().map(|(upload, _)| upload).collect(),
    };
    table::enqueue(tx, &Work::Discard(discard), None, now, entropy)?;
    invites::forget_batches_of(tx, entry)?;
    notices::forget_of_entry(tx, entry)?;
    media::drop_terms(tx, entry)?;
    analytics::purge(tx, entry)?;
    channels::forget_of_entry(tx, entry)?;
    playlists::forget_of_entry(tx, entry)?;
    for sql in [
        "DELETE FROM captions WHERE entry_id = $1",
        "DELETE FROM renditions WHERE entry_id = $1",
        "DELETE FROM chapters WHERE entry_id = $1",
        "DELETE FROM blobs WHERE entry_id = $1",
        "DELETE FROM uploads WHERE entry_id = $1",
        "DELETE FROM jobs WHERE entry_id = $1",
        // What was written since.
        "DELETE FROM attendance WHERE entry_id = $1",
        "DELETE FROM removals WHERE entry_id = $1",
        "DELETE FROM collaborators WHERE entry_id = $1",
        "DELETE FROM entry_tags WHERE entry_id = $1",
        "DELETE FROM entries WHERE id = $1",
    ] {
        tx.execute(sql, params![entry])?;
    }
    audit::note(tx, now, &Deed::of_system("entry_purged").on(entry))
}
