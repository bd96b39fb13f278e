//! Folders for work in progress, on the disk where its outcome will live.

use std::{fs::File, io, path::Path};

use rustix::fs::{FlockOperation, flock};
use tempfile::TempDir;

/// A private, empty folder on the same disk as the blobs, so that a file made in
/// it is adopted by a rename. Gone with everything in it when dropped.
#[derive(Debug)]
pub struct Scratch {
    folder: TempDir,
    /// Held for as long as the folder is in use; the system lets go of it when
    /// the process dies, which is how [`sweep`] knows.
    _lock: File,
}

impl Scratch {
    pub(crate) fn new(parent: &Path) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("job-").tempdir_in(parent)?;
        let lock = File::open(folder.path())?;
        flock(&lock, FlockOperation::NonBlockingLockShared)?;
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    /// Where the folder is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl AsRef<Path> for Scratch {
    fn as_ref(&self) -> &Path {
        self.path()
    }
}

/// Removes the folders that processes now dead have left.
pub(crate) fn sweep(parent: &Path) -> io::Result<()> {
    for found in parent.read_dir()? {
        let path = found?.path();
        let Ok(folder) = File::open(&path) else {
            continue;
        };
        if flock(&folder, FlockOperation::NonBlockingLockExclusive).is_err() {
            continue;
        }
        if let Err(error) = std::fs::remove_dir_all(&path) {
            tracing::warn!(%error, "a scratch folder could not be removed");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_in_use_survives_the_sweep_and_a_left_one_does_not() {
        let parent = tempfile::tempdir().unwrap();
        let used = Scratch::new(parent.path()).unwrap();
        let left = parent.path().join("job-left");
        std::fs::create_dir(&left).unwrap();
        std::fs::write(left.join("half.mp4"), b"half").unwrap();
        sweep(parent.path()).unwrap();
        assert!(used.path().is_dir());
        assert!(!left.exists());
    }
}
