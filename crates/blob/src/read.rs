//! Reading a blob by ranges, in slices that cost no copy where it lies on our disk.

use std::{ops::Range, sync::Arc};

use bytes::Bytes;
use usher_domain::ids::BlobId;

use crate::{Bucket, Error, Pace, blobs::blocking, mapping::Mapping};

/// A slice, in bytes, where nothing is known of the connection: long enough that a send is worth
/// its cost, short enough that a revoked reader is cut off soon.
pub const SLICE: u64 = 256 << 10;

/// How far the disk is asked to read ahead of a sequential reader, in bytes.
const AHEAD: u64 = 4 * SLICE;

/// How much is asked of a bucket at once, in bytes: each time costs a way there and back.
const WINDOW: u64 = 8 * SLICE;

/// A published object, open for reading.
#[derive(Clone, Debug)]
pub struct Blob {
    lies: Lies,
}

/// Where it is read.
#[derive(Clone, Debug)]
enum Lies {
    Here(Arc<Mapping>),
    InBucket {
        bucket: Bucket,
        blob: BlobId,
        length: u64,
    },
}

impl Blob {
    pub(crate) fn new(mapping: Arc<Mapping>) -> Self {
        let lies = Lies::Here(mapping);
        Self { lies }
    }

    pub(crate) fn in_bucket(bucket: Bucket, blob: BlobId, length: u64) -> Self {
        let lies = Lies::InBucket {
            bucket,
            blob,
            length,
        };
        Self { lies }
    }

    /// Whether it lies on our disk.
    pub fn is_here(&self) -> bool {
        matches!(self.lies, Lies::Here(_))
    }

    /// Its length in bytes.
    pub fn len(&self) -> u64 {
        match &self.lies {
            Lies::Here(mapping) => mapping.bytes().len() as u64,
            Lies::InBucket { length, .. } => *length,
        }
    }

    /// Whether it has no bytes at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of `range` (cut to what there is), resident in memory so that
    /// sending them does not stop a thread that others share. For small objects
    /// and single slices; a long range goes through [`Blob::slices`].
    pub async fn slice(&self, range: Range<u64>) -> Result<Bytes, Error> {
        let end = range.end.min(self.len());
        let start = range.start.min(end);
        let mapping = match &self.lies {
            Lies::Here(mapping) => mapping,
            Lies::InBucket { bucket, blob, .. } => return bucket.range(*blob, start..end).await,
        };
        if !mapping.is_warm(start, end) {
            let mapping = mapping.clone();
            blocking(move || {
                let ahead = if end - start >= SLICE { AHEAD } else { 0 };
                mapping
                    .warm(start, end, ahead)
                    .map_err(Error::doing("read a blob"))
            })
            .await?;
        }
        Ok(mapping.bytes().slice(start as usize..end as usize))
    }

    /// The bytes of `range` (cut to what there is) if they are no more than one slice at this
    /// pace and in memory: never waits for the disk.
    pub fn at_hand(&self, range: Range<u64>, pace: &Pace) -> Option<Bytes> {
        let Lies::Here(mapping) = &self.lies else {
            return None;
        };
        let end = range.end.min(self.len());
        let start = range.start.min(end);
        let is_at_hand = end - start <= pace.slice() && mapping.is_warm(start, end);
        is_at_hand.then(|| mapping.bytes().slice(start as usize..end as usize))
    }

    /// `range` (cut to what there is) in slices of this pace; out of a bucket, of at most
    /// [`SLICE`] bytes.
    pub fn slices(&self, range: Range<u64>, pace: Pace) -> Slices {
        let end = range.end.min(self.len());
        Slices {
            blob: self.clone(),
            next: range.start.min(end),
            end,
            pace,
            window: Bytes::new(),
        }
    }
}

/// The slices of a range, one after the other. The caller decides before each
/// whether the reader may still have it.
#[derive(Clone, Debug)]
pub struct Slices {
    blob: Blob,
    next: u64,
    end: u64,
    pace: Pace,
    /// What was read ahead of `next`.
    window: Bytes,
}

impl Slices {
    /// How many bytes are still to come.
    pub fn remaining(&self) -> u64 {
        self.end - self.next
    }

    /// The next slice; `None` after the last. Dropping the future loses nothing:
    /// the same slice comes again. After an error there is no use in going on.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        if self.next == self.end {
            return None;
        }
        let slice = match &self.blob.lies {
            Lies::Here(_) => {
                let cut = self.pace.cut(self.next).min(self.end);
                self.blob.slice(self.next..cut).await
            }
            Lies::InBucket { .. } => {
                let cut = ((self.next / SLICE + 1) * SLICE).min(self.end);
                self.ahead(cut).await
            }
        };
        if let Ok(bytes) = &slice {
            self.next += bytes.len() as u64;
        }
        Some(slice)
    }

    /// The bytes up to `cut`, of the window that was read ahead.
    async fn ahead(&mut self, cut: u64) -> Result<Bytes, Error> {
        if self.window.is_empty() {
            let end = ((self.next / WINDOW + 1) * WINDOW).min(self.end);
            self.window = self.blob.slice(self.next..end).await?;
        }
        let slice = ((cut - self.next) as usize).min(self.window.len());
        Ok(self.window.split_to(slice))
    }
}
