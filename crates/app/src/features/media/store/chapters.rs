use std::time::Duration;

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::Action,
    clock::Timestamp,
    ids::EntryId,
    media::{Chapter, ChapterFault, ChapterTrouble, Chapters},
};

use super::decide::{account, decide};
use crate::{
    features::{
        audit::{self, Deed},
        media::{Asker, entry::plays},
    },
    http::fault::{Fault, FieldFault},
};

/// What somebody wants an entry's chapters to be.
#[derive(Clone, Debug)]
pub(in crate::features::media) enum Wanted {
    /// Lines of a time and a title, or a WebVTT file.
    Lines(String),
    /// Times and titles.
    List(Vec<(Duration, String)>),
}

/// What became of it.
#[derive(Debug)]
pub(in crate::features::media) enum SetChapters {
    /// It is stored.
    Saved,
    /// Somebody else stored these since; nothing was changed.
    Stale(Chapters),
}

/// The chapters of an entry.
pub(in crate::features::media) fn chapters(tx: &Tx, entry: EntryId) -> Result<Chapters, Error> {
    let list = tx.query(
        "SELECT at_ms, title FROM chapters WHERE entry_id = $1 ORDER BY at_ms",
        params![entry],
        |row| {
            Ok(Chapter {
                at: Duration::from_millis(row.get::<i64>("at_ms")?.unsigned_abs()),
                title: row.parse("title")?,
            })
        },
    )?;
    Ok(Chapters::stored(list))
}

/// Changes the chapters to those of `wanted`, written over the lines `over`; none writes
/// over any.
pub(in crate::features::media) fn set_chapters(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    (wanted, over): (&Wanted, Option<&str>),
    now: Timestamp,
) -> Result<SetChapters, Fault> {
    decide(tx, asker, Action::EditEntry, entry, now)?;
    let (kind, length) = tx.query_one(
        "SELECT kind, duration_us FROM entries WHERE id = $1",
        params![entry],
        |row| Ok((row.parse("kind")?, row.get::<Option<i64>>("duration_us")?)),
    )?;
    if !plays(kind) {
        return Err(Fault::not_found());
    }
    let length = length.map(|micros| Duration::from_micros(micros.unsigned_abs()));
    let new = match wanted {
        Wanted::Lines(text) => Chapters::parse(text, length),
        Wanted::List(list) => Chapters::of(list, length),
    };
    let new = new.map_err(|faults| Fault::fields(faults.into_iter().map(fault).collect()))?;
    let before = chapters(tx, entry)?;
    if over.is_some_and(|over| over != before.lines()) {
        return Ok(SetChapters::Stale(before));
    }
    if new == before {
        return Ok(SetChapters::Saved);
    }
    tx.execute("DELETE FROM chapters WHERE entry_id = $1", params![entry])?;
    for chapter in &new {
        let at = i64::try_from(chapter.at.as_millis()).unwrap_or(i64::MAX);
        tx.execute(
            "INSERT INTO chapters (entry_id, at_ms, title) VALUES ($1, $2, $3)",
            params![entry, at, chapter.title.as_str()],
        )?;
    }
    let deed = Deed::of(account(asker)?, "chapters_changed").on(entry);
    audit::note(tx, now, &deed.with(json!({ "chapters": new.len() })))?;
    Ok(SetChapters::Saved)
}

/// What is wrong with a line, as the fault of the field `chapters`.
fn fault(ChapterFault { line, trouble }: ChapterFault) -> FieldFault {
    let code = match trouble {
        ChapterTrouble::NoTime => "chapter_no_time",
        ChapterTrouble::NoTitle => "chapter_no_title",
        ChapterTrouble::Title(_) => "chapter_title",
        ChapterTrouble::Twice => "chapter_twice",
        ChapterTrouble::Earlier => "chapter_earlier",
        ChapterTrouble::Beyond => "chapter_beyond",
        ChapterTrouble::TooMany => "chapter_too_many",
    };
    let fault = FieldFault::new("chapters", code).with("line", line);
    match trouble {
        ChapterTrouble::TooMany => fault.with("max", Chapters::MOST),
        _ => fault,
    }
}
