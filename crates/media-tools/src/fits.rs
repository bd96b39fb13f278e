//! Whether browsers play a file as it is.

use crate::{container::Outline, report::Stream};

/// What a file needs before browsers play it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fits {
    /// Nothing.
    Web,
    /// The streams are right; the container, or the place of its index, is not. A
    /// copy into another container does it, at the speed of the disk.
    Remux,
    /// To be encoded anew.
    Transcode,
}

/// The families of containers that differ for browsers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    /// MP4 and QuickTime, and their index.
    Mp4(Outline),
    /// Matroska that calls itself WebM.
    WebM,
    /// Matroska that does not.
    Matroska,
    /// Ogg.
    Ogg,
    /// Sound in a container of its own: mp3, aac, wav, flac.
    Plain(&'static str),
    /// Anything else.
    Other,
}

impl Container {
    /// What the file is served as. Never what its sender called it.
    pub(crate) const fn mime(self, has_video: bool) -> &'static str {
        match (self, has_video) {
            (Self::Mp4(_), true) => "video/mp4",
            (Self::Mp4(_), false) => "audio/mp4",
            (Self::WebM, true) => "video/webm",
            (Self::WebM, false) => "audio/webm",
            (Self::Ogg, true) => "video/ogg",
            (Self::Ogg, false) => "audio/ogg",
            (Self::Plain(mime), _) => mime,
            (Self::Matroska | Self::Other, _) => "application/octet-stream",
        }
    }
}

/// Decides. `timed` says whether the container knows its duration: one recorded
/// live often does not, and then nobody can seek in it.
pub(crate) fn fits(
    container: Container,
    timed: bool,
    video: Option<&Stream>,
    audio: Option<&Stream>,
) -> Fits {
    let good = match (
        home(video, VIDEO_HOMES, is_plain),
        home(audio, AUDIO_HOMES, |_| true),
    ) {
        (Some(picture), Some(sound)) => picture & sound,
        _ => 0,
    };
    let here = match container {
        Container::Mp4(outline) if outline.index_first => MP4,
        Container::WebM => WEBM,
        Container::Ogg if video.is_none() => OGG,
        Container::Plain(_) => PLAIN,
        _ => 0,
    };
    if good & here != 0 && timed {
        Fits::Web
    } else if good & (MP4 | WEBM) != 0 {
        Fits::Remux
    } else {
        Fits::Transcode
    }
}

/// Whether a copy of the streams goes into WebM instead of MP4.
pub(crate) fn remuxes_to_webm(video: Option<&Stream>, audio: Option<&Stream>) -> bool {
    let homes = |stream: Option<&Stream>, table| home(stream, table, |_| true).unwrap_or(0);
    homes(video, VIDEO_HOMES) & homes(audio, AUDIO_HOMES) & MP4 == 0
}

const MP4: u8 = 1;
const WEBM: u8 = 2;
const OGG: u8 = 4;
const PLAIN: u8 = 8;
const ANYWHERE: u8 = MP4 | WEBM | OGG | PLAIN;

/// Where browsers play a codec: the containers, as a set.
const VIDEO_HOMES: &[(&str, u8)] = &[
    ("h264", MP4),
    ("av1", MP4 | WEBM),
    ("vp8", WEBM),
    ("vp9", WEBM),
];
const AUDIO_HOMES: &[(&str, u8)] = &[
    ("aac", MP4 | PLAIN),
    ("mp3", MP4 | PLAIN),
    ("opus", WEBM | OGG),
    ("vorbis", WEBM | OGG),
    ("flac", PLAIN),
    ("pcm_u8", PLAIN),
    ("pcm_s16le", PLAIN),
    ("pcm_s24le", PLAIN),
    ("pcm_f32le", PLAIN),
];

/// The homes of a stream; everywhere if there is none; `None` if browsers do not
/// play it.
fn home(stream: Option<&Stream>, table: &[(&str, u8)], allowed: fn(&Stream) -> bool) -> Option<u8> {
    let Some(stream) = stream else {
        return Some(ANYWHERE);
    };
    let (_, homes) = table
        .iter()
        .find(|(codec, _)| *codec == stream.codec_name)?;
    allowed(stream).then_some(*homes)
}

/// Pixels as every browser's decoder takes them: H.264 and VP8 with 8 bits and
/// halved colour; VP9 and AV1 also with 10 bits.
fn is_plain(video: &Stream) -> bool {
    match video.codec_name.as_str() {
        "h264" | "vp8" => matches!(video.pix_fmt.as_str(), "yuv420p" | "yuvj420p"),
        _ => matches!(
            video.pix_fmt.as_str(),
            "yuv420p" | "yuvj420p" | "yuv420p10le"
        ),
    }
}
