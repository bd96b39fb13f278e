//! Why a file cannot be used, in terms its owner understands.

use std::{io, time::Duration};

use crate::{Kind, Program};

/// A file was refused, or a tool could not do its work. What the tool itself
/// said goes to the log only: it may quote the file.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// Neither video nor audio, picture nor document, whatever its name says.
    #[error("not a video, audio file, picture or document")]
    NotMedia,
    /// A picture in HEIC, which no program here reads.
    #[error("a picture in HEIC")]
    Heic,
    /// Media of another kind than the entry holds.
    #[error("{expected} is expected, this is {found}")]
    WrongKind {
        /// What the entry holds.
        expected: Kind,
        /// What the file is.
        found: Kind,
    },
    /// Begins well and does not go on well: cut short, damaged, or empty of frames.
    #[error("the file is damaged or incomplete")]
    Broken,
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// A container with neither picture nor sound in it.
    #[error("there is neither picture nor sound in it")]
    NoPictureOrSound,
    /// Longer than we take.
    #[error("longer than {} hours", max.as_secs() / 3600)]
    TooLong {
        /// The longest we take.
        max: Duration,
    },
    /// More pixels, pages, streams or memory than we take.
    #[error("larger than can be handled")]
    TooBig,
    /// Protected by a password or by rights management.
    #[error("protected by a password or by rights management")]
    Encrypted,
    /// The tool did not finish in its time.
    #[error("took too long")]
    TimedOut,
    /// The program is not installed.
    #[error("{program} is not installed (Debian package {})", program.package())]
    ToolMissing {
        /// Which program.
        program: Program,
    },
    /// No room for the result.
    #[error("the disk is full")]
    DiskFull,
    /// The operating system refused something else.
    #[error("{0}")]
    Io(#[source] io::Error),
}

impl MediaError {
    /// A stable name: for the job table, the API's `code` and the catalogue.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotMedia => "not_media",
            Self::Heic => "heic",
            Self::WrongKind { .. } => "wrong_kind",
            Self::Broken => "broken",
            Self::Empty => "empty",
            Self::NoPictureOrSound => "no_picture_or_sound",
            Self::TooLong { .. } => "too_long",
            Self::TooBig => "too_big",
            Self::Encrypted => "encrypted",
            Self::TimedOut => "timed_out",
            Self::ToolMissing { .. } => "tool_missing",
            Self::DiskFull => "disk_full",
            Self::Io(_) => "io",
        }
    }

    /// Whether the file is to blame: trying again is of no use. Otherwise the
    /// machine is, and it is.
    pub const fn is_final(&self) -> bool {
        !matches!(
            self,
            Self::ToolMissing { .. } | Self::DiskFull | Self::Io(_) | Self::TimedOut
        )
    }
}

impl From<io::Error> for MediaError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io(error),
        }
    }
}
