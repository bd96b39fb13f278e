use std::time::Duration;

use usher_db::{Error, Row, Tx, params};
use usher_domain::{clock::Timestamp, ids::EntryId, media::purged_from};

use crate::features::{
    admin,
    ladders::Ladder,
    media::entry::{CaptionTrack, Card, Entry, Owner},
};

/// One entry with everything that is shown of it, also from the trash. What the
/// trash no longer keeps is not there.
pub fn entry(tx: &Tx, id: EntryId, now: Timestamp) -> Result<Option<Entry>, Error> {
    let found = tx.query_opt(
        "SELECT e.kind, e.title, e.description, e.owner_id, a.first_name, a.last_name,
                e.publish, e.state, e.failure, e.progress, e.ladder, e.ladder_percent,
                e.ladder_failure, e.seconds_left, e.original_id, e.playable_id,
                e.poster_id, e.duration_us, e.width, e.height, e.pages, e.plays,
                e.created_at, e.updated_at, e.trashed_at,
                (SELECT b.content_type FROM blobs b WHERE b.id = e.playable_id) AS shown_as
         FROM entries e JOIN accounts a ON a.id = e.owner_id WHERE e.id = $1",
        params![id],
        |row| row_of_entry(row, id),
    )?;
    let Some(mut entry) = found else {
        return Ok(None);
    };
    if is_gone(tx, entry.trashed_at, now)? {
        return Ok(None);
    }
    entry.tags = tags(tx, id)?;
    entry.captions = tx.query(
        "SELECT id, lang, label, standard, blob_id FROM captions WHERE entry_id = $1 ORDER BY lang",
        params![id],
        |row| {
            Ok(CaptionTrack {
                id: row.get("id")?,
                lang: row.get("lang")?,
                label: row.get("label")?,
                standard: row.get("standard")?,
                blob: row.get("blob_id")?,
            })
        },
    )?;
    Ok(Some(entry))
}

/// The tags of an entry, in order.
pub(super) fn tags(tx: &Tx, id: EntryId) -> Result<Vec<String>, Error> {
    tx.query(
        "SELECT tag FROM entry_tags WHERE entry_id = $1 ORDER BY position",
        params![id],
        |row| row.get("tag"),
    )
}

/// Whether the trash has kept something for as long as the site says.
pub(in crate::features::media) fn is_gone(
    tx: &Tx,
    trashed_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<bool, Error> {
    // Only of what is in the trash anybody asks for how long.
    match trashed_at {
        None => Ok(false),
        Some(at) => Ok(purged_from(at, deleted_kept(tx)?) <= now),
    }
}

/// How long the trash keeps.
pub(super) fn deleted_kept(tx: &Tx) -> Result<Duration, Error> {
    let site = admin::load_module(tx, "mymedia")?;
    Ok(site.my_media.deleted_kept())
}

fn row_of_entry(row: &Row<'_>, id: EntryId) -> Result<Entry, Error> {
    Ok(Entry {
        id,
        kind: row.parse("kind")?,
        title: row.get("title")?,
        description: row.get("description")?,
        tags: Vec::new(),
        owner: owner(row)?,
        publish: row.parse("publish")?,
        state: row.parse("state")?,
        failure: row.get("failure")?,
        progress: row.get("progress")?,
        ladder: ladder(row)?,
        seconds_left: row.get("seconds_left")?,
        original: row.get("original_id")?,
        playable: row.get("playable_id")?,
        shown_as: row.get("shown_as")?,
        poster: row.get("poster_id")?,
        duration: duration(row)?,
        size: row
            .get::<Option<u32>>("width")?
            .zip(row.get::<Option<u32>>("height")?),
        pages: row.get("pages")?,
        plays: row.get("plays")?,
        captions: Vec::new(),
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        trashed_at: row.get("trashed_at")?,
    })
}

fn ladder(row: &Row<'_>) -> Result<Ladder, Error> {
    let state = row.get::<Option<String>>("ladder")?;
    Ok(Ladder {
        state: state.and_then(|state| state.parse().ok()),
        percent: row.get("ladder_percent")?,
        failure: row.get("ladder_failure")?,
    })
}

/// One entry as a card, without asking who looks: for pages that show an entry
/// before anybody proved anything, such as an invite's.
pub fn card(tx: &Tx, id: EntryId, now: Timestamp) -> Result<Option<Card>, Error> {
    let found = tx.query_opt(
        concat!(
            "SELECT ",
            card_columns!(),
            " FROM entries e JOIN accounts a ON a.id = e.owner_id WHERE e.id = $1"
        ),
        params![id],
        row_of_card,
    )?;
    match found {
        Some(card) if !is_gone(tx, card.trashed_at, now)? => Ok(Some(card)),
        _ => Ok(None),
    }
}

/// What [`row_of_card`] reads, of `entries e JOIN accounts a`.
macro_rules! card_columns {
    () => {
        "e.id, e.kind, e.title, e.owner_id, a.first_name, a.last_name, e.publish, e.state,
         e.progress, e.poster_small_id, e.duration_us, e.pages, e.plays, e.created_at,
         e.updated_at, e.trashed_at"
    };
}
pub(in crate::features::media) use card_columns;

pub(in crate::features::media) fn row_of_card(row: &Row<'_>) -> Result<Card, Error> {
    Ok(Card {
        id: row.get("id")?,
        kind: row.parse("kind")?,
        title: row.get("title")?,
        owner: owner(row)?,
        publish: row.parse("publish")?,
        state: row.parse("state")?,
        progress: row.get("progress")?,
        has_poster: row.get::<Option<String>>("poster_small_id")?.is_some(),
        duration: duration(row)?,
        pages: row.get("pages")?,
        plays: row.get("plays")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        trashed_at: row.get("trashed_at")?,
        role: None,
    })
}

fn owner(row: &Row<'_>) -> Result<Owner, Error> {
    let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
    Ok(Owner {
        id: row.get("owner_id")?,
        name: format!("{first} {last}").trim().to_owned(),
    })
}

fn duration(row: &Row<'_>) -> Result<Option<Duration>, Error> {
    let micros = row.get::<Option<i64>>("duration_us")?;
    Ok(micros
        .and_then(|micros| u64::try_from(micros).ok())
        .map(Duration::from_micros))
}
