use std::{fmt::Write, time::Duration};

use crate::{
    captions::{self, clock, written},
    text::{TextError, Title},
};

use super::StartAt;

/// A part of a film, from its moment to the next one's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// When it begins.
    pub at: Duration,
    /// What it is called.
    pub title: Title,
}

/// The chapters of a film: each begins later than the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chapters(Vec<Chapter>);

/// What is wrong with one line. Lines count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChapterFault {
    /// Which.
    pub line: usize,
    /// What.
    pub trouble: ChapterTrouble,
}

/// What can be wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChapterTrouble {
    /// It does not begin with a time.
    NoTime,
    /// Nothing stands behind the time.
    NoTitle,
    /// The title is none.
    Title(TextError),
    /// It begins when the one before begins.
    Twice,
    /// It begins before the one before.
    Earlier,
    /// It begins when the film is over.
    Beyond,
    /// More than [`Chapters::MOST`].
    TooMany,
}

/// What may stand between a time and a title, or before a time.
const BETWEEN: [char; 11] = ['-', '–', '—', ':', '|', '.', ']', ')', '•', ' ', '\t'];
const BEFORE: [char; 5] = ['[', '(', '-', '•', '*'];

impl Chapters {
    /// How many a film may have.
    pub const MOST: usize = 200;

    /// Reads lines of a time and a title, or a WebVTT file of chapters. `length`: of the
    /// film, if it is known. Answers every line that is wrong, by its number.
    pub fn parse(text: &str, length: Option<Duration>) -> Result<Self, Vec<ChapterFault>> {
        if text.trim_start().starts_with("WEBVTT") {
            return Self::of_webvtt(text, length);
        }
        let lines = (1..).zip(text.lines());
        let lines = lines.filter(|(_, content)| !content.trim().is_empty());
        Self::of_lines(lines.map(|(line, content)| (line, split(content))), length)
    }

    /// Times and titles, in order; a "line" that is wrong is an item.
    pub fn of(
        list: &[(Duration, String)],
        length: Option<Duration>,
    ) -> Result<Self, Vec<ChapterFault>> {
        let lines = (1..).zip(list.iter().map(|(at, title)| Ok((*at, title.as_str()))));
        Self::of_lines(lines, length)
    }

    fn of_webvtt(text: &str, length: Option<Duration>) -> Result<Self, Vec<ChapterFault>> {
        let cues = captions::read(text.trim_start().as_bytes(), "en").map_err(|why| {
            let line = match why {
                captions::NotCaptions::Times { line }
                | captions::NotCaptions::Backwards { line } => line,
                _ => 1,
            };
            let trouble = ChapterTrouble::NoTime;
            vec![ChapterFault { line, trouble }]
        })?;
        let said: Vec<_> = (cues.cues().iter())
            .map(|cue| (cue.start, cue.words()))
            .collect();
        Self::of(&said, length)
    }

