//! How much is measured.

/// A full run, or one that only shows that the bench works.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Only shows that the bench works.
    pub(crate) quick: bool,
}

impl Size {
    /// One of the two.
    pub(crate) fn of(self, full: u64, quick: u64) -> u64 {
        if self.quick { quick } else { full }
    }

    /// How often each thing is measured.
    pub(crate) fn rounds(self) -> usize {
        if self.quick { 1 } else { 3 }
    }
}
