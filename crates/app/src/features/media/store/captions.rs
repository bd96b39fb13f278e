use std::collections::BTreeSet;

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::Action,
    clock::{Entropy, Timestamp},
    ids::{BlobId, CaptionId, EntryId},
};

use super::{
    blobs::{NewBlob, add_blob},
    decide::{account, decide},
};
use crate::{
    features::{
        audit::{self, Deed},
        media::{Asker, entry::plays, finding},
    },
    http::fault::Fault,
};

/// A caption track whose text the blob store has published.
#[derive(Clone, Debug)]
pub struct NewCaptions {
    /// The language, as a BCP 47 tag.
    pub lang: String,
    /// What the player calls it.
    pub label: String,
    /// Whether it is shown from the beginning.
    pub standard: bool,
    /// The WebVTT text.
    pub blob: NewBlob,
    /// The words that the entry is found by for it.
    pub words: BTreeSet<String>,
}

/// One track of an entry at most is shown from the beginning.
const NO_STANDARD: &str = "UPDATE captions SET standard = 0 WHERE entry_id = $1 AND standard = 1";

/// Adds a track, without asking whether anybody may: for whoever fills a new
/// hub. A second track of the same language is a unique-constraint error.
pub fn add_captions(
    tx: &Tx,
    entry: EntryId,
    new: &NewCaptions,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<CaptionId, Error> {
    let id = CaptionId::new(now, entropy);
    add_blob(tx, entry, &new.blob, now)?;
    if new.standard {
        tx.execute(NO_STANDARD, params![entry])?;
    }
    tx.execute(
        "INSERT INTO captions (id, entry_id, lang, label, blob_id, standard)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            id,
            entry,
            new.lang.as_str(),
            new.label.as_str(),
            new.blob.id,
            new.standard
        ],
    )?;
    finding::write_spoken(tx, entry, id, &new.words)?;
    Ok(id)
}

/// Adds a track for somebody.
pub(in crate::features::media) fn attach_captions(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    new: &NewCaptions,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<CaptionId, Fault> {
    decide(tx, asker, Action::EditEntry, entry, now)?;
    let kind = tx.query_one(
        "SELECT kind FROM entries WHERE id = $1",
        params![entry],
        |row| row.parse("kind"),
    )?;
    if !plays(kind) {
        return Err(Fault::not_found());
    }
    let taken = tx.query_opt(
        "SELECT id FROM captions WHERE entry_id = $1 AND lang = $2",
        params![entry, new.lang.as_str()],
        |_| Ok(()),
    )?;
    if taken.is_some() {
        return Err(Fault::field("lang", "captions_taken"));
    }
    let id = add_captions(tx, entry, new, now, entropy)?;
    let deed = Deed::of(account(asker)?, "captions_added").on(entry).to(id);
    audit::note(tx, now, &deed.with(json!({ "lang": new.lang })))?;
    Ok(id)
}

/// Deletes a track of the entry; the object that held it, to be deleted after
/// the commit. A track that is gone already is nothing to do.
pub(in crate::features::media) fn detach_captions(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    caption: CaptionId,
    now: Timestamp,
) -> Result<Option<BlobId>, Fault> {
    decide(tx, asker, Action::EditEntry, entry, now)?;
    let blob = tx.query_opt(
        "SELECT blob_id FROM captions WHERE id = $1 AND entry_id = $2",
        params![caption, entry],
        |row| row.get::<BlobId>("blob_id"),
    )?;
    let Some(blob) = blob else { return Ok(None) };
    finding::write_spoken(tx, entry, caption, &BTreeSet::new())?;
    tx.execute("DELETE FROM captions WHERE id = $1", params![caption])?;
    tx.execute("DELETE FROM blobs WHERE id = $1", params![blob])?;
    let deed = Deed::of(account(asker)?, "captions_deleted").on(entry);
    audit::note(tx, now, &deed.to(caption))?;
    Ok(Some(blob))
}

/// Has a track of the entry shown from the beginning, instead of any other, or not any more.
pub(in crate::features::media) fn set_standard_captions(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    (caption, standard): (CaptionId, bool),
    now: Timestamp,
) -> Result<(), Fault> {
    decide(tx, asker, Action::EditEntry, entry, now)?;
    let was = tx.query_opt(
        "SELECT standard FROM captions WHERE id = $1 AND entry_id = $2",
        params![caption, entry],
        |row| row.get::<bool>("standard"),
    )?;
    if was.ok_or_else(Fault::not_found)? == standard {
        return Ok(());
    }
    tx.execute(NO_STANDARD, params![entry])?;
    if standard {
        tx.execute(
            "UPDATE captions SET standard = 1 WHERE id = $1",
            params![caption],
        )?;
    }
    let deed = Deed::of(account(asker)?, "captions_changed").on(entry);
    Ok(audit::note(tx, now, &deed.to(caption))?)
}