    fn of_lines<'a>(
        lines: impl Iterator<Item = (usize, Result<(Duration, &'a str), ChapterTrouble>)>,
        length: Option<Duration>,
    ) -> Result<Self, Vec<ChapterFault>> {
        let (mut chapters, mut faults) = (Vec::<Chapter>::new(), Vec::new());
        let mut last = None;
        for (line, read) in lines {
            let fault = |trouble| ChapterFault { line, trouble };
            let checked = read.and_then(|(at, title)| {
                let before = last.replace(at);
                match before {
                    Some(before) if at == before => return Err(ChapterTrouble::Twice),
                    Some(before) if at < before => return Err(ChapterTrouble::Earlier),
                    _ => {}
                }
                if length.is_some_and(|length| at >= length) {
                    return Err(ChapterTrouble::Beyond);
                }
                match title.parse() {
                    Ok(title) => Ok(Chapter { at, title }),
                    Err(TextError::Empty) => Err(ChapterTrouble::NoTitle),
                    Err(error) => Err(ChapterTrouble::Title(error)),
                }
            });
            match checked {
                Ok(_) if chapters.len() == Self::MOST => {
                    faults.push(fault(ChapterTrouble::TooMany));
                    break;
                }
                Ok(chapter) => chapters.push(chapter),
                Err(trouble) => faults.push(fault(trouble)),
            }
        }
        if faults.is_empty() {
            Ok(Self(chapters))
        } else {
            Err(faults)
        }
    }

    /// Chapters that were stored, by their beginnings.
    pub fn stored(chapters: Vec<Chapter>) -> Self {
        Self(chapters)
    }

    /// The lines of a description that begin with a time, as lines to edit.
    pub fn noted_in(description: &str) -> String {
        let mut lines = String::new();
        let clocks = description.lines().filter(|line| {
            let first = line.split_whitespace().next().unwrap_or_default();
            first.trim_end_matches(BETWEEN).contains(':')
        });
        for (at, title) in clocks.filter_map(|line| split(line).ok()) {
            if !title.is_empty() {
                let _ = writeln!(lines, "{} {title}", StartAt::from(at).clock());
            }
        }
        lines
    }

    /// Each by its beginning.
    pub fn iter(&self) -> std::slice::Iter<'_, Chapter> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// As lines to edit.
    pub fn lines(&self) -> String {
        self.iter().fold(String::new(), |mut lines, chapter| {
            let at = StartAt::from(chapter.at);
            let at = if chapter.at.subsec_millis() == 0 {
                clock(chapter.at)
            } else {
                at.to_string()
            };
            let _ = writeln!(lines, "{at} {}", chapter.title);
            lines
        })
    }

    /// As a WebVTT track of chapters; each lasts until the next one or the film's end.
    pub fn to_webvtt(&self, length: Option<Duration>) -> String {
        let ends = (self.0.iter().skip(1)).map(|next| next.at);
        let last = self.0.last().map_or(Duration::ZERO, |last| last.at);
        let end = length
            .unwrap_or_default()
            .max(last + Duration::from_secs(1));
        let mut text = String::from("WEBVTT\n");
        for (chapter, until) in self.iter().zip(ends.chain([end])) {
            let title = (chapter.title.as_str())
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            let (start, until) = (written(chapter.at), written(until));
            let _ = write!(text, "\n{start} --> {until}\n{title}\n");
        }
        text
    }
}

impl<'a> IntoIterator for &'a Chapters {
    type Item = &'a Chapter;
    type IntoIter = std::slice::Iter<'a, Chapter>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A line's time and title.
fn split(line: &str) -> Result<(Duration, &str), ChapterTrouble> {
    let line = line.trim().trim_start_matches(BEFORE).trim_start();
    let is_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | 'h' | 'm' | 's');
    let end = line.find(|c| !is_time(c)).unwrap_or(line.len());
    let (time, title) = line.split_at(end);
    let (time, title) = (time.trim_end_matches([':', '.']), title.trim_start());
    let at: StartAt = time.parse().map_err(|_| ChapterTrouble::NoTime)?;
    Ok((at.after(), title.trim_start_matches(BETWEEN).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTH: Option<Duration> = Some(Duration::from_mins(10));

    fn read(text: &str) -> Vec<(u64, String)> {
        let chapters = Chapters::parse(text, LENGTH).unwrap();
        let pair = |one: &Chapter| (one.at.as_secs(), one.title.to_string());
        chapters.iter().map(pair).collect()
    }

    fn named(at: u64, title: &str) -> (u64, String) {
        (at, title.to_owned())
    }

    #[test]
    fn a_line_is_a_time_and_a_title_however_they_are_parted() {
        let text = "0:00 Welcome\n\n[1:05] – Lexers\r\n• 2m30s: Parsers\n(0:04:00) | 3 passes\n  300 - Übung 2: שלום  \n";
        assert_eq!(
            read(text),
            [
                named(0, "Welcome"),
                named(65, "Lexers"),
                named(150, "Parsers"),
                named(240, "3 passes"),
                named(300, "Übung 2: שלום"),
            ]
        );
    }

    #[test]
    fn a_webvtt_file_of_chapters_is_taken_as_it_is() {
        let text = "WEBVTT\n\n1\n00:00.000 --> 01:00.000\nWelcome &amp; coffee\n\n01:00.000 --> 02:00.000\nNext\n";
        assert_eq!(
            read(text),
            [named(0, "Welcome & coffee"), named(60, "Next")]
        );
        let chapters = Chapters::parse(text, LENGTH).unwrap();
        let again = chapters.to_webvtt(LENGTH);
        assert!(
            again.ends_with("00:01:00.000 --> 00:10:00.000\nNext\n"),
            "{again}"
        );
        assert_eq!(Chapters::parse(&again, LENGTH).unwrap(), chapters);
        assert_eq!(
            Chapters::parse(&chapters.lines(), LENGTH).unwrap(),
            chapters
        );
    }

    #[test]
    fn every_line_that_is_wrong_is_named() {
        let text = "0:00 One\nTwo\n1:00\n1:00 Again\n0:30 Back\n10:00 Over\n2:00 a\u{202e}b\n";
        let faults = Chapters::parse(text, LENGTH).unwrap_err();
        let found: Vec<_> = faults.iter().map(|one| (one.line, one.trouble)).collect();
        assert_eq!(
            found,
            [
                (2, ChapterTrouble::NoTime),
                (3, ChapterTrouble::NoTitle),
                (4, ChapterTrouble::Twice),
                (5, ChapterTrouble::Earlier),
                (6, ChapterTrouble::Beyond),
                (7, ChapterTrouble::Earlier),
            ]
        );
        let text = "0:00 a\u{202e}b";
        let faults = Chapters::parse(text, None).unwrap_err();
        assert_eq!(
            faults[0].trouble,
            ChapterTrouble::Title(TextError::Forbidden)
        );
        let many: String =
            (0..300).fold(String::new(), |many, n| many + &format!("{n} Part {n}\n"));
        let faults = Chapters::parse(&many, LENGTH).unwrap_err();
        assert_eq!(
            (faults[0].line, faults[0].trouble),
            (201, ChapterTrouble::TooMany)
        );
    }

    #[test]
    fn times_in_a_description_are_chapters_to_be() {
        let text = "About compilers.\n\n00:00 Welcome\n1:02:03 - The end\n2026 was a year\nat 3:00 nothing";
        assert_eq!(Chapters::noted_in(text), "0:00 Welcome\n1:02:03 The end\n");
    }

    #[test]
    fn none_are_none() {
        assert!(Chapters::parse(" \n\n", LENGTH).unwrap().is_empty());
    }
}
