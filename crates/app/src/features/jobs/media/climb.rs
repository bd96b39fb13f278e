//! The ladder of a film that plays already: the rung that is watched first, then the others in one reading of the film.
//!
//! Each of the two jobs looks at what is there before it does anything, so that after a restart no finished rung is made
//! again; what it made is written down in one transaction with its end. Whatever goes wrong here, the film plays on.

use std::path::PathBuf;

use bytes::Bytes;
use usher_blob::{Scratch, Sealed};
use usher_bus::Topic;
use usher_db::{Error, Tx};
use usher_domain::ids::{BlobId, EntryId};
use usher_media_tools::{Made, MediaError, Order, Probe, Rung, Segments, Sheet};

use super::{
    Stop,
    progress::{self, Share},
};
use crate::{
    App,
    features::{
        jobs::{
            plan::Climb,
            table::{self, Lease},
            trouble::Trouble,
            work::Work,
        },
        ladders::{self, NewRendition, Rendition, Sort},
        media::{NewBlob, Purpose},
    },
};

/// What reading the source costs, beside making one rung of so many pixels in a second.
const READING: f64 = 0.25;

/// Makes the rung that is watched first, and all that is small.
pub(in crate::features::jobs) async fn first_rung(
    app: &App,
    lease: &Lease,
    entry: EntryId,
    climb: &Climb,
) -> Result<(), Trouble> {
    let climber = Climber {
        app,
        lease,
        entry,
        climb,
    };
    let outcome = climber.first().await;
    climber.settle(outcome).await
}

/// Makes the other rungs.
pub(in crate::features::jobs) async fn ladder(
    app: &App,
    lease: &Lease,
    entry: EntryId,
    climb: &Climb,
) -> Result<(), Trouble> {
    let climber = Climber {
        app,
        lease,
        entry,
        climb,
    };
    let outcome = climber.rest().await;
    climber.settle(outcome).await
}

struct Climber<'a> {
    app: &'a App,
    lease: &'a Lease,
    entry: EntryId,
    climb: &'a Climb,
}

/// What follows when something is written down.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The other rungs are to be made.
    Others,
    /// All is there.
    Nothing,
}

/// The source, if its ladder is still wanted, and what there is of it.
struct Source {
    path: PathBuf,
    probe: Probe,
    /// What it is to have, the lowest first.
    rungs: Vec<Rung>,
    there: Vec<Rendition>,
}

impl Source {
    fn has(&self, sort: Sort) -> bool {
        self.there.iter().any(|one| one.sort == sort)
    }

    fn has_rung(&self, rung: &Rung) -> bool {
        let size = (rung.width, rung.height);
        let rungs = self.there.iter().filter(|one| one.sort == Sort::Rung);
        rungs.into_iter().any(|one| one.size == size)
    }

    /// What making some rungs costs, in any measure.
    fn work(&self, rungs: &[Rung]) -> f64 {
        let top = self.rungs.last().map_or(0.0, Rung::work);
        let rungs: f64 = rungs.iter().map(Rung::work).sum();
        if rungs == 0.0 {
            0.0
        } else {
            rungs + top * READING
        }
    }
}

