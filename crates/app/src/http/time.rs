//! Moments, written for programs and for people.

use jiff::{Timestamp as Moment, tz::TimeZone};
use usher_domain::clock::Timestamp;

/// A moment as RFC 3339 in UTC, to the second: what the API and `<time datetime>` carry.
pub fn rfc3339(at: Timestamp) -> String {
    moment(at).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A moment as people of `zone` read it, with the zone's name:
/// `Tue 24 Nov 2026, 15:00 CET`. Scripts rewrite it for the reader's own zone.
pub fn in_zone(at: Timestamp, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    moment(at)
        .to_zoned(zone)
        .strftime("%a %-d %b %Y, %H:%M %Z")
        .to_string()
}

/// Whether `zone` is the name of a zone.
pub fn is_zone(zone: &str) -> bool {
    TimeZone::get(zone).is_ok()
}

/// Parses RFC 3339.
pub fn parse_rfc3339(text: &str) -> Option<Timestamp> {
    text.parse::<Moment>()
        .ok()
        .map(|at| Timestamp::from_micros(at.as_microsecond()))
}

/// Parses what `<input type="datetime-local">` sends, as a time in `zone`.
pub fn parse_local(text: &str, zone: &str) -> Option<Timestamp> {
    let zone = TimeZone::get(zone).ok()?;
    let civil: jiff::civil::DateTime = text.parse().ok()?;
    let at = zone.to_zoned(civil).ok()?;
    Some(Timestamp::from_micros(at.timestamp().as_microsecond()))
}

/// Parses what people write into a table: RFC 3339, or in `zone` `2026-12-24 15:00`, `24.12.2026 15:00`, or a day
/// alone, which it ends with. What may be a day or a month is neither.
pub fn parse_written(text: &str, zone: &str) -> Option<Timestamp> {
    const FORMS: [&str; 4] = [
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%d.%m.%Y %H:%M",
        "%d.%m.%Y %H:%M:%S",
    ];
    const DAYS: [&str; 2] = ["%Y-%m-%d", "%d.%m.%Y"];
    if let Some(at) = parse_rfc3339(text) {
        return Some(at);
    }
    let text = text.replace('T', " ");
    let day = |form: &&str| jiff::civil::Date::strptime(form, &text).ok();
    let civil = FORMS
        .iter()
        .find_map(|form| jiff::civil::DateTime::strptime(form, &text).ok())
        .or_else(|| Some(DAYS.iter().find_map(day)?.at(23, 59, 0, 0)))?;
    let at = TimeZone::get(zone).ok()?.to_zoned(civil).ok()?;
    Some(Timestamp::from_micros(at.timestamp().as_microsecond()))
}

/// A moment as `<input type="datetime-local">` wants it, in `zone`.
pub fn local(at: Timestamp, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    moment(at)
        .to_zoned(zone)
        .strftime("%Y-%m-%dT%H:%M")
        .to_string()
}

fn moment(at: Timestamp) -> Moment {
    Moment::from_microsecond(at.micros()).unwrap_or(Moment::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_carry_their_zone() {
        let at = parse_rfc3339("2026-11-24T14:00:00Z").unwrap();
        assert_eq!(rfc3339(at), "2026-11-24T14:00:00Z");
        assert_eq!(in_zone(at, "Europe/Berlin"), "Tue 24 Nov 2026, 15:00 CET");
        assert_eq!(parse_local("2026-11-24T15:00", "Europe/Berlin"), Some(at));
        assert_eq!(local(at, "Europe/Berlin"), "2026-11-24T15:00");
        assert_eq!(parse_rfc3339("yesterday"), None);
        for text in [
            "2026-11-24T14:00:00Z",
            "2026-11-24 15:00",
            "2026-11-24T15:00",
            "24.11.2026 15:00",
            "24.11.2026 15:00:00",
        ] {
            assert_eq!(parse_written(text, "Europe/Berlin"), Some(at), "{text}");
        }
        let night = parse_rfc3339("2026-11-24T22:59:00Z");
        assert_eq!(parse_written("2026-11-24", "Europe/Berlin"), night);
        assert_eq!(parse_written("24.11.2026", "Europe/Berlin"), night);
        for text in ["11/12/2026", "soon", "2026-13-01", ""] {
            assert_eq!(parse_written(text, "UTC"), None, "{text}");
        }
    }
}
