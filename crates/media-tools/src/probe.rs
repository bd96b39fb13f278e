//! Looking at an upload.

use std::{path::Path, time::Duration};

use crate::{
    Document, Fits, Image, Kind, MediaError, Office, Program, Tools,
    child::{Keep, Limits},
    container::{Promise, outline, promise},
    fits::{Container, fits, remuxes_to_webm},
    input::{INPUT, Input},
    ladder::Pace,
    report::{ENTRIES, Report, Stream},
};

/// The readers of containers that ffmpeg may use: those of recordings. Above all
/// not those that open *other* files (playlists, concat, image sequences).
pub(crate) const FORMATS: &str = "mov,matroska,avi,flv,mpegts,mpeg,ogg,mp3,aac,wav,w64,flac,aiff,\
    asf,amr,ac3,eac3,caf,mxf,dv,au";

/// Formats without a signature are believed from this certainty on (of 100): one
/// lower is given to anything in which a frame of MP3 turns up.
const CERTAIN: u32 = 26;

/// The longest media we take.
const LONGEST: Duration = Duration::from_hours(12);

/// The most pixels of a frame, and the longest side: 8K.
pub(crate) const PIXELS: u64 = 8192 * 4352;
pub(crate) const SIDE: u32 = 8192;

/// The most streams; recordings have a handful.
const STREAMS: usize = 64;

/// What ffprobe may answer, in bytes.
const ANSWER: usize = 256 << 10;

/// What an upload turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Video or audio.
    Media(Probe),
    /// A PDF.
    Document(Document),
    /// A picture.
    Image(Image),
    /// An office file, which becomes a PDF.
    Office(Office),
}

/// What a video or audio file is.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    /// [`Kind::Video`] or [`Kind::Audio`].
    pub kind: Kind,
    /// The type it is served as: from its contents, never from its sender.
    pub mime: &'static str,
    /// The container, in ffmpeg's words.
    pub container: String,
    /// How long it plays, in microseconds; none if the file does not know.
    pub duration: Option<u64>,
    /// Width as shown, in pixels; 0 for audio.
    pub width: u32,
    /// Height as shown, in pixels; 0 for audio.
    pub height: u32,
    /// How far the picture is turned clockwise for showing it, in degrees.
    pub rotation: u16,
    /// The codec of the picture.
    pub video_codec: Option<String>,
    /// The codec of the sound.
    pub audio_codec: Option<String>,
    /// Whether it needs a rendition.
    pub fits: Fits,
    pub(crate) pace: Option<Pace>,
    /// Whether frames come regularly.
    pub(crate) steady: bool,
    pub(crate) hdr: bool,
    pub(crate) video_stream: Option<u32>,
    pub(crate) audio_stream: Option<u32>,
    pub(crate) cover_stream: Option<u32>,
    pub(crate) channels: u32,
    pub(crate) to_webm: bool,
}

impl Probe {
    /// Whether there is sound.
    pub fn has_audio(&self) -> bool {
        self.audio_codec.is_some()
    }
}

impl Found {
    /// Which kind of entry it can be.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Media(probe) => probe.kind,
            Self::Document(_) | Self::Office(_) => Kind::Document,
            Self::Image(_) => Kind::Image,
        }
    }

    /// Refuses, with [`MediaError::WrongKind`], what is not of `expected`.
    pub fn must_be(self, expected: Kind) -> Result<Self, MediaError> {
        let found = self.kind();
        if found == expected {
            Ok(self)
        } else {
            Err(MediaError::WrongKind { expected, found })
        }
    }
}

impl Tools {
    /// Says what a file of any kind is.
    pub async fn inspect(&self, path: &Path) -> Result<Found, MediaError> {
        let input = Input::new(self, path).await?;
        match promise(&input.head) {
            Promise::Pdf => self.look_at_document(&input).await.map(Found::Document),
            Promise::Image(_) => self.look_at_image(&input).await.map(Found::Image),
            Promise::Heic => Err(MediaError::Heic),
            Promise::Office(format) => self.look_at_office(&input, format).await.map(Found::Office),
            _ => self.look_at_media(&input).await.map(Found::Media),
        }
    }

    /// Says what a video or audio file is. Refuses what is neither, what is cut
    /// short, protected, longer than 12 hours or larger than 8K.
    pub async fn probe(&self, path: &Path) -> Result<Probe, MediaError> {
        self.look_at_media(&Input::new(self, path).await?).await
    }

