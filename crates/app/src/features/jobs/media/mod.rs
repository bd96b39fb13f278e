//! From an uploaded file to an entry that plays.
//!
//! [`look`] is quick: what is it, is it what the entry should hold, what does it
//! look like. What browsers play is ready then; for the rest it asks for
//! [`render`]. Where the programs for this are not installed the original is
//! ready as it is.

mod apply;
mod posters;
mod progress;
mod sniff;

use usher_blob::Error as BlobError;
use usher_db::{Tx, params};
use usher_domain::{ids::EntryId, media::EntryKind};
use usher_media_tools::{Fits, Found, Kind, MediaError};

use apply::Ready;
pub(super) use apply::fail;

use super::{table::Lease, trouble::Trouble, work::Plan};
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
            Found::Document(document) => self.ready(Ready::document(&document), pictures).await,
            Found::Media(probe) if probe.fits == Fits::Web => {
                self.ready(Ready::as_it_is(&probe), pictures).await
            }
            Found::Media(_) => self.to_be_rendered(pictures).await,
        }
    }

    async fn render(&self) -> Result<(), Stop> {
        let parts = &self.app.parts;
        let path = parts.blobs.local_path(self.plan.original).await?;
        let original = match parts.tools.probe(&path).await {
            Ok(probe) => probe,
            Err(error) => return Err(Stop::of(&error, self.lease)),
        };
        let scratch = parts.blobs.scratch().await?;
        let out = scratch.path().join("rendition");
        let (teller, told) = progress::channel();
        let rendition = parts
            .tools
            .rendition(&path, &out, &original, move |done| teller.tell(done));
        let made = match told.write_while(self.app, self.entry, rendition).await {
            Ok(made) => made,
            Err(MediaError::ToolMissing { .. }) => {
                return self.ready(Ready::as_it_is(&original), Vec::new()).await;
            }
            Err(error) => return Err(Stop::of(&error, self.lease)),
        };
        self.lease.hold(self.app).await?;
        // What an earlier try has left under this name, nothing refers to.
        parts.blobs.delete(self.plan.rendition).await?;
        let sealed = parts.blobs.adopt(self.plan.rendition, out).await?;
        let ready = Ready {
            original_type: original.mime,
            rendition: Some((made.probe.mime, sealed)),
            ..Ready::as_it_is(&made.probe)
        };
        self.ready(ready, Vec::new()).await
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
        EntryKind::Webcast | EntryKind::DiyLive | EntryKind::Room => None,
    }
}
