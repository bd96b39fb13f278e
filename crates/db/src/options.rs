//! Where the database is and how much may wait for it.

use std::{
    path::{Path, PathBuf},
    thread::available_parallelism,
    time::Duration,
};

/// Where the database is, who may use it beside us, and how much may wait.
#[derive(Clone, Debug)]
pub struct Options {
    pub(crate) path: PathBuf,
    pub(crate) shared: bool,
    pub(crate) create: bool,
    pub(crate) readers: usize,
    pub(crate) writes_waiting: usize,
    pub(crate) reads_waiting: usize,
    pub(crate) patience: Duration,
}

impl Options {
    /// A server's database in the SQLite file at `path`, made if it is not there.
    /// A second server on the same folder is refused.
    pub fn sqlite(path: impl AsRef<Path>) -> Self {
        Self {
            path: path.as_ref().to_owned(),
            shared: false,
            create: true,
            readers: available_parallelism().map_or(2, |cores| (cores.get() * 2).clamp(2, 8)),
            writes_waiting: 8192,
            reads_waiting: 4096,
            patience: Duration::from_secs(5),
        }
    }

    /// For administrator's commands, which may run beside a server (SQLite itself
    /// puts the two writers in line): takes no lock on the folder, applies no
    /// migrations, and makes no file.
    #[must_use]
    pub fn shared(mut self) -> Self {
        self.shared = true;
        self.create = false;
        self.readers = 1;
        // A busy server leaves short gaps only; wait for one longer than it would for us.
        self.patience = Duration::from_secs(20);
        self
    }

    /// Refuses a file that is not there instead of making it.
    #[must_use]
    pub fn existing(mut self) -> Self {
        self.create = false;
        self
    }

    /// How many threads read at the same time (at least 1).
    #[must_use]
    pub fn readers(mut self, threads: usize) -> Self {
        self.readers = threads.max(1);
        self
    }

    /// How many closures of each sort may wait before [`Error::Busy`](crate::Error::Busy).
    #[must_use]
    pub fn waiting(mut self, writes: usize, reads: usize) -> Self {
        self.writes_waiting = writes.max(1);
        self.reads_waiting = reads.max(1);
        self
    }

    /// How long to wait for another process that is writing before
    /// [`Error::Busy`](crate::Error::Busy).
    #[must_use]
    pub fn patience(mut self, wait: Duration) -> Self {
        self.patience = wait;
        self
    }
}
