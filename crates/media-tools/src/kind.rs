//! What a file can be, for us.

use std::fmt;

/// The kinds of media that an entry can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Moving pictures, with or without sound.
    Video,
    /// Sound alone; a cover picture does not make it a video.
    Audio,
    /// Pages: a PDF, or an office file that becomes one.
    Document,
    /// A photograph or a drawing.
    Image,
}

impl Kind {
    /// The name that the database, the API and the catalogue use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Image => "image",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
