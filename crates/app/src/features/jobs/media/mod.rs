//! From an uploaded file to an entry that plays.
//!
//! [`look`] is quick: what is it, is it what the entry should hold, what does it
//! look like. What browsers play is ready then; for the rest it asks for
//! [`render`]. Where the programs for this are not installed the original is
//! ready as it is.

mod apply;
mod climb;
mod posters;
mod progress;
mod shown;
mod sniff;

use std::path::PathBuf;

use usher_blob::{Error as BlobError, Sealed};
use usher_db::{Tx, params};
use usher_domain::{ids::EntryId, media::EntryKind};
use usher_media_tools::{Fits, Found, Kind, MediaError};

use apply::Ready;
pub(super) use apply::fail;
pub(super) use climb::{first_rung, ladder};
use progress::Share;

use super::{plan::Plan, table::Lease, trouble::Trouble};
use crate::App;

/// How often a tool may run out of its time before the file is to blame.
const SLOW: u32 = 3;

/// Why an entry did not get further.
enum Stop {
    /// The file is to blame: the code of the sentence for its owner.
    File(&'static str),
    /// The machine is.
    Machine(Trouble),
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::Machine(trouble)
    }
}

impl From<BlobError> for Stop {
    fn from(error: BlobError) -> Self {
        Self::Machine(error.into())
    }
}

impl From<usher_db::Error> for Stop {
    fn from(error: usher_db::Error) -> Self {
        Self::Machine(error.into())
    }
}

impl Stop {
    fn of(error: &MediaError, lease: &Lease) -> Self {
        let too_slow = matches!(error, MediaError::TimedOut) && lease.attempts >= SLOW;
        if error.is_final() || too_slow {
            Self::File(error.code())
        } else if matches!(error, MediaError::DiskFull) {
            Self::Machine(Trouble::Full)
        } else {
            Self::Machine(Trouble::Passing(error.to_string()))
        }
    }
}

/// Work on one file.
struct Job<'a> {
    app: &'a App,
    lease: &'a Lease,
    entry: EntryId,
    plan: &'a Plan,
}

/// Looks at a new file of an entry.
pub(super) async fn look(
    app: &App,
    lease: &Lease,
    entry: EntryId,
    plan: &Plan,
) -> Result<(), Trouble> {
    let job = Job {
        app,
        lease,
        entry,
        plan,
    };
    let looked = job.look().await;
    job.settle(looked).await
}

/// Makes of the file what browsers play.
pub(super) async fn render(
    app: &App,
    lease: &Lease,
    entry: EntryId,
    plan: &Plan,
) -> Result<(), Trouble> {
    let job = Job {
        app,
        lease,
        entry,
        plan,
    };
    let rendered = job.render().await;
    job.settle(rendered).await
}

