//! Times of a film as people write them: `83`, `1:23`, `1:02:03.5`.

/// The milliseconds that a text says; `None` if it says none.
pub(super) fn parse(text: &str) -> Option<u32> {
    let text = text.trim();
    let mut parts = text.rsplit(':');
    let seconds = parts.next()?;
    let (whole, part) = seconds.split_once(['.', ',']).unwrap_or((seconds, ""));
    let digits = |text: &str| text.len() <= 7 && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) {
        return None;
    }
    let thousandths: u64 = format!("{part:0<3}").get(..3)?.parse().ok()?;
    let mut total: u64 = whole.parse().ok()?;
    let several = text.contains(':');
    if several && total > 59 {
        return None;
    }
    for (factor, one) in [60, 3600].into_iter().zip(parts.by_ref()) {
        if one.is_empty() || !digits(one) {
            return None;
        }
        total += one.parse::<u64>().ok()? * factor;
    }
    if parts.next().is_some() {
        return None;
    }
    u32::try_from(total * 1000 + thousandths).ok()
}

/// The milliseconds as a clock shows them: `1:23`, or `1:23.5` where it is no whole second.
pub(super) fn said(millis: u32) -> String {
    let whole =
        crate::features::media::clock(std::time::Duration::from_secs(u64::from(millis / 1000)));
    match millis % 1000 {
        0 => whole,
        part => format!("{whole}.{part:03}")
            .trim_end_matches('0')
            .to_owned(),
    }
}

/// Hundredths of points as they are read: `2`, `1.5`, `0.33`.
pub(super) fn points(hundredths: u32) -> String {
    match hundredths % 100 {
        0 => (hundredths / 100).to_string(),
        part => format!("{}.{part:02}", hundredths / 100)
            .trim_end_matches('0')
            .to_owned(),
    }
}

/// The hundredths that a text says: `2`, `1.5`, `1,5`.
pub(super) fn parse_points(text: &str) -> Option<u32> {
    let text = text.trim();
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 2 {
        return None;
    }
    let hundredths: u32 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<u32>().ok()? * 100 + hundredths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        let rows = [
            ("83", Some(83_000)),
            (" 1:23 ", Some(83_000)),
            ("1:23.5", Some(83_500)),
            ("0:07,25", Some(7_250)),
            ("1:02:03", Some(3_723_000)),
            ("0", Some(0)),
            ("90:00", Some(5_400_000)),
            ("1:60", None),
            ("", None),
            (":30", None),
            ("1:2:3:4", None),
            ("-5", None),
            ("1e3", None),
            ("99999999", None),
            ("4294968", None),
            ("١:٢٣", None),
        ];
        for (text, expected) in rows {
            assert_eq!(parse(text), expected, "{text:?}");
        }
        for millis in [0, 83_000, 83_500, 7_250, 3_723_001] {
            assert_eq!(parse(&said(millis)), Some(millis), "{millis}");
        }
    }

    #[test]
    fn points_are_read_and_said_in_hundredths() {
        for (text, expected) in [
            ("2", Some(200)),
            ("1.5", Some(150)),
            ("0,33", Some(33)),
            ("x", None),
            ("1.234", None),
            ("", None),
        ] {
            assert_eq!(parse_points(text), expected, "{text:?}");
        }
        assert_eq!([points(200), points(150), points(33)], ["2", "1.5", "0.33"]);
    }
}
