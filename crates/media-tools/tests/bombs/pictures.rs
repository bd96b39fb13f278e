//! Small files with enormous frames.

use super::{Bomb, bomb, crc, deflated, deflated_flood};

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let checked = [&name[..], body].concat();
    let length = (body.len() as u32).to_be_bytes();
    [&length[..], &checked, &crc(&checked).to_be_bytes()].concat()
}

/// A PNG of one bit a pixel that says that it is so large; `mib` of pixels are in it.
pub(crate) fn png(width: u32, height: u32, mib: usize) -> Vec<u8> {
    let head = [
        &width.to_be_bytes()[..],
        &height.to_be_bytes(),
        &[1, 0, 0, 0, 0],
    ]
    .concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"IDAT", &deflated_flood(0, mib)),
        chunk(b"IEND", b""),
    ]
    .concat()
}

/// A PNG whose text is a flood.
fn png_text(mib: usize) -> Vec<u8> {
    let head = [0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0];
    let text = [&b"Comment\0\0"[..], &deflated_flood(b'a', mib)].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"zTXt", &text),
        chunk(b"iCCP", &[&b"p\0\0"[..], &deflated_flood(0, mib)].concat()),
        chunk(b"IDAT", &deflated(&[0, 0])),
        chunk(b"IEND", b""),
    ]
    .concat()
}

/// The head of a JPEG that says that it is so large, and scans without end.
fn jpeg(width: u16, height: u16, scans: usize) -> Vec<u8> {
    let [w, h] = [width.to_be_bytes(), height.to_be_bytes()];
    let frame = [0xFF, 0xC2, 0, 11, 8, h[0], h[1], w[0], w[1], 1, 1, 0x11, 0];
    let scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 0x55, 0x55];
    [&b"\xFF\xD8"[..], &frame, &scan.repeat(scans), b"\xFF\xD9"].concat()
}

/// A song whose cover is `picture`.
fn song_with(cover: &[u8], mime: &str) -> Vec<u8> {
    let picture = [&b"\0"[..], mime.as_bytes(), b"\0\x03\0", cover].concat();
    let synchsafe = |n: usize| [n >> 21, n >> 14, n >> 7, n].map(|b| (b & 0x7F) as u8);
    let frame = [&b"APIC"[..], &synchsafe(picture.len()), &[0, 0], &picture].concat();
    // A frame of silence: MPEG 1, layer III, 128 kbit/s, 44.1 kHz.
    let silence = [&[0xFF, 0xFB, 0x90, 0xC4][..], &[0; 413]]
        .concat()
        .repeat(40);
    [
        &b"ID3\x04\0\0"[..],
        &synchsafe(frame.len()),
        &frame,
        &silence,
    ]
    .concat()
}

/// A track of a Matroska file with one frame in `codec`.
fn matroska(codec: &str, width: u32, height: u32, frame: &[u8]) -> Vec<u8> {
    let element = |id: &[u8], body: &[u8]| {
        let length = (body.len() as u64 | 1 << 56).to_be_bytes();
        [id, &length, body].concat()
    };
    let video = [
        element(&[0xB0], &width.to_be_bytes()),
        element(&[0xBA], &height.to_be_bytes()),
    ]
    .concat();
    let track = [
        element(&[0xD7], &[1]),
        element(&[0x73, 0xC5], &[1]),
        element(&[0x83], &[1]),
        element(&[0x86], codec.as_bytes()),
        element(&[0xE0], &video),
    ]
    .concat();
    let tracks = element(&[0x16, 0x54, 0xAE, 0x6B], &element(&[0xAE], &track));
    let block = [&[0x81, 0, 0, 0x80][..], frame].concat();
    let cluster = [element(&[0xE7], &[0]), element(&[0xA3], &block)].concat();
    let cluster = element(&[0x1F, 0x43, 0xB6, 0x75], &cluster);
    let head = element(
        &[0x1A, 0x45, 0xDF, 0xA3],
        &element(&[0x42, 0x82], b"matroska"),
    );
    let info = element(
        &[0x15, 0x49, 0xA9, 0x66],
        &element(&[0x2A, 0xD7, 0xB1], &[0x0F, 0x42, 0x40]),
    );
    let segment = element(&[0x18, 0x53, 0x80, 0x67], &[info, tracks, cluster].concat());
    [head, segment].concat()
}

/// Frames of many sizes in covers and in films. `mib` is how much is really in them.
pub(crate) fn all(mib: usize) -> Vec<Bomb> {
    let flood = png(60_000, 60_000, mib);
    let mut bombs = vec![
        bomb("png flood", flood.clone()),
        bomb("cover: png flood", song_with(&flood, "image/png")),
        bomb(
            "cover: png text flood",
            song_with(&png_text(mib), "image/png"),
        ),
        bomb(
            "cover: jpeg 65500²",
            song_with(&jpeg(65_500, 65_500, 1), "image/jpeg"),
        ),
        bomb(
            "cover: jpeg of 9000 scans",
            song_with(&jpeg(4000, 4000, 9000), "image/jpeg"),
        ),
        bomb("gif flood", b"GIF89a\xFF\xFF\xFF\xFF\x80\0\0".to_vec()),
    ];
    for (width, height) in [(60_000, 60_000), (1, 2_000_000), (8192, 4352), (0, 0)] {
        let frame = png(width, height, mib.min(16));
        for says in [(width, height), (320, 180)] {
            let name = format!("mkv that says {says:?}, png {width}×{height}");
            let file = matroska("V_MPNG", says.0, says.1, &frame);
            bombs.push(bomb(name.clone(), file));
            let frame = jpeg(width.min(65_500) as u16, height.min(65_500) as u16, 50);
            bombs.push(bomb(
                name + " as jpeg",
                matroska("V_MJPEG", says.0, says.1, &frame),
            ));
        }
    }
    bombs
}
