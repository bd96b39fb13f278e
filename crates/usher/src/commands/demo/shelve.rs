//! Putting the sample media in, ready to be watched.

use usher_app::{
    App,
    features::media::{self, Details, NewBlob, NewCaptions, NewEntry, Purpose, Subject, Tags},
};
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::EntryRole,
    clock::Timestamp,
    ids::{AccountId, BlobId, EntryId},
    media::EntryState,
};

use super::{
    entries::{ENTRIES, Item, Who},
    ledger::{self, Ledger},
    media::{Extent, Media},
};
use crate::failure::{Failure, Outcome};

/// Makes every entry that is not there yet.
pub(super) async fn missing(app: &App, ledger: &mut Ledger, now: Timestamp) -> Outcome {
    for item in ENTRIES {
        if ledger.find::<EntryId>(item.key).is_none()
            && let Some(owner) = ledger.find(item.owner)
        {
            let team = team(item, ledger);
            ledger.note(item.key, shelve(app, item, owner, team, now).await?);
        }
    }
    Ok(())
}

fn team(item: &Item, ledger: &Ledger) -> Vec<(Subject, EntryRole)> {
    let found = item.collaborators.iter().map(|(who, role)| {
        let subject = match who {
            Who::Person(key) => ledger.find(key).map(Subject::Account),
            Who::Group(key) => ledger.find(key).map(Subject::Group),
        };
        Some((subject?, *role))
    });
    found.flatten().collect()
}

/// The objects of one entry, published in the blob store.
struct Objects {
    original: NewBlob,
    poster: NewBlob,
    poster_small: NewBlob,
    captions: Option<NewCaptions>,
}

async fn shelve(
    app: &App,
    item: &'static Item,
    owner: AccountId,
    team: Vec<(Subject, EntryRole)>,
    now: Timestamp,
) -> Outcome<EntryId> {
    let objects = store(app, item.media, now).await?;
    let new = NewEntry {
        kind: item.kind,
        details: Details::parse(
            item.title,
            item.description,
            Tags::parse(item.tags.iter().copied()),
        )
        .map_err(|_| Failure::runtime(format!("The texts of {:?} are refused.", item.title)))?,
        owner,
    };
    let made = now.before(item.age);
    let parts = app.clone();
    let make = move |tx: &Tx| {
        let id = media::create_entry(tx, &new, made, &*parts.parts.entropy)?;
        for blob in [&objects.original, &objects.poster, &objects.poster_small] {
            media::add_blob(tx, id, blob, made)?;
        }
        if let Some(captions) = &objects.captions {
            media::add_captions(tx, id, captions, made, &*parts.parts.entropy)?;
        }
        for (subject, role) in &team {
            media::add_collaborator(tx, id, *subject, *role, made)?;
        }
        finish(tx, id, item, &objects, now)?;
        ledger::write(tx, item.key, id)?;
        Ok::<_, Error>(id)
    };
    Ok(app.parts.db.write(make).await?)
}

/// Gives the entry its media, as though it had been looked at long ago.
fn finish(
    tx: &Tx,
    id: EntryId,
    item: &Item,
    objects: &Objects,
    now: Timestamp,
) -> Result<(), Error> {
    let (duration, size, pages) = match item.media.extent {
        Extent::Video(duration, size) => (Some(duration), Some(size), None),
        Extent::Audio(duration) => (Some(duration), None, None),
        Extent::Pages(pages) => (None, None, Some(pages)),
    };
    tx.execute(
        "UPDATE entries
         SET state = $2, publish = $3, original_id = $4, playable_id = $4, poster_id = $5,
             poster_small_id = $6, duration_us = $7, width = $8, height = $9, pages = $10,
             plays = $11, trashed_at = $12, progress = 100
         WHERE id = $1",
        params![
            id,
            EntryState::Ready.as_str(),
            item.publish.as_str(),
            objects.original.id,
            objects.poster.id,
            objects.poster_small.id,
            duration.map(|span| i64::try_from(span.as_micros()).unwrap_or(i64::MAX)),
            size.map(|(width, _)| width),
            size.map(|(_, height)| height),
            pages,
            item.plays,
            item.deleted.map(|ago| now.before(ago))
        ],
    )
    .map(drop)
}

async fn store(app: &App, media: &'static Media, now: Timestamp) -> Outcome<Objects> {
    let stem = media.filename.split('.').next().unwrap_or(media.filename);
    let put = async |purpose, bytes: &'static [u8], content_type: &str, filename: String| {
        let id = BlobId::new(now, &*app.parts.entropy);
        let sealed = app
            .parts
            .blobs
            .put(id, bytes.into())
            .await
            .map_err(|error| {
                Failure::runtime(format!("The sample media cannot be stored ({error})."))
            })?;
        Outcome::Ok(NewBlob {
            id,
            purpose,
            sealed,
            content_type: content_type.to_owned(),
            filename,
        })
    };
    Ok(Objects {
        original: put(
            Purpose::Original,
            media.bytes,
            media.content_type,
            media.filename.to_owned(),
        )
        .await?,
        poster: put(
            Purpose::Poster,
            media.poster,
            "image/jpeg",
            format!("{stem}.jpg"),
        )
        .await?,
        poster_small: put(
            Purpose::PosterSmall,
            media.poster_small,
            "image/webp",
            format!("{stem}.webp"),
        )
        .await?,
        captions: match media.captions {
            None => None,
            Some(text) => Some(NewCaptions {
                lang: "en".to_owned(),
                label: "English".to_owned(),
                standard: false,
                words: media::spoken_in(text, "en"),
                blob: put(
                    Purpose::Caption,
                    text,
                    "text/vtt; charset=utf-8",
                    format!("{stem}.en.vtt"),
                )
                .await?,
            }),
        },
    })
}
