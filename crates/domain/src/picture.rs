//! A picture that somebody sends, told by its bytes alone: what it is called and what is said of it
//! count for nothing (security.md T17). Nothing is drawn here.

/// What a logo may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    WebP,
}

impl PictureKind {
    /// As a header says it.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
        }
    }
}

/// A picture that is whole as far as its frame tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it is.
    pub kind: PictureKind,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Why it is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFault {
    /// Nothing was sent.
    Empty,
    /// More bytes than that.
    TooLarge,
    /// A drawing that may carry scripts.
    Svg,
    /// None of the kinds.
    NotAPicture,
    /// It begins like one, and is cut off or damaged.
    Broken,
    /// Smaller or larger than it may be, in pixels.
    Size,
}

impl PictureFault {
    /// Its name in message keys and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "file_missing",
            Self::TooLarge => "picture_too_large",
            Self::Svg => "picture_svg",
            Self::NotAPicture => "not_a_picture",
            Self::Broken => "picture_broken",
            Self::Size => "picture_size",
        }
    }
}

impl Picture {
    /// The most bytes of a logo: it travels with every mail.
    pub const MAX_BYTES: usize = 100_000;
    /// The fewest pixels in either direction.
    pub const LEAST: u32 = 16;
    /// The most.
    pub const MOST: u32 = 2_000;

    /// Looks at it.
    pub fn read(bytes: &[u8]) -> Result<Self, PictureFault> {
        if bytes.is_empty() {
            return Err(PictureFault::Empty);
        }
        if bytes.len() > Self::MAX_BYTES {
            return Err(PictureFault::TooLarge);
        }
        let (kind, size) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            (PictureKind::Png, png(bytes))
        } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            (PictureKind::Jpeg, jpeg(bytes))
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            (PictureKind::WebP, webp(bytes))
        } else if is_svg(bytes) {
            return Err(PictureFault::Svg);
        } else {
            return Err(PictureFault::NotAPicture);
        };
        let (width, height) = size.ok_or(PictureFault::Broken)?;
        let fits = |pixels| (Self::LEAST..=Self::MOST).contains(&pixels);
        if fits(width) && fits(height) {
            Ok(Self {
                kind,
                width,
                height,
            })
        } else {
            Err(PictureFault::Size)
        }
    }
}

/// A drawing in XML, perhaps behind a mark of its encoding and a prologue.
fn is_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4_096)];
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    text.trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('<')
        && text.contains("<svg")
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// The header comes first, the end last, each chunk as long as it says.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.get(12..16) != Some(b"IHDR") {
        return None;
    }
    let (mut at, mut has_data) = (8, false);
    loop {
        let length = u32::from_be_bytes(number(bytes, at)?) as usize;
        let name: [u8; 4] = number(bytes, at + 4)?;
        // Length, name and checksum around it.
        let next = at.checked_add(length)?.checked_add(12)?;
        if next > bytes.len() {
            return None;
        }
        match &name {
            b"IDAT" => has_data = true,
            b"IEND" if has_data && next == bytes.len() => {
                let width = u32::from_be_bytes(number(bytes, 16)?);
                return Some((width, u32::from_be_bytes(number(bytes, 20)?)));
            }
            b"IEND" => return None,
            _ => {}
        }
        at = next;
    }
}

/// From segment to segment to the one with the size; the scan ends with an end.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let (mut at, mut size) = (2, None);
    loop {
        let [mark, kind] = number(bytes, at)?;
        if mark != 0xff {
            return None;
        }
        // Bytes to fill up.
        if kind == 0xff {
            at += 1;
            continue;
        }
        let length = usize::from(u16::from_be_bytes(number(bytes, at + 2)?));
        match kind {
            0xc0..=0xcf if !matches!(kind, 0xc4 | 0xc8 | 0xcc) => {
                let height = u16::from_be_bytes(number(bytes, at + 5)?);
                let width = u16::from_be_bytes(number(bytes, at + 7)?);
                size = Some((u32::from(width), u32::from(height)));
            }
            // The scan: what follows is the picture.
            0xda => {
                let ends = bytes.get(at..)?.windows(2).any(|pair| pair == [0xff, 0xd9]);
                return size.filter(|_| ends);
            }
            _ => {}
        }
        at = at.checked_add(2)?.checked_add(length.max(2))?;
    }
}

