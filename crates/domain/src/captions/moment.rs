//! Moments of a film as caption files write them.

use std::time::Duration;

/// `[h…:]mm:ss[.,]ttt`; SubRip's comma, missing or short fractions and one-digit
/// minutes are understood.
pub(super) fn moment(text: &str) -> Option<Duration> {
    let (clock, fraction) = match text.split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, millis(fraction)?),
        None => (text, 0),
    };
    let mut parts = clock.split(':').rev();
    let seconds = number(parts.next()?, 2)?;
    let minutes = number(parts.next()?, 2)?;
    let hours = parts.next().map_or(Some(0), |text| number(text, 6))?;
    if parts.next().is_some() || minutes > 59 || seconds > 59 {
        return None;
    }
    let seconds = (hours * 60 + minutes) * 60 + seconds;
    Some(Duration::from_millis(seconds * 1000 + fraction))
}

fn number(text: &str, digits: usize) -> Option<u64> {
    let fits = !text.is_empty() && text.len() <= digits;
    (fits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// `5` is half a second, as in any decimal fraction.
fn millis(fraction: &str) -> Option<u64> {
    let read = number(fraction, 3)?;
    Some(match fraction.len() {
        1 => read * 100,
        2 => read * 10,
        _ => read,
    })
}

/// As WebVTT writes it: `00:00:01.000`.
pub fn written(at: Duration) -> String {
    let (seconds, millis) = (at.as_secs(), at.subsec_millis());
    format!(
        "{:02}:{:02}:{:02}.{millis:03}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// As a clock shows it: `4:05`, `1:02:03`.
pub fn clock(at: Duration) -> String {
    let seconds = at.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_both_formats_write_them() {
        for (text, millis) in [
            ("00:01.000", Some(1000)),
            ("00:00:01,500", Some(1500)),
            ("100:00:00.000", Some(360_000_000)),
            ("1:02:03,4", Some(3_723_400)),
            ("1:05", Some(65_000)),
            ("00:00:10", Some(10_000)),
            ("00:61.000", None),
            ("61:00.000", None),
            ("1:61:00.000", None),
            ("1", None),
            ("1:2:3:4", None),
            ("00:01.0000", None),
            ("00:-1.000", None),
            ("", None),
        ] {
            assert_eq!(moment(text), millis.map(Duration::from_millis), "{text:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for millis in [0, 1, 61_001, 3_723_456, 360_000_000] {
            let at = Duration::from_millis(millis);
            assert_eq!(moment(&written(at)), Some(at));
        }
        assert_eq!(clock(Duration::from_secs(245)), "4:05");
        assert_eq!(clock(Duration::from_secs(3723)), "1:02:03");
    }
}
