//! Uploads that survive a lost connection (tus 1.0): begun with a length, grown
//! by appends, sealed into a blob.

mod append;
mod part;
mod seal;
mod turns;

use rustix::fs::statvfs;
use usher_domain::ids::UploadId;

pub use append::{Appended, End};
pub(crate) use turns::Turns;

use crate::{
    Blobs, Error,
    blobs::{blocking, remove},
    layout::Layout,
};
use part::Part;

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What has arrived and is safe on disk, in bytes.
    pub offset: u64,
    /// What was announced, in bytes.
    pub length: u64,
}

impl Progress {
    /// Whether everything has arrived.
    pub fn is_complete(self) -> bool {
        self.offset == self.length
    }
}

impl Blobs {
    /// Begins an upload of `length` bytes. Refuses with [`Error::DiskFull`] what
    /// could not fit now, and with [`Error::Exists`] an id that is in use.
    pub async fn begin(&self, upload: UploadId, length: u64) -> Result<(), Error> {
        let layout = self.layout.clone();
        blocking(move || {
            if length > free(&layout)? {
                return Err(Error::DiskFull);
            }
            Part::create(&layout, upload, length)
        })
        .await
    }

    /// How far the upload is. What this tells is on disk: it survives a power cut.
    pub async fn offset(&self, upload: UploadId) -> Result<Progress, Error> {
        let layout = self.layout.clone();
        blocking(move || Part::open(&layout, upload)?.progress()).await
    }

    /// Asks whoever is appending to this upload to stop after what they have
    /// written. For a client that comes back while its old connection still
    /// seems alive; the next append may see [`Error::Locked`] for a moment.
    pub fn interrupt(&self, upload: UploadId) {
        self.turns.interrupt(upload);
    }

    /// Gives the upload up and frees its room; says whether there was one.
    /// Refuses with [`Error::Locked`] while it is being written.
    pub async fn abandon(&self, upload: UploadId) -> Result<bool, Error> {
        let layout = self.layout.clone();
        blocking(move || {
            let part = match Part::lock(&layout, upload) {
                Err(Error::NotFound) => None,
                part => Some(part?),
            };
            let doing = Error::doing("abandon an upload");
            remove(&layout.part(upload)).map_err(&doing)?;
            remove(&layout.length(upload)).map_err(&doing)?;
            Ok(part.is_some())
        })
        .await
    }
}

/// What the disk has left for us, in bytes.
fn free(layout: &Layout) -> Result<u64, Error> {
    let disk = statvfs(layout.uploads())
        .map_err(std::io::Error::from)
        .map_err(Error::doing("ask for the disk's room"))?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}
