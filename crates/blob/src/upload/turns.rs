//! Whose turn it is to append, so that a returning client can end its old one.

use std::{collections::HashMap, sync::Arc};

use parking_lot::Mutex;
use tokio::sync::Notify;
use usher_domain::ids::UploadId;

/// The appends under way in this process. The lock that excludes a second
/// appender is on the file; this only carries the wish to stop.
#[derive(Debug, Default)]
pub(crate) struct Turns(Mutex<HashMap<UploadId, Arc<Notify>>>);

/// One append under way.
pub(crate) struct Turn<'a> {
    turns: &'a Turns,
    upload: UploadId,
    stop: Arc<Notify>,
}

impl Turns {
    /// Begins a turn. Called by who holds the file's lock, hence at most one.
    pub(crate) fn begin(&self, upload: UploadId) -> Turn<'_> {
        let stop = Arc::new(Notify::new());
        self.0.lock().insert(upload, stop.clone());
        Turn {
            turns: self,
            upload,
            stop,
        }
    }

    /// Asks for the end of the turn, if there is one.
    pub(crate) fn interrupt(&self, upload: UploadId) {
        if let Some(stop) = self.0.lock().get(&upload) {
            stop.notify_one();
        }
    }
}

impl Turn<'_> {
    /// Resolves when the turn should end.
    pub(crate) async fn interrupted(&self) {
        self.stop.notified().await;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut turns = self.turns.0.lock();
        // The file's lock is let go a little before this; a successor keeps its entry.
        if turns
            .get(&self.upload)
            .is_some_and(|stop| Arc::ptr_eq(stop, &self.stop))
        {
            turns.remove(&self.upload);
        }
    }
}
