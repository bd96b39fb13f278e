//! The words of entries that were made before words were kept, or beside this program.

use std::collections::BTreeSet;

use usher_db::{Error, Tx, params};
use usher_domain::{
    captions::{Captions, Cue, read},
    finding::spoken,
    ids::{BlobId, CaptionId, EntryId},
};

use super::{write_spoken, write_written};
use crate::{App, http::fault::Fault};

/// How many entries are done in one transaction.
const AT_ONCE: u32 = 50;

const WORDLESS: &str = "SELECT id FROM entries WHERE worded = 0 AND id > '' ORDER BY id LIMIT $1";

/// Writes the words of every entry that has none yet.
pub async fn catch_up(app: &App) -> Result<(), Fault> {
    loop {
        let wordless = |tx: &Tx| -> Result<Vec<EntryId>, Error> {
            tx.query(WORDLESS, params![AT_ONCE], |row| row.get("id"))
        };
        let entries = app.parts.db.read(wordless).await?;
        if entries.is_empty() {
            return Ok(());
        }
        let mut done = Vec::new();
        for entry in entries {
            done.push((entry, said_in(app, entry).await?));
        }
        let write = move |tx: &Tx| -> Result<(), Error> {
            for (entry, tracks) in &done {
                write_written(tx, *entry)?;
                for (caption, words) in tracks {
                    write_spoken(tx, *entry, *caption, words)?;
                }
                tx.execute(
                    "UPDATE entries SET worded = 1 WHERE id = $1",
                    params![*entry],
                )?;
            }
            Ok(())
        };
        app.parts.db.write(write).await?;
    }
}

/// The words of each caption track of an entry.
async fn said_in(app: &App, entry: EntryId) -> Result<Vec<(CaptionId, BTreeSet<String>)>, Fault> {
    let tracks = move |tx: &Tx| -> Result<Vec<(CaptionId, String, BlobId)>, Error> {
        tx.query(
            "SELECT id, lang, blob_id FROM captions WHERE entry_id = $1",
            params![entry],
            |row| Ok((row.get("id")?, row.get("lang")?, row.get("blob_id")?)),
        )
    };
    let mut said = Vec::new();
    for (caption, lang, blob) in app.parts.db.read(tracks).await? {
        let Ok(blob) = app.parts.blobs.read(blob).await else {
            continue;
        };
        let bytes = blob.slice(0..blob.len()).await?;
        said.push((caption, spoken_in(&bytes, &lang)));
    }
    Ok(said)
}

/// The words of a caption file; none of one that cannot be read.
pub fn spoken_in(bytes: &[u8], lang: &str) -> BTreeSet<String> {
    read(bytes, lang).map_or_else(|_| BTreeSet::new(), |captions| words_of(&captions))
}

/// The words of a track.
pub(in crate::features::media) fn words_of(captions: &Captions) -> BTreeSet<String> {
    let said: Vec<String> = captions.cues().iter().map(Cue::words).collect();
    spoken(said.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn what_has_no_words_yet_is_found_by_an_index() {
        let hub = Hub::new();
        assert_eq!(hub.flaws(WORDLESS).await, [""; 0]);
    }
}
