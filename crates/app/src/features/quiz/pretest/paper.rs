//! Questions set on A4 pages. The font has Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian and Georgian letters and
//! goes into the file as far as it is used.

use krilla::{
    Document,
    color::luma,
    error::KrillaError,
    geom::{PathBuilder, Point, Rect},
    metadata::Metadata,
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule, Stroke},
    surface::Surface,
    text::{Font, TextDirection},
};

use super::Printed;

/// A4, in points.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 56.0;
/// How far what stands behind a box or a number is moved in.
const INDENT: f32 = 22.0;
/// The gap between two lines of a size.
const LEADING: f32 = 1.45;

const TITLE: f32 = 20.0;
const TEXT: f32 = 11.5;
const SMALL: f32 = 9.0;

/// Why a paper could not be made.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error("the built-in font cannot be read")]
    Font,
    #[error("a page of this size cannot be")]
    Page,
    #[error("the file cannot be written: {0:?}")]
    Write(KrillaError),
}

/// Something that is set, and how much room it takes.
enum Piece {
    Line {
        text: String,
        size: f32,
        indent: f32,
        grey: bool,
    },
    /// A line with a box to tick in front of it.
    Choice {
        text: String,
    },
    /// A line to write on.
    Rule,
    Gap(f32),
}

impl Piece {
    fn height(&self) -> f32 {
        match self {
            Self::Line { size, .. } => size * LEADING,
            Self::Choice { .. } => TEXT * LEADING,
            Self::Rule => 26.0,
            Self::Gap(height) => *height,
        }
    }
}

/// The font, and how wide its letters are.
struct Type {
    font: Font,
    face: ttf_parser::Face<'static>,
}

impl Type {
    fn load() -> Option<Self> {
        let bytes: &'static [u8] = dejavu::sans::regular();
        Some(Self {
            font: Font::new(bytes.to_vec().into(), 0)?,
            face: ttf_parser::Face::parse(bytes, 0).ok()?,
        })
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        let unit = size / f32::from(self.face.units_per_em());
        let advance = |c| {
            let glyph = self.face.glyph_index(c).unwrap_or_default();
            f32::from(self.face.glyph_hor_advance(glyph).unwrap_or(0))
        };
        text.chars().map(advance).sum::<f32>() * unit
    }

    /// Lines that are no wider than `room`: broken between words, and inside those that are too long for one.
    fn lines(&self, text: &str, size: f32, room: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            for word in paragraph.split_whitespace() {
                let joined = if line.is_empty() {
                    word.to_owned()
                } else {
                    format!("{line} {word}")
                };
                if self.width(&joined, size) <= room {
                    line = joined;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                for c in word.chars() {
                    line.push(c);
                    if self.width(&line, size) > room && line.chars().count() > 1 {
                        line.pop();
                        lines.push(std::mem::take(&mut line));
                        line.push(c);
                    }
                }
            }
            lines.push(line);
        }
        lines
    }

    fn set(&self, text: &str, size: f32, indent: f32, grey: bool) -> Vec<Piece> {
        let room = WIDTH - 2.0 * MARGIN - indent;
        let lines = self.lines(text, size, room).into_iter();
        let piece = |text| Piece::Line {
            text,
            size,
            indent,
            grey,
        };
        lines.map(piece).collect()
    }

    /// What stays together on one page: a question with the first of its answers, and each thing after it.
    fn blocks(&self, title: &str, welcome: &str, questions: &[Printed]) -> Vec<Vec<Piece>> {
        let mut head = self.set(title, TITLE, 0.0, false);
        head.push(Piece::Gap(6.0));
        head.extend(self.set(welcome, TEXT, 0.0, true));
        head.push(Piece::Gap(14.0));
        let mut blocks = vec![head];
        for question in questions {
            let mut block = self.set(&question.head, SMALL, 0.0, true);
            block.extend(self.set(&question.text, TEXT, 0.0, false));
            block.push(Piece::Gap(4.0));
            for choice in &question.choices {
                let room = WIDTH - 2.0 * MARGIN - INDENT;
                let mut lines = self.lines(choice, TEXT, room).into_iter();
                let first = lines.next().unwrap_or_default();
                block.push(Piece::Choice { text: first });
                block.extend(lines.map(|text| Piece::Line {
                    text,
                    size: TEXT,
                    indent: INDENT,
                    grey: false,
                }));
            }
            block.extend((0..question.lines).map(|_| Piece::Rule));
            block.extend(self.set(&question.hint, SMALL, 0.0, true));
            block.push(Piece::Gap(18.0));
            blocks.push(block);
        }
        blocks
    }
}

