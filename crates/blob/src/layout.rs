//! Where things lie, and how a folder is made to last.

use std::{
    fs::{DirBuilder, File},
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use usher_domain::ids::{BlobId, UploadId};

use crate::OpenError;

/// The folders under one root. All are private to the user that Usher runs as.
#[derive(Debug)]
pub(crate) struct Layout {
    root: PathBuf,
}

impl Layout {
    /// Makes what is missing below `root`'s own parent. The parent is not made:
    /// an absent one usually is a disk that is not mounted, and filling the mount
    /// point would hide the data once it is.
    pub(crate) fn open(root: PathBuf) -> Result<Self, OpenError> {
        let layout = Self { root };
        for folder in [
            layout.root.clone(),
            layout.uploads(),
            layout.blobs(),
            layout.scratch(),
        ] {
            make_private(&folder).map_err(|error| OpenError::new(&folder, error))?;
        }
        // Permissions tell less than trying: root ignores modes, a mount may be read-only.
        tempfile::tempfile_in(layout.scratch())
            .and_then(|file| file.sync_all())
            .map_err(|error| OpenError::new(&layout.root, error))?;
        Ok(layout)
    }

    /// The folders of a store that is there: nothing is made or looked at.
    pub(crate) fn known(root: PathBuf) -> Self {
        Self { root }
    }

    pub(crate) fn uploads(&self) -> PathBuf {
        self.root.join("uploads")
    }

    pub(crate) fn blobs(&self) -> PathBuf {
        self.root.join("blobs")
    }

    pub(crate) fn scratch(&self) -> PathBuf {
        self.root.join("scratch")
    }

    /// Names of blobs that the bucket has not got yet, each of an empty file.
    pub(crate) fn unsent(&self) -> PathBuf {
        self.root.join("unsent")
    }

    /// Which bucket has the rest: its address.
    pub(crate) fn bucket(&self) -> PathBuf {
        self.root.join("bucket")
    }

    /// What has arrived of an upload.
    pub(crate) fn part(&self, upload: UploadId) -> PathBuf {
        self.uploads().join(format!("{upload}.part"))
    }

    /// How much was announced.
    pub(crate) fn length(&self, upload: UploadId) -> PathBuf {
        self.uploads().join(format!("{upload}.length"))
    }

    /// A published blob. The folder is the *end* of the id: ids begin with the
    /// time, so their beginnings are all alike.
    pub(crate) fn blob(&self, blob: BlobId) -> PathBuf {
        let name = blob.to_string();
        self.blobs().join(&name[name.len() - 2..]).join(name)
    }
}

/// Makes a folder of mode 0700 unless it is there already.
pub(crate) fn make_private(folder: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        made => made,
    }
}

/// Makes the names in a folder survive a power cut.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
