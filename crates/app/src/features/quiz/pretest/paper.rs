//! Questions set on A4 pages. Of each font that is used, what is used goes into the file.

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
};

use super::{
    Paper,
    fonts::{Fonts, Typeface, foreign},
    letters::{Edge, Letters, Line},
};

/// A4, in points.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 56.0;
/// How far what stands behind a box or a number is moved in.
const INDENT: f32 = 22.0;
/// The side of a box to tick.
const BOX: f32 = 9.5;
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
        line: Line,
        size: f32,
        indent: f32,
        grey: bool,
    },
    /// A line with a box to tick in front of it.
    Choice(Line),
    /// A line to write on.
    Rule,
    Gap(f32),
}

impl Piece {
    fn height(&self) -> f32 {
        match self {
            Self::Line { size, .. } => size * LEADING,
            Self::Choice(_) => TEXT * LEADING,
            Self::Rule => 26.0,
            Self::Gap(height) => *height,
        }
    }
}

fn set(letters: &Letters<'_>, text: &str, size: f32, grey: bool) -> Vec<Piece> {
    let lines = letters.lines(text, size, WIDTH - 2.0 * MARGIN);
    let piece = |line| Piece::Line {
        line,
        size,
        indent: 0.0,
        grey,
    };
    lines.into_iter().map(piece).collect()
}

/// A choice with its box; further lines stand below the first one's text.
fn choice(letters: &Letters<'_>, text: &str) -> Vec<Piece> {
    let mut lines = letters
        .lines(text, TEXT, WIDTH - 2.0 * MARGIN - INDENT)
        .into_iter();
    let first = lines.next().unwrap_or_else(|| letters.one_line(""));
    let more = lines.map(|line| Piece::Line {
        line,
        size: TEXT,
        indent: INDENT,
        grey: false,
    });
    std::iter::once(Piece::Choice(first)).chain(more).collect()
}

/// What stays together on one page: a question with the first of its answers, and each thing after it.
fn blocks(letters: &Letters<'_>, paper: &Paper) -> Vec<Vec<Piece>> {
    let mut head = set(letters, &paper.title, TITLE, false);
    head.push(Piece::Gap(6.0));
    head.extend(set(letters, &paper.welcome, TEXT, true));
    head.push(Piece::Gap(14.0));
    let mut blocks = vec![head];
    for question in &paper.questions {
        let mut block = set(letters, &question.head, SMALL, true);
        block.extend(set(letters, &question.text, TEXT, false));
        block.push(Piece::Gap(4.0));
        for text in &question.choices {
            block.extend(choice(letters, text));
        }
        block.extend((0..question.lines).map(|_| Piece::Rule));
        block.extend(set(letters, &question.hint, SMALL, true));
        block.push(Piece::Gap(18.0));
        blocks.push(block);
    }
    blocks
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

/// Writes the paper with the embedded font and those of `fonts` that it needs. Looks through all of them, so it is for
/// a thread that may wait.
pub(super) fn write(paper: &Paper, fonts: &Fonts) -> Result<Vec<u8>, Trouble> {
    let embedded = Typeface::embedded();
    let (installed, _) = fonts.find(foreign(paper.texts()));
    if installed.is_empty() {
        return write_with(paper, &[embedded]);
    }
    let all: Vec<Typeface> = std::iter::once(embedded.clone()).chain(installed).collect();
    write_with(paper, &all).or_else(|trouble| {
        tracing::warn!(%trouble, "an installed font cannot go into a PDF; the paper is set without");
        write_with(paper, &[embedded])
    })
}

fn write_with(paper: &Paper, typefaces: &[Typeface]) -> Result<Vec<u8>, Trouble> {
    let letters = Letters::of(typefaces).ok_or(Trouble::Font)?;
    let mut document = Document::new();
    let metadata = Metadata::new()
        .title(paper.title.clone())
        .language(paper.lang.clone());
    document.set_metadata(metadata);
    let pages = pages(blocks(&letters, paper));
    let count = pages.len();
    for (number, pieces) in (1_usize..).zip(pages) {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(Trouble::Page)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        draw(&mut surface, &letters, &pieces);
        let foot = letters.one_line(&format!("{number} / {count}"));
        let x = WIDTH - MARGIN - foot.width() * SMALL;
        text(
            &mut surface,
            &letters,
            (x, HEIGHT - 30.0),
            (&foot, SMALL, true),
        );
        surface.finish();
        page.finish();
    }
    document.finish().map_err(Trouble::Write)
}

/// Where a line begins that is moved in: at its own edge of the page.
fn place(line: &Line, size: f32, indent: f32) -> f32 {
    match line.edge {
        Edge::Left => MARGIN + indent,
        Edge::Right => WIDTH - MARGIN - indent - line.width() * size,
    }
}

fn draw(surface: &mut Surface<'_>, letters: &Letters<'_>, pieces: &[Piece]) {
    let mut y = MARGIN;
    for piece in pieces {
        y += piece.height();
        // Letters stand on their line, which is not the foot of the room they take.
        let base = y - 3.0;
        match piece {
            Piece::Line {
                line,
                size,
                indent,
                grey,
            } => {
                let x = place(line, *size, *indent);
                text(surface, letters, (x, base), (line, *size, *grey));
            }
            Piece::Choice(line) => {
                let x = match line.edge {
                    Edge::Left => MARGIN + 1.0,
                    Edge::Right => WIDTH - MARGIN - 1.0 - BOX,
                };
                square(surface, x, base - 9.0);
                let x = place(line, TEXT, INDENT);
                text(surface, letters, (x, base), (line, TEXT, false));
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
    letters: &Letters<'_>,
    (mut x, y): (f32, f32),
    (line, size, grey): (&Line, f32, bool),
) {
    surface.set_stroke(None);
    surface.set_fill(Some(shade(grey)));
    for set in &line.sets {
        surface.draw_glyphs(
            Point::from_xy(x, y),
            &set.glyphs,
            letters.font(set.font),
            &set.text,
            size,
            false,
        );
        x += set.width * size;
    }
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
    if let Some(rect) = Rect::from_xywh(x, y, BOX, BOX) {
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
