//! Under which name a file is saved (RFC 6266, RFC 5987).

use axum::http::HeaderValue;

/// The longest name that is given out, in bytes; file systems take 255.
const LONGEST: usize = 180;

/// Whether a browser may show the bytes or only save them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Disposition {
    /// What a player or a picture element shows.
    Inline,
    /// What goes to the disk whatever asks for it.
    Attachment,
}

/// The header for a file called `filename` by its sender and known by us to be
/// of `content_type`. The name gets an ending of that type unless it has one: a
/// film called `exam.html` must not become a page on somebody's disk.
pub(super) fn header(how: Disposition, filename: &str, content_type: &str) -> HeaderValue {
    let name = safe(filename, content_type);
    let word = match how {
        Disposition::Inline => "inline",
        Disposition::Attachment => "attachment",
    };
    let plain: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' | '%' => '_',
            ' '..='~' => c,
            _ => '_',
        })
        .collect();
    let mut text = format!("{word}; filename=\"{plain}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        encode(byte, &mut text);
    }
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("attachment"))
}

/// RFC 5987's `attr-char` as it is, everything else percent-encoded.
fn encode(byte: u8, text: &mut String) {
    if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
        text.push(char::from(byte));
    } else {
        text.extend(["%", &format!("{byte:02X}")]);
    }
}

fn safe(filename: &str, content_type: &str) -> String {
    let name: String = filename
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '<' | '>' | '|' | '"' => '_',
            c if c.is_control() || is_invisible(c) => '_',
            c => c,
        })
        .collect();
    let name = name.trim_matches(['.', ' ', '_']);
    let endings = endings(content_type);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if endings.contains(&ending.to_ascii_lowercase().as_str()) => {
            (stem, ending)
        }
        _ => (name, endings[0]),
    };
    let stem = if stem.is_empty() { "media" } else { stem };
    let mut cut = stem.len().min(LONGEST);
    while !stem.is_char_boundary(cut) {
        cut -= 1;
    }
    format!("{}.{ending}", &stem[..cut])
}

/// Marks that turn the direction of writing, or are not seen: `gpj.exe`.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The endings that a type goes by, the usual one first.
fn endings(content_type: &str) -> &'static [&'static str] {
    match content_type {
        "video/mp4" => &["mp4", "m4v", "mov"],
        "video/webm" => &["webm"],
        "video/ogg" => &["ogv", "ogg"],
        "audio/mp4" => &["m4a", "mp4"],
        "audio/webm" => &["weba", "webm"],
        "audio/ogg" => &["ogg", "oga", "opus"],
        "audio/mpeg" => &["mp3"],
        "audio/aac" => &["aac"],
        "audio/wav" => &["wav"],
        "audio/flac" => &["flac"],
        "application/pdf" => &["pdf"],
        "application/rtf" => &["rtf", "doc"],
        "application/msword" => &["doc", "dot"],
        "application/vnd.ms-excel" => &["xls", "xlt"],
        "application/vnd.ms-powerpoint" => &["ppt", "pps", "pot"],
        "application/vnd.oasis.opendocument.text" => &["odt", "ott"],
        "application/vnd.oasis.opendocument.spreadsheet" => &["ods", "ots"],
        "application/vnd.oasis.opendocument.presentation" => &["odp", "otp", "odg"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => {
            &["docx", "docm", "dotx"]
        }
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => {
            &["xlsx", "xlsm", "xltx"]
        }
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => {
            &["pptx", "pptm", "ppsx", "potx"]
        }
        "image/jpeg" => &["jpg", "jpeg"],
        "image/png" => &["png"],
        "image/gif" => &["gif"],
        "image/avif" => &["avif"],
        "image/webp" => &["webp"],
        "text/vtt; charset=utf-8" => &["vtt"],
        // Recordings in containers that browsers do not play.
        _ => &[
            "bin", "mkv", "avi", "mov", "mpg", "mpeg", "ts", "m2ts", "mts", "flv", "wmv", "asf",
            "tif", "tiff", "bmp", "wma", "aif", "aiff", "amr", "caf", "mxf", "dv", "au", "ac3",
            "mka", "3gp",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(filename: &str, content_type: &str) -> String {
        let header = header(Disposition::Attachment, filename, content_type);
        let text = header.to_str().unwrap().to_owned();
        let encoded = text.split("UTF-8''").nth(1).unwrap();
        let decoded =
            form_urlencoded::parse(format!("x={}", encoded.replace('+', "%2B")).as_bytes())
                .next()
                .unwrap()
                .1
                .into_owned();
        assert!(text.starts_with("attachment; filename=\""), "{text}");
        decoded
    }

    #[test]
    fn a_name_in_any_script_survives() {
        let name = "Лекция 3 — 編譯器 (ü).mp4";
        assert_eq!(saved(name, "video/mp4"), name);
        let header = header(Disposition::Inline, "a \"b\" ü.mp4", "video/mp4");
        assert_eq!(
            header.to_str().unwrap(),
            "inline; filename=\"a _b_ _.mp4\"; filename*=UTF-8''a%20_b_%20%C3%BC.mp4"
        );
    }

    #[test]
    fn a_name_cannot_be_more_than_a_name() {
        let table = [
            ("exam.html", "video/mp4", "exam.html.mp4"),
            ("exam.MP4", "video/mp4", "exam.MP4"),
            ("paper.pdf.exe", "application/pdf", "paper.pdf.exe.pdf"),
            ("old.mkv", "application/octet-stream", "old.mkv"),
            ("run.sh", "application/octet-stream", "run.sh.bin"),
            ("../../etc/passwd", "video/mp4", "etc_passwd.mp4"),
            ("C:\\x\\y.mp4", "video/mp4", "C__x_y.mp4"),
            (
                "a\r\nSet-Cookie: x.mp4",
                "video/mp4",
                "a__Set-Cookie_ x.mp4",
            ),
            ("gpj\u{202e}4pm.exe", "video/mp4", "gpj_4pm.exe.mp4"),
            ("", "application/pdf", "media.pdf"),
            ("....", "application/pdf", "media.pdf"),
            (".mp4", "video/mp4", "mp4.mp4"),
        ];
        for (filename, content_type, expected) in table {
            assert_eq!(saved(filename, content_type), expected, "{filename:?}");
        }
        let long = "ü".repeat(300);
        assert!(saved(&long, "video/mp4").len() <= LONGEST + 4);
    }
}
