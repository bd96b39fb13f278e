//! Appending what a client sends, as fast as the disk takes it and no faster.

use std::{
    io::{Seek, SeekFrom, Write},
    pin::{Pin, pin},
};

use bytes::Bytes;
use futures_util::{FutureExt, Stream, StreamExt};
use sha2::Digest;
use usher_domain::ids::UploadId;

use super::{Part, turns::Turn};
use crate::{Blobs, Error, Sha256, blobs::blocking};

/// How much is gathered before it is written, in bytes. With the one item that
/// may go beyond it, this is all the memory an upload takes.
const BATCH: usize = 1 << 20;

/// How much may wait for the disk unsynced, in bytes, so that the last sync is
/// never a long one.
const UNSYNCED: u64 = 64 << 20;

/// Why an append stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The client's stream came to its end.
    Finished,
    /// The client's stream broke; what had arrived is kept.
    Broken,
    /// [`Blobs::interrupt`] was called; what had arrived is kept.
    Interrupted,
}

/// What an append came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Where the upload ends now, in bytes; on disk.
    pub offset: u64,
    /// What was announced, in bytes.
    pub length: u64,
    /// Why it stopped.
    pub end: End,
}

impl Blobs {
    /// Appends `stream` to the upload, which must end at `expected`.
    ///
    /// The stream is asked for more only when what it gave is written. If it
    /// breaks, what came is kept. With a `checksum` of all it gives, everything
    /// or nothing is kept: a broken stream cannot be checked.
    ///
    /// Refuses: no such upload, another appender ([`Error::Locked`]), another
    /// offset ([`Error::Conflict`]), more than was announced ([`Error::TooLong`],
    /// nothing kept), a wrong checksum. [`Error::DiskFull`] keeps what fitted.
    ///
    /// Dropped half-way, it loses at most the batch it was gathering.
    pub async fn append<S, E>(
        &self,
        upload: UploadId,
        expected: u64,
        stream: S,
        checksum: Option<Sha256>,
    ) -> Result<Appended, Error>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Send,
    {
        let layout = self.layout.clone();
        let mut writer =
            blocking(move || Writer::new(Part::lock(&layout, upload)?, expected, checksum)).await?;
        let turn = self.turns.begin(upload);
        let mut stream = pin!(stream);
        loop {
            let (batch, end) = gather(stream.as_mut(), &turn).await;
            writer = blocking(move || writer.write(&batch)).await?;
            if let Some(end) = end {
                return blocking(move || writer.finish(end)).await;
            }
        }
    }
}

/// Waits for something, then takes what else is there already, up to [`BATCH`].
async fn gather<S, E>(mut stream: Pin<&mut S>, turn: &Turn<'_>) -> (Vec<Bytes>, Option<End>)
where
    S: Stream<Item = Result<Bytes, E>>,
{
    let (mut batch, mut size) = (Vec::new(), 0);
    let mut next = tokio::select! {
        biased;
        () = turn.interrupted() => return (batch, Some(End::Interrupted)),
        item = stream.next() => item,
    };
    loop {
        match next {
            None => return (batch, Some(End::Finished)),
            Some(Err(_)) => return (batch, Some(End::Broken)),
            Some(Ok(bytes)) => {
                size += bytes.len();
                batch.push(bytes);
            }
        }
        if size >= BATCH {
            return (batch, None);
        }
        match stream.next().now_or_never() {
            Some(item) => next = item,
            None => return (batch, None),
        }
    }
}

/// The side of an append that touches the disk.
struct Writer {
    part: Part,
    start: u64,
    offset: u64,
    unsynced: u64,
    /// What was declared, and the digest so far.
    checksum: Option<(Sha256, sha2::Sha256)>,
}

impl Writer {
    fn new(mut part: Part, expected: u64, checksum: Option<Sha256>) -> Result<Self, Error> {
        let actual = part.offset()?;
        if actual != expected {
            return Err(Error::Conflict { actual });
        }
        part.file
            .seek(SeekFrom::Start(actual))
            .map_err(Error::doing("seek in an upload"))?;
        Ok(Self {
            part,
            start: actual,
            offset: actual,
            unsynced: 0,
            checksum: checksum.map(|declared| (declared, sha2::Sha256::new())),
        })
    }

    fn write(mut self, batch: &[Bytes]) -> Result<Self, Error> {
        let size: u64 = batch.iter().map(|bytes| bytes.len() as u64).sum();
        if size > self.part.length().saturating_sub(self.offset) {
            self.part.cut(self.start)?;
            return Err(Error::TooLong {
                length: self.part.length(),
            });
        }
        for bytes in batch {
            if let Err(error) = self.part.file.write_all(bytes) {
                let error = Error::doing("write an upload")(error);
                return Err(self.settle(error));
            }
            if let Some((_, hasher)) = &mut self.checksum {
                hasher.update(bytes);
            }
        }
        self.offset += size;
        self.unsynced += size;
        if self.unsynced >= UNSYNCED {
            self = self.sync()?;
        }
        Ok(self)
    }

    fn finish(mut self, end: End) -> Result<Appended, Error> {
        if let Some((declared, hasher)) = self.checksum.take() {
            let right = declared == Sha256(hasher.finalize().into());
            if end != End::Finished || !right {
                self.part.cut(self.start)?;
                self.offset = self.start;
            }
            if end == End::Finished && !right {
                return Err(Error::ChecksumMismatch { actual: self.start });
            }
        }
        self = self.sync()?;
        Ok(Appended {
            offset: self.offset,
            length: self.part.length(),
            end,
        })
    }

    /// Puts what was written on disk. If that fails nobody knows which pages
    /// made it: back to where the append began, which was synced.
    fn sync(mut self) -> Result<Self, Error> {
        if let Err(error) = self.part.file.sync_data() {
            self.part.cut(self.start)?;
            return Err(Error::doing("sync an upload")(error));
        }
        self.unsynced = 0;
        Ok(self)
    }

    /// After a failed write: keeps what fitted if it can be trusted.
    fn settle(mut self, error: Error) -> Error {
        let keep = matches!(error, Error::DiskFull) && self.checksum.is_none();
        let kept = if keep {
            self.sync().map(|_| ())
        } else {
            self.part.cut(self.start)
        };
        kept.err().unwrap_or(error)
    }
}
