//! Which of the installed fonts a paper is set with, beside the embedded one.

use std::{cmp::Reverse, collections::BTreeSet};

use unicode_script::{Script, UnicodeScript};

/// How many fonts are taken beside the embedded one, at most.
const MOST: usize = 12;

/// Whether nothing is drawn for a character, whatever the font: a space, a control, or what only joins, parts or
/// turns others.
pub(super) fn is_silent(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whose way of writing Chinese characters a paper shows: a font for each has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hand {
    Japanese,
    Korean,
    Traditional,
    Simplified,
}

impl Hand {
    /// By what else is written.
    pub(super) fn of(chars: &BTreeSet<char>) -> Self {
        let writes = |scripts: &[Script]| chars.iter().any(|c| scripts.contains(&c.script()));
        if writes(&[Script::Hiragana, Script::Katakana]) {
            Self::Japanese
        } else if writes(&[Script::Hangul]) {
            Self::Korean
        } else if writes(&[Script::Bopomofo]) {
            Self::Traditional
        } else {
            Self::Simplified
        }
    }

    /// The last word in the names of fonts for it.
    const fn mark(self) -> &'static str {
        match self {
            Self::Japanese => "JP",
            Self::Korean => "KR",
            Self::Traditional => "TC",
            Self::Simplified => "SC",
        }
    }
}

/// What is known of a face by its name.
#[derive(Clone, Debug)]
pub(super) struct Face<'a> {
    pub(super) family: &'a str,
    /// Its place in a file of several.
    pub(super) index: u32,
    pub(super) monospaced: bool,
}

/// Which of two faces with the same characters is taken: the lesser.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// Whether it has all there is, in shapes that nobody reads for long.
    last_resort: bool,
    monospaced: bool,
    other_hand: bool,
    /// Without serifs, as the embedded one, and from the family that is made to go together.
    kind: u8,
    family: String,
    index: u32,
}

impl Rank {
    pub(super) fn of(face: &Face<'_>, hand: Hand) -> Self {
        let family = face.family;
        let last = family.rsplit(' ').next().unwrap_or_default();
        let without_serifs = family.contains("Sans") || family.contains("Gothic");
        let is_of_a_hand = ["JP", "KR", "TC", "SC", "HK"].contains(&last);
        Self {
            last_resort: ["Unifont", "Resort", "Blank"]
                .iter()
                .any(|name| family.contains(name)),
            monospaced: face.monospaced || family.contains("Mono"),
            other_hand: is_of_a_hand && last != hand.mark(),
            kind: match (without_serifs, family.starts_with("Noto")) {
                (true, true) => 0,
                (true, false) => 1,
                (false, _) => 2,
            },
            family: family.to_owned(),
            index: face.index,
        }
    }
}

/// As few faces as have what is wanted, as far as any has it: what has most of it first, and of those what ranks
/// first. Their places, in that order, and what none has.
pub(super) fn pick(
    mut wanted: BTreeSet<char>,
    faces: &[(Rank, BTreeSet<char>)],
) -> (Vec<usize>, BTreeSet<char>) {
    let mut taken = Vec::new();
    while taken.len() < MOST {
        let useful = faces.iter().enumerate().filter_map(|(at, (rank, has))| {
            let count = has.intersection(&wanted).count();
            (count > 0).then_some((rank.last_resort, Reverse(count), rank, at))
        });
        let Some((_, _, _, best)) = useful.min() else {
            break;
        };
        wanted.retain(|c| !faces[best].1.contains(c));
        taken.push(best);
    }
    (taken, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> BTreeSet<char> {
        text.chars().collect()
    }

    /// The families that are taken for a text, and what none of them has.
    fn taken(wanted: &str, fonts: &[(&'static str, &str)]) -> (Vec<&'static str>, String) {
        let hand = Hand::of(&chars(wanted));
        let face = |(family, has): &(&'static str, &str)| {
            let face = Face {
                family,
                index: 0,
                monospaced: false,
            };
            (Rank::of(&face, hand), chars(has))
        };
        let faces: Vec<_> = fonts.iter().map(face).collect();
        let (places, missing) = pick(chars(wanted), &faces);
        let families = places.into_iter().map(|at| fonts[at].0).collect();
        (families, missing.into_iter().collect())
    }

    #[test]
    fn as_few_fonts_as_have_it_are_taken_and_what_none_has_is_told() {
        let noto = [
            ("Noto Serif Devanagari", "नमसते"),
            ("Noto Sans Devanagari", "नमसते"),
            ("Noto Traditional Nushu", "一"),
            ("Noto Sans Mono CJK JP", "一二三かな글"),
            ("Noto Sans CJK JP", "一二三かな글"),
            ("Noto Sans CJK KR", "一二三かな글"),
            ("Noto Sans CJK SC", "一二三かな글"),
            ("Unifont", "一二三かな글नमसतेกขⴀ"),
        ];
        for (wanted, families, missing) in [
            ("", vec![], ""),
            ("नम", vec!["Noto Sans Devanagari"], ""),
            ("一二", vec!["Noto Sans CJK SC"], ""),
            ("一か", vec!["Noto Sans CJK JP"], ""),
            ("一글", vec!["Noto Sans CJK KR"], ""),
            (
                "नमस一二",
                vec!["Noto Sans Devanagari", "Noto Sans CJK SC"],
                "",
            ),
            ("नกᚠ", vec!["Noto Sans Devanagari", "Unifont"], "ᚠ"),
            ("ᚠ", vec![], "ᚠ"),
        ] {
            assert_eq!(
                taken(wanted, &noto),
                (families, missing.to_owned()),
                "{wanted}"
            );
        }
    }

    #[test]
    fn no_more_fonts_are_taken_than_a_paper_holds() {
        let letters: Vec<String> = ('a'..='z').map(String::from).collect();
        let fonts: Vec<(&'static str, &str)> = (letters.iter())
            .map(|letter| ("Noto Sans", letter.as_str()))
            .collect();
        let (families, missing) = taken(&letters.concat(), &fonts);
        assert_eq!((families.len(), missing.chars().count()), (12, 14));
    }

    #[test]
    fn no_font_is_looked_for_to_draw_nothing() {
        for c in [' ', '\u{3000}', '\n', '\u{200d}', '\u{fe0f}', '\u{202b}'] {
            assert!(is_silent(c), "{c:?}");
        }
        for c in ['a', '、', '\u{301}', '\u{93f}'] {
            assert!(!is_silent(c), "{c:?}");
        }
    }
}
