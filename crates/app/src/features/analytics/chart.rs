//! Numbers as pictures: paths and bars of an inline SVG, in whole numbers of its own units. Colours are the style sheet's.

use std::fmt::Write as _;

use usher_domain::analytics::Bar;

/// How high a picture is.
pub(super) const HIGH: u64 = 200;
/// How wide a bar stands, with the gap behind it.
const WIDE: u64 = 10;

/// The curve of a film, stepped: the line, and the area below it.
pub(super) struct Curve {
    pub(super) line: String,
    pub(super) area: String,
    pub(super) wide: u64,
}

/// Each part of `all`, one behind the other.
pub(super) fn curve(parts: impl Iterator<Item = u64>, all: u64) -> Curve {
    let mut line = String::new();
    let mut wide = 0;
    for part in parts {
        let y = HIGH - scaled(part, all);
        wide += WIDE;
        let begins = if line.is_empty() { "M0 " } else { "V" };
        // Into memory: it cannot fail.
        let _ = write!(line, "{begins}{y}H{wide}");
    }
    let area = match line.strip_prefix("M0 ") {
        Some(rest) => format!("M0 {HIGH}V{rest}V{HIGH}Z"),
        None => String::new(),
    };
    Curve { line, area, wide }
}

/// A bar: its place, width, height, and what it says.
pub(super) struct Column {
    pub(super) x: u64,
    pub(super) y: u64,
    pub(super) wide: u64,
    pub(super) high: u64,
    pub(super) said: String,
}

/// The bars of a chart, as high as they are to the highest; and how wide they are together.
pub(super) fn columns(bars: &[Bar], say: impl Fn(&Bar) -> String) -> (Vec<Column>, u64) {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    let mut x = 0;
    let columns = bars.iter().map(|bar| {
        let high = match bar.count {
            0 => 0,
            // What is there is seen.
            count => scaled(count, most).max(3),
        };
        let column = Column {
            x: x + 1,
            y: HIGH - high,
            wide: WIDE - 2,
            high,
            said: say(bar),
        };
        x += WIDE;
        column
    });
    let columns: Vec<Column> = columns.collect();
    let wide = columns.len() as u64 * WIDE;
    (columns, wide)
}

fn scaled(part: u64, all: u64) -> u64 {
    let high = u128::from(part.min(all)) * u128::from(HIGH);
    let high = high.checked_div(u128::from(all)).unwrap_or(0);
    u64::try_from(high).unwrap_or(HIGH)
}

#[cfg(test)]
mod tests {
    use usher_domain::analytics::Day;

    use super::*;

    #[test]
    fn a_curve_goes_down_where_people_leave() {
        let one = curve([4, 4, 1].into_iter(), 4);
        assert_eq!(one.line, "M0 0H10V0H20V150H30");
        assert_eq!(one.area, "M0 200V0H10V0H20V150H30V200Z");
        assert_eq!(one.wide, 30);
        let none = curve([0, 9].into_iter(), 0);
        assert_eq!(none.line, "M0 200H10V200H20");
        assert_eq!(curve([].into_iter(), 4).area, "");
    }

    #[test]
    fn bars_stand_as_high_as_they_are_to_the_highest() {
        let bar = |count| Bar {
            from: Day::new(1),
            to: Day::new(1),
            count,
        };
        let (columns, wide) = columns(&[bar(0), bar(1), bar(1_000)], |bar| bar.count.to_string());
        let seen: Vec<_> = columns.iter().map(|c| (c.x, c.y, c.high)).collect();
        assert_eq!(seen, [(1, 200, 0), (11, 197, 3), (21, 0, 200)]);
        assert_eq!((wide, columns[1].said.as_str()), (30, "1"));
    }
}
