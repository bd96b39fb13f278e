//! A bucket that has all blobs, and the disk as its cache.
//!
//! A blob is published on the disk first and stored in the bucket before anybody is told that it is
//! there. A mark stands beside it from before it is published until the bucket has it, so that whatever
//! dies in between is done by [`Blobs::tidy`], and so that what was deleted by another node is not taken
//! for something that was never stored.

use std::{
    collections::{HashMap, HashSet},
    fs::{File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::{Arc, Weak},
    time::SystemTime,
};

use parking_lot::Mutex;
use tokio::sync::{Mutex as Line, OwnedMutexGuard};
use usher_domain::ids::BlobId;

use crate::{
    Blob, Blobs, Bucket, Error, OpenError, Sealed,
    blobs::{blocking, publish_once, remove},
    layout::{Layout, make_private, sync_folder},
};

/// What the bucket has is brought to the disk when somebody reads it, unless it would be more than this
/// part of what is kept there.
const SHARE: u64 = 4;

/// The bucket, and what is kept here.
#[derive(Debug)]
pub(crate) struct Kept {
    bucket: Bucket,
    /// How much of the disk copies may take, in bytes.
    most: u64,
    /// Who is on the way here.
    coming: Mutex<HashSet<BlobId>>,
    /// Who is being stored or deleted.
    lines: Mutex<HashMap<BlobId, Weak<Line<()>>>>,
}

/// What [`Blobs::tidy`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// Blobs that the bucket had not got yet.
    pub stored: usize,
    /// Copies that were deleted here to make room.
    pub dropped: usize,
}

impl Kept {
    /// Takes the bucket that the store has begun with, or begins with this one.
    pub(crate) fn open(
        layout: &Layout,
        bucket: Option<(Bucket, u64)>,
    ) -> Result<Option<Self>, OpenError> {
        let file = layout.bucket();
        let failed = |error| OpenError::new(&file, error);
        let before = match std::fs::read_to_string(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            read => Some(read.map_err(failed)?.trim().to_owned()),
        };
        let Some((bucket, most)) = bucket else {
            return before.map_or(Ok(None), |before| Err(OpenError::InBucket(before)));
        };
        match before {
            Some(before) if before == bucket.address() => {
                forget_unpublished(layout).map_err(failed)?;
            }
            Some(before) => return Err(OpenError::InBucket(before)),
            None => begin(layout, &bucket).map_err(failed)?,
        }
        Ok(Some(Self {
            bucket,
            most,
            coming: Mutex::default(),
            lines: Mutex::default(),
        }))
    }

    pub(crate) fn bucket(&self) -> &Bucket {
        &self.bucket
    }

    /// Waits until nobody stores or deletes this one; nobody else does before the turn is over.
    async fn turn(&self, blob: BlobId) -> OwnedMutexGuard<()> {
        let line = {
            let mut lines = self.lines.lock();
            lines.retain(|_, line| line.strong_count() > 0);
            let line = lines.get(&blob).and_then(Weak::upgrade);
            line.unwrap_or_else(|| {
                let line = Arc::default();
                lines.insert(blob, Arc::downgrade(&line));
                line
            })
        };
        line.lock_owned().await
    }
}

/// Marks all that is here, then says which bucket has the rest.
fn begin(layout: &Layout, bucket: &Bucket) -> io::Result<()> {
    make_private(&layout.unsent())?;
    for (blob, _) in copies(layout)? {
        mark(layout, blob)?;
    }
    sync_folder(&layout.unsent())?;
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(layout.bucket())?;
    writeln!(file, "{}", bucket.address())?;
    file.sync_all()?;
    layout.bucket().parent().map_or(Ok(()), sync_folder)
}

/// Takes away the marks of what was given up before it was published. Nobody is at work yet.
fn forget_unpublished(layout: &Layout) -> io::Result<()> {
    for (blob, mark) in named(&layout.unsent())? {
        if !layout.blob(blob).try_exists()? {
            remove(&mark)?;
        }
    }
    Ok(())
}

