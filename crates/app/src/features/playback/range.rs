//! Which part of a file a request wants (RFC 9110, 13 and 14).

use std::ops::Range;

use axum::http::{HeaderMap, HeaderName, Method, header};

/// What is to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// 304: the client has it.
    Unchanged,
    /// 200: all of it.
    Whole,
    /// 206: this part, in bytes.
    Part(Range<u64>),
    /// 416: the part begins beyond the end.
    Beyond,
}

impl Wanted {
    /// The bytes that are sent of `length`; none at all where nothing but heads is.
    pub(super) fn bytes(&self, length: u64) -> Option<Range<u64>> {
        match self {
            Self::Unchanged | Self::Beyond => None,
            Self::Whole => Some(0..length),
            Self::Part(part) => Some(part.clone()),
        }
    }
}

/// Reads the conditions and the range of a request for `length` bytes whose
/// strong entity tag is `etag` (with its quotes). What is malformed, and a list
/// of several ranges, is answered as if no range had been asked for.
pub(super) fn wanted(method: &Method, headers: &HeaderMap, etag: &str, length: u64) -> Wanted {
    if has_it(headers, etag) {
        return Wanted::Unchanged;
    }
    // Ranges are defined for GET alone (RFC 9110, 14.2).
    if method != Method::GET || !same_as_before(headers, etag) {
        return Wanted::Whole;
    }
    match only(headers, &header::RANGE).and_then(parse) {
        None => Wanted::Whole,
        Some(Spec::Last(0)) => Wanted::Beyond,
        Some(Spec::From(start, _)) if start >= length => Wanted::Beyond,
        Some(Spec::Last(_)) if length == 0 => Wanted::Beyond,
        Some(Spec::From(start, last)) => Wanted::Part(start..last.saturating_add(1).min(length)),
        Some(Spec::Last(count)) => Wanted::Part(length.saturating_sub(count)..length),
    }
}

/// One range as written.
enum Spec {
    /// From a byte to a byte, both included.
    From(u64, u64),
    /// The last so many.
    Last(u64),
}

fn parse(text: &str) -> Option<Spec> {
    let (unit, set) = text.split_once('=')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return None;
    }
    let (first, last) = set.trim().split_once('-')?;
    match (first.is_empty(), last.is_empty()) {
        (true, true) => None,
        (true, false) => number(last).map(Spec::Last),
        (false, true) => Some(Spec::From(number(first)?, u64::MAX)),
        (false, false) => {
            let (first, last) = (number(first)?, number(last)?);
            (first <= last).then_some(Spec::From(first, last))
        }
    }
}

/// Digits only; a number too long to be one is beyond every file.
fn number(digits: &str) -> Option<u64> {
    let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    plain.then(|| digits.parse().unwrap_or(u64::MAX))
}

/// `If-None-Match`, compared weakly: the body does not matter, only its name.
fn has_it(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// `If-Range`, compared strongly. A date never matches: objects have none here.
fn same_as_before(headers: &HeaderMap, etag: &str) -> bool {
    match headers.get(header::IF_RANGE) {
        None => true,
        Some(_) => only(headers, &header::IF_RANGE).is_some_and(|tag| tag.trim() == etag),
    }
}

/// The value of a header that may stand once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: &str = "\"one\"";

    fn ask(lines: &[(HeaderName, &str)], length: u64) -> Wanted {
        let headers: HeaderMap = lines
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect();
        wanted(&Method::GET, &headers, TAG, length)
    }

    #[test]
    fn every_form_of_a_range_has_its_answer() {
        let big = "99999999999999999999999999";
        let table = [
            ("bytes=0-", Wanted::Part(0..1000)),
            ("bytes=0-0", Wanted::Part(0..1)),
            ("bytes=200-299", Wanted::Part(200..300)),
            ("bytes=999-", Wanted::Part(999..1000)),
            ("bytes=500-99999", Wanted::Part(500..1000)),
            ("bytes=-1", Wanted::Part(999..1000)),
            ("bytes=-2000", Wanted::Part(0..1000)),
            (" Bytes = 5-6 ", Wanted::Part(5..7)),
            (&format!("bytes=0-{big}"), Wanted::Part(0..1000)),
            (&format!("bytes=-{big}"), Wanted::Part(0..1000)),
            ("bytes=1000-", Wanted::Beyond),
            ("bytes=1000-1001", Wanted::Beyond),
            (&format!("bytes={big}-"), Wanted::Beyond),
            ("bytes=-0", Wanted::Beyond),
            ("bytes=5-4", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=", Wanted::Whole),
            ("bytes", Wanted::Whole),
            ("", Wanted::Whole),
            ("bytes=a-b", Wanted::Whole),
            ("bytes=+1-2", Wanted::Whole),
            ("bytes=0x1-2", Wanted::Whole),
            ("bytes=1--2", Wanted::Whole),
            ("bytes=0-1,5-6", Wanted::Whole),
            ("lines=0-1", Wanted::Whole),
        ];
        for (text, expected) in table {
            assert_eq!(ask(&[(header::RANGE, text)], 1000), expected, "{text:?}");
        }
        assert_eq!(ask(&[], 1000), Wanted::Whole);
        let twice = [(header::RANGE, "bytes=0-1"), (header::RANGE, "bytes=2-3")];
        assert_eq!(ask(&twice, 1000), Wanted::Whole);
    }

    #[test]
    fn nothing_of_an_empty_file_can_be_asked_for() {
        for text in ["bytes=0-", "bytes=0-0", "bytes=-5"] {
            assert_eq!(ask(&[(header::RANGE, text)], 0), Wanted::Beyond, "{text}");
        }
    }

    #[test]
    fn a_range_holds_only_if_the_file_is_the_same() {
        let part = (header::RANGE, "bytes=0-1");
        for (tag, expected) in [
            (TAG, Wanted::Part(0..2)),
            ("\"other\"", Wanted::Whole),
            ("W/\"one\"", Wanted::Whole),
            ("Tue, 24 Nov 2026 14:00:00 GMT", Wanted::Whole),
        ] {
            let asked = [part.clone(), (header::IF_RANGE, tag)];
            assert_eq!(ask(&asked, 1000), expected, "{tag}");
        }
    }

    #[test]
    fn who_has_it_is_told_so_before_any_range() {
        let part = (header::RANGE, "bytes=5000-");
        for tag in [TAG, "W/\"one\"", "\"a\", \"one\"", "*"] {
            let asked = [part.clone(), (header::IF_NONE_MATCH, tag)];
            assert_eq!(ask(&asked, 1000), Wanted::Unchanged, "{tag}");
        }
        let asked = [part, (header::IF_NONE_MATCH, "\"other\"")];
        assert_eq!(ask(&asked, 1000), Wanted::Beyond);
    }

    #[test]
    fn head_has_no_ranges() {
        let headers = HeaderMap::from_iter([(header::RANGE, "bytes=0-1".parse().unwrap())]);
        assert_eq!(wanted(&Method::HEAD, &headers, TAG, 1000), Wanted::Whole);
    }
}
