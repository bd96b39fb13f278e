//! Renditions: what browsers play, made from what they do not.

use std::{ffi::OsString, path::Path, time::Duration};

use crate::{
    Fits, Kind, MediaError, Probe, Program, Rung, Tools,
    child::{Limits, Sink},
    input::{Input, WHOLE, output},
};

/// The highest rate of a rendition's picture and sound together, in bytes per second.
const RATE: u64 = 700_000;

/// A rendition that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendition {
    /// What it is; [`Fits::Web`].
    pub probe: Probe,
    /// Whether the streams are the original's, copied.
    pub remuxed: bool,
}

impl Tools {
    /// Makes of `path` what browsers play, in the new file `out`: MP4 with H.264
    /// and AAC (at most 1920 pixels on either side, `highest` on the shorter one where that
    /// is less than [`Rung::HIGHEST`], 60 frames a second), M4A for sound; a mere copy of the streams, into WebM if they belong there, when only
    /// the container is the trouble. `probe` is what [`Tools::probe`] said.
    ///
    /// `progress` is told how much is done, in thousandths, never less than before.
    /// Dropping the future ends the work; `out` is then half-made.
    pub async fn rendition(
        &self,
        path: &Path,
        out: &Path,
        (probe, highest): (&Probe, u32),
        mut progress: impl FnMut(u16) + Send,
    ) -> Result<Rendition, MediaError> {
        let input = Input::new(self, path).await?;
        let limits = limits(probe, input.len);
        let mut report = Report::new(probe.duration, &mut progress);
        if probe.fits != Fits::Transcode {
            let copied = self
                .render(&input, out, copy(probe), limits, &mut report)
                .await;
            match copied {
                Ok(probe) => {
                    report.tell(1000);
                    return Ok(Rendition {
                        probe,
                        remuxed: true,
                    });
                }
                // Streams that do not bear copying can still be encoded.
                Err(MediaError::Broken) => {}
                Err(error) => return Err(error),
            }
        }
        let probe = self
            .render(&input, out, encode(probe, highest), limits, &mut report)
            .await?;
        report.tell(1000);
        Ok(Rendition {
            probe,
            remuxed: false,
        })
    }

    /// Runs ffmpeg and looks at what came out: it ends well on files in which it
    /// found nothing to play.
    async fn render(
        &self,
        input: &Input,
        out: &Path,
        how: Vec<String>,
        limits: Limits,
        report: &mut Report<'_>,
    ) -> Result<Probe, MediaError> {
        let fixed = [
            "-map_metadata",
            "-1",
            "-map_chapters",
            "-1",
            "-filter_threads",
            "1",
            "-max_muxing_queue_size",
            "4096",
        ];
        let arguments = (WHOLE.into_iter().chain(fixed))
            .map(OsString::from)
            .chain(how.into_iter().map(OsString::from))
            .chain([output(out)?]);
        let made = match self
            .run(Program::Ffmpeg, arguments, input.folder(), limits, report)
            .await
        {
            Ok(()) => self.probe(out).await,
            Err(error) => Err(error),
        };
        if made.is_err() {
            // Half a rendition is of no use to anybody; there may be none yet.
            let _ = tokio::fs::remove_file(out).await;
        }
        match made {
            Err(MediaError::Empty | MediaError::NotMedia | MediaError::NoPictureOrSound) => {
                Err(MediaError::Broken)
            }
            made => made,
        }
    }
}

/// Room for an encoder: 2 GiB of address space (4K frames and their references),
/// twenty times the duration and at least ten minutes, a file as long as the
/// highest rate can make it or as the original is.
fn limits(probe: &Probe, original: u64) -> Limits {
    let duration = Duration::from_micros(probe.duration.unwrap_or(3_600_000_000));
    let wall = (duration * 20).max(Duration::from_mins(10));
    Limits {
        memory: 2 << 30,
        cpu: wall * 2,
        wall,
        file: (duration.as_secs() * RATE).max(original) + (64 << 20),
    }
}

