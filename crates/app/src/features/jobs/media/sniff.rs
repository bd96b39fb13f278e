//! What the first bytes of a file tell, where no program is installed that looks
//! further. Enough to serve an original under the right type; never to believe
//! its sender.

use usher_media_tools::Kind;

/// How much is looked at, in bytes.
pub(super) const HEAD: u64 = 64;

/// The type to serve a file as that should hold `expected`, or the code of the
/// sentence that says why not.
pub(super) fn sniff(head: &[u8], expected: Kind) -> Result<&'static str, &'static str> {
    if head.is_empty() {
        return Err("empty");
    }
    let (video, audio) = match container(head) {
        Some(Contents::Paper) => return kind_is(expected, Kind::Document, "application/pdf"),
        Some(Contents::Picture(mime)) => return kind_is(expected, Kind::Image, mime),
        Some(Contents::Sound(mime)) => return kind_is(expected, Kind::Audio, mime),
        Some(Contents::Either { video, audio }) => (video, audio),
        None => return Err("not_media"),
    };
    match expected {
        Kind::Video => Ok(video),
        Kind::Audio => Ok(audio),
        Kind::Document | Kind::Image => Err("wrong_kind"),
    }
}

fn kind_is(expected: Kind, found: Kind, mime: &'static str) -> Result<&'static str, &'static str> {
    if expected == found {
        Ok(mime)
    } else {
        Err("wrong_kind")
    }
}

enum Contents {
    Paper,
    Picture(&'static str),
    Sound(&'static str),
    Either {
        video: &'static str,
        audio: &'static str,
    },
}

fn container(head: &[u8]) -> Option<Contents> {
    let at = |offset: usize, magic: &[u8]| {
        head.get(offset..)
            .is_some_and(|bytes| bytes.starts_with(magic))
    };
    let either = |video, audio| Some(Contents::Either { video, audio });
    if at(0, b"%PDF-") {
        Some(Contents::Paper)
    } else if at(0, b"\x89PNG\r\n\x1A\n") {
        Some(Contents::Picture("image/png"))
    } else if at(0, b"\xFF\xD8\xFF") {
        Some(Contents::Picture("image/jpeg"))
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        Some(Contents::Picture("image/gif"))
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Some(Contents::Picture("image/webp"))
    } else if at(4, b"ftypavif") {
        Some(Contents::Picture("image/avif"))
    } else if at(4, b"ftyp") {
        either("video/mp4", "audio/mp4")
    } else if at(0, b"\x1A\x45\xDF\xA3") && head.windows(4).any(|four| four == b"webm") {
        either("video/webm", "audio/webm")
    } else if at(0, b"\x1A\x45\xDF\xA3") {
        either("application/octet-stream", "application/octet-stream")
    } else if at(0, b"OggS") {
        either("video/ogg", "audio/ogg")
    } else if at(0, b"fLaC") {
        Some(Contents::Sound("audio/flac"))
    } else if at(0, b"RIFF") && at(8, b"WAVE") {
        Some(Contents::Sound("audio/wav"))
    } else if at(0, b"ID3") || matches!(head, [0xFF, 0xFB | 0xFA | 0xF3 | 0xF2, ..]) {
        Some(Contents::Sound("audio/mpeg"))
    } else if matches!(head, [0xFF, 0xF1 | 0xF9, ..]) {
        Some(Contents::Sound("audio/aac"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_decide_and_names_do_not() {
        let mp4 = b"\0\0\0\x20ftypisom\0\0\x02\0";
        let webm = b"\x1A\x45\xDF\xA3\x9FB\x86\x81\x01B\x82\x84webm";
        let mkv = b"\x1A\x45\xDF\xA3\x9FB\x86\x81\x01B\x82\x88matroska";
        let table: [(&[u8], Kind, Result<&str, &str>); 14] = [
            (mp4, Kind::Video, Ok("video/mp4")),
            (mp4, Kind::Audio, Ok("audio/mp4")),
            (mp4, Kind::Document, Err("wrong_kind")),
            (webm, Kind::Video, Ok("video/webm")),
            (mkv, Kind::Video, Ok("application/octet-stream")),
            (b"%PDF-1.7\n", Kind::Document, Ok("application/pdf")),
            (b"%PDF-1.7\n", Kind::Video, Err("wrong_kind")),
            (b"ID3\x04", Kind::Audio, Ok("audio/mpeg")),
            (b"\xFF\xFB\x90\x64", Kind::Video, Err("wrong_kind")),
            (b"\xFF\xD8\xFF\xE0", Kind::Image, Ok("image/jpeg")),
            (b"\xFF\xD8\xFF\xE0", Kind::Document, Err("wrong_kind")),
            (b"<script>", Kind::Video, Err("not_media")),
            (b" %PDF-1.7", Kind::Document, Err("not_media")),
            (b"", Kind::Video, Err("empty")),
        ];
        for (head, expected, found) in table {
            assert_eq!(sniff(head, expected), found, "{}", head.escape_ascii());
        }
    }
}
