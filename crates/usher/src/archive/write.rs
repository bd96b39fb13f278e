//! Writing an archive.

use std::{
    fs::{self, File, Permissions},
    io::{self, BufWriter, Read, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use tar::{Builder, EntryType, Header};
use tempfile::NamedTempFile;

use super::{About, Item, Manifest, Name, SEAL, digest::Digesting};
use crate::failure::{Failure, Outcome};

type Out = Digesting<BufWriter<NamedTempFile>>;

/// An archive on its way. It has its name once it is whole and on the disk; before that,
/// and if this is dropped, there is nothing under that name.
pub(crate) struct Writer {
    tar: Builder<Out>,
    files: Vec<Item>,
    to: PathBuf,
    /// Seconds since 1970, for every file.
    at: u64,
}

impl Writer {
    /// Begins the archive that will be `to`. Refuses a name that is taken.
    pub(crate) fn create(to: &Path, about: &About) -> Outcome<Self> {
        refuse_taken(to)?;
        let file = tempfile::Builder::new()
            .prefix(".usher-backup-")
            .permissions(Permissions::from_mode(0o600))
            .tempfile_in(folder_of(to))
            .map_err(|error| unwritable(to, &error))?;
        let mut writer = Self {
            tar: Builder::new(Digesting::new(BufWriter::with_capacity(1 << 20, file))),
            files: Vec::new(),
            to: to.to_owned(),
            at: u64::try_from(about.taken_at / 1_000_000).unwrap_or(0),
        };
        writer.put(Name::About, json(about)?.as_bytes())?;
        Ok(writer)
    }

    /// Adds a file that is in memory.
    pub(crate) fn put(&mut self, name: Name, contents: &[u8]) -> Outcome {
        self.copy(name, contents, contents.len() as u64).map(drop)
    }

    /// Adds what `from` gives, which must be `bytes` long; its SHA-256 in hexadecimal.
    pub(crate) fn copy(&mut self, name: Name, from: impl Read, bytes: u64) -> Outcome<String> {
        let path = name.path();
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_size(bytes);
        header.set_mode(0o600);
        header.set_mtime(self.at);
        let mut from = Digesting::new(from.take(bytes));
        let added = self.tar.append_data(&mut header, &path, &mut from);
        added.map_err(|error| unwritable(&self.to, &error))?;
        let (sha256, copied) = from.told();
        if copied != bytes {
            return Err(Failure::runtime(format!(
                "{path} became shorter while it was copied. Try again."
            )));
        }
        self.files.push(Item {
            name: path,
            bytes,
            sha256: sha256.clone(),
        });
        Ok(sha256)
    }

    /// Writes the manifest, syncs, and gives the archive its name; its length in bytes.
    pub(crate) fn finish(mut self, mut manifest: Manifest) -> Outcome<u64> {
        manifest.files = std::mem::take(&mut self.files);
        self.put(Name::Manifest, json(&manifest)?.as_bytes())?;
        let to = self.to;
        let finished = |mut out: Out| -> io::Result<u64> {
            let (sha256, bytes) = out.told();
            writeln!(out, "{SEAL}{sha256}")?;
            let file = out
                .inner
                .into_inner()
                .map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist_noclobber(&to).map_err(|lost| lost.error)?;
            File::open(folder_of(&to))?.sync_all()?;
            Ok(bytes + super::SEAL_LENGTH)
        };
        self.tar
            .into_inner()
            .and_then(finished)
            .map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => taken(&to),
                _ => unwritable(&to, &error),
            })
    }
}

/// The folder that a file is to lie in.
pub(crate) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

fn refuse_taken(to: &Path) -> Outcome {
    match fs::symlink_metadata(to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(unwritable(to, &error)),
        Ok(_) => Err(taken(to)),
    }
}

fn taken(to: &Path) -> Failure {
    Failure::usage(format!(
        "{} is there already, and a backup replaces nothing. Name another file by --to.",
        to.display()
    ))
}

fn unwritable(to: &Path, error: &io::Error) -> Failure {
    let to = to.display();
    Failure::runtime(match error.kind() {
        io::ErrorKind::StorageFull => format!(
            "The disk is full: {to} was not written. Make room, or name a file on another disk by --to."
        ),
        io::ErrorKind::NotFound => {
            format!("{to} cannot be written: its folder is not there. Make it first.")
        }
        _ => format!(
            "{to} cannot be written ({error}). Check who owns the folder and whether its disk is \
             read-only."
        ),
    })
}

fn json(of: &impl serde::Serialize) -> Outcome<String> {
    serde_json::to_string_pretty(of)
        .map_err(|error| Failure::runtime(format!("The backup cannot be described ({error}).")))
}
