//! The database as the product sees it: closures in, answers out.

use std::{
    path::Path,
    sync::{Arc, atomic::Ordering},
    thread::{self, JoinHandle},
};

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use tokio::sync::oneshot;

use crate::{
    Error, OpenError, Options, PostgresAddress, Tx,
    job::{Call, Job, Mode},
    options::Place,
    postgres::{Lane, Needs, Site, connect, has_gate},
    sqlite::{Checkpoints, FolderLock, Role, WriteLane, open, read_lane},
};

type Queue = Sender<Box<dyn Job>>;

/// The database. Cheap to clone; the last clone to go finishes what waits and
/// closes the file.
///
/// Closures are synchronous and may be run more than once (a lost batch, a
/// deadlock), so they are `FnMut`, change nothing but the database, do no I/O and
/// hash no passwords: whoever takes over 5 ms holds up everybody behind and is
/// logged. A caller that stops waiting before its closure began is not served.
#[derive(Clone)]
pub struct Db(Arc<Lanes>);

struct Lanes {
    options: Options,
    reads: Option<Queue>,
    writes: Option<Queue>,
    /// Everybody but the writer.
    readers: Vec<JoinHandle<()>>,
    writer: Option<JoinHandle<()>>,
    /// Of a PostgreSQL database.
    site: Arc<Site>,
}

impl Db {
    /// Opens the database, or says in a plain sentence why not. Applies no
    /// migrations: see [`Db::migrate`].
    pub fn open(options: Options) -> Result<Self, OpenError> {
        let (reads, read_queue) = bounded(options.reads_waiting);
        let (writes, write_queue) = bounded(options.writes_waiting);
        let mut lanes = Lanes {
            reads: Some(reads),
            writes: Some(writes),
            readers: Vec::new(),
            writer: None,
            site: Arc::default(),
            options,
        };
        match lanes.options.place.clone() {
            Place::Sqlite(path) => lanes.start_sqlite(&path, &read_queue, write_queue)?,
            Place::Postgres(at) => lanes.start_postgres(&at, &read_queue, &write_queue)?,
        }
        Ok(Self(Arc::new(lanes)))
    }

