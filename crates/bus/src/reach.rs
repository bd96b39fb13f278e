//! How far rings carry.

use std::sync::atomic::{AtomicU8, Ordering};

/// How far rings carry at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// There is one node, so every ring is heard.
    Alone,
    /// Every node hears the others.
    Whole,
    /// What other nodes ring is not heard here: look often, nobody will say when.
    Cut,
}

/// The reach as last known. What it guards is elsewhere, so no order is asked for.
pub(crate) struct Known(AtomicU8);

impl Default for Known {
    fn default() -> Self {
        Self(AtomicU8::new(Reach::Alone as u8))
    }
}

impl Known {
    pub(crate) fn get(&self) -> Reach {
        [Reach::Alone, Reach::Whole, Reach::Cut]
            .into_iter()
            .find(|reach| *reach as u8 == self.0.load(Ordering::Acquire))
            .unwrap_or(Reach::Cut)
    }

    /// Sets it, and says what it was.
    pub(crate) fn set(&self, reach: Reach) -> Reach {
        let was = self.get();
        self.0.store(reach as u8, Ordering::Release);
        was
    }
}
