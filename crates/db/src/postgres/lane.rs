//! A lane: one thread, one connection, one closure at a time.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use crossbeam_channel::{Receiver, never, select};

use super::{
    Link, Needs, PostgresAddress, Session, connect,
    failure::Trouble,
    settle::{Remembered, Settled},
    transaction::Beside,
};
use crate::{
    Error, Tx,
    engine::Engine,
    job::{Ended, Job, Mode},
    stopwatch::Stopwatch,
};

/// After so many conflicts a closure runs with nobody beside it …
const TRIES_BESIDE_OTHERS: u32 = 4;
/// … and after so many it is given up (only a database that was never migrated
/// gets there).
const MOST_TRIES: u32 = 64;
/// The longest pause between two attempts to connect.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

type Waiting = Receiver<Box<dyn Job>>;

/// What all lanes of a database know.
#[derive(Default)]
pub(crate) struct Site {
    /// Whether the database has our tables.
    pub(crate) migrated: AtomicBool,
    /// Whether nobody sends closures any more.
    pub(crate) closing: AtomicBool,
    /// How many lanes have a connection.
    connected: AtomicUsize,
}

/// One of the threads that serve closures.
pub(crate) struct Lane {
    at: PostgresAddress,
    patience: Duration,
    site: Arc<Site>,
    reads: Waiting,
    writes: Waiting,
    session: Rc<Session>,
    tx: Tx,
    up: bool,
}

impl Lane {
    /// Made in the thread that it runs in. Without a `link` it connects by itself.
    pub(crate) fn new(
        at: PostgresAddress,
        patience: Duration,
        site: Arc<Site>,
        (reads, writes): (Waiting, Waiting),
        link: Option<Link>,
    ) -> Self {
        let session = Rc::new(Session::new());
        let mut lane = Self {
            at,
            patience,
            site,
            reads,
            writes,
            tx: Tx::new(Engine::Postgres(Rc::clone(&session))),
            session,
            up: false,
        };
        lane.take(link);
        lane
    }