    /// Runs a closure that only looks, on one consistent snapshot of what is
    /// committed. A statement that writes is refused.
    pub async fn read<T, E>(
        &self,
        f: impl FnMut(&Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let answer = self.send(Mode::Read, self.0.reads.as_ref(), f)?;
        answer.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// Runs a closure that decides and writes. `Ok` means that its writes are on
    /// the disk; `Err` that none of them are. It sees everything that was written
    /// before it and nothing is written beside it. (On PostgreSQL closures do run at the
    /// same time, SERIALIZABLE, and run again where that would show.)
    pub async fn write<T, E>(
        &self,
        f: impl FnMut(&Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let answer = self.send(Mode::Write, self.0.writes.as_ref(), f)?;
        answer.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// [`Db::write`] for closures that many people run at the same moment and that
    /// lock what they decide on: it sees and keeps what it has locked by [`Tx::lock`],
    /// [`Tx::hold`] and [`Tx::claim`], and no [`Db::write`] runs beside it, but others
    /// of this sort may. Every fact that another such closure could change must be
    /// locked before it is read. Where that is not plain to see, use [`Db::write`].
    ///
    /// On SQLite this is [`Db::write`]. On PostgreSQL it is READ COMMITTED, where a
    /// statement sees what was committed before that statement.
    pub async fn write_locking<T, E>(
        &self,
        f: impl FnMut(&Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let answer = self.send(Mode::Locking, self.0.writes.as_ref(), f)?;
        answer.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// [`Db::read`] for the command line: never from inside an async runtime.
    pub fn read_blocking<T, E>(
        &self,
        f: impl FnMut(&Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let answer = self.send(Mode::Read, self.0.reads.as_ref(), f)?;
        answer
            .blocking_recv()
            .unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// [`Db::write`] for the command line: never from inside an async runtime.
    pub fn write_blocking<T, E>(
        &self,
        f: impl FnMut(&Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let answer = self.send(Mode::Write, self.0.writes.as_ref(), f)?;
        answer
            .blocking_recv()
            .unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// Whether the database is a file on this machine rather than a server's.
    pub fn is_sqlite(&self) -> bool {
        self.0.options.is_sqlite()
    }

    /// Where the database is, if a PostgreSQL server keeps it: other servers of ours
    /// may then be there, and [`Notices`](crate::Notices) reach them.
    pub fn postgres(&self) -> Option<&PostgresAddress> {
        match &self.0.options.place {
            Place::Sqlite(_) => None,
            Place::Postgres(at) => Some(at),
        }
    }

    /// Puts a closure in line, or says that the line is full.
    fn send<T, E>(
        &self,
        mode: Mode,
        queue: Option<&Queue>,
        closure: impl FnMut(&Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T, E>>, Error>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (job, answer) = Call::job(mode, closure, self.options().statements.clone());
        match queue.ok_or(Error::Closed)?.try_send(job) {
            Ok(()) => Ok(answer),
            Err(TrySendError::Full(_)) => {
                metrics::counter!("usher_db_turned_away_total", "lane" => mode.name()).increment(1);
                Err(Error::Busy)
            }
            Err(TrySendError::Disconnected(_)) => Err(Error::Closed),
        }
    }

    pub(crate) fn site(&self) -> &Site {
        &self.0.site
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }
}

impl Lanes {
    fn start_sqlite(
        &mut self,
        path: &Path,
        reads: &Receiver<Box<dyn Job>>,
        writes: Receiver<Box<dyn Job>>,
    ) -> Result<(), OpenError> {
        let lock = if self.options.shared {
            None
        } else {
            Some(FolderLock::take(path)?)
        };
        let role = if self.options.create {
            Role::WriterThatCreates
        } else {
            Role::Writer
        };
        let patience = self.options.patience;
        let mut connection = open(path, role, patience)?;
        let moving = if self.options.shared {
            None
        } else {
            let (checkpoints, until) = Checkpoints::of(&mut connection, path, patience)?;
            Some((start("usher-db-log", move || checkpoints.run())?, until))
        };
        self.writer = Some(start("usher-db-write", move || {
            WriteLane::new(connection, writes).run();
            if let Some((moving, until)) = moving {
                drop(until);
                join(moving);
            }
            // The writer goes last, so the folder is free once it has closed the file.
            drop(lock);
        })?);
        for _ in 0..self.options.readers {
            let connection = open(path, Role::Reader, patience)?;
            let queue = reads.clone();
            let reader = start("usher-db-read", move || read_lane(connection, &queue))?;
            self.readers.push(reader);
        }
        Ok(())
    }

    /// The first lane says whether the database can be used at all.
    fn start_postgres(
        &mut self,
        at: &PostgresAddress,
        reads: &Receiver<Box<dyn Job>>,
        writes: &Receiver<Box<dyn Job>>,
    ) -> Result<(), OpenError> {
        let needs = if self.options.shared {
            Needs::ToUseTables
        } else {
            Needs::ToMakeTables
        };
        let patience = self.options.patience;
        let (opened, is_opened) = std::sync::mpsc::channel();
        let mut opened = Some(opened);
        for number in 0..self.options.connections {
            let (at, site) = (at.clone(), Arc::clone(&self.site));
            let queues = (reads.clone(), writes.clone());
            let first = opened.take();
            let lane = start("usher-db", move || {
                let mut link = None;
                if let Some(first) = first {
                    let connected = connect(&at, needs, patience).and_then(|mut link| {
                        let migrated = has_gate(&mut link, &at)?;
                        site.migrated.store(migrated, Ordering::SeqCst);
                        Ok(link)
                    });
                    let failed = connected.as_ref().err().cloned();
                    link = connected.ok();
                    let stop = failed.is_some();
                    let _ = first.send(failed);
                    if stop {
                        return;
                    }
                }
                Lane::new(at, patience, site, queues, link).run();
            })?;
            self.readers.push(lane);
            if number == 0 {
                // A lane that ended without a word panicked.
                let silent = |_| OpenError::Threads("the first one ended".into());
                let refused = is_opened.recv().map_err(silent)?;
                if let Some(refusal) = refused {
                    return Err(refusal.into());
                }
            }
        }
        Ok(())
    }
}

fn start(name: &str, lane: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, OpenError> {
    thread::Builder::new()
        .name(name.into())
        .spawn(lane)
        .map_err(|error| OpenError::Threads(error.to_string()))
}

impl Drop for Lanes {
    /// Lets the lanes finish what waits. Readers first: the last connection to
    /// close tidies the write-ahead log away, and readers may not write.
    fn drop(&mut self) {
        self.site.closing.store(true, Ordering::SeqCst);
        self.reads.take();
        if !self.options.is_sqlite() {
            // There the same lanes serve both.
            self.writes.take();
        }
        self.readers.drain(..).for_each(join);
        self.writes.take();
        self.writer.take().into_iter().for_each(join);
    }
}

/// Waits for a lane to end, unless this is that lane (a closure held the last
/// clone).
fn join(lane: JoinHandle<()>) {
    if lane.thread().id() != thread::current().id() {
        // A lane catches every panic; there is nothing to learn from how it ended.
        let _ = lane.join();
    }
}
