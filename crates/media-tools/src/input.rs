//! A file on its way into a tool.

use std::{
    ffi::OsString,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use crate::{
    MediaError, Tools,
    probe::{FORMATS, MAX_PIXELS},
};

/// How much of a file is looked at to tell what it is, in bytes.
const HEAD: usize = 1024;

/// A folder for one job, in which the file is called `input`: tools guess from
/// names, and a name such as `-y` or `concat:a` would mean something to them.
pub(crate) struct Input {
    folder: TempDir,
    file: PathBuf,
    /// The beginning of the file.
    pub(crate) head: Vec<u8>,
    /// Its length in bytes.
    pub(crate) len: u64,
}

/// How tools are told which file: nothing but a local file by its plain name.
pub(crate) const INPUT: &str = "file:input";

/// How ffmpeg reads the whole of it and says how far it is.
pub(crate) const WHOLE: [&str; 17] = [
    "-v",
    "error",
    "-nostdin",
    "-nostats",
    "-y",
    "-progress",
    "pipe:1",
    "-protocol_whitelist",
    "file,pipe",
    "-format_whitelist",
    FORMATS,
    "-max_pixels",
    MAX_PIXELS,
    "-threads",
    "2",
    "-i",
    INPUT,
];

/// How it is told where to write: a plain file too, whatever its name means.
pub(crate) fn output(file: &Path) -> Result<OsString, MediaError> {
    let mut output = OsString::from("file:");
    output.push(std::path::absolute(file)?);
    Ok(output)
}

impl Input {
    /// Prepares `path`. Refuses an empty file.
    pub(crate) async fn new(tools: &Tools, path: &Path) -> Result<Self, MediaError> {
        let (scratch, path) = (tools.scratch().to_owned(), path.to_owned());
        let prepare = move || {
            let file = std::fs::canonicalize(path)?;
            let mut head = Vec::with_capacity(HEAD);
            let opened = File::open(&file)?;
            let len = opened.metadata()?.len();
            opened.take(HEAD as u64).read_to_end(&mut head)?;
            if head.is_empty() {
                return Err(MediaError::Empty);
            }
            let folder = tempfile::Builder::new()
                .prefix("tool-")
                .tempdir_in(scratch)?;
            std::os::unix::fs::symlink(&file, folder.path().join("input"))?;
            Ok(Self {
                folder,
                file,
                head,
                len,
            })
        };
        tokio::task::spawn_blocking(prepare)
            .await
            .map_err(|died| MediaError::Io(std::io::Error::other(died)))?
    }

    /// The job's folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the file really is.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }
}
