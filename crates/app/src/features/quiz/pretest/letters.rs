//! Letters of several fonts, shaped and set into lines.

use std::ops::Range;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer, ttf_parser};
use unicode_bidi::ParagraphBidiInfo;

use super::{
    breaks,
    fonts::Typeface,
    runs::{Coverage, Run, from_the_left, runs},
};

/// A run as it is drawn.
#[derive(Debug)]
pub(super) struct Set {
    /// Which of the fonts of [`Letters`].
    pub(super) font: usize,
    pub(super) text: String,
    /// From left to right.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// In ems.
    pub(super) width: f32,
}

/// From where a line is read, and at which edge it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Left,
    Right,
}

/// A line of text.
#[derive(Debug)]
pub(super) struct Line {
    /// From left to right.
    pub(super) sets: Vec<Set>,
    pub(super) edge: Edge,
}

impl Line {
    /// How wide it is, in ems.
    pub(super) fn width(&self) -> f32 {
        self.sets.iter().map(|set| set.width).sum()
    }
}

/// The fonts of a paper, the embedded one first.
pub(super) struct Letters<'a>(Vec<(Font, Face<'a>)>);

impl<'a> Letters<'a> {
    /// Of these fonts. One that cannot be read is left out; without the first one there are none.
    pub(super) fn of(typefaces: &'a [Typeface]) -> Option<Self> {
        let mut read = typefaces.iter().map(|typeface| {
            let font = Font::new(typeface.data.clone().into(), typeface.index)?;
            let face = Face::from_slice((*typeface.data).as_ref(), typeface.index)?;
            Some((font, face))
        });
        let first = read.next()??;
        let fonts = std::iter::once(first).chain(read.flatten());
        Some(Self(fonts.collect()))
    }

    /// One of the fonts, to draw with.
    pub(super) fn font(&self, number: usize) -> Font {
        self.0[number].0.clone()
    }

    /// Lines that are no wider than `room`, both in points, of text in `size`.
    pub(super) fn lines(&self, text: &str, size: f32, room: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let words: Vec<&str> = paragraph.split_ascii_whitespace().collect();
            let said = words.join(" ");
            let paragraph = ParagraphBidiInfo::new(&said, None);
            let broken = breaks::lines(&said, room / size, |part| self.width(part));
            lines.extend(broken.into_iter().map(|line| self.line(&paragraph, line)));
        }
        lines
    }

    /// A text that is known to be one line.
    pub(super) fn one_line(&self, text: &str) -> Line {
        self.line(&ParagraphBidiInfo::new(text, None), 0..text.len())
    }

    fn line(&self, paragraph: &ParagraphBidiInfo<'_>, line: Range<usize>) -> Line {
        let runs = from_the_left(paragraph, line, self).into_iter();
        let sets = runs.map(|(run, direction)| self.shaped(paragraph.text, run, Some(direction)));
        Line {
            sets: sets.collect(),
            edge: if paragraph.paragraph_level.is_rtl() {
                Edge::Right
            } else {
                Edge::Left
            },
        }
    }

    /// How wide a text is, in ems.
    fn width(&self, text: &str) -> f32 {
        let runs = runs(text, self).into_iter();
        runs.map(|run| self.shaped(text, run, None).width).sum()
    }

    /// The letters of a run; read as its script is, unless it is said how.
    fn shaped(&self, text: &str, run: Run, direction: Option<Direction>) -> Set {
        let face = &self.0[run.font].1;
        let text = &text[run.range];
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        if let Some(direction) = direction {
            buffer.set_direction(direction);
        }
        let shaped = rustybuzz::shape(face, &[], buffer);
        let units = ttf_parser::Face::units_per_em(face);
        let ems = |length: i32| length as f32 / f32::from(units);
        let infos = shaped.glyph_infos();
        // A glyph stands for all letters from its own place to the next place of any.
        let mut places: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
        places.sort_unstable();
        let glyphs = infos.iter().zip(shaped.glyph_positions());
        let glyphs: Vec<KrillaGlyph> = glyphs
            .map(|(info, position)| {
                let from = info.cluster as usize;
                let next = places.partition_point(|place| *place <= from);
                let to = places.get(next).copied().unwrap_or(text.len());
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    ems(position.x_advance),
                    ems(position.x_offset),
                    ems(position.y_offset),
                    ems(position.y_advance),
                    from..to,
                    None,
                )
            })
            .collect();
        Set {
            font: run.font,
            text: text.to_owned(),
            width: glyphs.iter().map(|glyph| glyph.x_advance).sum(),
            glyphs,
        }
    }
}

impl Coverage for Letters<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn has(&self, font: usize, c: char) -> bool {
        self.0[font].1.glyph_index(c).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in a line, its runs from left to right.
    fn said(line: &Line) -> String {
        line.sets.iter().map(|set| set.text.as_str()).collect()
    }

    #[test]
    fn lines_fit_into_their_room_and_lose_no_letter() {
        let typefaces = [Typeface::embedded()];
        let letters = Letters::of(&typefaces).unwrap();
        let text = "Γιατί; Зачем? Τύποι — ".repeat(20);
        for (size, room) in [(11.5, 480.0), (9.0, 100.0), (20.0, 60.0)] {
            let lines = letters.lines(&text, size, room);
            for line in &lines {
                let width = line.width() * size;
                // A pair of letters may be set a trace apart.
                assert!(width > 0.0 && width <= room + 0.5, "{width} {}", said(line));
            }
            let all: Vec<String> = lines.iter().map(said).collect();
            let all = all.concat().replace(' ', "");
            assert_eq!(all, text.replace(' ', ""), "{size}");
        }
        assert!(letters.lines("", 9.0, 100.0).is_empty());
        assert_eq!(letters.lines("a\n\nb", 9.0, 100.0).len(), 3);
    }

    #[test]
    fn letters_are_shaped_and_each_stands_for_what_it_was_made_of() {
        let typefaces = [Typeface::embedded()];
        let letters = Letters::of(&typefaces).unwrap();
        // Joined letters are narrower than those that stand alone.
        let joined = letters.one_line("ببب");
        assert_eq!(joined.edge, Edge::Right);
        assert!(joined.width() < 3.0 * letters.one_line("ب").width());
        let clusters: Vec<Range<usize>> = (joined.sets[0].glyphs.iter())
            .map(|glyph| glyph.text_range.clone())
            .collect();
        assert_eq!(clusters, [4..6, 2..4, 0..2], "from left to right");
        let line = letters.one_line("abc אבג");
        assert_eq!(line.edge, Edge::Left);
        assert_eq!(line.sets.len(), 2);
    }

    #[test]
    fn without_the_embedded_font_there_are_no_letters() {
        let broken = Typeface {
            data: std::sync::Arc::new(vec![0_u8; 64]),
            index: 0,
        };
        assert!(Letters::of(std::slice::from_ref(&broken)).is_none());
        let typefaces = [Typeface::embedded(), broken];
        assert_eq!(Letters::of(&typefaces).unwrap().count(), 1);
    }
}
