//! Films that never end, have too many streams, or lie about how long their parts are.

use super::{Bomb, bomb};

/// A RIFF file whose parts claim to be as long as can be said.
fn wav(rate: u32, channels: u16) -> Vec<u8> {
    let mut bytes = b"RIFF\xFF\xFF\xFF\xFFWAVEfmt \x10\0\0\0\x01\0".to_vec();
    bytes.extend(channels.to_le_bytes());
    bytes.extend(rate.to_le_bytes());
    bytes.extend(rate.to_le_bytes());
    bytes.extend([1, 0, 8, 0]);
    bytes.extend(b"data\xFF\xFF\xFF\xFF");
    bytes.extend([0x80; 5_000]);
    bytes
}

/// Where in `film` the contents of the first box called `name` begin.
fn inside(film: &[u8], name: &[u8; 4]) -> Option<usize> {
    film.windows(4)
        .position(|window| window == name)
        .map(|at| at + 4)
}

/// `film`, with bytes in the first box called `name` replaced.
fn changed(film: &[u8], name: &[u8; 4], at: usize, with: &[u8]) -> Vec<u8> {
    let mut film = film.to_vec();
    if let Some(begin) = inside(&film, name) {
        film[begin + at..begin + at + with.len()].copy_from_slice(with);
    }
    film
}

fn nested(depth: usize) -> Vec<u8> {
    let mut inner = Vec::new();
    for _ in 0..depth {
        let length = (inner.len() as u32 + 8).to_be_bytes();
        inner = [&length[..], b"moov", &inner].concat();
    }
    [&b"\0\0\0\x10ftypisom\0\0\0\0"[..], &inner].concat()
}

/// An MPEG transport stream whose table names more streams than there can be.
fn transport(programs: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    for number in 0..programs {
        let pid = number & 0x1FFF;
        let mut packet = vec![0x47, 0x40 | (pid >> 8) as u8, pid as u8, 0x10];
        packet.extend([0, 0, 1, 0xE0, 0, 0, 0x80, 0, 0]);
        packet.resize(188, 0xFF);
        bytes.extend(packet);
    }
    bytes
}

/// `film` is a whole one, of which the liars are made.
pub(crate) fn all(film: &[u8], size: usize) -> Vec<Bomb> {
    let ones = [0xFF; 4];
    let mut bombs = vec![
        bomb("wav without end", wav(8_000, 1)),
        bomb("wav of a sample a second", wav(1, 1)),
        bomb("wav of 65535 channels", wav(44_100, 65_535)),
        bomb(
            "w64 of nothing",
            [
                &b"riff\x2E\x91\xCF\x11\xA5\xD6\x28\xDB\x04\xC1\0\0"[..],
                &[0xFF; 200],
            ]
            .concat(),
        ),
        bomb("boxes in boxes", nested(20_000)),
        bomb(
            "boxes without number",
            [
                &b"\0\0\0\x10ftypisom\0\0\0\0"[..],
                &b"\0\0\0\x08free".repeat(size * 10_000),
            ]
            .concat(),
        ),
        bomb(
            "boxes of no length",
            [
                &b"\0\0\0\x10ftypisom\0\0\0\0"[..],
                &[0, 0, 0, 1].repeat(5_000),
            ]
            .concat(),
        ),
        bomb("ts of 8191 streams", transport(8_191)),
        bomb(
            "mkv of lengths without end",
            [
                &b"\x1A\x45\xDF\xA3\xFF"[..],
                &b"\x18\x53\x80\x67\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF".repeat(2_000),
            ]
            .concat(),
        ),
        bomb(
            "ogg of pages without end",
            b"OggS\0\x02\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\x01\0".repeat(size * 2_000),
        ),
        bomb(
            "flac of metadata",
            [
                &b"fLaC\0\0\0\x22"[..],
                &[0; 34],
                &b"\x04\0\0\0".repeat(size * 10_000),
            ]
            .concat(),
        ),
        bomb(
            "mp3 whose tag is 256 MiB",
            [&b"ID3\x04\0\0\x7F\x7F\x7F\x7F"[..], &[0; 4_000]].concat(),
        ),
        bomb(
            "avi of indexes",
            [
                &b"RIFF\xFF\xFF\xFF\xFFAVI LIST\xFF\xFF\xFF\xFFhdrl"[..],
                &b"indx\xFF\xFF\xFF\x7F\0\0\0\0".repeat(5_000),
            ]
            .concat(),
        ),
        bomb(
            "asf of objects",
            [
                &b"\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\0\xAA\0\x62\xCE\x6C"[..],
                &[0xFF; 5_000],
            ]
            .concat(),
        ),
        bomb(
            "flv of tags",
            [
                &b"FLV\x01\x05\0\0\0\x09\0\0\0\0"[..],
                &b"\x12\0\0\0\0\0\0\0\0\0\0\0\0\0\x0B".repeat(size * 5_000),
            ]
            .concat(),
        ),
        bomb(
            "amr of silence",
            [&b"#!AMR\n"[..], &[0x7C].repeat(size * 100_000)].concat(),
        ),
        bomb(
            "captions of many MB",
            [
                &b"WEBVTT\n\n"[..],
                &b"00:00.000 --> 99:59.999\nagain\n\n".repeat(size * 10_000),
            ]
            .concat(),
        ),
        bomb(
            "subtitles of many MB",
            b"1\n00:00:00,000 --> 99:59:59,999\nagain\n\n".repeat(size * 10_000),
        ),
    ];
    for (name, table, at) in [
        ("a film of 10 million years", b"mvhd", 16),
        ("a track without end", b"tkhd", 20),
        ("a track of 65535 pixels", b"tkhd", 76),
        ("media without end", b"mdhd", 16),
        ("a clock of no ticks", b"mdhd", 12),
        ("4 billion times", b"stts", 4),
        ("4 billion sizes", b"stsz", 8),
        ("4 billion places", b"stco", 4),
        ("4 billion pieces", b"stsc", 4),
        ("4 billion descriptions", b"stsd", 4),
        ("4 billion key frames", b"stss", 4),
        ("places beyond the end", b"stco", 8),
    ] {
        let with = if name.contains("no ticks") {
            [0; 4]
        } else {
            ones
        };
        bombs.push(bomb(name, changed(film, table, at, &with)));
    }
    bombs
}
