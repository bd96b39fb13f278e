//! Small pictures to be shown while somebody looks for a place: all in one sheet.

use crate::Probe;

/// How many there are at most, whatever the duration.
const MOST: u64 = 144;
/// How many lie beside each other.
const COLUMNS: u32 = 12;
/// The longer side of a picture, in pixels.
const LONGER: u32 = 160;

/// How a sheet of pictures is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// How many pictures there are.
    pub count: u32,
    /// How many lie beside each other.
    pub columns: u32,
    /// A picture's width in pixels.
    pub width: u32,
    /// A picture's height in pixels.
    pub height: u32,
    /// How long each stands for the film, in microseconds.
    pub every: u64,
}

impl Sheet {
    /// The sheet of a film; none if nobody knows how long it plays.
    pub fn of(probe: &Probe) -> Option<Self> {
        let duration = probe.duration.filter(|micros| *micros >= 1_000_000)?;
        let (width, height) = (u64::from(probe.width), u64::from(probe.height));
        let longer = width.max(height);
        if longer == 0 {
            return None;
        }
        let scaled = |side: u64| {
            let scaled = (side * u64::from(LONGER) / longer) / 2 * 2;
            u32::try_from(scaled).unwrap_or(LONGER).max(16)
        };
        // In whole seconds: so many, that the sheet is never longer than it may be.
        let seconds = duration.div_ceil(1_000_000).div_ceil(MOST).max(1);
        let count = duration.div_ceil(seconds * 1_000_000).clamp(1, MOST) as u32;
        Some(Self {
            count,
            columns: count.min(COLUMNS),
            width: scaled(width),
            height: scaled(height),
            every: seconds * 1_000_000,
        })
    }

    /// How many rows the pictures fill.
    pub fn rows(&self) -> u32 {
        self.count.div_ceil(self.columns.max(1)).max(1)
    }

    /// What the picture of a film is turned into.
    pub(crate) fn filter(&self) -> String {
        let (seconds, columns, rows) = (self.every / 1_000_000, self.columns, self.rows());
        let (width, height) = (self.width, self.height);
        // A picture out of the middle of its time.
        format!(
            "fps=1/{seconds}:round=near,scale={width}:{height},setsar=1,format=yuvj420p,\
             tile={columns}x{rows}"
        )
    }
}
