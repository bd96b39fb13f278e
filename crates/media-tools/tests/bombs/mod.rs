//! Files that are meant to hurt: sixty and more, made as they are needed.
#![allow(
    clippy::unwrap_used,
    clippy::trivially_copy_pass_by_ref,
    clippy::format_push_string,
    reason = "in tests: boxes are named by their four letters"
)]

pub(crate) mod films;
pub(crate) mod papers;
pub(crate) mod pictures;
pub(crate) mod references;

/// A file that is meant to hurt.
pub(crate) struct Bomb {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

pub(crate) fn bomb(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Bomb {
    Bomb {
        name: name.into(),
        bytes: bytes.into(),
    }
}

/// `data` as zlib writes it.
pub(crate) fn deflated(data: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// So many MiB of one byte, deflated, without ever holding them.
pub(crate) fn deflated_flood(byte: u8, mib: usize) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let piece = vec![byte; 1 << 20];
    for _ in 0..mib {
        encoder.write_all(&piece).unwrap();
    }
    encoder.finish().unwrap()
}

/// The CRC of PNG.
pub(crate) fn crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}
