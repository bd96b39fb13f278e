//! The end of an upload: it becomes a blob.

use std::io::Seek;

use usher_domain::ids::{BlobId, UploadId};

use super::Part;
use crate::{
    Blobs, Error, Sealed,
    blobs::{blocking, remove},
    layout::Layout,
    publish::publish,
};

impl Blobs {
    /// Turns a complete upload into `blob`: digests, syncs, renames.
    ///
    /// May be repeated with the same pair of ids: after a crash between the rename
    /// and the caller's own commit, sealing again finds the blob and tells the
    /// same. `blob` must be an id that was drawn for this upload alone.
    ///
    /// Refuses: [`Error::Incomplete`], [`Error::Locked`] while somebody appends,
    /// [`Error::NotFound`] if there is neither the upload nor the blob.
    pub async fn seal(&self, upload: UploadId, blob: BlobId) -> Result<Sealed, Error> {
        let layout = self.layout.clone();
        self.mark_unsent(blob).await?;
        let sealed = blocking(move || seal(&layout, upload, blob)).await?;
        self.store(blob).await?;
        Ok(sealed)
    }
}

fn seal(layout: &Layout, upload: UploadId, blob: BlobId) -> Result<Sealed, Error> {
    let sealed = match Part::lock(layout, upload) {
        Err(Error::NotFound) => Sealed::of_published(layout, blob)?,
        Err(error) => return Err(error),
        Ok(mut part) => {
            let (offset, length) = (part.offset()?, part.length());
            if offset != length {
                return Err(Error::Incomplete { offset, length });
            }
            part.file
                .rewind()
                .map_err(Error::doing("rewind an upload"))?;
            let sealed = Sealed::of(&part.file)?;
            publish(layout, &part.file, &part.path, blob)?;
            sealed
        }
    };
    remove(&layout.length(upload)).map_err(Error::doing("tidy up after an upload"))?;
    Ok(sealed)
}