    /// Serves closures until nobody can send any more.
    pub(crate) fn run(mut self) {
        let mut down = Stopwatch::start();
        let mut pause = Duration::from_millis(10);
        loop {
            if !self.up {
                self.reconnect();
            }
            if self.up {
                down = Stopwatch::start();
                pause = Duration::from_millis(10);
                let Some(job) = self.next() else { break };
                self.serve_caught(job);
                if !self.up {
                    down = Stopwatch::start();
                }
            } else {
                if self.site.closing.load(Ordering::SeqCst) {
                    self.turn_away(None, &Error::Closed);
                    break;
                }
                // While another lane has a connection, that one serves whoever waits.
                let all_down = self.site.connected.load(Ordering::SeqCst) == 0;
                if all_down && down.elapsed() > self.patience {
                    self.watch_the_door(pause);
                } else {
                    thread::sleep(pause);
                }
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
        self.session.close();
    }

    /// The next closure; `None` once there can be none.
    fn next(&mut self) -> Option<Box<dyn Job>> {
        select! {
            recv(self.reads) -> job => if let Ok(job) = job { return Some(job) },
            recv(self.writes) -> job => if let Ok(job) = job { return Some(job) },
            default => {}
        }
        self.session.rest();
        for _sort in 0..2 {
            let job = select! {
                recv(self.reads) -> job => job.inspect_err(|_| self.reads = never()),
                recv(self.writes) -> job => job.inspect_err(|_| self.writes = never()),
            };
            if let Ok(job) = job {
                if !self.session.is_up() {
                    self.take(None);
                }
                return Some(job);
            }
        }
        None
    }

    fn serve_caught(&mut self, job: Box<dyn Job>) {
        let waiting = self.reads.len() + self.writes.len();
        metrics::gauge!("usher_db_queue_depth", "lane" => "postgres").set(waiting as f64);
        // Closures' panics are caught one by one; this is for what else might unwind.
        if catch_unwind(AssertUnwindSafe(|| self.serve(job))).is_err() {
            self.take(None);
        }
    }

    fn serve(&mut self, mut job: Box<dyn Job>) {
        let mode = job.mode();
        let since = Stopwatch::start();
        let mut conflicts = 0;
        while job.wanted() {
            if !self.connected_within(since) {
                return job.refuse(Error::Busy);
            }
            self.session.begin(mode, self.beside(conflicts));
            let started = Stopwatch::start();
            let ended = job.run(&self.tx);
            started.warn_if_slow(mode.name(), job.name());
            let trouble = match (ended, self.session.take_trouble()) {
                (Ended::Panicked, _) => {
                    self.session.rest();
                    return job.answer();
                }
                (_, Some(trouble)) => trouble,
                (Ended::Undo, None) => return job.answer(),
                (Ended::Keep, None) if mode == Mode::Read => return job.answer(),
                (Ended::Keep, None) => match self.commit() {
                    Settled::Committed => return job.answer(),
                    Settled::Refused(error) => return job.refuse(error),
                    Settled::Again(trouble) => trouble,
                    Settled::Unknown(number) => {
                        self.take(None);
                        match self.ask_later(number, since) {
                            Some(Remembered::Committed) => return job.answer(),
                            Some(_) => Trouble::Lost,
                            None => return job.refuse(Error::Unsure),
                        }
                    }
                },
            };
            match trouble {
                Trouble::Lost => self.take(None),
                Trouble::Conflict => {
                    conflicts += 1;
                    metrics::counter!("usher_db_conflicts_total").increment(1);
                    if conflicts >= MOST_TRIES {
                        return job.refuse(Error::Busy);
                    }
                    self.session.rest();
                    since.pause(conflicts);
                }
            }
        }
    }

    fn commit(&self) -> Settled {
        let committing = Stopwatch::start();
        let settled = self.session.commit();
        if matches!(settled, Settled::Committed) {
            metrics::histogram!("usher_db_commit_seconds").record(committing.elapsed());
        }
        settled
    }

    fn beside(&self, conflicts: u32) -> Beside {
        if !self.site.migrated.load(Ordering::SeqCst) {
            Beside::NoGate
        } else if conflicts < TRIES_BESIDE_OTHERS {
            Beside::Others
        } else {
            Beside::Nobody
        }
    }

    /// Whether a transaction took place whose answer was lost; `None` if nobody can
    /// tell within our patience.
    fn ask_later(&mut self, number: Option<String>, since: Stopwatch) -> Option<Remembered> {
        let number = number?;
        let mut attempt = 0;
        while self.connected_within(since) {
            match self.session.remembered(&number) {
                Ok(Some(Remembered::Running)) => {}
                Ok(told) => return told,
                Err(_) => self.take(None),
            }
            attempt += 1;
            since.pause(attempt);
        }
        None
    }

    /// Whether there is a connection, made again if need be.
    fn connected_within(&mut self, since: Stopwatch) -> bool {
        if self.up && !self.session.has_link() {
            // It was lost while a transaction was being undone.
            self.take(None);
        }
        let mut attempt = 0;
        while !self.up {
            self.reconnect();
            if !self.up {
                if since.elapsed() > self.patience {
                    return false;
                }
                attempt += 1;
                since.pause(attempt + 4);
            }
        }
        true
    }

    fn reconnect(&mut self) {
        match connect(&self.at, Needs::ToUseTables, self.patience) {
            Ok(link) => self.take(Some(link)),
            Err(error) => tracing::warn!(%error, "no connection to the database"),
        }
    }

    /// Takes a connection, or gives up the one there is.
    fn take(&mut self, link: Option<Link>) {
        let up = link.is_some();
        self.session.renew(link);
        match (self.up, up) {
            (false, true) => self.site.connected.fetch_add(1, Ordering::SeqCst),
            (true, false) => self.site.connected.fetch_sub(1, Ordering::SeqCst),
            _ => 0,
        };
        self.up = up;
    }

    /// While nobody has a connection: answers whoever waits, and whoever comes within
    /// that time. The database may come back meanwhile, to another lane first: then whoever
    /// comes is served.
    fn watch_the_door(&mut self, within: Duration) {
        let first = select! {
            recv(self.reads) -> job => job.ok(),
            recv(self.writes) -> job => job.ok(),
            default(within) => None,
        };
        let Some(first) = first else { return };
        if self.site.connected.load(Ordering::SeqCst) > 0 {
            self.reconnect();
        }
        if self.up {
            self.serve_caught(first);
        } else {
            self.turn_away(Some(first), &Error::Busy);
        }
    }

    /// Refuses this closure and all that wait.
    fn turn_away(&self, first: Option<Box<dyn Job>>, error: &Error) {
        let others = self.reads.try_iter().chain(self.writes.try_iter());
        for job in first.into_iter().chain(others) {
            job.refuse(error.clone());
        }
    }
}
