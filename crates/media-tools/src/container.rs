//! What the first bytes of a file, and the outline of an MP4, tell.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

/// What the first bytes promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Promise {
    /// A PDF.
    Pdf,
    /// A container that we know.
    Media,
    /// Something that is certainly no media: text, a page, a picture, an archive, a program.
    Other,
    /// Nothing certain; formats without a signature exist.
    Nothing,
}

/// Reads the promise. A PDF must begin at once (or after a byte order mark):
/// what some readers tolerate before it is what makes polyglots.
pub(crate) fn promise(head: &[u8]) -> Promise {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if text.trim_ascii_start().starts_with(b"%PDF-") {
        return Promise::Pdf;
    }
    let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|b| b.starts_with(magic));
    let media: [(usize, &[u8]); 13] = [
        (4, b"ftyp"),
        (4, b"moov"),
        (4, b"mdat"),
        (4, b"wide"),
        (0, b"\x1A\x45\xDF\xA3"),
        (0, b"OggS"),
        (0, b"fLaC"),
        (0, b"ID3"),
        (0, b"FLV\x01"),
        (8, b"AVI "),
        (8, b"WAVE"),
        (0, b"\x30\x26\xB2\x75"),
        (0, b"#!AMR"),
    ];
    if media.iter().any(|(offset, magic)| at(*offset, magic)) {
        return Promise::Media;
    }
    let other: [&[u8]; 10] = [
        b"PK\x03\x04",
        b"\x7FELF",
        b"MZ",
        b"\x89PNG",
        b"GIF8",
        b"\xFF\xD8\xFF",
        b"%!PS",
        b"#!",
        b"\x1F\x8B",
        b"RIFF",
    ];
    let is_page = text.trim_ascii_start().starts_with(b"<");
    // Formats without a signature are binary; a page of nothing but text is none of them.
    let is_text = !text.iter().any(|b| *b < 0x09 || (0x0E..0x20).contains(b))
        && std::str::from_utf8(&text[..text.len().min(256)])
            .map_or_else(|error| error.valid_up_to() > 250, |_| true);
    if is_page || is_text || other.iter().any(|magic| at(0, magic)) {
        Promise::Other
    } else {
        Promise::Nothing
    }
}

/// The outline of an MP4 or QuickTime file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    /// The index comes before the data: playing can start at once.
    pub(crate) index_first: bool,
    /// A box reaches beyond the end of the file, or there is no index at all.
    pub(crate) cut_short: bool,
}

/// The most boxes that are looked at: more is not media but mischief.
const BOXES: usize = 100_000;

/// Walks over the top-level boxes (ISO 14496-12, 4.2) without reading their
/// contents. `None` if the file is not made of boxes.
pub(crate) fn outline(path: &Path) -> io::Result<Option<Outline>> {
    let mut file = File::open(path)?;
    let len = file.metadata()?.len();
    let (mut at, mut index, mut data) = (0, None, None);
    for _ in 0..BOXES {
        let mut head = [0; 16];
        file.seek(SeekFrom::Start(at))?;
        let read = file.read(&mut head)?;
        if read < 8 {
            break;
        }
        let short = u64::from(u32::from_be_bytes([head[0], head[1], head[2], head[3]]));
        let long = u64::from_be_bytes([
            head[8], head[9], head[10], head[11], head[12], head[13], head[14], head[15],
        ]);
        let name = &head[4..8];
        if at == 0 && !name.iter().all(u8::is_ascii_alphanumeric) {
            return Ok(None);
        }
        let size = match short {
            0 => len - at,
            1 => long,
            size => size,
        };
        match name {
            b"moov" => index = index.or(Some(at)),
            b"mdat" => data = data.or(Some(at)),
            _ => {}
        }
        let known = [b"moov", b"mdat", b"moof"]
            .iter()
            .any(|known| *known == name);
        match at.checked_add(size) {
            Some(next) if size >= 8 && next <= len => at = next,
            // Junk after a whole file is common and harmless; a cut box is not.
            _ => return Ok(Some(Outline::new(index, data, known))),
        }
    }
    Ok(Some(Outline::new(index, data, false)))
}

impl Outline {
    fn new(index: Option<u64>, data: Option<u64>, cut: bool) -> Self {
        Self {
            index_first: index.is_some_and(|index| data.is_none_or(|data| index < data)),
            cut_short: cut || index.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_promise_what_they_are() {
        let table: [(&[u8], Promise); 10] = [
            (b"%PDF-1.7\n", Promise::Pdf),
            (b"\xEF\xBB\xBF%PDF-1.4", Promise::Pdf),
            (b"\0\0\0\x20ftypisom", Promise::Media),
            (b"RIFF\0\0\0\0WAVEfmt ", Promise::Media),
            (b"RIFF\0\0\0\0WEBPVP8 ", Promise::Other),
            (b"<!doctype html>%PDF-1.4", Promise::Other),
            (b"  <svg xmlns=", Promise::Other),
            ("Grüße an alle".as_bytes(), Promise::Other),
            (b"PK\x03\x04word/document.xml", Promise::Other),
            (b"\xFF\xFB\x90\x64\0\0\0\0", Promise::Nothing),
        ];
        for (head, expected) in table {
            assert_eq!(promise(head), expected, "{}", head.escape_ascii());
        }
    }
}
