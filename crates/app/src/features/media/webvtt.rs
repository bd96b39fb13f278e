//! Caption tracks: WebVTT, checked before a player meets it.
//!
//! Players skip what they do not understand without a word; whoever uploads a
//! file should rather learn in which line it goes wrong. (W3C WebVTT, section 4.)

use crate::http::fault::FieldFault;

/// The largest track, in bytes: four hours of dense captions are half of it.
pub(super) const MAX_BYTES: usize = 2 << 20;

/// Why a file is no caption track.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotCaptions {
    /// Larger than [`MAX_BYTES`].
    TooLarge,
    /// Not UTF-8.
    NotText,
    /// It does not begin with `WEBVTT`.
    NoHeader,
    /// It looks like SubRip, the format of `.srt` files.
    SubRip,
    /// A line with an arrow that is no pair of times.
    Times { line: usize },
    /// A cue that ends before it begins.
    Backwards { line: usize },
    /// There is nothing to show in it.
    NoCues,
}

impl NotCaptions {
    /// As the fault of a field.
    pub(super) fn fault(self, field: &str) -> FieldFault {
        match self {
            Self::TooLarge => {
                FieldFault::new(field, "captions_too_large").with("max", MAX_BYTES >> 20)
            }
            Self::NotText => FieldFault::new(field, "captions_not_text"),
            Self::NoHeader => FieldFault::new(field, "captions_no_header"),
            Self::SubRip => FieldFault::new(field, "captions_subrip"),
            Self::Times { line } => FieldFault::new(field, "captions_times").with("line", line),
            Self::Backwards { line } => {
                FieldFault::new(field, "captions_backwards").with("line", line)
            }
            Self::NoCues => FieldFault::new(field, "captions_no_cues"),
        }
    }
}

/// Checks a file and gives it back with plain line ends and without a byte-order mark.
pub(super) fn check(bytes: &[u8]) -> Result<String, NotCaptions> {
    if bytes.len() > MAX_BYTES {
        return Err(NotCaptions::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| NotCaptions::NotText)?;
    if text.contains('\0') {
        return Err(NotCaptions::NotText);
    }
    let text = text.trim_start_matches('\u{feff}');
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let header = text.strip_prefix("WEBVTT");
    if !header.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n'])) {
        let comma = |line: &str| line.contains("-->") && times(&line.replace(',', ".")).is_some();
        let subrip = text.lines().take(20).any(comma);
        return Err(if subrip {
            NotCaptions::SubRip
        } else {
            NotCaptions::NoHeader
        });
    }
    if cues(&text)? == 0 {
        return Err(NotCaptions::NoCues);
    }
    Ok(text)
}

/// Counts the cues, and finds the first line that is wrong. Lines count from one.
fn cues(text: &str) -> Result<usize, NotCaptions> {
    let mut count = 0;
    let mut in_cue = false;
    for (line, content) in (1..).zip(text.lines()) {
        if content.trim().is_empty() {
            in_cue = false;
        } else if content.contains("-->") && !in_cue {
            let (start, end) = times(content).ok_or(NotCaptions::Times { line })?;
            if end <= start {
                return Err(NotCaptions::Backwards { line });
            }
            count += 1;
            in_cue = true;
        }
    }
    Ok(count)
}

/// `00:01.000 --> 00:02.000 settings…` as milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((moment(start.trim())?, moment(end)?))
}

/// `[hh…:]mm:ss.ttt` as milliseconds.
fn moment(text: &str) -> Option<u64> {
    let (clock, millis) = text.split_once('.')?;
    let digits = |text: &str, exactly: Option<usize>| -> Option<u64> {
        let fits = exactly.is_none_or(|n| text.len() == n) && !text.is_empty() && text.len() <= 6;
        (fits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [minutes, seconds] => (0, *minutes, *seconds),
        [hours, minutes, seconds] => (digits(hours, None)?, *minutes, *seconds),
        _ => return None,
    };
    let (minutes, seconds) = (digits(minutes, Some(2))?, digits(seconds, Some(2))?);
    if minutes > 59 || seconds > 59 {
        return None;
    }
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + digits(millis, Some(3))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "WEBVTT - English\n\nNOTE made by hand --> no cue\n\n\
        STYLE\n::cue { color: red }\n\n1\n00:01.000 --> 00:02.500 align:start\nHello --> there\n\n\
        100:00:00.000 --> 100:00:01.000\n<v Ada>שלום</v>\n";

    #[test]
    fn a_good_track_is_kept_with_plain_line_ends() {
        let windows = format!(
            "\u{feff}{}",
            GOOD.replace("NOTE made by hand --> no cue\n\n", "")
        );
        let windows = windows.replace('\n', "\r\n");
        let text = check(windows.as_bytes()).unwrap();
        assert!(text.starts_with("WEBVTT - English\n\nSTYLE"));
        assert!(!text.contains('\r') && text.contains("שלום"));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let cue = |times: &str| format!("WEBVTT\n\n{times}\nHello\n");
        for (text, fault) in [
            ("", NotCaptions::NoHeader),
            ("WEBVTTX\n", NotCaptions::NoHeader),
            ("<html>", NotCaptions::NoHeader),
            ("WEBVTT", NotCaptions::NoCues),
            ("WEBVTT\n\nHello", NotCaptions::NoCues),
            (
                "1\n00:00:01,000 --> 00:00:02,000\nHello",
                NotCaptions::SubRip,
            ),
            (
                &cue("00:00:01,000 --> 00:00:02,000"),
                NotCaptions::Times { line: 3 },
            ),
            (
                &cue("00:61.000 --> 01:00.000"),
                NotCaptions::Times { line: 3 },
            ),
            (
                &cue("1:00.000 --> 2:00.000"),
                NotCaptions::Times { line: 3 },
            ),
            (&cue("--> 00:02.000"), NotCaptions::Times { line: 3 }),
            (
                &cue("00:02.000 --> 00:02.000"),
                NotCaptions::Backwards { line: 3 },
            ),
        ] {
            assert_eq!(check(text.as_bytes()), Err(fault), "{text:?}");
        }
        assert_eq!(check(b"WEBVTT\n\n\xff"), Err(NotCaptions::NotText));
        assert_eq!(check(b"WEBVTT\n\n\0"), Err(NotCaptions::NotText));
        let large = format!("{GOOD}{}", "x".repeat(MAX_BYTES));
        assert_eq!(check(large.as_bytes()), Err(NotCaptions::TooLarge));
    }

    #[test]
    fn a_note_with_an_arrow_is_no_cue() {
        // The standard forbids arrows in notes; a file that has one is told so.
        assert_eq!(check(GOOD.as_bytes()), Err(NotCaptions::Times { line: 3 }));
    }
}
