//! What was found, written down: each in one transaction with the end of its job.

use serde_json::json;
use usher_blob::Sealed;
use usher_bus::Topic;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::{BlobId, EntryId},
};
use usher_media_tools::{Document, Image, Kind, Probe};

use super::{Job, Stop, posters::Picture};
use crate::features::{
    audit::{self, Deed},
    jobs::{
        plan::Plan,
        table::{self, Lease},
        trouble::Trouble,
        work::Work,
    },
    ladders,
    media::{NewBlob, Purpose, add_blob},
};

/// What is known of a file that is ready.
#[derive(Clone, Debug, Default)]
pub(super) struct Ready {
    /// The type of what was uploaded.
    pub(super) original_type: &'static str,
    /// The type and the digest of what plays instead, where it does not.
    pub(super) rendition: Option<(&'static str, Sealed)>,
    /// How long it plays, in microseconds.
    pub(super) duration: Option<u64>,
    /// Pixels across and down.
    pub(super) size: Option<(u32, u32)>,
    pub(super) pages: Option<u32>,
    /// Whether renditions are made of it that players choose among.
    pub(super) climbs: bool,
}

impl Ready {
    pub(super) fn document(document: &Document) -> Self {
        Self {
            original_type: Document::MIME,
            pages: Some(document.pages),
            ..Self::default()
        }
    }

    pub(super) fn image(image: &Image) -> Self {
        Self {
            original_type: image.mime,
            size: Some((image.width, image.height)),
            ..Self::default()
        }
    }

    pub(super) fn as_it_is(probe: &Probe) -> Self {
        Self {
            original_type: probe.mime,
            duration: probe.duration,
            size: (probe.kind == Kind::Video).then_some((probe.width, probe.height)),
            climbs: true,
            ..Self::default()
        }
    }
}

impl Job<'_> {
    /// The file is what plays from now on; what played before is deleted.
    pub(super) async fn ready(&self, ready: Ready, pictures: Vec<Picture>) -> Result<(), Stop> {
        self.write(move |step| {
            step.pictures(&pictures)?;
            step.ready(&ready)
        })
        .await?;
        Ok(())
    }

    /// Browsers do not play the file: another job makes what they play.
    pub(super) async fn to_be_rendered(&self, pictures: Vec<Picture>) -> Result<(), Stop> {
        self.write(move |step| {
            step.pictures(&pictures)?;
            step.render()
        })
        .await?;
        Ok(())
    }

    /// The file cannot be used; what played before, if anything, plays on.
    pub(super) async fn refuse(&self, code: &'static str) -> Result<(), Trouble> {
        self.write(move |step| step.refuse(code)).await?;
        Ok(())
    }

    /// Writes a step unless the job was taken from us meanwhile; then there is
    /// nothing to write, and whoever took it deletes what we made.
    async fn write(
        &self,
        mut step: impl FnMut(&Step<'_>) -> Result<(), Error> + Send + 'static,
    ) -> Result<(), Error> {
        let (app, entry, now) = (self.app.clone(), self.entry, self.app.now());
        let (lease, plan): (Lease, Plan) = (self.lease.clone(), self.plan.clone());
        let top = self.app.settings.now().player.ladder_top();
        let write = move |tx: &Tx| {
            if !table::finish(tx, &lease, now)? {
                return Ok(());
            }
            step(&Step {
                tx,
                entry,
                plan: &plan,
                now,
                entropy: &*app.parts.entropy,
                top,
            })
        };
        self.app.parts.db.write(write).await?;
        self.app
            .parts
            .bus
            .ring(&[Topic::Entry(self.entry), Topic::Jobs]);
        Ok(())
    }
}

/// One transaction about one entry's new file.
struct Step<'a> {
    tx: &'a Tx,
    entry: EntryId,
    plan: &'a Plan,
    now: Timestamp,
    entropy: &'a dyn Entropy,
    /// How high ladders reach, if there are any.
    top: Option<u32>,
}

