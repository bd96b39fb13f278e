//! Playlists: what a player reads to choose among renditions (RFC 8216), and where in their files the segments lie.

use std::fmt::{self, Write as _};

use usher_media_tools::{Segment, Segments, Sheet};

use super::store::{Rendition, Sort};

/// The type of a playlist.
pub const PLAYLIST: &str = "application/vnd.apple.mpegurl";

/// How much a rendition takes of a line, in bits per second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    /// In its heaviest segment.
    pub most: i64,
    /// On the whole.
    pub mean: i64,
}

/// Where the parts of a rendition lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parts {
    /// Segments in a file: how long its header is, where the first begins, and each of them.
    Segments {
        /// The header: so many bytes from the beginning.
        header: u64,
        /// Where the first segment begins.
        first: u64,
        /// The segments; each begins where the one before it ends.
        list: Vec<Segment>,
    },
    /// Pictures on a sheet: how many, how many beside each other, and how long each stands, in microseconds.
    Pictures {
        /// How many.
        count: u32,
        /// How many beside each other.
        columns: u32,
        /// For how long each stands, in microseconds.
        every: u64,
    },
    /// It is one.
    Whole,
}

impl From<&Segments> for Parts {
    fn from(segments: &Segments) -> Self {
        Self::Segments {
            header: segments.header,
            first: segments.first,
            list: segments.list.clone(),
        }
    }
}

impl From<&Sheet> for Parts {
    fn from(sheet: &Sheet) -> Self {
        Self::Pictures {
            count: sheet.count,
            columns: sheet.columns,
            every: sheet.every,
        }
    }
}

/// As the database keeps them: a twelve-hour film has ten thousand segments, most of them equally long, so that a
/// length of time stands only where it is another than before.
impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Segments {
                header,
                first,
                list,
            } => {
                write!(f, "segments {header} {first}")?;
                let mut before = None;
                for Segment { micros, bytes } in list {
                    if before == Some(micros) {
                        write!(f, " {bytes}")?;
                    } else {
                        write!(f, " {micros}:{bytes}")?;
                        before = Some(micros);
                    }
                }
                Ok(())
            }
            Self::Pictures {
                count,
                columns,
                every,
            } => write!(f, "pictures {count} {columns} {every}"),
            Self::Whole => f.write_str("whole"),
        }
    }
}

impl Parts {
    /// Reads them back; what this version does not understand is one whole.
    pub fn read(text: &str) -> Self {
        Self::parse(text).unwrap_or(Self::Whole)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let kind = words.next()?;
        match kind {
            "segments" => {
                let (header, first) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
                let (mut list, mut before) = (Vec::new(), 0);
                for word in words {
                    let bytes = match word.split_once(':') {
                        Some((micros, bytes)) => {
                            before = micros.parse().ok()?;
                            bytes
                        }
                        None => word,
                    };
                    list.push(Segment {
                        micros: before,
                        bytes: bytes.parse().ok()?,
                    });
                }
                Some(Self::Segments {
                    header,
                    first,
                    list,
                })
            }
            "pictures" => Some(Self::Pictures {
                count: words.next()?.parse().ok()?,
                columns: words.next()?.parse().ok()?,
                every: words.next()?.parse().ok()?,
            }),
            _ => None,
        }
    }

    /// How much it takes of a line.
    pub fn rates(&self) -> Rates {
        let Self::Segments { list, .. } = self else {
            return Rates::default();
        };
        let rate = |micros: u64, bytes: u64| {
            let bits = u128::from(bytes) * 8_000_000 / u128::from(micros.max(1));
            i64::try_from(bits).unwrap_or(i64::MAX)
        };
        // The last may be a few frames with a keyframe: no line has to carry that for long.
        let long = list.iter().filter(|segment| segment.micros >= 1_000_000);
        let most = long
            .map(|segment| rate(segment.micros, segment.bytes))
            .max();
        let mean = rate(
            list.iter().map(|segment| segment.micros).sum(),
            list.iter().map(|segment| segment.bytes).sum(),
        );
        Rates {
            most: most.unwrap_or(mean).max(mean),
            mean,
        }
    }
}

/// The renditions to choose among; none if there is nothing to play.
pub fn master(renditions: &[Rendition]) -> Option<String> {
    let mut text = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n".to_owned();
    let of = |sort| renditions.iter().filter(move |one| one.sort == sort);
    let mut some = false;
    for one in of(Sort::Rung).chain(of(Sort::Sound)) {
        some = true;
        let Rates { most, mean } = one.rates;
        let _ = write!(
            text,
            "#EXT-X-STREAM-INF:BANDWIDTH={most},AVERAGE-BANDWIDTH={mean},CODECS=\"{}\"",
            one.codecs
        );
        if one.sort == Sort::Rung {
            let ((width, height), pace) = (one.size, one.pace);
            let (whole, thousandths) = (pace / 1000, pace % 1000);
            let _ = write!(
                text,
                ",RESOLUTION={width}x{height},FRAME-RATE={whole}.{thousandths:03}"
            );
        }
        let _ = write!(text, "\n{}.m3u8\n", one.blob);
    }
    some.then_some(text)
}

/// The segments of one rendition, as ranges of its file; none if it has no segments.
pub fn media(rendition: &Rendition, parts: &Parts) -> Option<String> {
    let Parts::Segments {
        header,
        first,
        list,
    } = parts
    else {
        return None;
    };
    let file = format!("{}.mp4", rendition.blob);
    let longest = list.iter().map(|segment| segment.micros).max()?;
    // Rounded, not up: RFC 8216 compares rounded lengths.
    let target = (longest + 500_000) / 1_000_000;
    let mut text = String::with_capacity(256 + list.len() * 96);
    let _ = write!(
        text,
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:{}\n#EXT-X-MEDIA-SEQUENCE:0\n\
         #EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-MAP:URI=\"{file}\",BYTERANGE=\"{header}@0\"\n",
        target.max(1)
    );
    let mut at = *first;
    for Segment { micros, bytes } in list {
        let (seconds, rest) = (micros / 1_000_000, micros % 1_000_000);
        let _ = write!(
            text,
            "#EXTINF:{seconds}.{rest:06},\n#EXT-X-BYTERANGE:{bytes}@{at}\n{file}\n"
        );
        at += bytes;
    }
    text.push_str("#EXT-X-ENDLIST\n");
    Some(text)
}

/// The pictures of a sheet, which lies at `address`, as a track of WebVTT; none if it has no pictures.
pub fn previews(address: &str, rendition: &Rendition, parts: &Parts) -> Option<String> {
    let Parts::Pictures {
        count,
        columns,
        every,
    } = *parts
    else {
        return None;
    };
    let (width, height) = rendition.size;
    let mut text = "WEBVTT\n".to_owned();
    for n in 0..count {
        let (from, to) = (u64::from(n) * every, u64::from(n + 1) * every);
        let (x, y) = (n % columns.max(1) * width, n / columns.max(1) * height);
        let _ = write!(
            text,
            "\n{} --> {}\n{address}#xywh={x},{y},{width},{height}\n",
            Clock(from),
            Clock(to)
        );
    }
    Some(text)
}

/// A moment as WebVTT writes it.
struct Clock(u64);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = self.0 / 1000;
        let (hours, minutes) = (millis / 3_600_000, millis / 60_000 % 60);
        let (seconds, millis) = (millis / 1000 % 60, millis % 1000);
        write!(f, "{hours:02}:{minutes:02}:{seconds:02}.{millis:03}")
    }
}
