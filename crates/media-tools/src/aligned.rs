//! Putting the tracks of a fragmented MP4 where they belong in time.
//!
//! Frames that are sent before those they follow push the picture of each rung behind its
//! sound, by an amount that depends on its pace: ffmpeg lets every track of a fragmented
//! file begin to be *decoded* at zero. A list of edits would say so, and not every player
//! of fragments reads one. So the times that stand in the fragments themselves are moved,
//! until every rung of a film shows its first picture at the same moment, with its sound.

use std::{
    fs::{File, OpenOptions},
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
};

use crate::{
    MediaError, Segments,
    boxes::{below, long, walk, word},
};

/// What AAC's encoder puts before the sound, in samples.
const PRIMING: u64 = 1024;

/// How long the head of a fragment may be, in bytes.
const HEAD: u64 = 4 << 20;

/// A track of the file, and by how much its times are moved.
struct Track {
    id: u32,
    is_picture: bool,
    /// Ticks in a second.
    scale: u64,
    shift: Option<u64>,
}

/// Moves the times in the file so that picture and sound begin at `lead` microseconds.
pub(crate) fn align(path: &Path, segments: &Segments, lead: u64) -> Result<(), MediaError> {
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    let header = read(&mut file, 0, segments.header)?;
    let mut tracks = tracks(&header)?;
    let mut at = segments.first;
    for segment in &segments.list {
        let end = at + segment.bytes;
        // A segment may be several fragments.
        while at < end {
            let head = read(&mut file, at, 8)?;
            let length = u64::from(word(&head, 0)?);
            if length < 8 || at + length > end {
                return Err(MediaError::Broken);
            }
            if head.get(4..8) == Some(b"moof") {
                let moof = read(&mut file, at, length)?;
                for (offset, time) in moved(&moof, &mut tracks, lead)? {
                    file.seek(SeekFrom::Start(at + offset as u64))?;
                    file.write_all(&time.to_be_bytes())?;
                }
            }
            at += length;
        }
    }
    Ok(())
}

fn read(file: &mut File, at: u64, length: u64) -> Result<Vec<u8>, MediaError> {
    if length > HEAD {
        return Err(MediaError::Broken);
    }
    let mut bytes = vec![0; length as usize];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// The tracks that the header describes.
fn tracks(header: &[u8]) -> Result<Vec<Track>, MediaError> {
    let moov = below(header, 0, header.len(), &[b"moov"]).ok_or(MediaError::Broken)?;
    let traks = walk(header, moov.from, moov.to).filter(|found| &found.kind == b"trak");
    let track = |trak: crate::boxes::Found| {
        let find =
            |path: &[&[u8; 4]]| below(header, trak.from, trak.to, path).ok_or(MediaError::Broken);
        let (tkhd, mdhd) = (find(&[b"tkhd"])?, find(&[b"mdia", b"mdhd"])?);
        let hdlr = find(&[b"mdia", b"hdlr"])?;
        // The later version has two times of eight bytes before it.
        let after = |found: crate::boxes::Found| match header.get(found.from) {
            Some(0) => found.from + 12,
            _ => found.from + 20,
        };
        Ok(Track {
            id: word(header, after(tkhd))?,
            is_picture: header.get(hdlr.from + 8..hdlr.from + 12) == Some(b"vide"),
            scale: u64::from(word(header, after(mdhd))?),
            shift: None,
        })
    };
    traks.map(track).collect()
}

/// Where in the head of a fragment which times are to stand.
fn moved(moof: &[u8], tracks: &mut [Track], lead: u64) -> Result<Vec<(usize, u64)>, MediaError> {
    let inside = below(moof, 0, moof.len(), &[b"moof"]).ok_or(MediaError::Broken)?;
    let mut times = Vec::new();
    for traf in walk(moof, inside.from, inside.to).filter(|found| &found.kind == b"traf") {
        let find = |name| below(moof, traf.from, traf.to, &[name]).ok_or(MediaError::Broken);
        let (tfhd, tfdt) = (find(b"tfhd")?, find(b"tfdt")?);
        let id = word(moof, tfhd.from + 4)?;
        let track = tracks.iter_mut().find(|track| track.id == id);
        let track = track.ok_or(MediaError::Broken)?;
        if moof.get(tfdt.from) != Some(&1) {
            return Err(MediaError::Broken);
        }
        let time = long(moof, tfdt.from + 4)?;
        let shift = if let Some(shift) = track.shift {
            shift
        } else {
            let begins = time + first_delay(moof, traf.from, traf.to)?;
            let wanted = lead * track.scale / 1_000_000;
            let wanted = if track.is_picture {
                wanted
            } else {
                wanted.saturating_sub(PRIMING)
            };
            *track.shift.insert(wanted.saturating_sub(begins))
        };
        times.push((tfdt.from + 4, time + shift));
    }
    Ok(times)
}

/// By how much the first frame of a fragment is shown after it is decoded.
fn first_delay(moof: &[u8], from: usize, to: usize) -> Result<u64, MediaError> {
    let trun = below(moof, from, to, &[b"trun"]).ok_or(MediaError::Broken)?;
    let flags = word(moof, trun.from)? & 0x00FF_FFFF;
    let is_set = |bit: u32| usize::from(flags & bit != 0);
    if is_set(0x800) == 0 {
        return Ok(0);
    }
    let before =
        8 + 4 * (is_set(0x1) + is_set(0x4) + is_set(0x100) + is_set(0x200) + is_set(0x400));
    let delay = word(moof, trun.from + before)?;
    // Shown before it is decoded: that is none.
    Ok(u64::from(delay).min(u64::from(u32::MAX >> 1)) * u64::from(delay >> 31 == 0))
}
