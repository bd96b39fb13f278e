//! The sample media of `demo/`, part of the binary: a demonstration needs no
//! download and no tools.

use std::time::Duration;

/// A file with everything that looking at it would tell.
pub(super) struct Media {
    pub(super) bytes: &'static [u8],
    pub(super) filename: &'static str,
    pub(super) content_type: &'static str,
    pub(super) poster: &'static [u8],
    pub(super) poster_small: &'static [u8],
    /// English captions.
    pub(super) captions: Option<&'static [u8]>,
    pub(super) extent: Extent,
}

/// How much there is to see, hear or read.
#[derive(Clone, Copy)]
pub(super) enum Extent {
    /// A picture that moves: its length, and its pixels across and down.
    Video(Duration, (u32, u32)),
    /// Sound.
    Audio(Duration),
    /// A number of pages.
    Pages(u32),
}

macro_rules! sample {
    ($($part:literal)+) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/", $($part),+))
    };
}

macro_rules! media {
    ($name:literal, $extension:literal, $content_type:literal, $captions:expr, $extent:expr) => {
        Media {
            bytes: sample!($name "." $extension),
            filename: concat!($name, ".", $extension),
            content_type: $content_type,
            poster: sample!($name ".poster.jpg"),
            poster_small: sample!($name ".poster.webp"),
            captions: $captions,
            extent: $extent,
        }
    };
}

const SIZE: (u32, u32) = (960, 540);

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

pub(super) static LECTURE: Media = media!(
    "lecture",
    "mp4",
    "video/mp4",
    Some(sample!("lecture.en.vtt")),
    Extent::Video(millis(89_200), SIZE)
);
pub(super) static TOKENS: Media = media!(
    "tokens",
    "mp4",
    "video/mp4",
    Some(sample!("tokens.en.vtt")),
    Extent::Video(millis(24_100), SIZE)
);
pub(super) static LONGEST_MATCH: Media = media!(
    "longest-match",
    "mp4",
    "video/mp4",
    Some(sample!("longest-match.en.vtt")),
    Extent::Video(millis(10_300), SIZE)
);
pub(super) static INTERVIEW: Media = media!(
    "interview",
    "m4a",
    "audio/mp4",
    None,
    Extent::Audio(millis(67_553))
);
pub(super) static TRAILER: Media = media!(
    "trailer",
    "m4a",
    "audio/mp4",
    None,
    Extent::Audio(millis(10_300))
);
pub(super) static LAMP: Media = media!(
    "lamp",
    "m4a",
    "audio/mp4",
    None,
    Extent::Audio(millis(18_000))
);
pub(super) static HANDBOOK: Media = media!(
    "handbook",
    "pdf",
    "application/pdf",
    None,
    Extent::Pages(15)
);
pub(super) static SYLLABUS: Media =
    media!("syllabus", "pdf", "application/pdf", None, Extent::Pages(2));
pub(super) static TRANSCRIPT: Media = media!(
    "transcript",
    "pdf",
    "application/pdf",
    None,
    Extent::Pages(2)
);
