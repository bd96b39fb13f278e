use usher_db::{Tx, params};
use usher_domain::{access::Action, clock::Timestamp, ids::EntryId, text::Tag};

use super::{
    create::write_tags,
    decide::{account, decide},
    load::tags,
};
use crate::{
    features::{
        audit::{self, Deed},
        media::{
            Asker,
            details::{Details, Tags},
            finding,
        },
    },
    http::fault::Fault,
};

/// What somebody wants an entry's texts to be.
#[derive(Clone, Debug)]
pub(in crate::features::media) struct Edit {
    /// The new texts; a part that is absent stays.
    pub(in crate::features::media) title: Option<usher_domain::text::Title>,
    pub(in crate::features::media) description: Option<usher_domain::text::Description>,
    pub(in crate::features::media) tags: Option<Tags>,
    /// The revision it was written over; none writes over any.
    pub(in crate::features::media) over: Option<String>,
}

/// What became of an edit.
#[derive(Debug)]
pub(in crate::features::media) enum Edited {
    /// It is stored.
    Saved,
    /// Somebody else stored these texts since; nothing was changed.
    Stale(Box<Details>),
}

/// Changes title, description and tags.
pub(in crate::features::media) fn edit(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    edit: &Edit,
    now: Timestamp,
) -> Result<Edited, Fault> {
    decide(tx, asker, Action::EditEntry, entry, now)?;
    let before = details(tx, entry)?;
    if edit
        .over
        .as_ref()
        .is_some_and(|over| *over != before.revision())
    {
        return Ok(Edited::Stale(Box::new(before)));
    }
    let after = Details {
        title: edit.title.clone().unwrap_or_else(|| before.title.clone()),
        description: (edit.description.clone()).unwrap_or_else(|| before.description.clone()),
        tags: edit.tags.clone().unwrap_or_else(|| before.tags.clone()),
    };
    if after == before {
        return Ok(Edited::Saved);
    }
    tx.execute(
        "UPDATE entries SET title = $2, description = $3, updated_at = $4 WHERE id = $1",
        params![entry, after.title.as_str(), after.description.as_str(), now],
    )?;
    tx.execute("DELETE FROM entry_tags WHERE entry_id = $1", params![entry])?;
    write_tags(tx, entry, &after.tags)?;
    finding::write_written(tx, entry)?;
    audit::note(
        tx,
        now,
        &Deed::of(account(asker)?, "entry_edited").on(entry),
    )?;
    Ok(Edited::Saved)
}

/// Gives an entry one more tag, unless it has it.
pub(in crate::features::media) fn add_tag(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    tag: &Tag,
    now: Timestamp,
) -> Result<(), Fault> {
    decide(tx, asker, Action::EditEntry, entry, now)?;
    let before = tags(tx, entry)?;
    let all = (before.iter().map(String::as_str)).chain([tag.as_str()]);
    let tags = Tags::parse(all).map_err(|error| Fault::fields(vec![error.fault("tag")]))?;
    let with_it = Edit {
        title: None,
        description: None,
        tags: Some(tags),
        over: None,
    };
    edit(tx, asker, entry, &with_it, now).map(drop)
}

/// The texts as they are stored.
fn details(tx: &Tx, entry: EntryId) -> Result<Details, Fault> {
    let (title, description) = tx.query_one(
        "SELECT title, description FROM entries WHERE id = $1",
        params![entry],
        |row| Ok((row.parse("title")?, row.parse("description")?)),
    )?;
    let tags = tags(tx, entry)?;
    let tags = Tags::parse(tags.iter().map(String::as_str))
        .map_err(|error| Fault::internal(format!("stored tags are no tags: {error:?}")))?;
    Ok(Details {
        title,
        description,
        tags,
    })
}
