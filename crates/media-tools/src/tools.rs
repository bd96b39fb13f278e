//! Which programs this machine has.

use std::{
    ffi::OsStr,
    fmt,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::MediaError;

/// A program that Usher runs if it is installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Program {
    /// Makes renditions and posters.
    Ffmpeg,
    /// Looks into media.
    Ffprobe,
    /// Looks into PDFs.
    Pdfinfo,
    /// Draws the pages of PDFs.
    Pdftoppm,
    /// LibreOffice, which makes PDFs of office files.
    Soffice,
    /// Gives it a room of its own.
    Bwrap,
}

impl Program {
    /// Every program.
    pub const ALL: [Self; 6] = [
        Self::Ffmpeg,
        Self::Ffprobe,
        Self::Pdfinfo,
        Self::Pdftoppm,
        Self::Soffice,
        Self::Bwrap,
    ];

    /// What it is called on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ffmpeg => "ffmpeg",
            Self::Ffprobe => "ffprobe",
            Self::Pdfinfo => "pdfinfo",
            Self::Pdftoppm => "pdftoppm",
            Self::Soffice => "soffice",
            Self::Bwrap => "bwrap",
        }
    }

    /// The Debian package that brings it.
    pub const fn package(self) -> &'static str {
        match self {
            Self::Ffmpeg | Self::Ffprobe => "ffmpeg",
            Self::Pdfinfo | Self::Pdftoppm => "poppler-utils",
            Self::Soffice => {
                "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui"
            }
            Self::Bwrap => "bubblewrap",
        }
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A program that is not installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Which.
    pub program: Program,
    /// The Debian package that brings it.
    pub package: &'static str,
}

/// The programs found, and where their files for a moment go. Cheap to clone.
#[derive(Clone)]
pub struct Tools {
    found: Arc<[Option<PathBuf>; Program::ALL.len()]>,
    scratch: Arc<dyn AsRef<Path> + Send + Sync>,
}

impl Tools {
    /// Looks for the programs in this process's `PATH`. Finding none is no error.
    pub fn find() -> Self {
        Self::find_in(&std::env::var_os("PATH").unwrap_or_default())
    }

    /// Looks for the programs in the folders of `path`, separated as in `PATH`.
    pub fn find_in(path: &OsStr) -> Self {
        let folders: Vec<PathBuf> = std::env::split_paths(path)
            .filter(|folder| folder.is_absolute())
            .collect();
        let find = |program: Program| {
            folders
                .iter()
                .map(|folder| folder.join(program.name()))
                .find(|file| is_program(file))
        };
        Self {
            found: Arc::new(Program::ALL.map(find)),
            scratch: Arc::new(std::env::temp_dir()),
        }
    }

    /// Puts the children's own folders into `folder` instead of the system's for
    /// temporary files, and keeps it as long as the tools are there.
    pub fn with_scratch(self, folder: impl AsRef<Path> + Send + Sync + 'static) -> Self {
        Self {
            scratch: Arc::new(folder),
            ..self
        }
    }

    /// What is not installed, for the console and the doctor.
    pub fn missing(&self) -> Vec<Missing> {
        Program::ALL
            .into_iter()
            .zip(self.found.iter())
            .filter(|(_, found)| found.is_none())
            .map(|(program, _)| Missing {
                program,
                package: program.package(),
            })
            .collect()
    }

    /// Where the program is, or that it is missing.
    pub(crate) fn path_of(&self, program: Program) -> Result<&Path, MediaError> {
        self.found[program as usize]
            .as_deref()
            .ok_or(MediaError::ToolMissing { program })
    }

    /// Where children's folders are made.
    pub(crate) fn scratch(&self) -> &Path {
        (*self.scratch).as_ref()
    }
}

fn is_program(file: &Path) -> bool {
    std::fs::metadata(file)
        .is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_with_the_package_that_brings_it() {
        let empty = tempfile::tempdir().unwrap();
        let missing = Tools::find_in(empty.path().as_os_str()).missing();
        let told: Vec<_> = missing
            .iter()
            .map(|m| (m.program.name(), m.package))
            .collect();
        assert_eq!(
            told,
            [
                ("ffmpeg", "ffmpeg"),
                ("ffprobe", "ffmpeg"),
                ("pdfinfo", "poppler-utils"),
                ("pdftoppm", "poppler-utils"),
                (
                    "soffice",
                    "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui"
                ),
                ("bwrap", "bubblewrap"),
            ]
        );
    }

    #[test]
    fn a_file_that_cannot_be_run_is_not_a_program() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("ffmpeg"), b"notes").unwrap();
        let tools = Tools::find_in(folder.path().as_os_str());
        assert!(tools.path_of(Program::Ffmpeg).is_err());
    }
}
