//! What the stories of this crate share.
#![allow(dead_code)] // each story uses its part of this

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::{Stream, stream};
use usher_blob::Blobs;
use usher_domain::{
    clock::{SeededEntropy, Timestamp},
    ids::{BlobId, UploadId},
};

/// A store in a folder that goes away with it.
pub(crate) struct Store {
    pub(crate) blobs: Blobs,
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) fn store() -> Store {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path().join("media")).unwrap();
    Store { blobs, folder }
}

pub(crate) fn upload(n: u64) -> UploadId {
    UploadId::new(Timestamp::from_secs(1), &SeededEntropy::new(n))
}

pub(crate) fn blob(n: u64) -> BlobId {
    BlobId::new(Timestamp::from_secs(1), &SeededEntropy::new(n))
}

/// `length` bytes of which no two pages are alike.
pub(crate) fn noise(length: usize) -> Bytes {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes.into()
}

/// A client that sends `bytes` in pieces and ends well.
pub(crate) fn sent(
    bytes: &Bytes,
    piece: usize,
) -> impl Stream<Item = Result<Bytes, Infallible>> + use<> {
    let pieces: Vec<_> = (0..bytes.len())
        .step_by(piece)
        .map(|at| Ok(bytes.slice(at..bytes.len().min(at + piece))))
        .collect();
    stream::iter(pieces)
}

/// A client whose connection breaks after `bytes`.
pub(crate) fn broken_after(bytes: Bytes) -> impl Stream<Item = Result<Bytes, &'static str>> {
    stream::iter([Ok(bytes), Err("connection reset")])
}
