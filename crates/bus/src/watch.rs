//! Listening.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio::sync::Notify;

use crate::{Topic, bus::Doors};

/// What a ring sets off: one per watch, whatever the number of its topics.
#[derive(Default)]
pub(crate) struct Bell {
    rung: AtomicBool,
    waiting: Notify,
}

impl Bell {
    pub(crate) fn ring(&self) {
        // Somebody who has not yet heard the last ring will look after this one too.
        if !self.rung.swap(true, Ordering::AcqRel) {
            self.waiting.notify_one();
        }
    }
}

/// Hears every ring of its topics from when it was made until it is dropped.
/// Rings that come before they are heard are heard as one.
pub struct Watch {
    doors: Arc<Doors>,
    topics: Box<[Topic]>,
    number: u64,
    bell: Arc<Bell>,
}

impl Watch {
    pub(crate) fn new(
        doors: Arc<Doors>,
        topics: Box<[Topic]>,
        number: u64,
        bell: Arc<Bell>,
    ) -> Self {
        Self {
            doors,
            topics,
            number,
            bell,
        }
    }

    /// Whether it rang since this was last asked or waited for: then look again.
    /// One load from memory where it did not, so it may be asked for every slice
    /// of a file.
    pub fn rang(&mut self) -> bool {
        self.bell.rung.load(Ordering::Relaxed) && self.bell.rung.swap(false, Ordering::AcqRel)
    }

    /// Whether it rang since that was last heard. Unlike [`Watch::rang`] this does not count as hearing it.
    pub fn has_rung(&self) -> bool {
        self.bell.rung.load(Ordering::Acquire)
    }

    /// Waits for a ring; returns at once if one has not been heard yet. May be
    /// given up and called again without losing one.
    pub async fn wait(&mut self) {
        while !self.rang() {
            self.bell.waiting.notified().await;
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.doors.forget(&self.topics, self.number);
    }
}
