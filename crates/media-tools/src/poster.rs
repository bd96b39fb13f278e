//! Posters: one picture that stands for a recording.

use std::path::Path;

use crate::{
    MediaError, Probe, Program, Tools,
    child::{Keep, Limits},
    input::{INPUT, Input},
    probe::{FORMATS, MAX_PIXELS},
};

/// The longest large poster that is kept, in bytes.
const LARGE: usize = 4 << 20;

/// The longest small poster, in bytes: the landing page has 30 kB for everything.
const SMALL: usize = 10_000;

/// Widths (pixels) and qualities tried for a small poster, the best first.
const SMALL_TRIES: [(&str, &str); 8] = [
    ("480", "75"),
    ("480", "60"),
    ("480", "45"),
    ("480", "30"),
    ("480", "15"),
    ("480", "5"),
    ("320", "10"),
    ("240", "5"),
];

/// Pixels made square, then at most 1280 on either side, never enlarged. Small
/// frames first, then the choice among them: large ones would not fit in memory.
const LARGE_FRAME: &str = "scale=trunc(iw*max(sar\\,0.01)/2)*2:ih,setsar=1,\
    scale=w='min(1280,iw)':h='min(1280,ih)':force_original_aspect_ratio=decrease";

/// A quiet wave on a quiet ground, drawn from the first half hour.
const WAVE: &str = "aresample=8000,aformat=channel_layouts=mono,\
    showwavespic=s=1120x360:scale=sqrt:colors=#6b7f8c[wave];\
    color=c=#f1f0ec:s=1280x720[ground];[ground][wave]overlay=80:180:shortest=1";

impl Tools {
    /// A JPEG, at most 1280 pixels wide and high, that stands for the recording: a
    /// representative frame of a video, the cover of a sound or else its wave.
    /// `probe` is what [`Tools::probe`] said of this file.
    pub async fn poster(&self, path: &Path, probe: &Probe) -> Result<Vec<u8>, MediaError> {
        let input = Input::new(self, path).await?;
        if let Some(stream) = probe.video_stream {
            // A tenth in: after the black, the titles and the throat-clearing.
            let start = probe.duration.unwrap_or(0) as f64 / 1e7;
            let filter = format!("[0:{stream}]{LARGE_FRAME},thumbnail=50");
            let there = self.picture(&input, start, &filter).await;
            return match there {
                // Less is in the file than it says; its beginning is.
                Err(MediaError::Broken) if start > 0.0 => self.picture(&input, 0.0, &filter).await,
                there => there,
            };
        }
        if let Some(stream) = probe.cover_stream {
            let filter = format!("[0:{stream}]{LARGE_FRAME}");
            if let Ok(cover) = self.picture(&input, 0.0, &filter).await {
                return Ok(cover);
            }
        }
        let stream = probe.audio_stream.ok_or(MediaError::NoPictureOrSound)?;
        self.picture(&input, 0.0, &format!("[0:{stream}]{WAVE}"))
            .await
    }

    /// A WebP of at most 10 kB, 480 pixels wide or less, made from a large poster.
    pub async fn poster_small(&self, large: &[u8]) -> Result<Vec<u8>, MediaError> {
        let folder = tempfile::Builder::new()
            .prefix("tool-")
            .tempdir_in(self.scratch())?;
        tokio::fs::write(folder.path().join("input"), large).await?;
        for (width, quality) in SMALL_TRIES {
            let scale = format!("scale=w='min({width},iw)':h=-2:flags=lanczos");
            let arguments = [
                "-v",
                "error",
                "-nostdin",
                "-protocol_whitelist",
                "file,pipe",
                "-threads",
                "1",
                "-f",
                "jpeg_pipe",
                "-i",
                INPUT,
                "-frames:v",
                "1",
                "-vf",
                &scale,
                "-map_metadata",
                "-1",
                "-c:v",
                "libwebp",
                "-quality",
                quality,
                "-compression_level",
                "6",
                "-f",
                "image2pipe",
                "pipe:1",
            ];
            let mut picture = Keep::up_to(LARGE);
            self.run(
                Program::Ffmpeg,
                arguments,
                folder.path(),
                Limits::LOOKING,
                &mut picture,
            )
            .await?;
            if (1..=SMALL).contains(&picture.bytes.len()) {
                return Ok(picture.bytes);
            }
        }
        Err(MediaError::Broken)
    }

    /// One frame of what `filter` makes from `start` seconds on.
    async fn picture(
        &self,
        input: &Input,
        start: f64,
        filter: &str,
    ) -> Result<Vec<u8>, MediaError> {
        let from = format!("{start:.3}");
        // Seeking loses a cover, even seeking to the beginning.
        let seek: &[&str] = if start > 0.0 { &["-ss", &from] } else { &[] };
        let before = [
            "-v",
            "error",
            "-nostdin",
            "-protocol_whitelist",
            "file,pipe",
            "-format_whitelist",
            FORMATS,
            "-max_pixels",
            MAX_PIXELS,
            "-threads",
            "1",
            "-t",
            "1800",
        ];
        let after = [
            "-i",
            INPUT,
            "-filter_threads",
            "1",
            "-filter_complex_threads",
            "1",
            "-filter_complex",
            filter,
            "-frames:v",
            "1",
            "-map_metadata",
            "-1",
            "-c:v",
            "mjpeg",
            "-q:v",
            "4",
            "-pix_fmt",
            "yuvj420p",
            "-f",
            "image2pipe",
            "pipe:1",
        ];
        let arguments = before.iter().chain(seek).chain(&after);
        let mut picture = Keep::up_to(LARGE);
        self.run(
            Program::Ffmpeg,
            arguments,
            input.folder(),
            Limits::LOOKING,
            &mut picture,
        )
        .await?;
        picture.jpeg()
    }
}