impl Climber<'_> {
    async fn settle(&self, outcome: Result<(), Stop>) -> Result<(), Trouble> {
        let entry = self.entry;
        match outcome {
            Ok(()) => Ok(()),
            Err(Stop::File(code)) => {
                let failed = move |tx: &Tx| ladders::failed(tx, entry, code);
                self.write(failed).await.map_err(Trouble::from)
            }
            Err(Stop::Machine(trouble)) => {
                // Whoever looks after the entry is told what is being waited for.
                let code = match &trouble {
                    Trouble::Full => "disk_full",
                    _ => "trouble",
                };
                let waits = move |tx: &Tx| ladders::wait_for(tx, entry, code);
                self.app.parts.db.write(waits).await?;
                Err(trouble)
            }
        }
    }

    async fn first(&self) -> Result<(), Stop> {
        let Some(source) = self.source().await? else {
            return Ok(());
        };
        let rungs = &source.rungs;
        let (mut made, scratch) = (Vec::new(), self.scratch().await?);
        if let Some(first) = source.probe.first_rung(self.climb.highest) {
            let others: Vec<Rung> = rungs.iter().filter(|r| **r != first).copied().collect();
            if !source.has_rung(&first) {
                let order = Order {
                    rungs: vec![(first, scratch.path().join("rung"))],
                    sound: Some(scratch.path().join("sound")).filter(|_| !source.has(Sort::Sound)),
                    sheet: Sheet::of(&source.probe)
                        .filter(|_| !source.has(Sort::Sheet))
                        .map(|sheet| (sheet, scratch.path().join("sheet"))),
                };
                let (here, after) = (source.work(&[first]), source.work(&others));
                let share = Share::of_ladder(0.0, here, after);
                made = self.make(&source, &order, share).await?;
            }
            let next = if others.iter().all(|rung| source.has_rung(rung)) {
                Next::Nothing
            } else {
                Next::Others
            };
            return self.done(made, next).await;
        }
        if !source.has(Sort::Wave) {
            made.push(self.wave(&source).await?);
        }
        let bytes = tokio::fs::metadata(&source.path)
            .await
            .map(|about| about.len());
        if source.probe.is_heavy(bytes.unwrap_or(0)) && !source.has(Sort::Sound) {
            let order = Order {
                sound: Some(scratch.path().join("sound")),
                ..Order::default()
            };
            let share = Share::of_ladder(0.0, 1.0, 0.0);
            made.extend(self.make(&source, &order, share).await?);
        }
        self.done(made, Next::Nothing).await
    }

    async fn rest(&self) -> Result<(), Stop> {
        let Some(source) = self.source().await? else {
            return Ok(());
        };
        let all = source.rungs.clone();
        let (there, missing): (Vec<Rung>, Vec<Rung>) =
            all.into_iter().partition(|rung| source.has_rung(rung));
        let (mut made, scratch) = (Vec::new(), self.scratch().await?);
        if !missing.is_empty() {
            let out = |rung: &Rung| scratch.path().join(format!("rung-{}", rung.shorter()));
            let order = Order {
                rungs: missing.iter().map(|rung| (*rung, out(rung))).collect(),
                ..Order::default()
            };
            let share = Share::of_ladder(source.work(&there), source.work(&missing), 0.0);
            made = self.make(&source, &order, share).await?;
        }
        self.done(made, Next::Nothing).await
    }

    /// Looks at the source; none if its ladder is not wanted any more, or cannot be made here.
    async fn source(&self) -> Result<Option<Source>, Stop> {
        let (entry, original) = (self.entry, self.climb.original);
        let read = move |tx: &Tx| -> Result<_, Error> {
            let wanted = ladders::is_making(tx, entry, original)?;
            Ok((wanted, ladders::of_entry(tx, entry)?))
        };
        let parts = &self.app.parts;
        let (wanted, there) = parts.db.read(read).await?;
        if !wanted {
            return Ok(None);
        }
        let path = parts.blobs.local_path(original).await?;
        match parts.tools.probe(&path).await {
            Ok(probe) => Ok(Some(Source {
                rungs: probe.rungs(self.climb.highest),
                path,
                probe,
                there,
            })),
            Err(MediaError::ToolMissing { program }) => {
                tracing::warn!(%program, "not installed: a film goes without a ladder");
                self.write(move |tx| ladders::left_alone(tx, entry)).await?;
                Ok(None)
            }
            Err(error) => Err(Stop::of(&error, self.lease)),
        }
    }

    async fn scratch(&self) -> Result<Scratch, Stop> {
        Ok(self.app.parts.blobs.scratch().await?)
    }

    /// Makes what is ordered, and publishes it.
    async fn make(
        &self,
        source: &Source,
        order: &Order,
        share: Share,
    ) -> Result<Vec<NewRendition>, Stop> {
        let tools = &self.app.parts.tools;
        let (teller, told) = progress::channel();
        let work = tools.rungs(&source.path, order, &source.probe, move |done| {
            teller.tell(done);
        });
        let made = told.write_while(self.app, self.entry, share, work).await;
        let Made { rungs, sound } = made.map_err(|error| Stop::of(&error, self.lease))?;
        self.lease.hold(self.app).await?;
        let mut all = Vec::new();
        for ((rung, out), segments) in order.rungs.iter().zip(&rungs) {
            let place = source.rungs.iter().position(|other| other == rung);
            let Some(blob) = place.and_then(|place| self.climb.rungs.get(place)) else {
                continue;
            };
            let name = format!("{}p.mp4", rung.shorter());
            let blob = self.adopt(*blob, out.clone(), (&name, "video/mp4")).await?;
            let pace = (rung.pace.per_second() * 1000.0).round() as u32;
            all.push(rendition(
                blob,
                Sort::Rung,
                (rung.width, rung.height),
                pace,
                segments,
            ));
        }
        if let (Some(out), Some(segments)) = (&order.sound, &sound) {
            let (blob, kind) = (self.climb.sound, ("sound.mp4", "audio/mp4"));
            let blob = self.adopt(blob, out.clone(), kind).await?;
            all.push(rendition(blob, Sort::Sound, (0, 0), 0, segments));
        }
        if let Some((sheet, out)) = &order.sheet
            && tokio::fs::try_exists(out).await.unwrap_or(false)
        {
            let (blob, kind) = (self.climb.sheet, ("previews.jpg", "image/jpeg"));
            all.push(NewRendition {
                blob: self.adopt(blob, out.clone(), kind).await?,
                sort: Sort::Sheet,
                size: (sheet.width, sheet.height),
                pace: 0,
                codecs: String::new(),
                parts: sheet.into(),
            });
        }
        Ok(all)
    }

    async fn wave(&self, source: &Source) -> Result<NewRendition, Stop> {
        let peaks = self
            .app
            .parts
            .tools
            .peaks(&source.path, &source.probe)
            .await;
        let peaks = peaks.map_err(|error| Stop::of(&error, self.lease))?;
        self.lease.hold(self.app).await?;
        let json = serde_json::to_vec(&peaks).unwrap_or_default();
        let (id, blobs) = (self.climb.wave, &self.app.parts.blobs);
        // What an earlier try has left under this name, nothing refers to.
        blobs.delete(id).await?;
        let sealed = blobs.put(id, Bytes::from(json)).await?;
        Ok(NewRendition {
            blob: named(id, sealed, ("waveform.json", "application/json")),
            sort: Sort::Wave,
            size: (0, 0),
            pace: 0,
            codecs: String::new(),
            parts: ladders::Parts::Whole,
        })
    }

    async fn adopt(&self, id: BlobId, path: PathBuf, kind: (&str, &str)) -> Result<NewBlob, Stop> {
        let blobs = &self.app.parts.blobs;
        // What an earlier try has left under this name, nothing refers to.
        blobs.delete(id).await?;
        Ok(named(id, blobs.adopt(id, path).await?, kind))
    }

    /// Writes down what was made, and what follows.
    async fn done(&self, made: Vec<NewRendition>, next: Next) -> Result<(), Stop> {
        let (entry, climb, now) = (self.entry, self.climb.clone(), self.app.now());
        let inner = self.app.clone();
        let blobs: Vec<BlobId> = made.iter().map(|new| new.blob.id).collect();
        let top = self.app.settings.now().player.ladder_top();
        let write = move |tx: &Tx| {
            for new in &made {
                ladders::add(tx, entry, new, now)?;
            }
            let entropy = &*inner.parts.entropy;
            match next {
                Next::Others => {
                    ladders::goes_on(tx, entry)?;
                    let work = Work::Ladder(climb.clone());
                    table::enqueue(tx, &work, Some(entry), now, entropy)
                }
                Next::Nothing => {
                    ladders::made(tx, entry)?;
                    ladders::begin_one(tx, top, now, entropy).map(drop)
                }
            }
        };
        let written = self.write(write).await;
        if !matches!(written, Ok(()) | Err(Error::Unsure)) {
            // Nothing names them, and they take room that may be what is missing.
            for blob in blobs {
                self.app.parts.blobs.delete(blob).await?;
            }
        }
        Ok(written?)
    }

    /// Writes a step unless the job was taken from us meanwhile, or its film is another now;
    /// whoever took it deletes what we made.
    async fn write(
        &self,
        mut step: impl FnMut(&Tx) -> Result<(), Error> + Send + 'static,
    ) -> Result<(), Error> {
        let (lease, entry, now) = (self.lease.clone(), self.entry, self.app.now());
        let original = self.climb.original;
        let write = move |tx: &Tx| {
            if !table::finish(tx, &lease, now)? || !ladders::is_making(tx, entry, original)? {
                return Ok(());
            }
            step(tx)
        };
        self.app.parts.db.write(write).await?;
        self.app.parts.bus.ring(&[Topic::Jobs]);
        Ok(())
    }
}

fn named(id: BlobId, sealed: Sealed, (filename, content_type): (&str, &str)) -> NewBlob {
    NewBlob {
        id,
        purpose: Purpose::Rendition,
        sealed,
        content_type: content_type.to_owned(),
        filename: filename.to_owned(),
    }
}

fn rendition(
    blob: NewBlob,
    sort: Sort,
    size: (u32, u32),
    pace: u32,
    segments: &Segments,
) -> NewRendition {
    NewRendition {
        blob,
        sort,
        size,
        pace,
        codecs: segments.codecs.clone(),
        parts: segments.into(),
    }
}
