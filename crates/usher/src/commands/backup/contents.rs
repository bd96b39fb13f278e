//! What goes into a backup: a snapshot of the database, and the blobs that it names.
//!
//! A blob never changes, but it may be deleted while we copy. So each gets a second name
//! as soon as the snapshot is there; and where one was deleted in the moment between,
//! another snapshot is taken, which does not name it any more.

use std::{
    fs::{self, File},
    io::Seek,
    path::{Path, PathBuf},
};

use tempfile::TempDir;
use tokio::runtime;
use usher_app::backup::{Stored, named};
use usher_blob::{Bucket, Held, Sha256};
use usher_db::{Db, Options};

use crate::{
    archive::{Name, Writer},
    failure::{Failure, Outcome},
    progress::Progress,
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
    /// What is named and only the bucket has, if anybody.
    in_bucket: Vec<Stored>,
    missing: Vec<Stored>,
    /// None if no blob is named.
    held: Option<Held>,
    folder: TempDir,
}

/// Where blobs are.
#[derive(Clone, Copy)]
pub(super) struct Media<'a> {
    /// The store on the disk.
    pub(super) folder: &'a Path,
    /// The bucket that has what the disk has not.
    pub(super) bucket: Option<&'a Bucket>,
}

impl Contents {
    /// Takes the snapshot into a folder of its own below `beside`, and holds the blobs of
    /// the store that it names.
    pub(super) fn gather(db: &Db, media: Media<'_>, beside: &Path) -> Outcome<Self> {
        let mut taken = Self::once(db, media, beside)?;
        for _ in 1..SNAPSHOTS {
            if taken.missing.is_empty() {
                break;
            }
            taken = Self::once(db, media, beside)?;
        }
        Ok(taken)
    }

    fn once(db: &Db, media: Media<'_>, beside: &Path) -> Outcome<Self> {
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
            in_bucket: Vec::new(),
            missing: Vec::new(),
            held: None,
            folder,
        };
        if !named.is_empty() && media.folder.is_dir() {
            taken.held = Some(Held::at(media.folder).map_err(|error| unheld(&error))?);
        }
        for stored in named {
            let is_here = match &taken.held {
                Some(held) => held.hold(stored.blob).map_err(|error| unheld(&error))?,
                None => false,
            };
            if is_here {
                taken.here.push(stored);
            } else if media.bucket.is_some() {
                taken.in_bucket.push(stored);
            } else {
                taken.missing.push(stored);
            }
        }
        Ok(taken)
    }

    /// How many media files will be copied.
    pub(super) fn files(&self) -> usize {
        self.here.len() + self.in_bucket.len()
    }

    /// About how much room it all takes, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        let database = fs::metadata(&self.database).map_or(0, |about| about.len());
        database + self.media_bytes()
    }

    /// How much of that the media files take.
    pub(super) fn media_bytes(&self) -> u64 {
        let media = self.here.iter().chain(&self.in_bucket);
        media.map(|stored| stored.sealed.bytes).sum()
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
    pub(super) fn put_blobs(
        &self,
        bucket: Option<&Bucket>,
        archive: &mut Writer,
        progress: &Progress,
    ) -> Outcome<Vec<String>> {
        let mut damaged: Vec<_> = self.missing.iter().map(path_of).collect();
        let mut put = |stored: &Stored, file| put(archive, stored, file, progress);
        if let Some(held) = &self.held {
            for stored in &self.here {
                let file = held.open(stored.blob).map_err(|error| unheld(&error))?;
                if !put(stored, file)? {
                    damaged.push(path_of(stored));
                }
            }
        }
        let Some(bucket) = bucket.filter(|_| !self.in_bucket.is_empty()) else {
            return Ok(damaged);
        };
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| {
                Failure::runtime(format!("The runtime cannot be started ({error})."))
            })?;
        for stored in &self.in_bucket {
            match runtime.block_on(self.fetched(bucket, stored)) {
                Ok(file) => {
                    if !put(stored, file)? {
                        damaged.push(path_of(stored));
                    }
                }
                Err(usher_blob::Error::NotFound) => damaged.push(path_of(stored)),
                Err(error) => {
                    return Err(Failure::runtime(format!(
                        "A media file cannot be fetched: {error}. Nothing was kept; try again."
                    )));
                }
            }
        }
        Ok(damaged)
    }

    /// What the bucket has, in a file that goes with the next one.
    async fn fetched(&self, bucket: &Bucket, stored: &Stored) -> Result<File, usher_blob::Error> {
        let file = tempfile::tempfile_in(self.folder.path());
        let file = file.map_err(usher_blob::Error::doing("make room for a media file"))?;
        let mut copy = (file.try_clone()).map_err(usher_blob::Error::doing("open a copy"))?;
        bucket.fetch(stored.blob, file).await?;
        copy.rewind()
            .map_err(usher_blob::Error::doing("open a copy"))?;
        Ok(copy)
    }
}

fn path_of(stored: &Stored) -> String {
    Name::Blob(stored.blob).path()
}

/// Adds one; whether it is what it was.
fn put(archive: &mut Writer, stored: &Stored, file: File, progress: &Progress) -> Outcome<bool> {
    let about = file.metadata();
    let about = about
        .map_err(|error| Failure::runtime(format!("A media file has no length ({error}).")))?;
    let from = progress.reading(file);
    let sha256 = archive.copy(Name::Blob(stored.blob), from, about.len())?;
    progress.file();
    Ok(about.len() == stored.sealed.bytes && sha256.parse::<Sha256>() == Ok(stored.sealed.sha256))
}

fn unheld(error: &usher_blob::Error) -> Failure {
    Failure::runtime(format!(
        "The media files cannot be kept in place while they are copied ({error}). Run this as the user \
         that runs Usher."
    ))
}
