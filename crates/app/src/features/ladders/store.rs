//! What there is, and how far it is, in the database.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::{BlobId, EntryId},
    media::LadderState,
};

use super::playlist::{Parts, Rates};
use crate::features::{
    jobs::{self, Climb, Work},
    media::{NewBlob, add_blob},
};

/// What a rendition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A film in one size, with its sound.
    Rung,
    /// A sound alone.
    Sound,
    /// Small pictures on one sheet.
    Sheet,
    /// How loud a sound is, all along.
    Wave,
}

impl Sort {
    const ALL: [Self; 4] = [Self::Rung, Self::Sound, Self::Sheet, Self::Wave];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Rung => "rung",
            Self::Sound => "sound",
            Self::Sheet => "sheet",
            Self::Wave => "wave",
        }
    }
}

/// A rendition as it is written down.
#[derive(Clone, Debug)]
pub struct NewRendition {
    /// Its object.
    pub blob: NewBlob,
    /// What it is.
    pub sort: Sort,
    /// Pixels across and down; of a sheet those of one picture.
    pub size: (u32, u32),
    /// Frames in a thousand seconds.
    pub pace: u32,
    /// The codecs, as RFC 6381 names them.
    pub codecs: String,
    /// Where its segments lie, or its pictures.
    pub parts: Parts,
}

/// A rendition as a list of them needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// Its object.
    pub blob: BlobId,
    /// What it is.
    pub sort: Sort,
    /// Pixels across and down; of a sheet those of one picture.
    pub size: (u32, u32),
    /// Frames in a thousand seconds.
    pub pace: u32,
    /// How much it takes of a line.
    pub rates: Rates,
    /// The codecs, as RFC 6381 names them.
    pub codecs: String,
}

/// How far the renditions of an entry are, for its page and the API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    /// None while nobody has asked for them.
    pub state: Option<LadderState>,
    /// How much is done, in percent.
    pub percent: u8,
    /// Why there are none, or what is being waited for: a stable code.
    pub failure: Option<String>,
}

/// Which of them an entry has, for its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Something for a player that chooses.
    pub plays: bool,
    /// Small pictures.
    pub previews: bool,
    /// A waveform.
    pub wave: bool,
}

/// Writes a rendition down, with its object.
pub fn add(tx: &Tx, entry: EntryId, new: &NewRendition, now: Timestamp) -> Result<(), Error> {
    add_blob(tx, entry, &new.blob, now)?;
    let rates = new.parts.rates();
    tx.execute(
        "INSERT INTO renditions
           (blob_id, entry_id, sort, width, height, pace, most_bits, mean_bits, codecs, parts)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            new.blob.id,
            entry,
            new.sort.as_str(),
            new.size.0,
            new.size.1,
            new.pace,
            rates.most,
            rates.mean,
            new.codecs.as_str(),
            new.parts.to_string()
        ],
    )
    .map(drop)
}

const OF_ENTRY: &str = "SELECT blob_id, sort, width, height, pace, most_bits, mean_bits, codecs
    FROM renditions WHERE entry_id = $1";

/// What an entry has, the smallest first.
pub fn of_entry(tx: &Tx, entry: EntryId) -> Result<Vec<Rendition>, Error> {
    let mut all = tx.query(OF_ENTRY, params![entry], rendition)?;
    all.sort_by_key(|one| (one.size, one.blob));
    Ok(all)
}

fn rendition(row: &Row<'_>) -> Result<Rendition, Error> {
    Ok(Rendition {
        blob: row.get("blob_id")?,
        sort: sort(row)?,
        size: (row.get("width")?, row.get("height")?),
        pace: row.get("pace")?,
        rates: Rates {
            most: row.get("most_bits")?,
            mean: row.get("mean_bits")?,
        },
        codecs: row.get("codecs")?,
    })
}

fn sort(row: &Row<'_>) -> Result<Sort, Error> {
    let name: String = row.get("sort")?;
    let sort = Sort::ALL.into_iter().find(|sort| sort.as_str() == name);
    sort.ok_or(Error::Column {
        column: "sort",
        wanted: "the sort of a rendition",
    })
}

