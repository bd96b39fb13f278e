//! Moments as pages carry them.

use usher_domain::clock::Timestamp;

use super::{
    time::{in_zone, rfc3339},
    visit::Visit,
};

/// A moment: for programs, and in words of the reader's own zone.
pub struct Moment {
    /// RFC 3339.
    pub at: String,
    /// In words.
    pub words: String,
}

impl Moment {
    /// As whoever visits reads it.
    pub fn new(visit: &Visit, at: Timestamp) -> Self {
        Self {
            at: rfc3339(at),
            words: in_zone(&visit.words, at, &visit.zone),
        }
    }
}