/// Takes only the streams that matter.
fn choose(probe: &Probe) -> Vec<String> {
    [probe.video_stream, probe.audio_stream]
        .into_iter()
        .flatten()
        .flat_map(|stream| ["-map".to_owned(), format!("0:{stream}")])
        .collect()
}

fn copy(probe: &Probe) -> Vec<String> {
    let mut how = choose(probe);
    how.extend(["-c", "copy"].map(String::from));
    how.extend(container(probe, probe.to_webm));
    how
}

fn encode(probe: &Probe, highest: u32) -> Vec<String> {
    let mut how = choose(probe);
    if probe.kind == Kind::Video {
        // Only the shorter side is asked for; the other follows.
        let shrunk = if highest < Rung::HIGHEST {
            format!(
                "scale=w='if(gt(iw,ih),-2,min({highest},iw))':h='if(gt(iw,ih),min({highest},ih),-2)',setsar=1,"
            )
        } else {
            String::new()
        };
        let picture = format!(
            "scale=trunc(iw*max(sar\\,0.01)/2)*2:ih,setsar=1,{shrunk}\
             scale=w='min(1920,iw)':h='min(1920,ih)':force_original_aspect_ratio=decrease:\
             force_divisible_by=2,format=yuv420p"
        );
        how.extend(["-vf".to_owned(), picture]);
        how.extend(
            [
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-profile:v",
                "high",
                "-crf",
                "23",
                "-maxrate",
                "5M",
                "-bufsize",
                "10M",
                "-fpsmax",
                "60",
                "-force_key_frames",
                // A place to seek to every two seconds.
                "expr:gte(t,n_forced*2)",
            ]
            .map(String::from),
        );
    }
    let channels = probe.channels.clamp(1, 2).to_string();
    how.extend(["-c:a", "aac", "-b:a", "128k", "-ac", &channels].map(String::from));
    how.extend(container(probe, false));
    how
}

fn container(probe: &Probe, webm: bool) -> Vec<String> {
    let how: &[&str] = match (webm, probe.kind) {
        (true, _) => &["-f", "webm"],
        (false, Kind::Video) => &["-movflags", "+faststart", "-f", "mp4"],
        (false, _) => &["-movflags", "+faststart", "-f", "ipod"],
    };
    how.iter().copied().map(String::from).collect()
}

/// Reads ffmpeg's `-progress` lines.
pub(crate) struct Report<'a> {
    duration: Option<u64>,
    told: u16,
    line: Vec<u8>,
    progress: &'a mut (dyn FnMut(u16) + Send),
}

impl<'a> Report<'a> {
    pub(crate) fn new(duration: Option<u64>, progress: &'a mut (dyn FnMut(u16) + Send)) -> Self {
        Self {
            duration: duration.filter(|micros| *micros > 0),
            told: 0,
            line: Vec::new(),
            progress,
        }
    }

    pub(crate) fn tell(&mut self, thousandths: u16) {
        if thousandths > self.told {
            self.told = thousandths;
            (self.progress)(thousandths);
        }
    }

    fn read(&mut self, line: &[u8]) {
        let at = std::str::from_utf8(line)
            .ok()
            .and_then(|line| line.strip_prefix("out_time_us="))
            .and_then(|micros| micros.trim().parse::<u64>().ok());
        if let (Some(at), Some(duration)) = (at, self.duration) {
            // The last thousandth is for the result having been looked at.
            self.tell((at.saturating_mul(1000) / duration).min(999) as u16);
        }
    }
}

impl Sink for Report<'_> {
    fn take(&mut self, bytes: &[u8]) -> Result<(), MediaError> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                let line = std::mem::take(&mut self.line);
                self.read(&line);
            } else if self.line.len() > 1024 {
                self.line.clear();
            }
        }
        Ok(())
    }
}