const SORTS: &str = "SELECT sort FROM renditions WHERE entry_id = $1";

/// Which of them an entry has.
pub fn shown(tx: &Tx, entry: EntryId) -> Result<Shown, Error> {
    let sorts = tx.query(SORTS, params![entry], sort)?;
    let has = |sort| sorts.contains(&sort);
    Ok(Shown {
        plays: has(Sort::Rung) || has(Sort::Sound),
        previews: has(Sort::Sheet),
        wave: has(Sort::Wave),
    })
}

/// Where the parts of one of an entry's renditions lie: of `blob`, or of its first of a sort.
pub fn one(
    tx: &Tx,
    entry: EntryId,
    which: Result<BlobId, Sort>,
) -> Result<Option<(Rendition, Parts)>, Error> {
    let read = |row: &Row<'_>| Ok((rendition(row)?, row.get::<String>("parts")?));
    let found = match which {
        Ok(blob) => tx.query_opt(
            "SELECT blob_id, sort, width, height, pace, most_bits, mean_bits, codecs, parts
             FROM renditions WHERE blob_id = $1 AND entry_id = $2",
            params![blob, entry],
            read,
        )?,
        Err(sort) => tx.query_opt(
            "SELECT blob_id, sort, width, height, pace, most_bits, mean_bits, codecs, parts
             FROM renditions WHERE entry_id = $1 AND sort = $2 LIMIT 1",
            params![entry, sort.as_str()],
            read,
        )?,
    };
    Ok(found.map(|(rendition, parts)| (rendition, Parts::read(&parts))))
}

/// Asks for the renditions of what the entry holds now, up to `top` pixels on the shorter side.
pub fn begin(
    tx: &Tx,
    entry: EntryId,
    (original, top): (BlobId, u32),
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE entries SET ladder = 'making', ladder_percent = 0, ladder_failure = NULL, seconds_left = NULL
         WHERE id = $1",
        params![entry],
    )?;
    let work = Work::Rung(Climb::draw(original, top, now, entropy));
    jobs::enqueue(tx, &work, Some(entry), now, entropy)
}

/// Whether they are still wanted, and of this file.
pub fn is_making(tx: &Tx, entry: EntryId, original: BlobId) -> Result<bool, Error> {
    let making = tx.query_opt(
        "SELECT id FROM entries WHERE id = $1 AND original_id = $2 AND ladder = 'making'",
        params![entry, original],
        |_| Ok(()),
    )?;
    Ok(making.is_some())
}

/// They are all there.
pub fn made(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    set(tx, entry, Some(LadderState::Made), None)
}

/// They could not be made.
pub fn failed(tx: &Tx, entry: EntryId, code: &str) -> Result<(), Error> {
    set(tx, entry, Some(LadderState::Failed), Some(code))
}

/// Nobody has asked for them: whoever looks for such entries will.
pub fn left_alone(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    set(tx, entry, None, None)
}

/// They are being made, and nothing stands in the way of that any more.
pub fn goes_on(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    set(tx, entry, Some(LadderState::Making), None)
}

/// They are being made, and something has to pass before that goes on.
pub fn wait_for(tx: &Tx, entry: EntryId, code: &str) -> Result<(), Error> {
    set(tx, entry, Some(LadderState::Making), Some(code))
}

/// Somebody called it off.
pub(super) fn cancelled(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    set(tx, entry, Some(LadderState::Cancelled), None)
}

fn set(
    tx: &Tx,
    entry: EntryId,
    state: Option<LadderState>,
    failure: Option<&str>,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE entries SET ladder = $2, ladder_failure = $3, seconds_left = NULL
         WHERE id = $1 AND ladder = 'making'",
        params![entry, state.map(LadderState::as_str), failure],
    )
    .map(drop)
}

/// Forgets the renditions of an entry: another file takes their place, or nothing does.
/// Their objects are deleted as all its others are.
pub fn forget(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    tx.execute("DELETE FROM renditions WHERE entry_id = $1", params![entry])
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn renditions_are_found_by_their_entry() {
        assert_eq!(Hub::new().flaws(SORTS).await, [""; 0]);
    }
}
