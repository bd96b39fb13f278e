//! Which object stands behind which address of an entry.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{BlobId, CaptionId, EntryId},
    media::EntryState,
};

/// An object and how it is served.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) blob: BlobId,
    /// What we found it to be, never what its sender said.
    pub(super) content_type: String,
    /// What its sender called it.
    pub(super) filename: String,
}

fn stored(row: &Row<'_>) -> Result<Stored, Error> {
    Ok(Stored {
        blob: row.get("id")?,
        content_type: row.get("content_type")?,
        filename: row.get("filename")?,
    })
}

/// What plays.
pub(super) fn playable(tx: &Tx, entry: EntryId) -> Result<Option<Stored>, Error> {
    tx.query_opt(
        "SELECT b.id, b.content_type, b.filename FROM entries e
         JOIN blobs b ON b.id = e.playable_id WHERE e.id = $1",
        params![entry],
        stored,
    )
}

/// What was uploaded.
pub(super) fn original(tx: &Tx, entry: EntryId) -> Result<Option<Stored>, Error> {
    tx.query_opt(
        "SELECT b.id, b.content_type, b.filename FROM entries e
         JOIN blobs b ON b.id = e.original_id WHERE e.id = $1",
        params![entry],
        stored,
    )
}

/// The poster for the media page.
pub(super) fn poster(tx: &Tx, entry: EntryId) -> Result<Option<Stored>, Error> {
    tx.query_opt(
        "SELECT b.id, b.content_type, b.filename FROM entries e
         JOIN blobs b ON b.id = e.poster_id WHERE e.id = $1",
        params![entry],
        stored,
    )
}

/// The poster for lists and the landing page.
pub(super) fn poster_small(tx: &Tx, entry: EntryId) -> Result<Option<Stored>, Error> {
    tx.query_opt(
        "SELECT b.id, b.content_type, b.filename FROM entries e
         JOIN blobs b ON b.id = e.poster_small_id WHERE e.id = $1",
        params![entry],
        stored,
    )
}

/// One of the entry's renditions, small pictures, or waveform.
pub(super) fn rendition(tx: &Tx, entry: EntryId, blob: BlobId) -> Result<Option<Stored>, Error> {
    tx.query_opt(
        "SELECT b.id, b.content_type, b.filename FROM renditions r
         JOIN blobs b ON b.id = r.blob_id WHERE r.blob_id = $1 AND r.entry_id = $2",
        params![blob, entry],
        stored,
    )
}

/// A caption track of the entry.
pub(super) fn caption(
    tx: &Tx,
    entry: EntryId,
    caption: CaptionId,
) -> Result<Option<Stored>, Error> {
    tx.query_opt(
        "SELECT b.id, b.content_type, b.filename FROM captions c
         JOIN blobs b ON b.id = c.blob_id WHERE c.id = $1 AND c.entry_id = $2",
        params![caption, entry],
        stored,
    )
}

/// What whoever has the entry's page open should be told the change of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// What plays, and whether it does.
    pub(super) media: (EntryState, Option<BlobId>, Option<BlobId>),
    /// Title, description, tags, captions: each edit moves the second.
    pub(super) text: (String, Timestamp),
}

/// The entry as shown.
pub(super) fn shown(tx: &Tx, entry: EntryId) -> Result<Shown, Error> {
    tx.query_one(
        "SELECT state, playable_id, poster_id, title, updated_at FROM entries WHERE id = $1",
        params![entry],
        |row| {
            Ok(Shown {
                media: (
                    row.parse("state")?,
                    row.get("playable_id")?,
                    row.get("poster_id")?,
                ),
                text: (row.get("title")?, row.get("updated_at")?),
            })
        },
    )
}

/// Counts a play; whether there is something to play.
pub(super) fn count_play(tx: &Tx, entry: EntryId) -> Result<bool, Error> {
    let counted = tx.execute(
        "UPDATE entries SET plays = plays + 1 WHERE id = $1 AND playable_id IS NOT NULL",
        params![entry],
    )?;
    Ok(counted > 0)
}
