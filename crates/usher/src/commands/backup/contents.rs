//! What goes into a backup: a snapshot of the database, and the blobs that it names.
//!
//! A blob never changes, but it may be deleted while we copy. So each gets a second name
//! as soon as the snapshot is there; and where one was deleted in the moment between,
//! another snapshot is taken, which does not name it any more.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use tempfile::TempDir;
use usher_app::backup::{Stored, named};
use usher_blob::{Held, Sha256};
use usher_db::{Db, Options};

use crate::{
    archive::{Name, Writer},
    failure::{Failure, Outcome},
    site,
};

/// How many snapshots are taken before a missing blob is believed to be lost.
const SNAPSHOTS: usize = 3;

/// Everything that is copied, kept from changing until this is dropped.
pub(super) struct Contents {
    /// The snapshot of the database.
    pub(super) database: PathBuf,
    /// Whatever the snapshot names and is there.
    here: Vec<Stored>,
    missing: Vec<Stored>,
    /// None if no blob is named.
    held: Option<Held>,
    _folder: TempDir,
}

impl Contents {
    /// Takes the snapshot into a folder of its own below `beside`, and holds the blobs of
    /// the store at `media` that it names.
    pub(super) fn gather(db: &Db, media: &Path, beside: &Path) -> Outcome<Self> {
        let mut taken = Self::once(db, media, beside)?;
        for _ in 1..SNAPSHOTS {
            if taken.missing.is_empty() {
                break;
            }
            taken = Self::once(db, media, beside)?;
        }
        Ok(taken)
    }

    fn once(db: &Db, media: &Path, beside: &Path) -> Outcome<Self> {
        let folder = tempfile::Builder::new()
            .prefix(".usher-backup-")
            .tempdir_in(beside)
            .map_err(|error| {
                Failure::runtime(format!(
                    "{} cannot be written to ({error}).",
                    beside.display()
                ))
            })?;
        let database = folder.path().join("usher.db");
        db.snapshot(&database)?;
        let snapshot = Db::open(Options::sqlite(&database).shared()).map_err(site::refused)?;
        let named = snapshot.read_blocking(named)?;
        drop(snapshot);
        let mut taken = Self {
            database,
            here: Vec::with_capacity(named.len()),
            missing: Vec::new(),
            held: None,
            _folder: folder,
        };
        if !named.is_empty() && media.is_dir() {
            taken.held = Some(Held::at(media).map_err(|error| unheld(&error))?);
        }
        for stored in named {
            let is_here = match &taken.held {
                Some(held) => held.hold(stored.blob).map_err(|error| unheld(&error))?,
                None => false,
            };
            if is_here {
                taken.here.push(stored);
            } else {
                taken.missing.push(stored);
            }
        }
        Ok(taken)
    }

    /// How many media files will be copied.
    pub(super) fn files(&self) -> usize {
        self.here.len()
    }

    /// About how much room it all takes, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        let database = fs::metadata(&self.database).map_or(0, |about| about.len());
        let media: u64 = self.here.iter().map(|stored| stored.sealed.bytes).sum();
        database + media
    }

    /// Adds the snapshot.
    pub(super) fn put_database(&self, archive: &mut Writer) -> Outcome {
        let unreadable =
            |error| Failure::runtime(format!("The database's copy cannot be read ({error})."));
        let file = File::open(&self.database).map_err(unreadable)?;
        let bytes = file.metadata().map_err(unreadable)?.len();
        archive.copy(Name::Database, file, bytes).map(drop)
    }

    /// Adds the blobs; the names of those that are missing or not what they were.
    pub(super) fn put_blobs(&self, archive: &mut Writer) -> Outcome<Vec<String>> {
        let name = |stored: &Stored| Name::Blob(stored.blob);
        let mut damaged: Vec<_> = self
            .missing
            .iter()
            .map(|stored| name(stored).path())
            .collect();
        let Some(held) = &self.held else {
            return Ok(damaged);
        };
        for stored in &self.here {
            let file = held.open(stored.blob).map_err(|error| unheld(&error))?;
            let bytes = file
                .metadata()
                .map_err(|error| {
                    Failure::runtime(format!("A media file has no length ({error})."))
                })?
                .len();
            let sha256 = archive.copy(name(stored), file, bytes)?;
            let whole = bytes == stored.sealed.bytes
                && sha256.parse::<Sha256>() == Ok(stored.sealed.sha256);
            if !whole {
                damaged.push(name(stored).path());
            }
        }
        Ok(damaged)
    }
}

fn unheld(error: &usher_blob::Error) -> Failure {
    Failure::runtime(format!(
        "The media files cannot be kept in place while they are copied ({error}). Run this as the user \
         that runs Usher."
    ))
}
