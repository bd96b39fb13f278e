//! Documents: what a PDF is, and a picture of its first page.

use std::path::Path;

use crate::{
    MediaError, Program, Tools,
    child::{Keep, Limits},
    container::{Promise, promise},
    input::Input,
};

/// The most pages we take.
const PAGES: u32 = 10_000;

/// The longest title taken over, in characters.
const TITLE: usize = 200;

/// The longer side of a poster, in pixels.
const POSTER_SIDE: &str = "1280";

/// What a PDF is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// How many pages.
    pub pages: u32,
    /// Its title, if its author gave it one; one line without control characters.
    pub title: Option<String>,
}

impl Document {
    /// The type it is served as.
    pub const MIME: &'static str = "application/pdf";
}

impl Tools {
    /// Says what a PDF is. Refuses what is none, what is damaged, what opens only
    /// with a password, and more than 10,000 pages.
    pub async fn document(&self, path: &Path) -> Result<Document, MediaError> {
        self.look_at_document(&Input::new(self, path).await?).await
    }

    pub(crate) async fn look_at_document(&self, input: &Input) -> Result<Document, MediaError> {
        must_be_pdf(input)?;
        let mut answer = Keep::up_to(64 << 10);
        let arguments = ["-enc", "UTF-8", "input"];
        self.run(
            Program::Pdfinfo,
            arguments,
            input.folder(),
            Limits::LOOKING,
            &mut answer,
        )
        .await?;
        let answer = String::from_utf8_lossy(&answer.bytes);
        let field = |name: &str| {
            answer
                .lines()
                .filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
                .map(str::trim)
                .find(|value| !value.is_empty())
        };
        let pages = field("Pages").and_then(|n| n.parse().ok()).unwrap_or(0);
        let title = field("Title").map(|title| {
            let plain: String = title.chars().filter(|c| !c.is_control()).collect();
            plain.chars().take(TITLE).collect()
        });
        match pages {
            0 => Err(MediaError::Broken),
            1..=PAGES => Ok(Document { pages, title }),
            _ => Err(MediaError::TooBig),
        }
    }

    /// A JPEG of the first page, 1280 pixels on its longer side.
    pub async fn document_poster(&self, path: &Path) -> Result<Vec<u8>, MediaError> {
        let input = Input::new(self, path).await?;
        must_be_pdf(&input)?;
        let arguments = [
            "-f",
            "1",
            "-l",
            "1",
            "-singlefile",
            "-jpeg",
            "-jpegopt",
            "quality=85,optimize=y",
            "-scale-to",
            POSTER_SIDE,
            "input",
        ];
        let mut picture = Keep::up_to(4 << 20);
        self.run(
            Program::Pdftoppm,
            arguments,
            input.folder(),
            Limits::LOOKING,
            &mut picture,
        )
        .await?;
        picture.jpeg()
    }
}

fn must_be_pdf(input: &Input) -> Result<(), MediaError> {
    match promise(&input.head) {
        Promise::Pdf => Ok(()),
        _ => Err(MediaError::NotMedia),
    }
}