impl Step<'_> {
    /// Records the pictures; an entry that has nothing to show yet shows them.
    fn pictures(&self, pictures: &[Picture]) -> Result<(), Error> {
        for picture in pictures {
            add_blob(self.tx, self.entry, &picture.0, self.now)?;
        }
        self.tx
            .execute(
                "UPDATE entries SET poster_id = (SELECT id FROM blobs WHERE id = $2),
                   poster_small_id = (SELECT id FROM blobs WHERE id = $3)
                 WHERE id = $1 AND playable_id IS NULL",
                params![self.entry, self.plan.poster, self.plan.poster_small],
            )
            .map(drop)
    }

    fn ready(&self, ready: &Ready) -> Result<(), Error> {
        let playable = match ready.rendition {
            None => self.plan.original,
            Some((content_type, sealed)) => {
                let rendition = NewBlob {
                    id: self.plan.rendition,
                    purpose: Purpose::Rendition,
                    sealed,
                    content_type: content_type.to_owned(),
                    filename: self.plan.filename.clone(),
                };
                add_blob(self.tx, self.entry, &rendition, self.now)?;
                self.plan.rendition
            }
        };
        self.tx.execute(
            "UPDATE blobs SET content_type = $2 WHERE id = $1",
            params![self.plan.original, ready.original_type],
        )?;
        let (width, height) = ready.size.unzip();
        let duration = ready.duration.and_then(|micros| i64::try_from(micros).ok());
        self.tx.execute(
            "UPDATE entries SET state = 'ready', failure = NULL, progress = 100, seconds_left = NULL,
               ladder = NULL,
               original_id = $2, playable_id = $3,
               poster_id = (SELECT id FROM blobs WHERE id = $4),
               poster_small_id = (SELECT id FROM blobs WHERE id = $5),
               duration_us = $6, width = $7, height = $8, pages = $9, updated_at = $10
             WHERE id = $1",
            params![
                self.entry,
                self.plan.original,
                playable,
                self.plan.poster,
                self.plan.poster_small,
                duration,
                width,
                height,
                ready.pages,
                self.now
            ],
        )?;
        table::stop_climbing(self.tx, self.entry, self.now, self.entropy)?;
        ladders::forget(self.tx, self.entry)?;
        self.discard(self.replaced()?)?;
        if let Some(top) = self.top.filter(|_| ready.climbs) {
            ladders::begin(
                self.tx,
                self.entry,
                (self.plan.original, top),
                self.now,
                self.entropy,
            )?;
        }
        let deed = Deed::of_system("media_ready").on(self.entry);
        audit::note(self.tx, self.now, &deed.to(self.plan.original))
    }

    fn render(&self) -> Result<(), Error> {
        let work = Work::Render(self.plan.clone());
        table::enqueue(self.tx, &work, Some(self.entry), self.now, self.entropy)
    }

    fn refuse(&self, code: &'static str) -> Result<(), Error> {
        mark_failed(self.tx, self.entry, code, self.now)?;
        self.tx.execute(
            "UPDATE entries SET poster_id = NULL, poster_small_id = NULL
             WHERE id = $1 AND playable_id IS NULL",
            params![self.entry],
        )?;
        self.discard(self.plan.blobs())?;
        let deed = Deed::of_system("media_refused").on(self.entry);
        let detail = json!({ "code": code });
        audit::note(self.tx, self.now, &deed.with(detail))
    }

    /// Everything that stood for earlier files of the entry.
    fn replaced(&self) -> Result<Vec<BlobId>, Error> {
        let all = self.tx.query(
            "SELECT id FROM blobs WHERE entry_id = $1 AND purpose <> 'caption'",
            params![self.entry],
            |row| row.get::<BlobId>("id"),
        )?;
        let mine = self.plan.blobs();
        Ok(all
            .into_iter()
            .filter(|blob| !mine.contains(blob))
            .collect())
    }

    fn discard(&self, blobs: Vec<BlobId>) -> Result<(), Error> {
        if blobs.is_empty() {
            return Ok(());
        }
        let work = Work::discard(blobs);
        table::enqueue(self.tx, &work, None, self.now, self.entropy)
    }
}

fn mark_failed(tx: &Tx, entry: EntryId, code: &str, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE entries SET failure = $2, progress = 0, updated_at = $3,
           state = CASE WHEN playable_id IS NULL THEN 'failed' ELSE state END
         WHERE id = $1",
        params![entry, code, now],
    )
    .map(drop)
}

/// The machine could not do it however often it tried. The file is kept: it is
/// not to blame.
pub(in crate::features::jobs) fn fail(
    tx: &Tx,
    entry: EntryId,
    now: Timestamp,
) -> Result<(), Error> {
    mark_failed(tx, entry, "trouble", now)
}
