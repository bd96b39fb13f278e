//! Reading a fragmented MP4 that ffmpeg has made: where its segments lie, and which
//! codecs are in it. What is read here was written by our own encoder; a file that
//! is not as expected is [`MediaError::Broken`], never a panic.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

use crate::{
    MediaError,
    boxes::{long, word},
};

/// How long the part before the segments may be, in bytes: a header and an index of
/// twelve hours.
const HEAD: u64 = 1 << 20;

/// A segment: how long it plays, in microseconds, and its length in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// How long it plays, in microseconds.
    pub micros: u64,
    /// Its length in bytes.
    pub bytes: u64,
}

/// Where the parts of a rendition lie in its one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segments {
    /// The header: from the beginning of the file, so many bytes.
    pub header: u64,
    /// Where the first segment begins; each of the others begins where the one before it ends.
    pub first: u64,
    /// The segments, in order.
    pub list: Vec<Segment>,
    /// The codecs, as RFC 6381 names them.
    pub codecs: String,
}

/// Reads what `path` says of itself.
pub(crate) fn segments(path: &Path) -> Result<Segments, MediaError> {
    let mut file = File::open(path)?;
    let whole = file.metadata()?.len();
    let mut at = 0;
    let mut header = 0;
    let mut codecs = String::new();
    loop {
        let (kind, length) = box_at(&mut file, at, whole)?;
        match &kind {
            b"ftyp" => {}
            b"moov" if length <= HEAD => {
                codecs = named(&body(&mut file, length)?)?;
                header = at + length;
            }
            b"sidx" if header > 0 && length <= HEAD => {
                let body = body(&mut file, length)?;
                let (skip, list) = index(&body)?;
                let first = at + length + skip;
                let end = first + list.iter().map(|segment| segment.bytes).sum::<u64>();
                if list.is_empty() || end > whole {
                    return Err(MediaError::Broken);
                }
                return Ok(Segments {
                    header,
                    first,
                    list,
                    codecs,
                });
            }
            _ => return Err(MediaError::Broken),
        }
        at += length;
    }
}

fn box_at(file: &mut File, at: u64, whole: u64) -> Result<([u8; 4], u64), MediaError> {
    let mut head = [0; 8];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut head).map_err(short)?;
    let [_, _, _, _, kind @ ..] = head;
    let length = u64::from(word(&head, 0)?);
    if length < 8 || at + length > whole {
        return Err(MediaError::Broken);
    }
    Ok((kind, length))
}

fn body(file: &mut File, length: u64) -> Result<Vec<u8>, MediaError> {
    let mut body = vec![0; (length - 8) as usize];
    file.read_exact(&mut body).map_err(short)?;
    Ok(body)
}

fn short(error: io::Error) -> MediaError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => MediaError::Broken,
        _ => error.into(),
    }
}

/// What a `sidx` lists, and how far after it that begins.
fn index(body: &[u8]) -> Result<(u64, Vec<Segment>), MediaError> {
    let scale = u64::from(word(body, 8)?);
    let (skip, mut at) = match body.first() {
        Some(0) => (u64::from(word(body, 16)?), 20),
        _ => (long(body, 20)?, 28),
    };
    let count = word(body, at)? & 0xFFFF;
    at += 4;
    let mut list = Vec::with_capacity(count as usize);
    for _ in 0..count {
        let (size, duration) = (word(body, at)?, word(body, at + 4)?);
        // The highest bit says that another index follows: ours has one alone.
        if size >> 31 != 0 || scale == 0 {
            return Err(MediaError::Broken);
        }
        list.push(Segment {
            micros: u64::from(duration) * 1_000_000 / scale,
            bytes: u64::from(size),
        });
        at += 12;
    }
    Ok((skip, list))
}

/// The codecs that a `moov` describes.
fn named(moov: &[u8]) -> Result<String, MediaError> {
    let find = |name: &[u8]| moov.windows(4).position(|four| four == name);
    let mut codecs = Vec::new();
    if let Some(at) = find(b"avcC") {
        let [profile, flags, level] = moov
            .get(at + 5..at + 8)
            .and_then(|three| three.try_into().ok())
            .ok_or(MediaError::Broken)?;
        codecs.push(format!("avc1.{profile:02x}{flags:02x}{level:02x}"));
    }
    if find(b"mp4a").is_some() {
        codecs.push("mp4a.40.2".to_owned());
    }
    if codecs.is_empty() {
        return Err(MediaError::Broken);
    }
    Ok(codecs.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_as_expected_is_broken() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let moov = |of: &[u8]| {
            let mut bytes = b"\0\0\0\x08ftyp".to_vec();
            bytes.extend(u32::to_be_bytes(8 + of.len() as u32));
            bytes.extend(b"moov");
            bytes.extend(of);
            bytes
        };
        let mut cut = moov(b"avcC\x01\x64\x00\x1f");
        cut.extend(b"\0\0\0\x20sidx\0\0");
        let table: [(&str, Vec<u8>); 6] = [
            ("nothing", Vec::new()),
            ("no box", b"\0\0\0\x04ftyp".to_vec()),
            ("another box", b"\0\0\0\x08free".to_vec()),
            ("no codec", moov(b"nothing")),
            ("a codec cut short", moov(b"avcC\x01")),
            ("an index cut short", cut),
        ];
        for (what, bytes) in table {
            std::fs::write(&path, bytes).unwrap();
            let read = segments(&path);
            assert!(matches!(read, Err(MediaError::Broken)), "{what}: {read:?}");
        }
    }
}
