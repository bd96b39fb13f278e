//! What can go wrong, in the terms of whoever asked.

use std::{io, path::PathBuf};

/// The folder of blobs cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Neither the folder nor the one that should hold it is there: a disk that
    /// is not mounted, or a mistyped path.
    #[error("{0} is missing: is its disk mounted?")]
    Missing(PathBuf),
    /// The disk, or the folder, takes no writes.
    #[error(
        "{0} cannot be written to: check its owner, its mode and that its disk is not mounted read-only"
    )]
    ReadOnly(PathBuf),
    /// The blobs are in a bucket, and not in the one that is named now, if any is.
    #[error(
        "its objects are in the bucket {0}; name that one in the settings, or bring back a backup into an empty folder"
    )]
    InBucket(String),
    /// Something that is no folder stands at this path.
    #[error("{0} is not a folder")]
    NotAFolder(PathBuf),
    /// Anything else the operating system said.
    #[error("{path}: {source}")]
    Io {
        /// What was touched.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

impl OpenError {
    pub(crate) fn new(path: impl Into<PathBuf>, source: io::Error) -> Self {
        let path = path.into();
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing(path),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly(path)
            }
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Self::NotAFolder(path),
            _ => Self::Io { path, source },
        }
    }
}

/// An upload or a blob could not be written or read. After any of these the
/// upload's offset is again the length of its file: ask for it and go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such upload or blob.
    #[error("no such upload or blob")]
    NotFound,
    /// The name is taken by something with other contents.
    #[error("there already is another object with this id")]
    Exists,
    /// Somebody else is appending to this upload, or sealing it.
    #[error("the upload is being written by another request")]
    Locked,
    /// The append does not start where the upload ends.
    #[error("the upload continues at byte {actual}")]
    Conflict {
        /// Where it ends, in bytes.
        actual: u64,
    },
    /// More came than was announced; none of this append was kept.
    #[error("the upload was announced with {length} bytes and more came")]
    TooLong {
        /// What was announced, in bytes.
        length: u64,
    },
    /// Sealing was asked for before everything arrived.
    #[error("{offset} of {length} bytes have arrived")]
    Incomplete {
        /// What has arrived, in bytes.
        offset: u64,
        /// What was announced, in bytes.
        length: u64,
    },
    /// The bytes are not those the client took the checksum of; none were kept.
    #[error("the checksum does not match; the upload continues at byte {actual}")]
    ChecksumMismatch {
        /// Where the upload ends again, in bytes.
        actual: u64,
    },
    /// No room. What fitted of an append is kept.
    #[error("the disk is full")]
    DiskFull,
    /// The disk takes no writes.
    #[error("the disk is read-only")]
    ReadOnly,
    /// The bucket could not be reached, or had trouble of its own; asked again later it may do.
    #[error("the bucket could not be used to {doing}: {why}")]
    Unreachable {
        /// What was asked.
        doing: &'static str,
        /// Its status, or why there is none.
        why: String,
    },
    /// The bucket refused: the key may not do this, or there is no such bucket.
    #[error("the bucket refused to {doing}: {why}")]
    Refused {
        /// What was asked.
        doing: &'static str,
        /// Its status and code.
        why: String,
    },
    /// Anything else the operating system said.
    #[error("{doing}: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the operating system said.
        source: io::Error,
    },
}

impl Error {
    /// Names the deed that failed; a full or read-only disk and a missing file
    /// become errors of their own.
    pub fn doing(doing: &'static str) -> impl Fn(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Io { doing, source },
        }
    }
}
