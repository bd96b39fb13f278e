//! Which renditions a recording gets: rungs of a ladder, from what a phone far from
//! its mast can follow up to the source itself.

use crate::{Kind, Probe};

/// The shorter sides of rungs, in pixels, and what the picture of each may take, in
/// bits per second at 30 frames.
const STEPS: [(u32, u32); 5] = [
    (240, 400_000),
    (360, 800_000),
    (540, 1_600_000),
    (720, 2_800_000),
    (1080, 5_000_000),
];

/// The rung that is made first: good enough to watch, and soon there.
const FIRST: u32 = 540;

/// A source is a rung of its own unless a step comes so near, in percent.
const NEAR: u32 = 90;

/// The most frames a second: at the top, and below it.
const FASTEST: f64 = 60.5;
const FAST: f64 = 30.5;
/// The fewest: beneath it pictures are shown again, so that streams begin near zero.
const SLOWEST: f64 = 10.0;

/// What frames that come irregularly are shown at: the next of these.
const USUAL: [u32; 8] = [10, 12, 15, 20, 24, 25, 30, 60];

/// The highest rate of a sound that is well as it is, in bits per second.
const MODEST: u64 = 256_000;

/// How many frames are sent before the one that is shown first may be shown.
const LEAD: u64 = 2;

/// How far keyframes lie apart, which is how long segments are, in seconds.
const SEGMENT: u32 = 4;

/// Frames per second, as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// So many frames …
    pub frames: u32,
    /// … in so many seconds.
    pub seconds: u32,
}

impl Pace {
    pub(crate) fn new(frames: u32, seconds: u32) -> Option<Self> {
        (frames > 0 && seconds > 0).then_some(Self { frames, seconds })
    }

    /// Frames in a second.
    pub fn per_second(self) -> f64 {
        f64::from(self.frames) / f64::from(self.seconds)
    }

    /// Every `n`th of the frames.
    fn every(self, n: u32) -> Self {
        Self {
            seconds: self.seconds.saturating_mul(n),
            ..self
        }
    }

    fn at_most(self, fastest: f64) -> Self {
        self.every((self.per_second() / fastest).ceil().max(1.0) as u32)
    }
}

/// One rung: a rendition of the picture, with the sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Frames per second.
    pub pace: Pace,
    /// The most that its picture takes, in bits per second.
    pub bits: u32,
    /// How many frames lie from one keyframe to the next.
    pub(crate) group: u32,
    /// When the first frame of every rung is shown, in microseconds.
    pub(crate) lead: u64,
}

impl Rung {
    /// The shorter side of the highest rung there can be, in pixels.
    pub const HIGHEST: u32 = STEPS[STEPS.len() - 1].0;

    /// The side that the rung is called by.
    pub fn shorter(&self) -> u32 {
        self.width.min(self.height)
    }

    /// How much work it is, in pixels per second.
    pub fn work(&self) -> f64 {
        f64::from(self.width) * f64::from(self.height) * self.pace.per_second()
    }
}

impl Probe {
    /// The rungs of this recording, the lowest first; none for a sound. Never larger
    /// than the source, nor than `highest` or [`Rung::HIGHEST`] pixels on the shorter side.
    pub fn rungs(&self, highest: u32) -> Vec<Rung> {
        if self.kind != Kind::Video {
            return Vec::new();
        }
        let source = self.width.min(self.height);
        let top = source.min(highest).min(Rung::HIGHEST);
        let mut sides: Vec<u32> = STEPS
            .iter()
            .map(|(side, _)| *side)
            .filter(|side| *side == top || side * 100 < top * NEAR)
            .collect();
        if sides.last() != Some(&top) {
            sides.push(top);
        }
        let fastest = steady(self.pace, self.steady).at_most(FASTEST);
        let slower = fastest.at_most(FAST);
        let rungs = sides.iter().map(|side| {
            let pace = if *side == top { fastest } else { slower };
            let (width, height) = self.fitted(*side);
            Rung {
                width,
                height,
                pace,
                bits: bits(*side, pace),
                // The same moments on every rung.
                group: group(slower) * times(fastest, slower, pace),
                lead: LEAD * 1_000_000 * u64::from(slower.seconds) / u64::from(slower.frames),
            }
        });
        rungs.collect()
    }

    /// The rung that is made first.
    pub fn first_rung(&self, highest: u32) -> Option<Rung> {
        let rungs = self.rungs(highest);
        let good = rungs.iter().rfind(|rung| rung.shorter() <= FIRST);
        good.or(rungs.first()).copied()
    }

    /// Whether a sound of `bytes` is worth making anew for who is far from here.
    pub fn is_heavy(&self, bytes: u64) -> bool {
        let micros = self.duration.unwrap_or(0).max(1);
        u128::from(bytes) * 8_000_000 / u128::from(micros) > u128::from(MODEST)
    }

    /// Width and height with this shorter side, each even.
    fn fitted(&self, side: u32) -> (u32, u32) {
        let (long, short) = (
            u64::from(self.width.max(self.height)),
            u64::from(self.width.min(self.height).max(1)),
        );
        let even = |n: u64| u32::try_from(n.div_ceil(2) * 2).unwrap_or(2).max(2);
        let down = |n: u64| u32::try_from(n / 2 * 2).unwrap_or(2).max(2);
        // Nothing is made larger, not by a pixel.
        let short_side = down(u64::from(side));
        let long_side = even(long * u64::from(short_side) / short).min(down(long));
        // A strip of film a hundred times as long as it is high is no picture.
        let long_side = long_side.min(7680);
        if self.width >= self.height {
            (long_side, short_side)
        } else {
            (short_side, long_side)
        }
    }
}

/// Frames that come regularly at their own pace, others at a usual one.
fn steady(pace: Option<Pace>, is_steady: bool) -> Pace {
    let pace = pace.unwrap_or(Pace {
        frames: 25,
        seconds: 1,
    });
    let rate = pace.per_second();
    if is_steady && rate <= 480.0 {
        let again = (SLOWEST / rate).ceil().clamp(1.0, 100.0) as u32;
        return Pace {
            frames: pace.frames.saturating_mul(again),
            ..pace
        };
    }
    let usual = USUAL.iter().find(|usual| f64::from(**usual) >= rate * 0.98);
    Pace {
        frames: *usual.unwrap_or(&60),
        seconds: 1,
    }
}

fn group(pace: Pace) -> u32 {
    (pace.per_second() * f64::from(SEGMENT)).round().max(1.0) as u32
}

fn times(fastest: Pace, slower: Pace, pace: Pace) -> u32 {
    if pace == fastest {
        slower.seconds / fastest.seconds.max(1)
    } else {
        1
    }
}

fn bits(side: u32, pace: Pace) -> u32 {
    let step = STEPS.iter().find(|(step, _)| side <= *step);
    let bits = step.map_or(STEPS[STEPS.len() - 1].1, |(_, bits)| *bits);
    if pace.per_second() > FAST {
        bits / 2 * 3
    } else {
        bits
    }
}

#[cfg(test)]
mod tests;
