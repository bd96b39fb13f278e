//! What a job works on, and what it may come to.

use serde::{Deserialize, Serialize};
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::{BlobId, UploadId},
};
use usher_media_tools::Rung;

/// A new file of an entry and everything that will be made of it. The ids are
/// drawn beforehand: repeated work overwrites its own leavings, and whoever
/// gives the work up knows what there may be to delete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What was uploaded.
    pub original: BlobId,
    /// What its sender called it.
    pub filename: String,
    /// What browsers will play, if they cannot play the original.
    pub rendition: BlobId,
    /// The picture of the media page.
    pub poster: BlobId,
    /// The picture of lists.
    pub poster_small: BlobId,
}

impl Plan {
    /// A plan for `original`.
    pub fn draw(original: BlobId, filename: String, now: Timestamp, entropy: &dyn Entropy) -> Self {
        Self {
            original,
            filename,
            rendition: BlobId::new(now, entropy),
            poster: BlobId::new(now, entropy),
            poster_small: BlobId::new(now, entropy),
        }
    }

    /// Every object that it may come to.
    pub fn blobs(&self) -> Vec<BlobId> {
        vec![
            self.original,
            self.rendition,
            self.poster,
            self.poster_small,
        ]
    }
}

/// The renditions of an entry's file that players choose among. The ids are drawn beforehand, as those of a
/// [`Plan`] are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Climb {
    /// What they are made of.
    pub original: BlobId,
    /// The sound alone.
    pub sound: BlobId,
    /// The sheet of small pictures.
    pub sheet: BlobId,
    /// The waveform.
    pub wave: BlobId,
    /// The rungs, the lowest first; there may be fewer.
    pub rungs: [BlobId; 5],
    /// The shorter side of the highest rung, in pixels: decided when they are asked for, so that each keeps its id.
    #[serde(default = "highest")]
    pub highest: u32,
}

/// What plans meant that did not say it.
fn highest() -> u32 {
    Rung::HIGHEST
}

impl Climb {
    /// A plan for `original`, up to a rung whose shorter side has `highest` pixels.
    pub fn draw(original: BlobId, highest: u32, now: Timestamp, entropy: &dyn Entropy) -> Self {
        let draw = || BlobId::new(now, entropy);
        Self {
            original,
            sound: draw(),
            sheet: draw(),
            wave: draw(),
            rungs: std::array::from_fn(|_| draw()),
            highest,
        }
    }

    /// Every object that it may come to.
    pub fn blobs(&self) -> Vec<BlobId> {
        let mut blobs = vec![self.sound, self.sheet, self.wave];
        blobs.extend(self.rungs);
        blobs
    }
}

/// Objects and uploads to be deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discard {
    /// Objects.
    pub blobs: Vec<BlobId>,
    /// Uploads in progress.
    pub uploads: Vec<UploadId>,
}
