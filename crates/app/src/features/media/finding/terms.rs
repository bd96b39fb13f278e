use std::collections::BTreeSet;

use usher_db::{Error, Tx, params};
use usher_domain::{
    finding::written,
    ids::{AccountId, CaptionId, EntryId},
};

/// What stands in title, description and tags, as a source of words.
const TEXT: &str = "text";

/// Writes anew the words of an entry's title, description and tags.
pub(in crate::features::media) fn write_written(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    let mut texts = tx.query(
        "SELECT title, description FROM entries WHERE id = $1",
        params![entry],
        |row| {
            let (title, description): (String, String) =
                (row.get("title")?, row.get("description")?);
            Ok(format!("{title}\n{description}"))
        },
    )?;
    let tags = tx.query(
        "SELECT tag FROM entry_tags WHERE entry_id = $1",
        params![entry],
        |row| row.get::<String>("tag"),
    )?;
    texts.extend(tags);
    put(tx, entry, TEXT, &written(texts.iter().map(String::as_str)))
}

/// Writes anew the words of one caption track; none take them away.
pub(in crate::features::media) fn write_spoken(
    tx: &Tx,
    entry: EntryId,
    caption: CaptionId,
    words: &BTreeSet<String>,
) -> Result<(), Error> {
    put(tx, entry, &caption.to_string(), words)
}

/// Nobody waits for the rows: what goes wrong with one comes up with the commit.
fn put(tx: &Tx, entry: EntryId, source: &str, words: &BTreeSet<String>) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM entry_terms WHERE entry_id = $1 AND source = $2",
        params![entry, source],
    )?;
    if words.is_empty() {
        return Ok(());
    }
    let owner: AccountId = tx.query_one(
        "SELECT owner_id FROM entries WHERE id = $1",
        params![entry],
        |row| row.get("owner_id"),
    )?;
    for word in words {
        tx.put(
            "INSERT INTO entry_terms (owner_id, term, entry_id, source) VALUES ($1, $2, $3, $4)",
            params![owner, word.as_str(), entry, source],
        )?;
    }
    Ok(())
}

/// The words go with the entry to its new owner.
pub fn moved(tx: &Tx, entry: EntryId, owner: AccountId) -> Result<(), Error> {
    tx.execute(
        "UPDATE entry_terms SET owner_id = $2 WHERE entry_id = $1",
        params![entry, owner],
    )
    .map(drop)
}

/// Takes away all words of an entry.
pub fn drop_terms(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM entry_terms WHERE entry_id = $1",
        params![entry],
    )
    .map(drop)
}
