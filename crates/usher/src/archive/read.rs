//! Reading an archive, and believing none of it.

use std::{
    collections::HashSet,
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use serde::de::DeserializeOwned;
use tar::EntryType;
use usher_db::MIGRATIONS;

use super::{About, FORMAT, Item, Manifest, Name, SEAL, SEAL_LENGTH, digest::Digesting};
use crate::{
    failure::{Failure, Outcome},
    progress::{Progress, Whole},
};

/// No description of an archive is larger, in bytes.
const LARGEST_ABOUT: u64 = 64 << 10;
/// No manifest is larger, in bytes: it is held in memory.
const LARGEST_MANIFEST: u64 = 512 << 20;

/// An archive whose beginning and end are ours.
pub(crate) struct Archive {
    path: PathBuf,
    file: File,
    /// Without its last line, in bytes.
    bytes: u64,
    seal: String,
    about: About,
}

impl Archive {
    /// Opens the file at `path`. Refuses what is no archive of ours, one whose end is
    /// missing, and one that a newer version has made.
    pub(crate) fn open(path: &Path) -> Outcome<Self> {
        let mut file = File::open(path).map_err(|error| {
            Failure::usage(format!("{} cannot be read ({error}).", path.display()))
        })?;
        let first = first_name(&mut file).map_err(|error| damaged(path, &error))?;
        if first.as_deref() != Some(&Name::About.path()) {
            return Err(Failure::usage(format!(
                "{} is not a backup that Usher has made.",
                path.display()
            )));
        }
        let (bytes, seal) = sealed(&mut file)
            .map_err(|error| damaged(path, &error))?
            .ok_or_else(|| {
                Failure::runtime(format!(
                    "The backup {} has no end: it was cut off. Nothing was restored; use another one.",
                    path.display()
                ))
            })?;
        let about = about(&mut file).map_err(|error| damaged(path, &error))?;
        if about.format != FORMAT || about.schema as usize > MIGRATIONS.len() {
            return Err(Failure::runtime(format!(
                "The backup {} was made by a newer Usher ({}), and this program does not know its schema. \
                 Restore it with that version or a later one. Nothing was changed.",
                path.display(),
                about.usher
            )));
        }
        Ok(Self {
            path: path.to_owned(),
            file,
            bytes,
            seal,
            about,
        })
    }

    /// What it is.
    pub(crate) fn about(&self) -> &About {
        &self.about
    }

    /// Its length in bytes, which is about what it holds.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes + SEAL_LENGTH
    }

    /// Hands every file to `take`, in order, then checks that nothing was added, left out
    /// or changed: until this returns `Ok`, what was taken may be anything.
    pub(crate) fn each(
        mut self,
        progress: &Progress,
        mut take: impl FnMut(Name, &mut dyn Read) -> Outcome,
    ) -> Outcome<Manifest> {
        let whole = Whole {
            files: None,
            bytes: self.bytes,
        };
        progress.stage_of("Reading the backup", whole);
        let path = self.path.clone();
        let damaged = |error: io::Error| damaged(&path, &error);
        self.file.rewind().map_err(damaged)?;
        let whole = BufReader::with_capacity(1 << 20, &self.file).take(self.bytes);
        let mut tar = tar::Archive::new(Digesting::new(whole));
        let (mut seen, mut files, mut manifest) = (HashSet::new(), Vec::new(), None);
        for entry in tar.entries().map_err(damaged)? {
            let mut entry = entry.map_err(damaged)?;
            let name = self.name(&entry.path_bytes(), entry.header().entry_type())?;
            if manifest.is_some() || !seen.insert(name) {
                return Err(self.foreign("a file where there should be none"));
            }
            if name == Name::Manifest {
                manifest = Some(parse::<Manifest>(&mut entry, LARGEST_MANIFEST).map_err(damaged)?);
                continue;
            }
            let mut contents = Digesting::new(progress.reading(&mut entry));
            take(name, &mut contents)?;
            io::copy(&mut contents, &mut io::sink()).map_err(damaged)?;
            let (sha256, bytes) = contents.told();
            progress.file();
            let name = name.path();
            files.push(Item {
                name,
                bytes,
                sha256,
            });
        }
        let mut whole = tar.into_inner();
        io::copy(&mut whole, &mut io::sink()).map_err(damaged)?;
        let (sha256, _) = whole.told();
        let Some(manifest) = manifest.filter(|_| sha256 == self.seal) else {
            return Err(self.changed());
        };
        if manifest.files != files || !seen.contains(&Name::Database) {
            return Err(self.changed());
        }
        Ok(manifest)
    }

    /// That it does not hold what was written.
    pub(crate) fn changed(&self) -> Failure {
        Failure::runtime(format!(
            "The backup {} is damaged: it does not hold what was written into it. Nothing was restored; \
             use another one.",
            self.path.display()
        ))
    }

    fn name(&self, path: &[u8], sort: EntryType) -> Outcome<Name> {
        let path = String::from_utf8_lossy(path);
        match Name::parse(&path) {
            Some(name) if sort == EntryType::Regular => Ok(name),
            _ => Err(self.foreign(&format!("{path:?}"))),
        }
    }

    fn foreign(&self, what: &str) -> Failure {
        Failure::runtime(format!(
            "The backup {} holds {what}, which Usher never writes. Nothing was restored; use another one.",
            self.path.display()
        ))
    }
}

fn damaged(path: &Path, error: &io::Error) -> Failure {
    Failure::runtime(format!(
        "The backup {} is damaged ({error}). Nothing was restored; use another one.",
        path.display()
    ))
}

/// The name of the first file, if this looks like an archive at all.
fn first_name(file: &mut File) -> io::Result<Option<String>> {
    file.rewind()?;
    let mut block = [0; 512];
    match file.read_exact(&mut block) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let end = block[..100].iter().position(|byte| *byte == 0);
    Ok(end.map(|end| String::from_utf8_lossy(&block[..end]).into_owned()))
}

/// How long the file is without its last line, and the digest in that.
fn sealed(file: &mut File) -> io::Result<Option<(u64, String)>> {
    let Some(bytes) = file.metadata()?.len().checked_sub(SEAL_LENGTH) else {
        return Ok(None);
    };
    file.seek(SeekFrom::Start(bytes))?;
    let mut line = Vec::new();
    file.read_to_end(&mut line)?;
    let digest = std::str::from_utf8(&line)
        .ok()
        .and_then(|line| line.strip_prefix(SEAL)?.strip_suffix('\n'));
    Ok(digest.map(|digest| (bytes, digest.to_owned())))
}

fn about(file: &mut File) -> io::Result<About> {
    file.rewind()?;
    let mut tar = tar::Archive::new(file);
    let mut first = tar
        .entries()?
        .next()
        .ok_or(io::ErrorKind::UnexpectedEof)??;
    parse(&mut first, LARGEST_ABOUT)
}

fn parse<T: DeserializeOwned>(from: &mut impl Read, largest: u64) -> io::Result<T> {
    let mut text = String::new();
    from.take(largest).read_to_string(&mut text)?;
    serde_json::from_str(&text).map_err(io::Error::other)
}
