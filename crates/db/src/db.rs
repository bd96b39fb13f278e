//! The database as the product sees it: closures in, answers out.

use std::{
    sync::Arc,
    thread::{self, JoinHandle},
};

use crossbeam_channel::{Sender, TrySendError, bounded};
use tokio::sync::oneshot;

use crate::{
    Error, OpenError, Options, Tx,
    job::{Call, Job},
    sqlite::{FolderLock, Role, WriteLane, open, read_lane},
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
    readers: Vec<JoinHandle<()>>,
    writer: Option<JoinHandle<()>>,
}

impl Db {
    /// Opens the database, or says in a plain sentence why not. Applies no
    /// migrations: see [`Db::migrate`].
    pub fn open(options: Options) -> Result<Self, OpenError> {
        let lock = if options.shared {
            None
        } else {
            Some(FolderLock::take(&options.path)?)
        };
        let role = if options.create {
            Role::WriterThatCreates
        } else {
            Role::Writer
        };
        let connection = open(&options.path, role, options.patience)?;
        let (reads, read_queue) = bounded(options.reads_waiting);
        let (writes, write_queue) = bounded(options.writes_waiting);
        let mut lanes = Lanes {
            reads: Some(reads),
            writes: Some(writes),
            readers: Vec::with_capacity(options.readers),
            writer: None,
            options,
        };
        let writer = WriteLane::new(connection, write_queue);
        lanes.writer = Some(lanes.start("usher-db-write", move || {
            writer.run();
            // The writer goes last, so the folder is free once it has closed the file.
            drop(lock);
        })?);
        for _ in 0..lanes.options.readers {
            let connection = open(&lanes.options.path, Role::Reader, lanes.options.patience)?;
            let queue = read_queue.clone();
            let reader = lanes.start("usher-db-read", move || read_lane(connection, &queue))?;
            lanes.readers.push(reader);
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
        let answer = send("read", self.0.reads.as_ref(), f)?;
        answer.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// Runs a closure that decides and writes. `Ok` means that its writes are on
    /// the disk; `Err` that none of them are. It sees everything that was written
    /// before it and nothing is written beside it.
    pub async fn write<T, E>(
        &self,
        f: impl FnMut(&Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let answer = send("write", self.0.writes.as_ref(), f)?;
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
        let answer = send("read", self.0.reads.as_ref(), f)?;
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
        let answer = send("write", self.0.writes.as_ref(), f)?;
        answer
            .blocking_recv()
            .unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }
}

/// Puts a closure in line, or says that the line is full.
fn send<T, E>(
    lane: &'static str,
    queue: Option<&Queue>,
    closure: impl FnMut(&Tx) -> Result<T, E> + Send + 'static,
) -> Result<oneshot::Receiver<Result<T, E>>, Error>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let (job, answer) = Call::job(closure);
    match queue.ok_or(Error::Closed)?.try_send(job) {
        Ok(()) => Ok(answer),
        Err(TrySendError::Full(_)) => {
            metrics::counter!("usher_db_turned_away_total", "lane" => lane).increment(1);
            Err(Error::Busy)
        }
        Err(TrySendError::Disconnected(_)) => Err(Error::Closed),
    }
}

impl Lanes {
    fn start(
        &self,
        name: &str,
        lane: impl FnOnce() + Send + 'static,
    ) -> Result<JoinHandle<()>, OpenError> {
        thread::Builder::new()
            .name(name.into())
            .spawn(lane)
            .map_err(|error| OpenError::unreachable(&self.options.path, &error))
    }
}

impl Drop for Lanes {
    /// Lets the lanes finish what waits. Readers first: the last connection to
    /// close tidies the write-ahead log away, and readers may not write.
    fn drop(&mut self) {
        self.reads.take();
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
