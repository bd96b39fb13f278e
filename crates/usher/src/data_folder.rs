//! The folder with everything that Usher keeps: what lies where.

use std::{
    fs::{self, DirBuilder},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use rustix::fs::statvfs;

use crate::failure::{Failure, Outcome};

/// The configuration file's name in the data folder.
pub(crate) const CONFIGURATION: &str = "usher.toml";

/// A data folder; it may not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DataFolder(PathBuf);

impl DataFolder {
    /// The folder at `path`.
    pub(crate) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        &self.0
    }

    /// The database file.
    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("usher.db")
    }

    /// Where the key file lies unless it is configured elsewhere.
    pub(crate) fn key_file(&self) -> PathBuf {
        self.0.join("usher.key")
    }

    /// The configuration file's place, unless another is named.
    pub(crate) fn configuration(&self) -> PathBuf {
        self.0.join(CONFIGURATION)
    }

    /// Where what is being restored lies until it is whole.
    pub(crate) fn restoring(&self) -> PathBuf {
        self.0.join("RESTORING")
    }

    /// Refuses a folder into which a restore has begun and not ended.
    pub(crate) fn refuse_half_restored(&self) -> Outcome {
        if self.restoring().exists() {
            return Err(Failure::runtime(format!(
                "The data folder {} is half-restored: a restore into it has begun and not ended. Once no \
                 usher restore runs any more, empty the folder and restore again.",
                self.0.display()
            )));
        }
        Ok(())
    }

    /// The folder of media bytes.
    pub(crate) fn media(&self) -> PathBuf {
        self.0.join("media")
    }

    /// The file that says that the data are a demonstration's.
    pub(crate) fn demo_mark(&self) -> PathBuf {
        self.0.join("DEMO")
    }

    /// Whether a database is there already.
    pub(crate) fn has_database(&self) -> bool {
        self.database().exists()
    }

    /// Whether the data are a demonstration's, whose passwords everybody knows.
    pub(crate) fn is_demo(&self) -> bool {
        self.demo_mark().exists()
    }

    /// Says for good that the data are a demonstration's; makes the folder if need be.
    pub(crate) fn mark_as_demo(&self) -> Outcome {
        self.make()?;
        let mark = self.demo_mark();
        fs::write(
            &mark,
            "What lies here is a demonstration, whose passwords everybody knows.\n",
        )
        .map_err(|error| {
            Failure::runtime(format!("{} cannot be written ({error}).", mark.display()))
        })
    }

    /// Makes the folder if need be, for its owner alone.
    pub(crate) fn make(&self) -> Outcome {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.0).map_err(|error| {
            Failure::runtime(format!(
                "The data folder {} cannot be made ({error}). Make it yourself and give it to the user \
                 that runs Usher, or name another by --data.",
                self.0.display()
            ))
        })
    }
}

/// Refuses a disk that has no room for `bytes` below `folder`, which must be there.
pub(crate) fn room_for(folder: &Path, bytes: u64) -> Outcome {
    // What cannot be asked will be told by the first write that fails.
    let Ok(disk) = statvfs(folder) else {
        return Ok(());
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    if bytes > free {
        return Err(Failure::runtime(format!(
            "{} MiB are needed below {}, and {} MiB are free. Make room, or take another disk.",
            bytes >> 20,
            folder.display(),
            free >> 20
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_new_folder_is_for_its_owner_alone() {
        let parent = tempfile::tempdir().expect("a folder");
        let data = DataFolder::at(&parent.path().join("a/b"));
        data.make().expect("made");
        let mode = fs::metadata(data.root())
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o700);
    }

    #[test]
    fn a_folder_below_a_file_cannot_be_made_and_nothing_is() {
        let parent = tempfile::tempdir().expect("a folder");
        let file = parent.path().join("file");
        fs::write(&file, "").expect("written");
        let told = DataFolder::at(&file.join("data"))
            .make()
            .expect_err("refused")
            .to_string();
        assert!(told.contains("cannot be made"), "{told}");
    }
}
