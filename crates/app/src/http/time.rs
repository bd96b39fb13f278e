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
    }
}
