//! Text in runs: what is set with one font, in one script and one direction.

use std::ops::Range;

use icu_segmenter::GraphemeClusterSegmenter;
use rustybuzz::Direction;
use unicode_bidi::ParagraphBidiInfo;
use unicode_script::{Script, UnicodeScript};

use super::choice::is_silent;

/// The fonts that a text is set with, the preferred ones first; one at least.
pub(super) trait Coverage {
    /// How many there are.
    fn count(&self) -> usize;

    /// Whether one of them has a character.
    fn has(&self, font: usize, c: char) -> bool;
}

/// A piece of a text that is set with one font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// In bytes.
    pub(super) range: Range<usize>,
    pub(super) font: usize,
}

/// A letter with its marks, or several letters of one script: a word.
struct Word {
    range: Range<usize>,
    /// None of what every script has, such as digits and signs.
    script: Option<Script>,
    letters: Vec<Range<usize>>,
}

/// The script of a letter. The scripts of which Japanese is written are one.
fn script(letter: &str) -> Option<Script> {
    let is_own =
        |one: &Script| !matches!(one, Script::Common | Script::Inherited | Script::Unknown);
    let own = letter.chars().map(|c| c.script()).find(is_own);
    own.map(|script| match script {
        Script::Hiragana | Script::Katakana | Script::Bopomofo => Script::Han,
        script => script,
    })
}

fn words(text: &str) -> Vec<Word> {
    let places: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(text).collect();
    let mut words: Vec<Word> = Vec::new();
    for pair in places.windows(2) {
        let letter = pair[0]..pair[1];
        let script = script(&text[letter.clone()]);
        match words.last_mut() {
            Some(word) if script.is_some() && word.script == script => {
                word.range.end = letter.end;
                word.letters.push(letter);
            }
            _ => words.push(Word {
                range: letter.clone(),
                script,
                letters: vec![letter],
            }),
        }
    }
    words
}

/// The first font that has all of a text.
fn whole(text: &str, fonts: &impl Coverage) -> Option<usize> {
    let has_all = |font: &usize| {
        let mut drawn = text.chars().filter(|c| !is_silent(*c));
        drawn.all(|c| fonts.has(*font, c))
    };
    (0..fonts.count()).find(has_all)
}

/// The first font that has all of a letter, or else the letter without its marks; the first one where none has.
fn nearest(letter: &str, fonts: &impl Coverage) -> usize {
    let alone = |font: &usize| letter.chars().next().is_some_and(|c| fonts.has(*font, c));
    whole(letter, fonts)
        .or_else(|| (0..fonts.count()).find(alone))
        .unwrap_or_default()
}

/// The runs of a text, in the order of reading. A word is set with one font if any has all of it; what draws nothing
/// goes with what stands before.
pub(super) fn runs(text: &str, fonts: &impl Coverage) -> Vec<Run> {
    let mut runs: Vec<(Run, Option<Script>)> = Vec::new();
    let mut push = |range: Range<usize>, font: Option<usize>, script: Option<Script>| {
        if let Some((last, of)) = runs.last_mut()
            && font.is_none_or(|font| font == last.font)
            && (script.is_none() || of.is_none() || script == *of)
        {
            last.range.end = range.end;
            *of = of.or(script);
        } else {
            let font = font.unwrap_or_default();
            runs.push((Run { range, font }, script));
        }
    };
    for word in words(text) {
        let said = &text[word.range.clone()];
        if said.chars().all(is_silent) {
            push(word.range, None, None);
        } else if let Some(font) = whole(said, fonts) {
            push(word.range, Some(font), word.script);
        } else {
            for letter in word.letters {
                let font = nearest(&text[letter.clone()], fonts);
                push(letter, Some(font), word.script);
            }
        }
    }
    runs.into_iter().map(|(run, _)| run).collect()
}

/// The runs of a line of a paragraph as they stand from left to right, each with the direction in which it is read.
pub(super) fn from_the_left(
    paragraph: &ParagraphBidiInfo<'_>,
    line: Range<usize>,
    fonts: &impl Coverage,
) -> Vec<(Run, Direction)> {
    if line.is_empty() {
        return Vec::new();
    }
    let (levels, ranges) = paragraph.visual_runs(line);
    let mut placed = Vec::new();
    for range in ranges {
        let turned = levels[range.start].is_rtl();
        let mut inside = runs(&paragraph.text[range.clone()], fonts);
        let direction = if turned {
            inside.reverse();
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        placed.extend(inside.into_iter().map(|run| {
            let (from, to) = (range.start + run.range.start, range.start + run.range.end);
            let run = Run {
                range: from..to,
                ..run
            };
            (run, direction)
        }));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each font has.
    struct Has(&'static [&'static str]);

    impl Coverage for Has {
        fn count(&self) -> usize {
            self.0.len()
        }

        fn has(&self, font: usize, c: char) -> bool {
            self.0[font].contains(c)
        }
    }

    const FONTS: Has = Has(&[
        "abcdeghijnoxyzé.,!?()12 אבגדהש",
        "नमस्तेदुनिया",
        "编译器 コンパイラ、。",
        "abcƀ",
    ]);

    #[test]
    fn each_word_is_set_with_the_first_font_that_has_it() {
        for (text, expected) in [
            ("", vec![]),
            ("abc, abc!", vec![("abc, abc!", 0)]),
            ("abc नमस्ते!", vec![("abc ", 0), ("नमस्ते", 1), ("!", 0)]),
            ("(编译器) 12", vec![("(", 0), ("编译器", 2), (") 12", 0)]),
            ("编、コンパイラ。", vec![("编、コンパイラ。", 2)]),
            // Not half of a word in another font.
            ("abƀ ab", vec![("abƀ ", 3), ("ab", 0)]),
            // Unless none has the whole word; and what nobody has is the first one's to show as missing.
            ("dƀ", vec![("d", 0), ("ƀ", 3)]),
            ("กa", vec![("ก", 0), ("a", 0)]),
            ("न\u{200d}म", vec![("न\u{200d}म", 1)]),
            ("\u{200f}न", vec![("\u{200f}", 0), ("न", 1)]),
            ("e\u{301}x", vec![("e\u{301}x", 0)]),
        ] {
            let runs = runs(text, &FONTS).into_iter();
            let found: Vec<(&str, usize)> = runs.map(|run| (&text[run.range], run.font)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_is_read_from_the_right_stands_so() {
        use Direction::{LeftToRight as Right, RightToLeft as Left};
        for (text, expected) in [
            ("", vec![]),
            ("abc (x)", vec![("abc (x)", Right)]),
            (
                "abc אבג 12",
                vec![("abc ", Right), ("12", Right), ("אבג ", Left)],
            ),
            ("שגה abc", vec![("abc", Right), ("שגה ", Left)]),
            (
                "אבג नमस्ते דה",
                vec![(" דה", Left), ("नमस्ते", Right), ("אבג ", Left)],
            ),
        ] {
            let paragraph = ParagraphBidiInfo::new(text, None);
            let runs = from_the_left(&paragraph, 0..text.len(), &FONTS).into_iter();
            let found: Vec<(&str, Direction)> =
                runs.map(|(run, way)| (&text[run.range], way)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
