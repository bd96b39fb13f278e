//! Words that people write and others read: names, titles, descriptions, tags.
//!
//! Every script is welcome. Text is kept in NFC without space around it; control
//! characters and characters that reorder a line are refused, so that nobody's name
//! can rewrite the sentence it stands in.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Why a text was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but space was written.
    #[error("nothing was written")]
    Empty,
    /// Longer than `max` characters.
    #[error("longer than {max} characters")]
    TooLong {
        /// How many characters are allowed.
        max: usize,
    },
    /// It holds a control character or one that changes the direction of the line.
    #[error("it holds characters that cannot be shown safely")]
    Forbidden,
}

/// Whether a text may have several lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

fn clean(text: &str, max: usize, lines: Lines) -> Result<String, TextError> {
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
    // Counting stops early: a megabyte is refused without being normalised.
    if text.chars().nth(max.saturating_mul(4)).is_some() {
        return Err(TextError::TooLong { max });
    }
    let text: String = match lines {
        Lines::One => text.nfc().collect(),
        Lines::Many => text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .nfc()
            .collect(),
    };
    if text.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    let breaks = |c| lines == Lines::Many && matches!(c, '\n' | '\t');
    if text.chars().any(|c| is_forbidden(c) && !breaks(c)) {
        return Err(TextError::Forbidden);
    }
    Ok(text)
}

pub(crate) fn is_forbidden(c: char) -> bool {
    c.is_control()
        // line and paragraph separators; embeddings, overrides and isolates (UAX 9)
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        // interlinear annotation, noncharacters, invisible tags
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e001f}')
        || (u32::from(c) & 0xfffe) == 0xfffe
}

/// What a stranger said, made fit for one line: at most `max` characters, every run of
/// space, control and reordering characters one space. For words that are shown and
/// never compared, such as a mail server's.
pub fn one_line(text: &str, max: usize) -> String {
    let mut line = String::new();
    let mut left = max;
    // Characters that come to nothing must not make it endless work either.
    for c in text.chars().take(max.saturating_mul(8)) {
        let blank = c.is_whitespace() || is_forbidden(c);
        if blank && (line.is_empty() || line.ends_with(' ')) {
            continue;
        }
        if left == 0 {
            line.push('…');
            break;
        }
        left -= 1;
        line.push(if blank { ' ' } else { c });
    }
    line.truncate(line.trim_end().len());
    line
}

/// Whether a character cannot be seen and so has no place in an address.
pub(crate) fn is_invisible(c: char) -> bool {
    is_forbidden(c)
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
        )
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $lines:ident, $max:literal, $empty:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// The most characters it may have.
            pub const MAX: usize = $max;

            /// Trims, composes (NFC) and checks.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                let text = clean(text, Self::MAX, Lines::$lines)?;
                texts!(@$empty text);
                Ok(Self(text))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = TextError;
            fn from_str(text: &str) -> Result<Self, TextError> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(text: String) -> Result<Self, TextError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
    (@required $text:ident) => {
        if !$text.chars().any(|c| !c.is_whitespace() && !is_invisible(c)) {
            return Err(TextError::Empty);
        }
    };
    (@optional $text:ident) => {};
}

texts! {
    /// A first or a last name.
    PersonName: One, 100, required;
    /// What an entry is called.
    Title: One, 200, required;
    /// What an entry is about; may be empty and may have several lines.
    Description: Many, 10_000, optional;
    /// What a group is called.
    GroupName: One, 100, required;
    /// What an inviter says to the invited in their own words; may be empty and may have
    /// several lines.
    PersonalLine: Many, 500, optional;
    /// What a guest link is called by whoever made it.
    LinkName: One, 100, required;
    /// What a channel or a gallery is called.
    ChannelName: One, 100, required;
    /// Why an entry is not taken into a channel.
    Reason: Many, 500, required;
    /// What a playlist is called.
    PlaylistName: One, 100, required;
    /// One tag of an entry.
    Tag: One, 50, required;
    /// What a question of a quiz asks.
    QuestionText: Many, 1000, required;
    /// One of the answers that a question offers or accepts.
    AnswerText: One, 300, required;
    /// A question's hint, or why its answer is right; may be empty.
    Note: Many, 1000, optional;
    /// What somebody writes as an answer.
    WrittenAnswer: Many, 4000, required;
}

impl Description {
    /// No description.
    pub const fn none() -> Self {
        Self(String::new())
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl PersonalLine {
    /// No line.
    pub const fn none() -> Self {
        Self(String::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_script_are_kept() {
        for name in [
            "Ada",
            "Ñandú",
            "王小明",
            "محمد",
            "دانیال\u{200c}ها",
            "О’Нил",
            "Nguyễn",
            "क्षत्रिय",
            "D'Arcy-Smith",
            "X Æ A-12",
        ] {
            assert_eq!(
                PersonName::parse(name).unwrap().as_str(),
                name.nfc().collect::<String>()
            );
        }
    }

    #[test]
    fn two_ways_to_write_a_letter_are_one() {
        assert_eq!(PersonName::parse("Zoe\u{308}"), PersonName::parse(" Zoë "));
    }

    #[test]
    fn nothing_visible_is_nothing() {
        for text in [
            "", "   ", "\u{3000}", "\u{200b}", "\u{200d}", "\u{3164}", "\u{feff}",
        ] {
            assert_eq!(PersonName::parse(text), Err(TextError::Empty), "{text:?}");
        }
        assert!(Description::parse("  ").unwrap().is_empty());
    }

    #[test]
    fn control_and_override_characters_are_refused() {
        for text in [
            "a\nb",
            "a\0b",
            "a\u{202e}b",
            "a\u{2066}b",
            "a\u{1b}[31m",
            "a\u{2028}b",
            "a\u{fffe}b",
        ] {
            assert_eq!(Title::parse(text), Err(TextError::Forbidden), "{text:?}");
        }
        assert_eq!(Description::parse("a\u{202e}b"), Err(TextError::Forbidden));
        assert_eq!(Description::parse("a\r\nb\tc").unwrap().as_str(), "a\nb\tc");
    }

    #[test]
    fn what_a_stranger_said_becomes_one_harmless_line() {
        for (said, line) in [
            ("  550 5.1.1\r\n no\tsuch user ", "550 5.1.1 no such user"),
            ("a\u{202e}b\0c\u{1b}[31m", "a b c [31m"),
            ("\r\n\r\n", ""),
            ("Zoë", "Zoë"),
        ] {
            assert_eq!(one_line(said, 100), line, "{said:?}");
        }
        assert_eq!(one_line("abcdef", 3), "abc…");
        assert_eq!(one_line("abc", 3), "abc");
        assert_eq!(one_line(&"\n".repeat(10_000_000), 3), "");
    }

    #[test]
    fn the_length_is_counted_in_characters_after_composing() {
        assert!(PersonName::parse(&"é".repeat(100)).is_ok());
        assert!(PersonName::parse(&"e\u{301}".repeat(100)).is_ok());
        assert_eq!(
            PersonName::parse(&"é".repeat(101)),
            Err(TextError::TooLong { max: 100 })
        );
        assert_eq!(
            Tag::parse(&"x".repeat(10_000_000)),
            Err(TextError::TooLong { max: 50 })
        );
    }
}