/// Pages of pieces: a block that fits on a page is not torn.
fn pages(blocks: Vec<Vec<Piece>>) -> Vec<Vec<Piece>> {
    let room = HEIGHT - 2.0 * MARGIN;
    let (mut pages, mut page, mut used) = (Vec::new(), Vec::new(), 0.0);
    for block in blocks {
        let height: f32 = block.iter().map(Piece::height).sum();
        if used + height > room && used > 0.0 && height <= room {
            pages.push(std::mem::take(&mut page));
            used = 0.0;
        }
        for piece in block {
            if used + piece.height() > room && used > 0.0 {
                pages.push(std::mem::take(&mut page));
                used = 0.0;
            }
            used += piece.height();
            page.push(piece);
        }
    }
    pages.push(page);
    pages
}

/// Writes the paper: its title, what is said before, and the questions.
pub(super) fn write(
    title: &str,
    welcome: &str,
    questions: &[Printed],
    lang: &str,
) -> Result<Vec<u8>, Trouble> {
    let letters = Type::load().ok_or(Trouble::Font)?;
    let mut document = Document::new();
    let metadata = Metadata::new()
        .title(title.to_owned())
        .language(lang.to_owned());
    document.set_metadata(metadata);
    let pages = pages(letters.blocks(title, welcome, questions));
    let count = pages.len();
    for (number, pieces) in (1_usize..).zip(pages) {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(Trouble::Page)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        draw(&mut surface, &letters, &pieces);
        let foot = format!("{number} / {count}");
        let place = WIDTH - MARGIN - letters.width(&foot, SMALL);
        text(
            &mut surface,
            &letters,
            (place, HEIGHT - 30.0),
            (&foot, SMALL, true),
        );
        surface.finish();
        page.finish();
    }
    document.finish().map_err(Trouble::Write)
}

fn draw(surface: &mut Surface<'_>, letters: &Type, pieces: &[Piece]) {
    let mut y = MARGIN;
    for piece in pieces {
        y += piece.height();
        // Letters stand on their line, which is not the foot of the room they take.
        let base = y - 3.0;
        match piece {
            Piece::Line {
                text: line,
                size,
                indent,
                grey,
            } => text(
                surface,
                letters,
                (MARGIN + indent, base),
                (line, *size, *grey),
            ),
            Piece::Choice { text: line } => {
                square(surface, MARGIN, base - 9.0);
                text(
                    surface,
                    letters,
                    (MARGIN + INDENT, base),
                    (line, TEXT, false),
                );
            }
            Piece::Rule => rule(surface, y - 4.0),
            Piece::Gap(_) => {}
        }
    }
}

fn shade(grey: bool) -> Fill {
    Fill {
        paint: luma::Color::new(if grey { 90 } else { 15 }).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn text(
    surface: &mut Surface<'_>,
    letters: &Type,
    (x, y): (f32, f32),
    (text, size, grey): (&str, f32, bool),
) {
    surface.set_stroke(None);
    surface.set_fill(Some(shade(grey)));
    let direction = TextDirection::Auto;
    surface.draw_text(
        Point::from_xy(x, y),
        letters.font.clone(),
        size,
        text,
        false,
        direction,
    );
}

fn outline(surface: &mut Surface<'_>) {
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: luma::Color::new(90).into(),
        width: 0.8,
        ..Stroke::default()
    }));
}

fn square(surface: &mut Surface<'_>, x: f32, y: f32) {
    outline(surface);
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(x + 1.0, y, 9.5, 9.5) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn rule(surface: &mut Surface<'_>, y: f32) {
    outline(surface);
    let mut path = PathBuilder::new();
    path.move_to(MARGIN, y);
    path.line_to(WIDTH - MARGIN, y);
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}
