//! The file of an upload in progress, and the lock that makes its writer the only one.

use std::{
    fs::{File, OpenOptions},
    io::{self, Seek, SeekFrom, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::PathBuf,
};

use rustix::fs::{FlockOperation, OFlags, flock};
use usher_domain::ids::UploadId;

use super::Progress;
use crate::{
    Error,
    blobs::remove,
    layout::{Layout, sync_folder},
};

/// An upload's file.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) file: File,
    pub(super) path: PathBuf,
    length: u64,
    locked: bool,
}

impl Part {
    /// Makes the two files of a new upload. The announced length comes first and
    /// whole: a part without one cannot exist, whenever the process dies.
    pub(super) fn create(layout: &Layout, upload: UploadId, length: u64) -> Result<(), Error> {
        let doing = Error::doing("begin an upload");
        let new = |path: PathBuf| {
            OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(path)
                .map_err(|error| match error.kind() {
                    io::ErrorKind::AlreadyExists => Error::Exists,
                    _ => doing(error),
                })
        };
        let mut announced = new(layout.length(upload))?;
        let made = write!(announced, "{length}")
            .and_then(|()| announced.sync_all())
            .map_err(&doing)
            .and_then(|()| new(layout.part(upload)));
        if let Err(error) = made {
            remove(&layout.length(upload)).map_err(&doing)?;
            return Err(error);
        }
        sync_folder(&layout.uploads()).map_err(&doing)
    }

    /// Opens an upload to look at it.
    pub(super) fn open(layout: &Layout, upload: UploadId) -> Result<Self, Error> {
        let doing = Error::doing("open an upload");
        let path = layout.part(upload);
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(OFlags::NOFOLLOW.bits() as i32)
            .open(&path)
            .map_err(&doing)?;
        let announced = std::fs::read_to_string(layout.length(upload)).map_err(&doing)?;
        let length = announced
            .trim()
            .parse()
            .map_err(io::Error::other)
            .map_err(doing)?;
        Ok(Self {
            file,
            path,
            length,
            locked: false,
        })
    }

    /// Opens an upload to change it. [`Error::Locked`] if somebody else does; the
    /// lock goes with the process, however it ends.
    pub(super) fn lock(layout: &Layout, upload: UploadId) -> Result<Self, Error> {
        let mut part = Self::open(layout, upload)?;
        let doing = Error::doing("lock an upload");
        match flock(&part.file, FlockOperation::NonBlockingLockExclusive) {
            Err(rustix::io::Errno::WOULDBLOCK) => return Err(Error::Locked),
            locked => locked.map_err(io::Error::from).map_err(&doing)?,
        }
        part.locked = true;
        // Between opening and locking it may have been sealed: this would be a blob.
        let (mine, named) = (
            part.file.metadata().map_err(&doing)?,
            std::fs::metadata(&part.path).map_err(&doing)?,
        );
        if mine.ino() == named.ino() && mine.dev() == named.dev() {
            Ok(part)
        } else {
            Err(Error::NotFound)
        }
    }

    /// How far it is; all of that is on disk when this returns.
    pub(super) fn progress(&self) -> Result<Progress, Error> {
        let offset = self.offset()?;
        self.file
            .sync_data()
            .map_err(Error::doing("sync an upload"))?;
        Ok(Progress {
            offset,
            length: self.length,
        })
    }

    /// Its length in bytes, which is the upload's offset.
    pub(super) fn offset(&self) -> Result<u64, Error> {
        Ok(self
            .file
            .metadata()
            .map_err(Error::doing("measure an upload"))?
            .len())
    }

    /// What was announced, in bytes.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Takes back everything after `offset` and stands there.
    pub(super) fn cut(&mut self, offset: u64) -> Result<(), Error> {
        let doing = Error::doing("cut an upload");
        self.file.set_len(offset).map_err(&doing)?;
        self.file.sync_data().map_err(&doing)?;
        self.file.seek(SeekFrom::Start(offset)).map_err(&doing)?;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if self.locked {
            // Closing is not enough: a child process being started may hold a copy
            // of the descriptor for a moment. Failing here, closing does it later.
            let _ = flock(&self.file, FlockOperation::Unlock);
        }
    }
}