fn mark(layout: &Layout, blob: BlobId) -> io::Result<()> {
    let name = layout.unsent().join(blob.to_string());
    let made = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(name);
    made.map(drop)
}

/// What lies in a folder under the name of a blob.
fn named(folder: &Path) -> io::Result<Vec<(BlobId, PathBuf)>> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder)? {
        let item = item?;
        if let Some(blob) = item.file_name().to_str().and_then(|name| name.parse().ok()) {
            found.push((blob, item.path()));
        }
    }
    Ok(found)
}

/// All blobs on the disk.
fn copies(layout: &Layout) -> io::Result<Vec<(BlobId, PathBuf)>> {
    let mut found = Vec::new();
    for folder in std::fs::read_dir(layout.blobs())? {
        let folder = folder?;
        if folder.file_type()?.is_dir() {
            found.extend(named(&folder.path())?);
        }
    }
    Ok(found)
}

impl Blobs {
    /// Says that the bucket has not got this one yet. To be called before it is published.
    pub(crate) async fn mark_unsent(&self, blob: BlobId) -> Result<(), Error> {
        if self.kept.is_none() {
            return Ok(());
        }
        let layout = self.layout.clone();
        blocking(move || {
            let doing = Error::doing("mark a blob");
            mark(&layout, blob).map_err(&doing)?;
            sync_folder(&layout.unsent()).map_err(&doing)
        })
        .await
    }

    /// Stores a published blob in the bucket. A request that is given up meanwhile does not stop it.
    pub(crate) async fn store(&self, blob: BlobId) -> Result<(), Error> {
        let Some(kept) = self.kept.clone() else {
            return Ok(());
        };
        let layout = self.layout.clone();
        let storing = tokio::spawn(async move {
            // Whoever deletes meanwhile would be overtaken, and the object lie there for ever.
            let _turn = kept.turn(blob).await;
            let path = layout.blob(blob);
            let file =
                blocking(move || File::open(path).map_err(Error::doing("open a blob"))).await?;
            match kept.bucket.store(blob, file).await {
                // It is the bucket that is not there.
                Err(Error::NotFound) => {
                    return Err(Error::Refused {
                        doing: "write to the bucket",
                        why: "404".to_owned(),
                    });
                }
                stored => stored?,
            }
            let mark = layout.unsent().join(blob.to_string());
            blocking(move || {
                remove(&mark)
                    .map(drop)
                    .map_err(Error::doing("unmark a blob"))
            })
            .await
        });
        storing.await.unwrap_or_else(|died| {
            Err(Error::Io {
                doing: "store a blob",
                source: io::Error::other(died),
            })
        })
    }

    /// To be held while a blob is deleted here and in the bucket.
    pub(crate) async fn turn(&self, blob: BlobId) -> Option<OwnedMutexGuard<()>> {
        match &self.kept {
            Some(kept) => Some(kept.turn(blob).await),
            None => None,
        }
    }

    pub(crate) async fn delete_in_bucket(&self, blob: BlobId) -> Result<bool, Error> {
        let Some(kept) = &self.kept else {
            return Ok(false);
        };
        // Before its mark goes: what dies in between is deleted again.
        let there = kept.bucket.length(blob).await?.is_some();
        kept.bucket.delete(blob).await?;
        let mark = self.layout.unsent().join(blob.to_string());
        blocking(move || remove(&mark).map_err(Error::doing("unmark a blob"))).await?;
        Ok(there)
    }

