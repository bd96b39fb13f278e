use std::{fmt, str::FromStr, time::Duration};

use crate::captions::clock;

/// Where a film is to begin: what `?t=` of a media page says. Written as seconds
/// (`90`, `90.5`), as `1h2m3s`, or as a clock shows it (`1:30`, `1:02:03`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StartAt(Duration);

/// No film is as long, in hours.
const LONGEST: f64 = 1000.0 * 3600.0;

/// The text is no time of a film.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no time of a film")]
pub struct NoTime;

impl StartAt {
    /// How long after the beginning.
    pub const fn after(self) -> Duration {
        self.0
    }

    /// What a link to a page carries along that does not play yet: whole seconds, and nothing else.
    pub fn of_link(text: &str) -> Option<Self> {
        let is_whole = text.bytes().all(|byte| byte.is_ascii_digit());
        is_whole.then(|| text.parse().ok())?
    }

    /// As a clock shows it: `1:30`, `1:02:03`.
    pub fn clock(self) -> String {
        clock(self.0)
    }
}

impl From<Duration> for StartAt {
    fn from(after: Duration) -> Self {
        Self(after)
    }
}

/// Seconds, as short as they can be written: `90`, `90.5`.
impl fmt::Display for StartAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.subsec_millis() {
            0 => write!(f, "{}", self.0.as_secs()),
            millis => {
                let fraction = format!("{millis:03}");
                write!(f, "{}.{}", self.0.as_secs(), fraction.trim_end_matches('0'))
            }
        }
    }
}

impl FromStr for StartAt {
    type Err = NoTime;

    fn from_str(text: &str) -> Result<Self, NoTime> {
        let text = text.trim().to_ascii_lowercase();
        let seconds = if text.contains(':') {
            by_clock(&text)
        } else {
            by_units(&text)
        };
        let seconds = seconds.filter(|seconds| (0.0..=LONGEST).contains(seconds));
        let millis = (seconds.ok_or(NoTime)? * 1000.0).round();
        Ok(Self(Duration::from_millis(millis as u64)))
    }
}

/// `mm:ss`, `h:mm:ss`; the first number may be as large as it likes.
fn by_clock(text: &str) -> Option<f64> {
    let mut seconds = 0.0;
    for (place, part) in text.split(':').enumerate() {
        let part = number(part)?;
        if place > 2 || (place > 0 && part >= 60.0) || (seconds * 60.0) > LONGEST {
            return None;
        }
        seconds = seconds * 60.0 + part;
    }
    // Only the last part has a fraction.
    let (whole, _) = text.rsplit_once(':')?;
    (!whole.contains('.')).then_some(seconds)
}

/// `90`, `90.5`, `90s`, `2m`, `1h2m3s`.
fn by_units(text: &str) -> Option<f64> {
    let mut rest = text;
    let mut seconds = 0.0;
    let mut units = "hms";
    while let Some(end) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let (part, unit) = (number(&rest[..end])?, rest.get(end..=end)?);
        let at = units.find(unit)?;
        if part.fract() != 0.0 && unit != "s" {
            return None;
        }
        units = &units[at + 1..];
        seconds += part
            * if unit == "h" {
                3600.0
            } else if unit == "m" {
                60.0
            } else {
                1.0
            };
        rest = &rest[end + 1..];
    }
    match (rest.is_empty(), units.len()) {
        (true, 3) => None,
        (true, _) => Some(seconds),
        (false, 3) => number(rest),
        // `1m30`, as some write it.
        (false, _) => (units.contains('s')).then(|| number(rest).map(|part| seconds + part))?,
    }
}

/// A plain decimal number.
fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (plain && text.len() <= 12 && text.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, millis) in [
            ("0", Some(0)),
            ("90", Some(90_000)),
            (" 90 ", Some(90_000)),
            ("90.5", Some(90_500)),
            ("90s", Some(90_000)),
            ("2m", Some(120_000)),
            ("1h", Some(3_600_000)),
            ("1h2m3s", Some(3_723_000)),
            ("1H2M", Some(3_720_000)),
            ("1h3s", Some(3_603_000)),
            ("90m", Some(5_400_000)),
            ("1m30", Some(90_000)),
            ("1:30", Some(90_000)),
            ("01:30.25", Some(90_250)),
            ("90:00", Some(5_400_000)),
            ("1:02:03", Some(3_723_000)),
            ("", None),
            ("-1", None),
            ("+1", None),
            ("1e3", None),
            ("NaN", None),
            ("inf", None),
            ("h", None),
            ("1s2m", None),
            ("1m1m", None),
            ("1.5h", None),
            ("1x", None),
            ("1:60", None),
            ("1:2:3:4", None),
            ("1.5:00", None),
            (":30", None),
            ("1:", None),
            ("9999999999", None),
            ("1001h", None),
            ("٣", None),
        ] {
            let read = text.parse::<StartAt>().ok();
            assert_eq!(
                read.map(StartAt::after),
                millis.map(Duration::from_millis),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_link_carries_whole_seconds() {
        for (text, seconds) in [
            ("0", Some(0)),
            ("90", Some(90)),
            ("0090", Some(90)),
            ("3600000", Some(3_600_000)),
            ("3600001", None),
            ("9999999999999999999999", None),
            ("", None),
            (" 90", None),
            ("90.5", None),
            ("90s", None),
            ("1:30", None),
            ("-1", None),
            ("+90", None),
            ("90&x=1", None),
            ("٣", None),
        ] {
            let carried = StartAt::of_link(text).map(StartAt::after);
            assert_eq!(carried, seconds.map(Duration::from_secs), "{text:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for (millis, written) in [(0, "0"), (90_000, "90"), (90_500, "90.5"), (1_001, "1.001")] {
            let at = StartAt(Duration::from_millis(millis));
            assert_eq!(at.to_string(), written);
            assert_eq!(written.parse(), Ok(at));
        }
    }
}
