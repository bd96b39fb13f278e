use std::time::Duration;

use super::tenths;

/// How much there is of an entry to watch or to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What plays: for how long.
    Length(Duration),
    /// A document: how many pages it has.
    Pages(u32),
}

impl Extent {
    /// The same in the units that spans of it are kept in: tenths of a second, or pages.
    pub fn units(self) -> u64 {
        match self {
            Self::Length(length) => tenths(length),
            Self::Pages(pages) => pages.into(),
        }
    }

    /// How long it plays; nothing for what does not.
    pub const fn length(self) -> Option<Duration> {
        match self {
            Self::Length(length) => Some(length),
            Self::Pages(_) => None,
        }
    }
}