/// Of each of its three kinds of picture.
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    let length = u32::from_le_bytes(number(bytes, 4)?) as usize;
    if length.checked_add(8)? > bytes.len() {
        return None;
    }
    let three = |at: usize| {
        let [low, middle, high] = number(bytes, at)?;
        Some(1 + u32::from_le_bytes([low, middle, high, 0]))
    };
    match bytes.get(12..16)? {
        b"VP8X" => Some((three(24)?, three(27)?)),
        b"VP8L" if bytes.get(20) == Some(&0x2f) => {
            let bits = u32::from_le_bytes(number(bytes, 21)?);
            Some((1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff)))
        }
        b"VP8 " if bytes.get(23..26) == Some(&[0x9d, 0x01, 0x2a]) => {
            let side = |at| Some(u32::from(u16::from_le_bytes(number(bytes, at)?) & 0x3fff));
            Some((side(26)?, side(28)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap();
        [&length.to_be_bytes()[..], name, data, &[0; 4]].concat()
    }

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        let header = [&size[..], &[8, 6, 0, 0, 0]].concat();
        [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", &header),
            chunk(b"IDAT", b"x"),
            chunk(b"IEND", b""),
        ]
        .concat()
    }

    fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
        let mut frame = vec![0xff, 0xc0, 0, 11, 8];
        frame.extend(height.to_be_bytes());
        frame.extend(width.to_be_bytes());
        frame.extend([1, 1, 0x11, 0]);
        let app = [0xff, 0xe0, 0, 4, 1, 2];
        let scan = [0xff, 0xda, 0, 2, 7, 7, 0xff, 0xd9];
        [&[0xff, 0xd8][..], &app, &frame, &scan].concat()
    }

    fn webp_of(chunk: &[u8]) -> Vec<u8> {
        let length = u32::try_from(chunk.len() + 4).unwrap();
        [b"RIFF", &length.to_le_bytes()[..], b"WEBP", chunk].concat()
    }

    #[test]
    fn t17_a_picture_is_told_by_its_bytes() {
        let lossless = 0x2f_u8;
        let bits = (200_u32 - 1) | ((60 - 1) << 14);
        let vp8l = [b"VP8L\x05\0\0\0", &[lossless][..], &bits.to_le_bytes()].concat();
        let vp8x = [b"VP8X\x0a\0\0\0", &[0; 4][..], &[199, 0, 0, 59, 0, 0]].concat();
        let vp8 = [
            b"VP8 \x0a\0\0\0\0\0\0".to_vec(),
            vec![0x9d, 0x01, 0x2a, 200, 0, 60, 0],
        ]
        .concat();
        for (bytes, kind) in [
            (png_of(200, 60), PictureKind::Png),
            (jpeg_of(200, 60), PictureKind::Jpeg),
            (webp_of(&vp8l), PictureKind::WebP),
            (webp_of(&vp8x), PictureKind::WebP),
            (webp_of(&vp8), PictureKind::WebP),
        ] {
            let picture = Picture {
                kind,
                width: 200,
                height: 60,
            };
            assert_eq!(Picture::read(&bytes), Ok(picture));
            let cut = Picture::read(&bytes[..bytes.len() - 3]);
            assert_eq!(cut, Err(PictureFault::Broken), "{kind:?}, cut off");
        }
    }

    #[test]
    fn t17_what_is_no_picture_is_refused_for_what_it_is() {
        let mut trailing = png_of(200, 60);
        trailing.extend(b"<script>alert(1)</script>");
        for (bytes, fault) in [
            (Vec::new(), PictureFault::Empty),
            (vec![0; Picture::MAX_BYTES + 1], PictureFault::TooLarge),
            (b"<svg xmlns='x'/>".to_vec(), PictureFault::Svg),
            (
                "\u{feff}<?xml version='1.0'?>\n<!-- x --><SVG onload=alert(1)>"
                    .as_bytes()
                    .to_vec(),
                PictureFault::Svg,
            ),
            (b"GIF89a".to_vec(), PictureFault::NotAPicture),
            (b"<!doctype html>".to_vec(), PictureFault::NotAPicture),
            (b"\x89PNG\r\n\x1a\n".to_vec(), PictureFault::Broken),
            (trailing, PictureFault::Broken),
            (png_of(15, 60), PictureFault::Size),
            (png_of(60, 2_001), PictureFault::Size),
            (jpeg_of(0, 0), PictureFault::Size),
        ] {
            assert_eq!(Picture::read(&bytes), Err(fault), "{bytes:.20?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_end_it(head in 0..3_usize, rest in proptest::collection::vec(any::<u8>(), 0..200)) {
            let heads: [&[u8]; 3] = [b"\x89PNG\r\n\x1a\n", &[0xff, 0xd8, 0xff], b"RIFF\0\0\0\0WEBP"];
            let _ = Picture::read(&[heads[head], &rest].concat());
        }
    }
}
