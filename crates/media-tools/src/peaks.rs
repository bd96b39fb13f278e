//! How loud a sound is, all along: what a waveform is drawn from.

use std::path::Path;

use crate::{
    MediaError, Probe, Program, Tools,
    child::{Limits, Sink},
    input::{INPUT, Input},
    probe::FORMATS,
    rungs::sound_limits,
};

/// There are at least so many points, unless the sound is shorter than them, and less
/// than twice as many.
const FEWEST: usize = 800;

/// Samples in a second, as ffmpeg is asked for them.
const RATE: &str = "8000";

impl Tools {
    /// The loudest sample of each of 800 to 1,600 equal parts of a sound, from 0 to 255.
    /// Takes little memory, however long it plays.
    pub async fn peaks(&self, path: &Path, probe: &Probe) -> Result<Vec<u8>, MediaError> {
        let stream = probe.audio_stream.ok_or(MediaError::NoPictureOrSound)?;
        let input = Input::new(self, path).await?;
        let map = format!("0:{stream}");
        let arguments = [
            "-v",
            "error",
            "-nostdin",
            "-protocol_whitelist",
            "file,pipe",
            "-format_whitelist",
            FORMATS,
            "-threads",
            "1",
            "-i",
            INPUT,
            "-map",
            &map,
            "-vn",
            "-sn",
            "-dn",
            "-ac",
            "1",
            "-ar",
            RATE,
            "-c:a",
            "pcm_s16le",
            "-f",
            "s16le",
            "pipe:1",
        ];
        let mut peaks = Peaks::default();
        let limits = Limits {
            memory: 512 << 20,
            ..sound_limits(probe)
        };
        self.run(
            Program::Ffmpeg,
            arguments,
            input.folder(),
            limits,
            &mut peaks,
        )
        .await?;
        let points = peaks.points();
        if points.is_empty() {
            return Err(MediaError::Broken);
        }
        Ok(points)
    }
}

/// Takes samples and keeps the loudest of each stretch; stretches grow twice as long
/// whenever there are too many.
struct Peaks {
    /// The loudest of each whole stretch.
    loudest: Vec<u16>,
    /// How many samples a stretch has, and how many the last one lacks.
    stretch: u64,
    lacks: u64,
    now: u16,
    /// The first half of a sample whose other half is to come.
    half: Option<u8>,
}

impl Default for Peaks {
    fn default() -> Self {
        Self {
            loudest: Vec::with_capacity(2 * FEWEST),
            stretch: 1,
            lacks: 1,
            now: 0,
            half: None,
        }
    }
}

impl Peaks {
    fn sample(&mut self, sample: i16) {
        self.now = self.now.max(sample.unsigned_abs());
        self.lacks -= 1;
        if self.lacks > 0 {
            return;
        }
        self.loudest.push(self.now);
        if self.loudest.len() == 2 * FEWEST {
            let pairs = self.loudest.chunks(2);
            self.loudest = pairs.filter_map(|two| two.iter().max().copied()).collect();
            self.stretch *= 2;
        }
        (self.now, self.lacks) = (0, self.stretch);
    }

    fn points(mut self) -> Vec<u8> {
        if self.lacks < self.stretch {
            self.loudest.push(self.now);
        }
        let point = |peak: &u16| (peak >> 7).min(255) as u8;
        self.loudest.iter().map(point).collect()
    }
}

impl Sink for Peaks {
    fn take(&mut self, bytes: &[u8]) -> Result<(), MediaError> {
        let mut bytes = bytes.iter().copied();
        if let Some(first) = self.half.take() {
            match bytes.next() {
                Some(second) => self.sample(i16::from_le_bytes([first, second])),
                None => self.half = Some(first),
            }
        }
        while let Some(first) = bytes.next() {
            match bytes.next() {
                Some(second) => self.sample(i16::from_le_bytes([first, second])),
                None => self.half = Some(first),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(samples: &[i16], piece: usize) -> Vec<u8> {
        let bytes: Vec<u8> = samples.iter().flat_map(|s| s.to_le_bytes()).collect();
        let mut peaks = Peaks::default();
        for piece in bytes.chunks(piece) {
            peaks.take(piece).unwrap();
        }
        peaks.points()
    }

    #[test]
    fn a_sound_becomes_a_bounded_number_of_points_however_it_arrives() {
        assert_eq!(points(&[], 1), [0_u8; 0]);
        assert_eq!(points(&[0, 256, i16::MIN, i16::MAX], 1), [0, 2, 255, 255]);
        let loud_at_the_end: Vec<i16> = (0..1_000_003).map(|n| (n / 31) as i16).collect();
        let whole = points(&loud_at_the_end, 1 << 20);
        assert!(
            (FEWEST..=2 * FEWEST).contains(&whole.len()),
            "{}",
            whole.len()
        );
        assert!(whole.is_sorted());
        assert_eq!(whole, points(&loud_at_the_end, 4097));
    }
}
