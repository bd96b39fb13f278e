//! Where lines end: between words, between the letters of scripts that put no space between words, and inside of words
//! that are too long for a line.

use std::ops::Range;

use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter, options::LineBreakOptions};

/// The parts between neighbouring places.
fn between(places: &[usize]) -> impl Iterator<Item = Range<usize>> + '_ {
    places.windows(2).map(|pair| pair[0]..pair[1])
}

/// The lines of a paragraph without the spaces between them, none wider than `room`; `width` says how wide a text is.
/// A paragraph without a letter is one empty line.
pub(super) fn lines(text: &str, room: f32, width: impl Fn(&str) -> f32) -> Vec<Range<usize>> {
    let segmenter = LineSegmenter::new_auto(LineBreakOptions::default());
    let breaks: Vec<usize> = segmenter.segment_str(text).collect();
    let mut lines = Vec::new();
    // What stands in the line so far, and how wide it is with the space behind it.
    let (mut line, mut used) = (0..0, 0.0);
    for part in between(&breaks) {
        let word = text[part.clone()].trim_end();
        let wide = width(word);
        if used + wide > room && !line.is_empty() {
            lines.push(line);
            (line, used) = (part.start..part.start, 0.0);
        }
        if wide > room {
            for letter in letters(word) {
                let (from, to) = (part.start + letter.start, part.start + letter.end);
                let wide = width(&text[from..to]);
                if used + wide > room && !line.is_empty() {
                    lines.push(line);
                    (line, used) = (from..from, 0.0);
                }
                line.end = to;
                used += wide;
            }
        } else {
            line.end = part.start + word.len();
            used += wide;
        }
        let spaces = &text[line.end..part.end];
        if !spaces.is_empty() {
            used += width(spaces);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The letters of a word, each with its marks.
fn letters(word: &str) -> Vec<Range<usize>> {
    let places: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(word).collect();
    between(&places).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character is one wide, and a mark is not.
    fn width(text: &str) -> f32 {
        let marks = ['\u{301}', '\u{e48}', '\u{e35}'];
        text.chars().filter(|c| !marks.contains(c)).count() as f32
    }

    fn broken(text: &str, room: f32) -> Vec<&str> {
        let lines = lines(text, room, width).into_iter();
        lines.map(|line| &text[line]).collect()
    }

    #[test]
    fn lines_break_between_words_and_inside_of_long_ones() {
        for (text, room, expected) in [
            ("", 5.0, vec![""]),
            ("one", 5.0, vec!["one"]),
            ("one two three", 7.0, vec!["one two", "three"]),
            ("one two three", 6.9, vec!["one", "two", "three"]),
            ("abcdefghij", 4.0, vec!["abcd", "efgh", "ij"]),
            ("a bcdefg h", 4.0, vec!["a", "bcde", "fg h"]),
            ("well-known", 6.0, vec!["well-", "known"]),
            (
                "x\u{301}x\u{301}x\u{301}",
                2.0,
                vec!["x\u{301}x\u{301}", "x\u{301}"],
            ),
            ("wide", 0.5, vec!["w", "i", "d", "e"]),
        ] {
            assert_eq!(broken(text, room), expected, "{text} in {room}");
        }
    }

    #[test]
    fn scripts_without_spaces_break_too_and_no_line_begins_with_a_stop() {
        assert_eq!(
            broken("编译器读取源代码并生成机器码。", 7.0),
            ["编译器读取源代", "码并生成机器", "码。"]
        );
        assert_eq!(
            broken("コンパイラは「何」を読むか?", 7.0),
            ["コンパイラは", "「何」を読む", "か?"]
        );
        // Thai breaks between words, which a model knows.
        let thai = "ภาษาไทยไม่มีช่องว่าง";
        let lines = broken(thai, 8.0);
        assert_eq!(lines.concat(), thai);
        assert_eq!(lines[0], "ภาษาไทย");
        assert!(lines.iter().all(|line| width(line) <= 8.0), "{lines:?}");
    }
}
