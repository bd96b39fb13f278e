//! Where the database is and how much may wait for it.

use std::{
    num::NonZero,
    path::{Path, PathBuf},
    thread::available_parallelism,
    time::Duration,
};

use crate::{PostgresAddress, Statements};

/// Which engine, and where.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    Sqlite(PathBuf),
    Postgres(PostgresAddress),
}

/// Where the database is, who may use it beside us, and how much may wait.
#[derive(Clone, Debug)]
pub struct Options {
    pub(crate) place: Place,
    pub(crate) shared: bool,
    pub(crate) create: bool,
    pub(crate) readers: usize,
    pub(crate) connections: usize,
    pub(crate) writes_waiting: usize,
    pub(crate) reads_waiting: usize,
    pub(crate) patience: Duration,
    pub(crate) statements: Option<Statements>,
}

impl Options {
    /// A server's database in the SQLite file at `path`, made if it is not there.
    /// A second server on the same folder is refused.
    pub fn sqlite(path: impl AsRef<Path>) -> Self {
        Self::at(Place::Sqlite(path.as_ref().to_owned()))
    }

    /// A database on a PostgreSQL server, which must be there already (it may be
    /// empty). Several servers of ours may share it.
    pub fn postgres(address: PostgresAddress) -> Self {
        Self::at(Place::Postgres(address))
    }

    fn at(place: Place) -> Self {
        let cores = available_parallelism().map_or(1, NonZero::get);
        Self {
            place,
            shared: false,
            create: true,
            readers: (cores * 2).clamp(2, 8),
            connections: (cores * 4).clamp(4, 32),
            writes_waiting: 8192,
            reads_waiting: 4096,
            patience: Duration::from_secs(5),
            statements: None,
        }
    }

    /// For administrator's commands, which may run beside a server (the engine itself
    /// puts the writers in line): takes no lock on the folder, applies no
    /// migrations, and makes no file.
    #[must_use]
    pub fn shared(mut self) -> Self {
        self.shared = true;
        self.create = false;
        self.readers = 1;
        self.connections = 2;
        // A busy server leaves short gaps only; wait for one longer than it would for us.
        self.patience = Duration::from_secs(20);
        self
    }

    /// Refuses a file that is not there instead of making it. (A PostgreSQL database
    /// is never made.)
    #[must_use]
    pub fn existing(mut self) -> Self {
        self.create = false;
        self
    }

    /// Whether this is a file on this machine rather than a server's database.
    pub fn is_sqlite(&self) -> bool {
        matches!(self.place, Place::Sqlite(_))
    }

    /// On PostgreSQL: how many connections, and so closures at the same time (at least
    /// 1; four per core if nothing is said).
    #[must_use]
    pub fn connections(mut self, connections: usize) -> Self {
        self.connections = connections.max(1);
        self
    }

    /// On SQLite: how many threads read at the same time (at least 1).
    #[must_use]
    pub fn readers(mut self, threads: usize) -> Self {
        self.readers = threads.max(1);
        self
    }

    /// Tells every statement that a closure runs, for tests that read query plans.
    #[must_use]
    pub fn watched_by(mut self, statements: Statements) -> Self {
        self.statements = Some(statements);
        self
    }

    /// How many closures of each sort may wait before [`Error::Busy`](crate::Error::Busy).
    #[must_use]
    pub fn waiting(mut self, writes: usize, reads: usize) -> Self {
        self.writes_waiting = writes.max(1);
        self.reads_waiting = reads.max(1);
        self
    }

    /// How long to wait for another process that is writing, or for a server that is
    /// away, before [`Error::Busy`](crate::Error::Busy).
    #[must_use]
    pub fn patience(mut self, wait: Duration) -> Self {
        self.patience = wait;
        self
    }
}
