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
    /// A picture in a format that is read.
    Image(ImageFormat),
    /// What a word processor, a spreadsheet or a presentation program wrote.
    Office(OfficeFormat),
    /// A picture as telephones of one maker write it, which cannot be read.
    Heic,
    /// A container that we know.
    Media,
    /// Something that is certainly no media: text, a page, an archive, a program.
    Other,
    /// Nothing certain; formats without a signature exist.
    Nothing,
}

/// The formats of pictures that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ImageFormat {
    Png,
    Jpeg,
    Gif,
    WebP,
    Avif,
    Tiff,
    Bmp,
}

/// The families of office files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OfficeFormat {
    /// Office Open XML or OpenDocument: an archive of XML.
    Archive,
    /// The binary files of before 2007.
    Binary,
    /// Rich text.
    Rtf,
}

/// Reads the promise. A PDF must begin at once (or after a byte order mark):
/// what some readers tolerate before it is what makes polyglots.
pub(crate) fn promise(head: &[u8]) -> Promise {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if text.trim_ascii_start().starts_with(b"%PDF-") {
        return Promise::Pdf;
    }
    let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|b| b.starts_with(magic));
    if let Some(promise) = image(head).or_else(|| office(head)) {
        return promise;
    }
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
    let other: [&[u8]; 7] = [
        b"PK\x03\x04",
        b"\x7FELF",
        b"MZ",
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

fn image(head: &[u8]) -> Option<Promise> {
    let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|b| b.starts_with(magic));
    let brand = |brands: &[&[u8]]| at(4, b"ftyp") && brands.iter().any(|brand| at(8, brand));
    let format = if at(0, b"\x89PNG\r\n\x1A\n") {
        ImageFormat::Png
    } else if at(0, b"\xFF\xD8\xFF") {
        ImageFormat::Jpeg
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        ImageFormat::Gif
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        ImageFormat::WebP
    } else if brand(&[b"avif", b"avis"]) {
        ImageFormat::Avif
    } else if at(0, b"II*\0") || at(0, b"MM\0*") {
        ImageFormat::Tiff
    } else if at(0, b"BM") && at(6, b"\0\0\0\0") {
        ImageFormat::Bmp
    } else if brand(&[
        b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1",
    ]) {
        return Some(Promise::Heic);
    } else {
        return None;
    };
    Some(Promise::Image(format))
}

/// An archive says what it is in the name of its first member: OpenDocument puts its type there, unpacked,
/// Office Open XML the list of types or one of three folders.
fn office(head: &[u8]) -> Option<Promise> {
    const NAME: usize = 30;
    const MEMBERS: [&[u8]; 7] = [
        b"mimetypeapplication/vnd.oasis.opendocument.",
        b"[Content_Types].xml",
        b"_rels/",
        b"docProps/",
        b"word/",
        b"ppt/",
        b"xl/",
    ];
    let archive = head.starts_with(b"PK\x03\x04")
        && MEMBERS.iter().any(|member| {
            head.get(NAME..)
                .is_some_and(|name| name.starts_with(member))
        });
    let format = if archive {
        OfficeFormat::Archive
    } else if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        OfficeFormat::Binary
    } else if head.starts_with(b"{\\rtf") {
        OfficeFormat::Rtf
    } else {
        return None;
    };
    Some(Promise::Office(format))
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
        let heic = b"\0\0\0\x24ftypheic\0\0\0\0mif1heic";
        let opened =
            b"PK\x03\x04\x14\0\0\x08\0\0\x21\x08\x21\x08\0\0\0\0\x27\0\0\0\x27\0\0\0\x08\0\0\0\
            mimetypeapplication/vnd.oasis.opendocument.text";
        let word = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\x08\x02\
            [Content_Types].xml";
        let table: [(&[u8], Promise); 22] = [
            (b"%PDF-1.7\n", Promise::Pdf),
            (b"\xEF\xBB\xBF%PDF-1.4", Promise::Pdf),
            (b"\0\0\0\x20ftypisom", Promise::Media),
            (b"RIFF\0\0\0\0WAVEfmt ", Promise::Media),
            (b"RIFF\0\0\0\0WEBPVP8 ", Promise::Image(ImageFormat::WebP)),
            (
                b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR",
                Promise::Image(ImageFormat::Png),
            ),
            (
                b"\xFF\xD8\xFF\xE0\0\x10JFIF",
                Promise::Image(ImageFormat::Jpeg),
            ),
            (b"GIF89a\x01\0", Promise::Image(ImageFormat::Gif)),
            (b"\0\0\0\x20ftypavif", Promise::Image(ImageFormat::Avif)),
            (b"II*\0\x08\0\0\0", Promise::Image(ImageFormat::Tiff)),
            (
                b"BM\x36\x84\x03\0\0\0\0\0",
                Promise::Image(ImageFormat::Bmp),
            ),
            (b"RIFF\0\0\0\0ACON", Promise::Other),
            (heic, Promise::Heic),
            (opened, Promise::Office(OfficeFormat::Archive)),
            (word, Promise::Office(OfficeFormat::Archive)),
            (
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0",
                Promise::Office(OfficeFormat::Binary),
            ),
            (b"{\\rtf1\\ansi", Promise::Office(OfficeFormat::Rtf)),
            (b"<!doctype html>%PDF-1.4", Promise::Other),
            (b"  <svg xmlns=", Promise::Other),
            ("Grüße an alle".as_bytes(), Promise::Other),
            (b"PK\x03\x04 some archive", Promise::Other),
            (b"\xFF\xFB\x90\x64\0\0\0\0", Promise::Nothing),
        ];
        for (head, expected) in table {
            assert_eq!(promise(head), expected, "{}", head.escape_ascii());
        }
    }
}
