//! The store itself: opening it, small objects, deletion.

use std::{
    fs::{File, OpenOptions},
    io::{self, Seek, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::Arc,
};

use bytes::Bytes;
use usher_domain::ids::BlobId;

use crate::{
    Blob, Bucket, Error, OpenError, Scratch, Sealed,
    kept::Kept,
    layout::{Layout, sync_folder},
    mapping::Mappings,
    publish::publish,
    scratch::sweep,
    upload::Turns,
};

/// All uploads and blobs. Cheap to clone; every clone is the same store.
///
/// Everything that touches the disk runs on the blocking pool. A call that is
/// dropped half-way finishes there what it had begun and harms nothing.
#[derive(Clone, Debug)]
pub struct Blobs {
    pub(crate) layout: Arc<Layout>,
    pub(crate) mappings: Arc<Mappings>,
    pub(crate) turns: Arc<Turns>,
    /// The bucket that has all of them, and what is kept of them here.
    pub(crate) kept: Option<Arc<Kept>>,
}

impl Blobs {
    /// Opens the store at `root`, making the folder if its parent is there, and
    /// tries to write to it. Sweeps what dead jobs have left in scratch.
    ///
    /// Refuses a store whose blobs are in a bucket: [`OpenError::InBucket`].
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, OpenError> {
        Self::open_with(root, None)
    }

    /// The same with a bucket for all blobs, of which so many bytes are kept on the disk as
    /// well. Blobs that were here before there was a bucket are marked, to be stored by
    /// [`Blobs::tidy`]. Asks nothing of the bucket. Refuses another bucket than the one
    /// that the store has begun with: [`OpenError::InBucket`].
    pub fn open_with(
        root: impl Into<PathBuf>,
        bucket: Option<(Bucket, u64)>,
    ) -> Result<Self, OpenError> {
        let layout = Layout::open(root.into())?;
        let scratch = layout.scratch();
        sweep(&scratch).map_err(|error| OpenError::new(scratch, error))?;
        let kept = Kept::open(&layout, bucket)?;
        Ok(Self {
            layout: Arc::new(layout),
            mappings: Arc::default(),
            turns: Arc::default(),
            kept: kept.map(Arc::new),
        })
    }

    /// The bucket, if there is one.
    pub fn bucket(&self) -> Option<&Bucket> {
        self.kept.as_deref().map(Kept::bucket)
    }

    /// An empty folder for a job's own files.
    pub async fn scratch(&self) -> Result<Scratch, Error> {
        let blobs = self.clone();
        blocking(move || blobs.scratch_blocking()).await
    }

    /// [`Blobs::scratch`] where there is no runtime yet.
    pub fn scratch_blocking(&self) -> Result<Scratch, Error> {
        Scratch::new(&self.layout.scratch()).map_err(Error::doing("make scratch"))
    }

    /// Publishes a small object that is in memory: a poster, a caption track.
    /// Doing so again with the same contents is fine; with others it is
    /// [`Error::Exists`].
    pub async fn put(&self, blob: BlobId, contents: Bytes) -> Result<Sealed, Error> {
        let layout = self.layout.clone();
        self.mark_unsent(blob).await?;
        let sealed = blocking(move || {
            let doing = Error::doing("write a blob");
            let scratch = Scratch::new(&layout.scratch()).map_err(&doing)?;
            let path = scratch.path().join("put");
            let mut file = File::create_new(&path).map_err(&doing)?;
            file.write_all(&contents).map_err(&doing)?;
            let sealed = Sealed {
                bytes: contents.len() as u64,
                sha256: crate::Sha256::of(&contents),
            };
            publish_once(&layout, &file, &path, blob, sealed)
        })
        .await?;
        self.store(blob).await?;
        Ok(sealed)
    }

    /// Publishes a file that a tool has made, by moving it. It should lie in
    /// [`Blobs::scratch`]; from another disk it is copied and then removed. Refuses
    /// what is no regular file. Idempotent as [`Blobs::put`] is.
    pub async fn adopt(&self, blob: BlobId, path: impl Into<PathBuf>) -> Result<Sealed, Error> {
        let (layout, path) = (self.layout.clone(), path.into());
        self.mark_unsent(blob).await?;
        let sealed = blocking(move || {
            let doing = Error::doing("adopt a file");
            let scratch = Scratch::new(&layout.scratch()).map_err(&doing)?;
            let mine = scratch.path().join("adopted");
            match std::fs::rename(&path, &mine) {
                Err(error) if error.kind() == io::ErrorKind::CrossesDevices => regular(&path)
                    .and_then(|mut from| {
                        io::copy(&mut from, &mut File::create_new(&mine)?)?;
                        std::fs::remove_file(&path)
                    }),
                renamed => renamed,
            }
            .map_err(&doing)?;
            let mut file = regular(&mine).map_err(&doing)?;
            let sealed = Sealed::of(&file)?;
            file.rewind().map_err(&doing)?;
            publish_once(&layout, &file, &mine, blob, sealed)
        })
        .await?;
        self.store(blob).await?;
        Ok(sealed)
    }

    /// The blob, if it is open already: never waits for the disk.
    pub fn mapped(&self, blob: BlobId) -> Option<Blob> {
        self.mappings.get(blob).map(Blob::new)
    }

    /// The blob, ready to be read by ranges. [`Error::NotFound`] if there is none.
    pub async fn read(&self, blob: BlobId) -> Result<Blob, Error> {
        if let Some(open) = self.mapped(blob) {
            return Ok(open);
        }
        let (layout, mappings) = (self.layout.clone(), self.mappings.clone());
        let here = blocking(move || mappings.open(blob, &layout.blob(blob)).map(Blob::new)).await;
        match here {
            Err(Error::NotFound) => self.read_in_bucket(blob).await,
            here => here,
        }
    }

    /// A path under which tools can read the blob until it is deleted. Nobody may
    /// write to it.
    pub async fn local_path(&self, blob: BlobId) -> Result<PathBuf, Error> {
        let path = self.layout.blob(blob);
        let here = blocking(move || {
            std::fs::metadata(&path).map_err(Error::doing("find a blob"))?;
            Ok(path)
        })
        .await;
        match here {
            Err(Error::NotFound) => self.bring(blob).await,
            here => here,
        }
    }

    /// Deletes a blob; says whether there was one. Whoever is reading it reads on
    /// to the end of what they hold. With a bucket, there is one also if it is only here; and one that is on its way
    /// there is deleted once it has arrived.
    pub async fn delete(&self, blob: BlobId) -> Result<bool, Error> {
        let _turn = self.turn(blob).await;
        let in_bucket = self.delete_in_bucket(blob).await?;
        let (layout, mappings) = (self.layout.clone(), self.mappings.clone());
        blocking(move || {
            let removed = remove(&layout.blob(blob)).map_err(Error::doing("delete a blob"));
            mappings.forget(blob);
            removed.map(|here| here || in_bucket)
        })
        .await
    }
}

/// Publishes, or finds that the same contents have been published before.
pub(crate) fn publish_once(
    layout: &Layout,
    file: &File,
    path: &Path,
    blob: BlobId,
    sealed: Sealed,
) -> Result<Sealed, Error> {
    match publish(layout, file, path, blob) {
        Err(Error::Exists) if Sealed::of_published(layout, blob)? == sealed => Ok(sealed),
        published => published.map(|()| sealed),
    }
}

/// Opens a file for reading unless it is a link, a folder or a device.
fn regular(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new()
        .read(true)
        .custom_flags((rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits() as i32)
        .open(path)?;
    let about = file.metadata()?;
    if about.is_file() && about.nlink() == 1 {
        Ok(file)
    } else {
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a regular file with one name",
        ))
    }
}

/// Removes a name for good; says whether it was there.
pub(crate) fn remove(path: &Path) -> io::Result<bool> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        removed => removed?,
    }
    if let Some(folder) = path.parent() {
        sync_folder(folder)?;
    }
    Ok(true)
}

/// Runs `deed` where it may wait for the disk.
pub(crate) async fn blocking<T: Send + 'static>(
    deed: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    match tokio::task::spawn_blocking(deed).await {
        Ok(outcome) => outcome,
        Err(died) => Err(Error::Io {
            doing: "work on the blocking pool",
            source: io::Error::other(died),
        }),
    }
}
