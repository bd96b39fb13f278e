//! Caption tracks. A file is read by what it holds, never by its name: WebVTT or
//! SubRip, in whatever encoding; what is kept is WebVTT that players understand
//! (docs/adr/0052).
//!
//! Players skip what they do not understand without a word; whoever sends a file
//! should rather learn in which line it goes wrong.

mod cue;
mod decode;
mod markup;
mod moment;
mod read;
mod write;

pub use cue::Cue;
pub use moment::{clock, written};
pub use read::read;

/// The largest file, in bytes: eight hours of dense captions in UTF-16 are half of it.
pub const MAX_BYTES: usize = 4 << 20;

/// What a file of captions holds: its cues by their beginnings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captions {
    cues: Vec<Cue>,
}

impl Captions {
    /// The cues, by their beginnings.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }
}

/// Why a file is no caption track. Lines count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCaptions {
    /// Larger than [`MAX_BYTES`].
    TooLarge,
    /// Not text in any encoding.
    NotText,
    /// Neither WebVTT nor SubRip: no line holds two times.
    NoTimes,
    /// A line with an arrow that is no pair of times.
    Times {
        /// Which.
        line: usize,
    },
    /// A cue that ends before it begins.
    Backwards {
        /// Which.
        line: usize,
    },
    /// There is nothing to show in it.
    NoCues,
}
