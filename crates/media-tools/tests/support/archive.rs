//! Archives as office programs write them.

use std::io::Write;

use flate2::{Compression, Crc, write::DeflateEncoder};

/// A member of an archive.
pub(crate) struct Member {
    name: &'static str,
    packed: Vec<u8>,
    is_deflated: bool,
    length: u32,
    crc: u32,
}

impl Member {
    /// As it is: OpenDocument wants its first one so.
    pub(crate) fn plain(name: &'static str, text: &str) -> Self {
        let mut crc = Crc::new();
        crc.update(text.as_bytes());
        Self {
            name,
            packed: text.as_bytes().to_vec(),
            is_deflated: false,
            length: text.len() as u32,
            crc: crc.sum(),
        }
    }

    /// So many times one text between two others, deflated, without ever holding all of it.
    pub(crate) fn flood(name: &'static str, [begin, again, end]: [&str; 3], times: usize) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        let (mut crc, mut length) = (Crc::new(), 0);
        let mut write = |text: &str| {
            crc.update(text.as_bytes());
            length += text.len() as u32;
            encoder.write_all(text.as_bytes()).unwrap();
        };
        write(begin);
        (0..times).for_each(|_| write(again));
        write(end);
        Self {
            name,
            packed: encoder.finish().unwrap(),
            is_deflated: true,
            length,
            crc: crc.sum(),
        }
    }
}

/// An archive of these members.
pub(crate) fn archive(members: &[Member]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let mut about = b"\x14\0\0\0".to_vec();
        about.extend([if member.is_deflated { 8 } else { 0 }, 0, 0, 0, 0x21, 0]);
        about.extend(member.crc.to_le_bytes());
        about.extend((member.packed.len() as u32).to_le_bytes());
        about.extend(member.length.to_le_bytes());
        about.extend((member.name.len() as u16).to_le_bytes());
        about.extend(b"\0\0");
        let at = file.len() as u32;
        file.extend(b"PK\x03\x04");
        file.extend(&about);
        file.extend(member.name.as_bytes());
        file.extend(&member.packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(member.name.as_bytes());
    }
    let (at, count) = (file.len() as u32, members.len() as u16);
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(at.to_le_bytes());
    file.extend(b"\0\0");
    file
}