    async fn look_at_media(&self, input: &Input) -> Result<Probe, MediaError> {
        let promise = promise(&input.head);
        if !matches!(promise, Promise::Media | Promise::Nothing) {
            return Err(MediaError::NotMedia);
        }
        let arguments = [
            "-v",
            "error",
            "-protocol_whitelist",
            "file",
            "-format_whitelist",
            FORMATS,
            "-show_entries",
            ENTRIES,
            "-of",
            "json=c=1",
            INPUT,
        ];
        let mut answer = Keep::up_to(ANSWER);
        let looked = self
            .run(
                Program::Ffprobe,
                arguments,
                input.folder(),
                Limits::LOOKING,
                &mut answer,
            )
            .await;
        match (looked, promise) {
            (Err(MediaError::Broken), Promise::Nothing) => return Err(MediaError::NotMedia),
            (looked, _) => looked?,
        }
        let report: Report =
            serde_json::from_slice(&answer.bytes).map_err(|_| MediaError::Broken)?;
        if promise == Promise::Nothing && report.format.probe_score < CERTAIN {
            return Err(MediaError::NotMedia);
        }
        let container = container(&report, input).await?;
        judge(&report, container)
    }
}

/// [`PIXELS`] in ffmpeg's words: its decoders refuse larger frames before making room,
/// whatever the container says. Not for ffprobe, which then hides the size.
pub(crate) const MAX_PIXELS: &str = "35651584";

async fn container(report: &Report, input: &Input) -> Result<Container, MediaError> {
    let name = report.format.name.as_str();
    Ok(match name {
        _ if name.starts_with("mov,") => {
            let file = input.file().to_owned();
            let outline = tokio::task::spawn_blocking(move || outline(&file))
                .await
                .map_err(|died| MediaError::Io(std::io::Error::other(died)))??
                .ok_or(MediaError::Broken)?;
            if outline.cut_short {
                return Err(MediaError::Broken);
            }
            Container::Mp4(outline)
        }
        _ if name.starts_with("matroska") => {
            // EBML's DocType stands within the first header, as plain text.
            let header = &input.head[..input.head.len().min(64)];
            if header.windows(4).any(|window| window == b"webm") {
                Container::WebM
            } else {
                Container::Matroska
            }
        }
        "ogg" => Container::Ogg,
        "mp3" => Container::Plain("audio/mpeg"),
        "aac" => Container::Plain("audio/aac"),
        "wav" => Container::Plain("audio/wav"),
        "flac" => Container::Plain("audio/flac"),
        _ => Container::Other,
    })
}

/// Draws the conclusions, and refuses what is beyond the limits.
fn judge(report: &Report, container: Container) -> Result<Probe, MediaError> {
    if report.streams.len() > STREAMS {
        return Err(MediaError::TooBig);
    }
    let protected = |s: &Stream| ["encv", "enca", "drmi", "drms"].contains(&&*s.codec_tag_string);
    if report.streams.iter().any(protected) {
        return Err(MediaError::Encrypted);
    }
    let first = |of: &str| {
        let fitting = |s: &&Stream| s.codec_type == of && !s.is_cover() && !s.codec_name.is_empty();
        report.streams.iter().find(fitting)
    };
    let (video, audio) = (first("video"), first("audio"));
    let kind = match (video, audio) {
        (Some(_), _) => Kind::Video,
        (None, Some(_)) => Kind::Audio,
        (None, None) => return Err(MediaError::NoPictureOrSound),
    };
    for picture in report.streams.iter().filter(|s| s.codec_type == "video") {
        let pixels = u64::from(picture.width) * u64::from(picture.height);
        if pixels > PIXELS || picture.width.max(picture.height) > SIDE {
            return Err(MediaError::TooBig);
        }
    }
    if video.is_some_and(|v| v.width == 0 || v.height == 0) {
        return Err(MediaError::Broken);
    }
    let longest_stream = || {
        video
            .into_iter()
            .chain(audio)
            .filter_map(|s| s.duration)
            .max()
    };
    let duration = report.format.duration.or_else(longest_stream);
    if duration.is_some_and(|micros| Duration::from_micros(micros) > LONGEST) {
        return Err(MediaError::TooLong { max: LONGEST });
    }
    let (width, height) = video.map_or((0, 0), Stream::shown_size);
    let (pace, steady) = video.map_or((None, false), Stream::pace);
    Ok(Probe {
        kind,
        mime: container.mime(video.is_some()),
        container: report.format.name.clone(),
        duration,
        width,
        height,
        rotation: video.map_or(0, Stream::rotation),
        video_codec: video.map(|s| s.codec_name.clone()),
        audio_codec: audio.map(|s| s.codec_name.clone()),
        fits: fits(container, duration.is_some(), video, audio),
        pace,
        steady,
        hdr: video.is_some_and(Stream::is_hdr),
        video_stream: video.map(|s| s.index),
        audio_stream: audio.map(|s| s.index),
        cover_stream: report
            .streams
            .iter()
            .find(|s| s.is_cover())
            .map(|s| s.index),
        channels: audio.map_or(0, |s| s.channels),
        to_webm: remuxes_to_webm(video, audio),
    })
}
