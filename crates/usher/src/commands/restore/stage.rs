//! Where a backup lies while it is being restored: in a folder of its own in the data
//! folder, which no server takes as long as that is there.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Read},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use rustix::fs::syncfs;

use crate::{
    archive::Name,
    data_folder::DataFolder,
    failure::{Failure, Outcome},
};

/// What a disk's own root has in it when it is empty.
const ALWAYS_THERE: &str = "lost+found";

/// Refuses a data folder in which something is.
pub(super) fn refuse_occupied(data: &DataFolder) -> Outcome {
    data.refuse_half_restored()?;
    let shown = data.root().display();
    let found = match fs::read_dir(data.root()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(Failure::usage(format!(
                "The data folder {shown} cannot be looked into ({error})."
            )));
        }
        Ok(mut items) => items.find(|item| match item {
            Ok(item) => item.file_name() != ALWAYS_THERE,
            Err(_) => true,
        }),
    };
    match found {
        None => Ok(()),
        Some(_) => Err(Failure::usage(format!(
            "The data folder {shown} is not empty, and a restore replaces nothing. Name another by --data, \
             or move away what is there."
        ))),
    }
}

/// The folder.
pub(super) struct Stage<'a> {
    data: &'a DataFolder,
    folder: PathBuf,
}

impl<'a> Stage<'a> {
    /// Makes it.
    pub(super) fn begin(data: &'a DataFolder) -> Outcome<Self> {
        let folder = data.restoring();
        make(&folder).map_err(|error| unwritten(&folder, &error))?;
        Ok(Self { data, folder })
    }

    /// The database in it.
    pub(super) fn database(&self) -> PathBuf {
        self.folder.join(Name::Database.path())
    }

    /// The key file in it.
    pub(super) fn key_file(&self) -> PathBuf {
        self.folder.join(Name::Key.path())
    }

    /// Writes a file of the backup.
    pub(super) fn put(&self, name: Name, contents: &mut dyn Read) -> Outcome {
        let mode = match name {
            Name::About | Name::Manifest => return Ok(()),
            Name::Database | Name::Key | Name::Settings => 0o600,
            Name::Blob(_) => 0o400,
        };
        write(&self.folder.join(name.path()), contents, mode)
    }

    /// Takes the backup's own key file away, if it has one.
    pub(super) fn leave_key_out(&self) -> Outcome {
        let key = self.key_file();
        match fs::remove_file(&key) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritten(&key, &error)),
            _ => Ok(()),
        }
    }

    /// Takes the database away: it has gone to a server.
    pub(super) fn leave_database_out(&self) -> Outcome {
        let database = self.database();
        fs::remove_file(&database).map_err(|error| unwritten(&database, &error))
    }

    /// Puts everything on the disk, then gives it its names, the database last.
    pub(super) fn publish(self, demo: bool) -> Outcome {
        let (root, stage) = (self.data.root(), &self.folder);
        let published = || -> io::Result<()> {
            // Of whoever had the staged database open.
            let _ = fs::remove_file(stage.join("usher.lock"));
            syncfs(File::open(stage)?)?;
            let database = Name::Database.path();
            for name in [
                "media",
                &Name::Key.path(),
                &Name::Settings.path(),
                &database,
            ] {
                let from = stage.join(name);
                if from.exists() {
                    fs::rename(from, root.join(name))?;
                }
            }
            File::open(root)?.sync_all()?;
            fs::remove_dir(stage)?;
            File::open(root)?.sync_all()
        };
        if demo {
            self.data.mark_as_demo()?;
        }
        published().map_err(|error| unwritten(root, &error))
    }
}

/// Writes a new file.
pub(super) fn write(path: &Path, contents: &mut dyn Read, mode: u32) -> Outcome {
    let file = path.parent().map_or(Ok(()), make).and_then(|()| {
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(path)
    });
    file.and_then(|mut file| io::copy(contents, &mut file))
        .map(drop)
        .map_err(|error| unwritten(path, &error))
}

fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    Failure::runtime(match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::Other | io::ErrorKind::UnexpectedEof => {
            format!("The backup is damaged ({error}). Nothing was restored; use another one.")
        }
        io::ErrorKind::StorageFull => format!(
            "The disk is full: {path} was not written. Empty the data folder and restore on a larger disk."
        ),
        _ => format!(
            "{path} cannot be written ({error}). Check who owns the data folder and whether its disk is \
             read-only."
        ),
    })
}