impl Job<'_> {
    async fn settle(&self, outcome: Result<(), Stop>) -> Result<(), Trouble> {
        match outcome {
            Ok(()) => Ok(()),
            Err(Stop::File(code)) => self.refuse(code).await,
            Err(Stop::Machine(trouble)) => Err(trouble),
        }
    }

    async fn look(&self) -> Result<(), Stop> {
        let (expected, asks) = self.expected().await?;
        let blobs = &self.app.parts.blobs;
        let path = blobs.local_path(self.plan.original).await?;
        let found = match self.app.parts.tools.inspect(&path).await {
            Ok(found) => found,
            Err(MediaError::ToolMissing { program }) => {
                tracing::warn!(%program, "not installed: a file is taken as it is");
                return self.take_as_it_is(expected).await;
            }
            Err(error) => return Err(Stop::of(&error, self.lease)),
        };
        // A quiz asks about a film or a recording.
        let expected = match (asks, found.kind()) {
            (true, Kind::Audio) => Kind::Audio,
            _ => expected,
        };
        let found = found
            .must_be(expected)
            .map_err(|error| Stop::of(&error, self.lease))?;
        let pictures = self.pictures(&path, &found).await?;
        match found {
            Found::Image(image) => self.show_image(&path, &image, pictures).await,
            Found::Document(document) => self.ready(Ready::document(&document), pictures).await,
            Found::Media(probe) if probe.fits == Fits::Web => {
                self.ready(Ready::as_it_is(&probe), pictures).await
            }
            Found::Media(_) | Found::Office(_) => self.to_be_rendered(pictures).await,
        }
    }

    async fn render(&self) -> Result<(), Stop> {
        let parts = &self.app.parts;
        let path = parts.blobs.local_path(self.plan.original).await?;
        let original = match parts.tools.inspect(&path).await {
            Ok(Found::Media(probe)) => probe,
            Ok(Found::Office(office)) => return self.show_office(&path, &office).await,
            // Whoever looked at it before asked for no rendition.
            Ok(Found::Document(_) | Found::Image(_)) => {
                return Err(Stop::of(&MediaError::Broken, self.lease));
            }
            Err(error) => return Err(Stop::of(&error, self.lease)),
        };
        let scratch = parts.blobs.scratch().await?;
        let out = scratch.path().join("rendition");
        let (teller, told) = progress::channel();
        let highest = self.app.settings.now().player.top_rendition;
        let asked = (&original, highest);
        let rendition = parts
            .tools
            .rendition(&path, &out, asked, move |done| teller.tell(done));
        let told = told.write_while(self.app, self.entry, Share::PREPARATION, rendition);
        let made = match told.await {
            Ok(made) => made,
            Err(MediaError::ToolMissing { .. }) => {
                let ready = Ready {
                    climbs: false,
                    ..Ready::as_it_is(&original)
                };
                return self.ready(ready, Vec::new()).await;
            }
            Err(error) => return Err(Stop::of(&error, self.lease)),
        };
        let sealed = self.adopt(out).await?;
        let ready = Ready {
            original_type: original.mime,
            rendition: Some((made.probe.mime, sealed)),
            ..Ready::as_it_is(&made.probe)
        };
        self.ready(ready, Vec::new()).await
    }

    /// Makes the file `out` the rendition of the plan.
    async fn adopt(&self, out: PathBuf) -> Result<Sealed, Stop> {
        let blobs = &self.app.parts.blobs;
        self.lease.hold(self.app).await?;
        // What an earlier try has left under this name, nothing refers to.
        blobs.delete(self.plan.rendition).await?;
        Ok(blobs.adopt(self.plan.rendition, out).await?)
    }

    /// Without the programs that look into media: what the first bytes tell.
    async fn take_as_it_is(&self, expected: Kind) -> Result<(), Stop> {
        let blob = self.app.parts.blobs.read(self.plan.original).await?;
        let head = blob.slice(0..sniff::HEAD).await?;
        let mime = sniff::sniff(&head, expected).map_err(Stop::File)?;
        let ready = Ready {
            original_type: mime,
            ..Ready::default()
        };
        self.ready(ready, Vec::new()).await
    }

    /// Which kind of file the entry holds, and whether it is a quiz.
    async fn expected(&self) -> Result<(Kind, bool), Stop> {
        let entry = self.entry;
        let kind = move |tx: &Tx| {
            let sql = "SELECT kind FROM entries WHERE id = $1";
            tx.query_opt(sql, params![entry], |row| row.parse("kind"))
        };
        let kind: Option<EntryKind> = self.app.parts.db.read(kind).await?;
        let held = kind.and_then(held_by);
        held.map(|held| (held, kind == Some(EntryKind::Quiz)))
            .ok_or_else(|| Stop::Machine(Trouble::Lasting("the entry takes no file".to_owned())))
    }
}

/// The kind of file that an entry of this kind is made from, if it is made from one.
pub(in crate::features) const fn held_by(kind: EntryKind) -> Option<Kind> {
    match kind {
        EntryKind::Video | EntryKind::Quiz | EntryKind::Simulive => Some(Kind::Video),
        EntryKind::Audio => Some(Kind::Audio),
        EntryKind::Document => Some(Kind::Document),
        EntryKind::Image => Some(Kind::Image),
        EntryKind::Webcast | EntryKind::DiyLive | EntryKind::Room => None,
    }
}
