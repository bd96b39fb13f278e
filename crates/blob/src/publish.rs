//! How a file becomes a blob: digested, synced, made read-only, renamed once.

use std::{
    fs::{File, Permissions},
    io,
    os::unix::fs::PermissionsExt,
    path::Path,
};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use usher_domain::ids::BlobId;

use crate::{
    Error, Sha256,
    layout::{Layout, make_private, sync_folder},
};

/// What a blob turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Its length in bytes.
    pub bytes: u64,
    /// The digest of its contents.
    pub sha256: Sha256,
}

impl Sealed {
    /// Reads `file` from where it stands to its end.
    pub(crate) fn of(file: &File) -> Result<Self, Error> {
        let (sha256, bytes) = Sha256::of_reader(file).map_err(Error::doing("digest"))?;
        Ok(Self { bytes, sha256 })
    }

    /// What the published `blob` is, with its name certain to outlive a power
    /// cut: a crash may have fallen between the rename and the sync.
    pub(crate) fn of_published(layout: &Layout, blob: BlobId) -> Result<Self, Error> {
        let path = layout.blob(blob);
        let file = File::open(&path).map_err(Error::doing("open a blob"))?;
        sync_names(layout, &path)?;
        Self::of(&file)
    }
}

/// Renames `from`, whose open `file` it is, to be `blob`. Refuses to replace
/// another: [`Error::Exists`].
pub(crate) fn publish(
    layout: &Layout,
    file: &File,
    from: &Path,
    blob: BlobId,
) -> Result<(), Error> {
    let to = layout.blob(blob);
    let doing = Error::doing("publish a blob");
    file.set_permissions(Permissions::from_mode(0o400))
        .map_err(&doing)?;
    file.sync_all().map_err(&doing)?;
    if let Some(folder) = to.parent() {
        make_private(folder).map_err(&doing)?;
    }
    match renameat_with(CWD, from, CWD, &to, RenameFlags::NOREPLACE) {
        Err(rustix::io::Errno::EXIST) => return Err(Error::Exists),
        renamed => renamed.map_err(io::Error::from).map_err(&doing)?,
    }
    sync_names(layout, &to)
}

fn sync_names(layout: &Layout, path: &Path) -> Result<(), Error> {
    let doing = Error::doing("sync a folder of blobs");
    if let Some(folder) = path.parent() {
        sync_folder(folder).map_err(&doing)?;
    }
    sync_folder(&layout.blobs()).map_err(&doing)
}
