//! Bytes become text, whatever their encoding.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::NotCaptions;

/// How much of a file without a mark tells UTF-16 from the rest, in bytes.
const SAMPLE: usize = 4096;

/// The text of a file in the language `lang`: by its mark, as UTF-8, as UTF-16 by
/// where its zeros are, else by what the bytes look like.
pub(super) fn decode(bytes: &[u8], lang: &str) -> Result<String, NotCaptions> {
    let (encoding, mark) = Encoding::for_bom(bytes)
        .or_else(|| utf_16(bytes).map(|encoding| (encoding, 0)))
        .or_else(|| std::str::from_utf8(bytes).is_ok().then_some((UTF_8, 0)))
        .unwrap_or_else(|| (guess(bytes, lang), 0));
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
        .ok_or(NotCaptions::NotText)?;
    if text.contains('\0') {
        return Err(NotCaptions::NotText);
    }
    Ok(plain_lines(&text))
}

/// In UTF-16, most of what stands in a caption file (digits, spaces, line ends) has a
/// zero in every other byte, and none in the others.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let zeros = |from: usize| {
        (sample.iter().skip(from).step_by(2))
            .filter(|byte| **byte == 0)
            .count()
    };
    let enough = (sample.len() / 8).max(1);
    match (zeros(0), zeros(1)) {
        (0, odd) if odd >= enough => Some(UTF_16LE),
        (even, 0) if even >= enough => Some(UTF_16BE),
        _ => None,
    }
}

fn guess(bytes: &[u8], lang: &str) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let country = country(lang).map(str::as_bytes);
    detector.guess(country, Utf8Detection::Deny)
}

/// Where the language is at home, as the ending of a host: what tells encodings apart
/// that look alike in a short text.
fn country(lang: &str) -> Option<&'static str> {
    let home = match lang.split('-').next().unwrap_or_default() {
        "ar" => "eg",
        "bg" => "bg",
        "cs" => "cz",
        "da" => "dk",
        "de" => "de",
        "el" => "gr",
        "es" => "es",
        "et" => "ee",
        "fa" => "ir",
        "fi" => "fi",
        "fr" => "fr",
        "he" => "il",
        "hr" => "hr",
        "hu" => "hu",
        "it" => "it",
        "ja" => "jp",
        "ko" => "kr",
        "lt" => "lt",
        "lv" => "lv",
        "pl" => "pl",
        "pt" => "pt",
        "ro" => "ro",
        "ru" => "ru",
        "sk" => "sk",
        "sl" => "si",
        "sr" => "rs",
        "sv" => "se",
        "th" => "th",
        "tr" => "tr",
        "uk" => "ua",
        "vi" => "vn",
        "zh" => "cn",
        _ => return None,
    };
    Some(home)
}

/// Plain line ends, and no characters that only steer a terminal.
fn plain_lines(text: &str) -> String {
    let text: Cow<str> = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text.into()
    };
    let steers = |c: char| (c.is_control() && c != '\n' && c != '\t') || c == '\u{feff}';
    if text.contains(steers) {
        text.replace(steers, "")
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "1\n00:00:01,000 --> 00:00:02,500\nGrüße aus Köln – schöne Füße\n";

    fn utf_16_of(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn utf_8_and_utf_16_are_read_with_and_without_a_mark() {
        let marked = |mark: &[u8], text: Vec<u8>| [mark, &text].concat();
        for bytes in [
            GERMAN.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", GERMAN.into()),
            marked(b"\xff\xfe", utf_16_of(GERMAN, false)),
            marked(b"\xfe\xff", utf_16_of(GERMAN, true)),
            utf_16_of(GERMAN, false),
            utf_16_of(GERMAN, true),
        ] {
            assert_eq!(decode(&bytes, "de"), Ok(GERMAN.to_owned()));
        }
    }

    #[test]
    fn older_encodings_are_told_by_what_is_written_in_them() {
        for (encoding, lang, said) in [
            (
                encoding_rs::WINDOWS_1252,
                "de",
                "Grüße aus Köln, schöne Füße",
            ),
            (
                encoding_rs::WINDOWS_1252,
                "fr",
                "Ça va très bien, merci à vous",
            ),
            (encoding_rs::WINDOWS_1252, "es", "¿Qué pasó mañana, señor?"),
            (
                encoding_rs::ISO_8859_2,
                "pl",
                "Zażółć gęślą jaźń, proszę państwa",
            ),
            (
                encoding_rs::WINDOWS_1250,
                "cs",
                "Příliš žluťoučký kůň úpěl ďábelské ódy",
            ),
            (
                encoding_rs::WINDOWS_1251,
                "ru",
                "Здравствуйте, уважаемые зрители",
            ),
            (
                encoding_rs::ISO_8859_7,
                "el",
                "Καλημέρα σας, αγαπητοί θεατές",
            ),
            (
                encoding_rs::WINDOWS_1254,
                "tr",
                "Günaydın, nasılsınız? Çok teşekkür ederim, iyiyim",
            ),
            (encoding_rs::WINDOWS_1255, "he", "שלום לכולם וברוכים הבאים"),
            (
                encoding_rs::SHIFT_JIS,
                "ja",
                "みなさん、こんにちは。今日の講義です",
            ),
            (encoding_rs::GBK, "zh", "大家好，欢迎来到今天的课程"),
        ] {
            let text = format!("1\n00:00:01,000 --> 00:00:02,500\n{said}\n");
            let (bytes, _, lost) = encoding.encode(&text);
            assert!(!lost, "{said}");
            assert_eq!(decode(&bytes, lang), Ok(text), "{}", encoding.name());
        }
    }

    #[test]
    fn line_ends_are_plain_and_nothing_steers_a_terminal() {
        assert_eq!(
            decode(b"a\r\nb\rc\x1b[2J\x0cd\x1a", "en"),
            Ok("a\nb\nc[2Jd".into())
        );
    }

    #[test]
    fn what_is_no_text_is_not_read() {
        for bytes in [
            &b"PK\x03\x04\0\0\x08\0\x12\0\x99"[..],
            b"WEBVTT\n\n\0",
            b"\xff\xfe\x00\xd8x",
        ] {
            assert_eq!(decode(bytes, "en"), Err(NotCaptions::NotText), "{bytes:?}");
        }
    }
}
