//! What ffprobe says, as it says it.

use serde::{Deserialize, Deserializer, de::Error};

use crate::ladder::Pace;

/// What we ask ffprobe to show; the fields below and nothing else.
pub(crate) const ENTRIES: &str = "format=format_name,duration,probe_score\
    :stream=index,codec_type,codec_name,codec_tag_string,profile,width,height,pix_fmt,duration,\
    channels,sample_aspect_ratio,avg_frame_rate,r_frame_rate,color_transfer\
    :stream_disposition=attached_pic\
    :stream_side_data=rotation";

/// The whole answer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Report {
    pub(crate) streams: Vec<Stream>,
    pub(crate) format: Format,
}

/// The container.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Format {
    #[serde(rename = "format_name")]
    pub(crate) name: String,
    #[serde(deserialize_with = "micros")]
    pub(crate) duration: Option<u64>,
    pub(crate) probe_score: u32,
}

/// One stream.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Stream {
    pub(crate) index: u32,
    pub(crate) codec_type: String,
    pub(crate) codec_name: String,
    pub(crate) codec_tag_string: String,
    pub(crate) profile: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) pix_fmt: String,
    #[serde(deserialize_with = "micros")]
    pub(crate) duration: Option<u64>,
    pub(crate) channels: u32,
    sample_aspect_ratio: String,
    avg_frame_rate: String,
    r_frame_rate: String,
    color_transfer: String,
    disposition: Disposition,
    side_data_list: Vec<SideData>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Disposition {
    attached_pic: u8,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SideData {
    rotation: Option<f64>,
}

impl Stream {
    /// Frames per second, and whether they come regularly.
    pub(crate) fn pace(&self) -> (Option<Pace>, bool) {
        let read = |text: &str| {
            let (frames, seconds) = text.split_once('/')?;
            Pace::new(frames.parse().ok()?, seconds.parse().ok()?)
        };
        match (read(&self.avg_frame_rate), read(&self.r_frame_rate)) {
            (Some(mean), Some(finest)) => {
                let apart = (finest.per_second() / mean.per_second() - 1.0).abs();
                // Films cut short by a frame have a mean of their own.
                if apart < 0.02 {
                    (Some(finest), true)
                } else {
                    (Some(mean), false)
                }
            }
            (mean, finest) => (mean.or(finest), false),
        }
    }

    /// Whether its light is that of HDR (PQ or HLG).
    pub(crate) fn is_hdr(&self) -> bool {
        matches!(&*self.color_transfer, "smpte2084" | "arib-std-b67")
    }

    /// A picture that belongs to a sound: a cover.
    pub(crate) fn is_cover(&self) -> bool {
        self.codec_type == "video" && self.disposition.attached_pic == 1
    }

    /// How far to turn the picture clockwise for showing it: 0, 90, 180 or 270 degrees.
    pub(crate) fn rotation(&self) -> u16 {
        let counter_clockwise = self
            .side_data_list
            .iter()
            .find_map(|data| data.rotation)
            .unwrap_or(0.0);
        let quarters = (-counter_clockwise / 90.0).round().rem_euclid(4.0);
        [0, 90, 180, 270][quarters as usize % 4]
    }

    /// Width and height as shown: turned, and with pixels made square.
    pub(crate) fn shown_size(&self) -> (u32, u32) {
        let ratio = self.sample_aspect_ratio.split_once(':');
        let ratio = ratio.and_then(|(x, y)| Some((x.parse::<u64>().ok()?, y.parse::<u64>().ok()?)));
        let width = match ratio {
            Some((x @ 1.., y @ 1..)) if x != y => (u64::from(self.width) * x + y / 2) / y,
            _ => u64::from(self.width),
        };
        let width = u32::try_from(width).unwrap_or(u32::MAX);
        if self.rotation().is_multiple_of(180) {
            (width, self.height)
        } else {
            (self.height, width)
        }
    }
}

/// Seconds as text, into microseconds. Unknown or absurd durations are none.
fn micros<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    let text = String::deserialize(from)?;
    if text == "N/A" {
        return Ok(None);
    }
    let seconds: f64 = text.parse().map_err(D::Error::custom)?;
    Ok((seconds.is_finite() && seconds > 0.0).then_some((seconds * 1e6).round() as u64))
}
