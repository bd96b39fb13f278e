//! Looking at uploaded media and making what browsers can show, with ffprobe,
//! ffmpeg, poppler and LibreOffice as child processes.
//!
//! **Files are hostile until looked at.** What a file is, its contents say: neither
//! its name nor a declared type is asked. Every child runs with bounded memory,
//! processor time, wall time and output, without network, environment or input,
//! in a folder of its own, and dies when nobody waits for it any more.
//!
//! Programs that are not installed are a value ([`Tools::missing`]), not a failure:
//! originals that a browser plays need none of them.

mod aligned;
mod boxes;
mod child;
mod container;
mod document;
mod error;
mod fits;
mod image;
mod input;
mod kind;
mod ladder;
mod office;
mod peaks;
mod poster;
mod previews;
mod probe;
mod rendition;
mod report;
mod rungs;
mod segments;
mod tools;

pub use document::Document;
pub use error::MediaError;
pub use fits::Fits;
pub use image::Image;
pub use kind::Kind;
pub use ladder::{Pace, Rung};
pub use office::Office;
pub use previews::Sheet;
pub use probe::{Found, Probe};
pub use rendition::Rendition;
pub use rungs::{Made, Order};
pub use segments::{Segment, Segments};
pub use tools::{Missing, Program, Tools};