    /// Opens a blob that is not on the disk, and has it brought there for those who come next.
    pub(crate) async fn read_in_bucket(&self, blob: BlobId) -> Result<Blob, Error> {
        let kept = self.kept.as_ref().ok_or(Error::NotFound)?;
        let length = kept.bucket.length(blob).await?.ok_or(Error::NotFound)?;
        if length <= kept.most / SHARE && kept.coming.lock().insert(blob) {
            let (blobs, kept) = (self.clone(), kept.clone());
            tokio::spawn(async move {
                if let Err(error) = blobs.bring(blob).await {
                    tracing::warn!(%blob, %error, "an object could not be brought from the bucket");
                }
                kept.coming.lock().remove(&blob);
            });
        }
        Ok(Blob::in_bucket(kept.bucket.clone(), blob, length))
    }

    /// Brings a blob from the bucket to the disk; where it lies then.
    pub(crate) async fn bring(&self, blob: BlobId) -> Result<PathBuf, Error> {
        let kept = self.kept.as_ref().ok_or(Error::NotFound)?;
        let scratch = self.scratch().await?;
        let path = scratch.path().join("brought");
        let name = path.clone();
        let file = blocking(move || {
            let mut how = File::options();
            let file = how.read(true).append(true).create_new(true).open(name);
            file.map_err(Error::doing("bring a blob"))
        })
        .await?;
        kept.bucket.fetch(blob, file).await?;
        let layout = self.layout.clone();
        let place = blocking(move || {
            let doing = Error::doing("bring a blob");
            let file = File::open(&path).map_err(doing)?;
            let sealed = Sealed::of(&file)?;
            publish_once(&layout, &file, &path, blob, sealed)?;
            Ok(layout.blob(blob))
        })
        .await?;
        // Whoever deletes takes it from the bucket first: one of us sees the other.
        if kept.bucket.length(blob).await?.is_none() {
            let place = place.clone();
            blocking(move || remove(&place).map_err(Error::doing("delete a blob"))).await?;
            self.mappings.forget(blob);
            return Err(Error::NotFound);
        }
        Ok(place)
    }

    /// Stores what the bucket has not got yet, then deletes the copies that were used longest ago
    /// while they take more of the disk than they may. Without a bucket there is nothing to do.
    pub async fn tidy(&self) -> Result<Tidied, Error> {
        let Some(kept) = self.kept.clone() else {
            return Ok(Tidied::default());
        };
        let layout = self.layout.clone();
        let doing = Error::doing("look through the copies");
        let unsent = blocking(move || named(&layout.unsent()).map_err(doing)).await?;
        let mut stored = 0;
        for (blob, _) in unsent {
            match self.store(blob).await {
                Ok(()) => stored += 1,
                // It is being published, and somebody waits for it; or it was given up, which the next start sees.
                Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        let (layout, mappings) = (self.layout.clone(), self.mappings.clone());
        let dropped = blocking(move || {
            let dropped = drop_oldest(&layout, kept.most)?;
            for blob in &dropped {
                mappings.forget(*blob);
            }
            Ok(dropped.len())
        })
        .await?;
        Ok(Tidied { stored, dropped })
    }
}

/// Deletes the copies that were read longest ago until no more than `most` bytes are left, but none
/// that is not in the bucket.
fn drop_oldest(layout: &Layout, most: u64) -> Result<Vec<BlobId>, Error> {
    let doing = Error::doing("look through the copies");
    let mut found: Vec<(SystemTime, u64, BlobId, PathBuf)> = Vec::new();
    let mut total = 0;
    for (blob, path) in copies(layout).map_err(&doing)? {
        let Ok(about) = std::fs::metadata(&path) else {
            continue;
        };
        total += about.size();
        let read = about.accessed().unwrap_or(SystemTime::UNIX_EPOCH);
        found.push((read, about.size(), blob, path));
    }
    found.sort();
    let mut dropped = Vec::new();
    for (_, size, blob, path) in found {
        if total <= most {
            break;
        }
        if layout.unsent().join(blob.to_string()).exists() {
            continue;
        }
        remove(&path).map_err(&doing)?;
        total -= size;
        dropped.push(blob);
    }
    Ok(dropped)
}
