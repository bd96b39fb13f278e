//! The words that entries are found by.
//!
//! A word is kept in lower case and without marks, so that *ubung* finds *Übung*; what is
//! looked for is the beginning of a word. Scripts that put no space between words are found
//! by their characters.

use std::collections::BTreeSet;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The longest word that is kept, in characters; of a longer one its beginning is.
const LONGEST: usize = 40;
/// The shortest word of captions that is kept: shorter ones stand in every film.
const SPOKEN: usize = 3;

/// How many words of a text are looked for; further ones are not.
pub const SOUGHT: usize = 5;
/// How many words are kept of an entry's title, description and tags.
const WRITTEN_MOST: usize = 1000;
/// How many words are kept of a caption track: an hour of speech has about as many.
const SPOKEN_MOST: usize = 2000;

/// The words of an entry's title, description and tags.
pub fn written<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let all: BTreeSet<String> = texts.into_iter().flat_map(words).collect();
    all.into_iter().take(WRITTEN_MOST).collect()
}

/// The words of a caption track: the first ones that are said, if there are too many.
pub fn spoken<'a>(cues: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for word in cues.into_iter().flat_map(words) {
        if all.len() >= SPOKEN_MOST {
            break;
        }
        if word.chars().count() >= SPOKEN || word.chars().any(stands_alone) {
            all.insert(word);
        }
    }
    all
}

/// What somebody looks for, each the beginning of a word; the longest first, which is
/// the rarest as a rule. None: everything.
pub fn sought(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for word in words(text) {
        if !all.contains(&word) && all.len() < SOUGHT {
            all.push(word);
        }
    }
    all.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    all
}

/// The words that begin with `word` are those from it to before this.
pub fn beyond(word: &str) -> String {
    format!("{word}\u{10FFFF}")
}

fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut length = 0;
    let mut end = |word: &mut String, length: &mut usize| {
        if !word.is_empty() {
            words.push(std::mem::take(word));
        }
        *length = 0;
    };
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c));
    for c in plain.flat_map(char::to_lowercase) {
        if stands_alone(c) {
            end(&mut word, &mut length);
            word.push(c);
            end(&mut word, &mut length);
        } else if c == 'ß' {
            word.push_str("ss");
            length += 2;
        } else if c.is_alphanumeric() {
            if length < LONGEST {
                word.push(c);
            }
            length += 1;
        } else {
            end(&mut word, &mut length);
        }
    }
    end(&mut word, &mut length);
    words
}

/// Whether it is of a script without spaces between words: Han, kana, Thai, Lao, Khmer,
/// Myanmar.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '\u{0e00}'..='\u{0eff}'
        | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
        && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_without_case_and_marks() {
        for (text, expected) in [
            ("Übung 3: Straße", vec!["3", "strasse", "ubung"]),
            ("it’s e-mail", vec!["e", "it", "mail", "s"]),
            ("ﬁne ①", vec!["1", "fine"]),
            ("講義 today", vec!["today", "義", "講"]),
            ("שָׁלוֹם עולם", vec!["עולם", "שלום"]),
            ("Ａｂｃ İzmir", vec!["abc", "izmir"]),
            (" … -- ", vec![]),
        ] {
            let found = written([text]);
            assert_eq!(
                found.iter().map(String::as_str).collect::<Vec<_>>(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_looked_for_is_bounded_and_the_longest_comes_first() {
        assert_eq!(sought("in a Compiler in"), ["compiler", "in", "a"]);
        assert_eq!(sought("a b c d e f g").len(), SOUGHT);
        assert_eq!(sought(&"x".repeat(10_000))[0].len(), LONGEST);
        assert!(sought(" ?! ").is_empty());
        assert!("compilers" < beyond("comp").as_str() && "comq" > beyond("comp").as_str());
    }

    #[test]
    fn captions_give_their_first_words_and_no_short_ones() {
        let cues: Vec<String> = (0..5000).map(|n| format!("so word{n} is")).collect();
        let found = spoken(cues.iter().map(String::as_str));
        assert_eq!(found.len(), SPOKEN_MOST);
        assert!(found.contains("word0") && !found.contains("so"));
        assert!(spoken(["講"]).contains("講"));
    }
}
