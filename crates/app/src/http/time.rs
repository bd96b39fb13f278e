//! Moments, written for programs and for people.

use jiff::{Timestamp as Moment, Zoned, tz::TimeZone};
use usher_domain::{
    analytics::Day,
    clock::Timestamp,
    config::{DateOrder, HourClock},
};

use crate::words::Words;

/// A moment as RFC 3339 in UTC, to the second: what the API and `<time datetime>` carry.
pub fn rfc3339(at: Timestamp) -> String {
    moment(at).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A moment as people of `zone` read it in the language of `words`, with the zone's name:
/// `Tue 24 Nov 2026, 15:00 CET`. Scripts rewrite it for the reader's own zone.
pub fn in_zone(words: &Words, at: Timestamp, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let at = moment(at).to_zoned(zone);
    let text = words.say("date-full").with("date", date(words, &at));
    let text = text.with("time", clock(words, &at));
    text.with("zone", at.strftime("%Z")).to_string()
}

fn date(words: &Words, at: &Zoned) -> String {
    let order = match words.formats().order {
        DateOrder::ByLanguage => words.say("date-order").to_string().parse(),
        order => Ok(order),
    };
    let text = match order {
        Ok(DateOrder::MonthDayYear) => words.say("date-month-day-year"),
        Ok(DateOrder::YearMonthDay) => {
            let day = at.strftime("%Y-%m-%d");
            words.say("date-year-month-day").with("day", day)
        }
        _ => words.say("date-day-month-year"),
    };
    let name = |what: &str, number: i8| words.say(format!("date-{what}-{number}"));
    let weekday = at.weekday().to_monday_one_offset();
    if matches!(order, Ok(DateOrder::YearMonthDay)) {
        return text.with("weekday", name("weekday", weekday)).to_string();
    }
    text.with("weekday", name("weekday", weekday))
        .with("day", at.day())
        .with("month", name("month", at.month()))
        .with("year", at.year())
        .to_string()
}

fn clock(words: &Words, at: &Zoned) -> String {
    let by_halves = match words.formats().hours {
        HourClock::ByLanguage => words.say("date-hours").to_string() == HourClock::H12.as_str(),
        hours => hours == HourClock::H12,
    };
    if !by_halves {
        return at.strftime("%H:%M").to_string();
    }
    let half = if at.hour() < 12 { "date-am" } else { "date-pm" };
    let time = at.strftime("%-I:%M");
    let text = words.say("date-half-day").with("time", time);
    text.with("half", words.say(half)).to_string()
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

/// On which day of `zone` a moment falls.
pub fn day(at: Timestamp, zone: &str) -> Day {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    day_of(moment(at).to_zoned(zone).date())
}

/// A day as `2026-11-24`.
pub fn day_iso(day: Day) -> String {
    noon_of(day).strftime("%Y-%m-%d").to_string()
}

/// A day as people read it in the language of `words`: `Tue 24 Nov 2026`.
pub fn day_said(words: &Words, day: Day) -> String {
    date(words, &noon_of(day))
}

/// In which month a day is: years times twelve, and the months before it in its year.
pub fn month(day: Day) -> i64 {
    let noon = noon_of(day);
    i64::from(noon.year()) * 12 + i64::from(noon.month()) - 1
}

/// The first and the last day of a month.
pub fn month_days(month: i64) -> (Day, Day) {
    let first = |month: i64| {
        let (year, before) = (month.div_euclid(12), month.rem_euclid(12));
        let year = i16::try_from(year).unwrap_or(i16::MAX);
        let number = i8::try_from(before + 1).unwrap_or(1);
        let date = jiff::civil::Date::new(year, number, 1).unwrap_or(jiff::civil::Date::MAX);
        day_of(date)
    };
    (first(month), first(month + 1).plus(-1))
}

/// A month as people read it: `Nov 2026`.
pub fn month_said(words: &Words, month: i64) -> String {
    let number = month.rem_euclid(12) + 1;
    let name = words.say(format!("date-month-{number}"));
    format!("{name} {}", month.div_euclid(12))
}

/// A month as `2026-11`.
pub fn month_iso(month: i64) -> String {
    format!(
        "{:04}-{:02}",
        month.div_euclid(12),
        month.rem_euclid(12) + 1
    )
}

/// Reads it.
pub fn parse_month(text: &str) -> Option<i64> {
    let (year, month) = text.split_once('-')?;
    let digits = |text: &str, count| {
        let all = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i64>().ok().filter(|_| all)
    };
    let (year, month) = (digits(year, 4)?, digits(month, 2)?);
    (1..=12).contains(&month).then_some(year * 12 + month - 1)
}

fn day_of(date: jiff::civil::Date) -> Day {
    let noon = date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
    let seconds = noon.map_or(0, |noon| noon.timestamp().as_second());
    Day::new(seconds.div_euclid(86_400))
}

fn noon_of(day: Day) -> Zoned {
    let noon = day.number().saturating_mul(86_400).saturating_add(43_200);
    let noon = Moment::from_second(noon).unwrap_or(Moment::UNIX_EPOCH);
    noon.to_zoned(TimeZone::UTC)
}

fn moment(at: Timestamp) -> Moment {
    Moment::from_microsecond(at.micros()).unwrap_or(Moment::MAX)
}

#[cfg(test)]
mod tests {
    use usher_domain::config::SiteConfig;

    use super::*;
    use crate::words::Catalogue;

    /// In this language, with the site's hours and order.
    fn words(lang: &str, hours: &str, order: &str) -> Words {
        let submitted = [("hours", hours), ("dateOrder", order)];
        let submitted = submitted.map(|(name, value)| (name.to_owned(), vec![value.to_owned()]));
        let site = SiteConfig::default();
        let site = site.apply("timeanddate", &submitted.into_iter().collect());
        Catalogue::load().of_site(&site.unwrap().unwrap(), [lang], None)
    }

    #[test]
    fn moments_carry_their_zone() {
        let at = parse_rfc3339("2026-11-24T14:00:00Z").unwrap();
        assert_eq!(rfc3339(at), "2026-11-24T14:00:00Z");
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

    #[test]
    fn a_day_is_one_of_the_zone() {
        for (at, zone, iso) in [
            ("2026-11-24T22:59:59Z", "Europe/Berlin", "2026-11-24"),
            ("2026-11-24T23:00:00Z", "Europe/Berlin", "2026-11-25"),
            ("2026-11-24T23:00:00Z", "UTC", "2026-11-24"),
            ("2026-07-01T21:59:59Z", "Europe/Berlin", "2026-07-01"),
            ("2026-07-01T22:00:00Z", "Europe/Berlin", "2026-07-02"),
            // The day has 23 hours, and 25.
            ("2026-03-28T23:00:00Z", "Europe/Berlin", "2026-03-29"),
            ("2026-03-29T22:00:00Z", "Europe/Berlin", "2026-03-30"),
            ("2026-10-25T22:59:59Z", "Europe/Berlin", "2026-10-25"),
            ("2026-11-24T10:00:00Z", "Pacific/Kiritimati", "2026-11-25"),
            ("2026-11-24T02:00:00Z", "America/St_Johns", "2026-11-23"),
            ("2026-11-24T12:00:00Z", "No/Where", "2026-11-24"),
            ("1969-12-31T23:59:59Z", "UTC", "1969-12-31"),
        ] {
            let day = day(parse_rfc3339(at).unwrap(), zone);
            assert_eq!(day_iso(day), iso, "{at} {zone}");
        }
        assert_eq!(Day::new(0), day(Timestamp::from_secs(0), "UTC"));
        let words = words("de", "24", "by_language");
        let said = day_said(&words, Day::new(20_781));
        assert_eq!(said, "Di. 24. Nov. 2026");
    }

    #[test]
    fn a_month_has_its_days() {
        for (text, first, last) in [
            ("2026-11", "2026-11-01", "2026-11-30"),
            ("2026-12", "2026-12-01", "2026-12-31"),
            ("2027-01", "2027-01-01", "2027-01-31"),
            ("2028-02", "2028-02-01", "2028-02-29"),
        ] {
            let number = parse_month(text).unwrap();
            assert_eq!(month_iso(number), text);
            let days = month_days(number);
            assert_eq!(
                (day_iso(days.0), day_iso(days.1)),
                (first.to_owned(), last.to_owned())
            );
            assert_eq!((month(days.0), month(days.1)), (number, number));
            assert_eq!(month(days.1.plus(1)), number + 1);
        }
        for text in [
            "", "2026", "2026-13", "2026-00", "26-11", "2026-1", "-026-11", "2026-+1",
        ] {
            assert_eq!(parse_month(text), None, "{text}");
        }
        let words = words("en", "24", "by_language");
        assert_eq!(
            month_said(&words, parse_month("2026-11").unwrap()),
            "Nov 2026"
        );
    }

    #[test]
    fn moments_are_written_as_the_language_and_the_site_have_them() {
        let at = parse_rfc3339("2026-11-24T14:05:00Z").unwrap();
        let by = "by_language";
        for (lang, hours, order, expected) in [
            ("en", by, by, "Tue 24 Nov 2026, 15:05 CET"),
            ("en", "12", by, "Tue 24 Nov 2026, 3:05 p.m. CET"),
            (
                "en",
                "12",
                "month_day_year",
                "Tue, Nov 24, 2026, 3:05 p.m. CET",
            ),
            ("en", "24", "year_month_day", "Tue 2026-11-24, 15:05 CET"),
            ("de", by, by, "Di. 24. Nov. 2026, 15:05 CET"),
            ("es", by, by, "mar 24 nov 2026, 15:05 CET"),
            ("de", "24", "year_month_day", "Di. 2026-11-24, 15:05 CET"),
        ] {
            let words = words(lang, hours, order);
            let said = in_zone(&words, at, "Europe/Berlin");
            assert_eq!(said, expected, "{lang} {hours} {order}");
        }
        let words = words("en", "12", by);
        for (utc, expected) in [("00:00", "12:00 a.m."), ("12:30", "12:30 p.m.")] {
            let at = parse_rfc3339(&format!("2026-11-24T{utc}:00Z")).unwrap();
            let said = in_zone(&words, at, "UTC");
            assert_eq!(said, format!("Tue 24 Nov 2026, {expected} UTC"));
        }
    }
}
