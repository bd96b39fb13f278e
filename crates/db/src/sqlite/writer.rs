//! The write lane: many closures, one commit.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};

use crossbeam_channel::Receiver;
use rusqlite::Connection;

use super::Session;
use crate::{
    Error, Tx,
    engine::Engine,
    job::{Ended, Job},
    stopwatch::Stopwatch,
};

/// As many closures share a commit at first …
const BATCH: usize = 64;
/// … and at most, when more keep waiting.
const LARGEST_BATCH: usize = 256;

/// The one writer. **Nobody is answered before the commit that holds what they
/// did, or what they were told by, is on the disk.**
pub(crate) struct WriteLane {
    session: Rc<Session>,
    tx: Tx,
    waiting: Receiver<Box<dyn Job>>,
    limit: usize,
}

impl WriteLane {
    /// Made in the thread that it runs in.
    pub(crate) fn new(connection: Connection, waiting: Receiver<Box<dyn Job>>) -> Self {
        let session = Rc::new(Session::new(connection));
        Self {
            tx: Tx::new(Engine::Sqlite(Rc::clone(&session))),
            session,
            waiting,
            limit: BATCH,
        }
    }

    /// Serves closures until nobody can send any more.
    pub(crate) fn run(mut self) {
        while let Ok(first) = self.waiting.recv() {
            // Closures' panics are caught one by one; this is for what else might
            // unwind (a result's `Drop`), so that the lane lives whatever happens.
            if catch_unwind(AssertUnwindSafe(|| self.serve(first))).is_err() {
                self.session.roll_back();
            }
        }
    }

    /// Runs `first` and whoever else waits in one transaction.
    fn serve(&mut self, first: Box<dyn Job>) {
        metrics::gauge!("usher_db_queue_depth", "lane" => "write").set(self.waiting.len() as f64);
        if let Err(error) = self.session.begin("BEGIN IMMEDIATE") {
            // Somebody else holds the database. Everybody here has waited that long.
            first.refuse(error.clone());
            self.waiting
                .try_iter()
                .for_each(|job| job.refuse(error.clone()));
            return;
        }
        let mut batch = Vec::with_capacity(self.limit);
        let mut next = Some(first);
        while let Some(mut job) = next {
            if job.wanted() {
                let ended = self.run_one(&mut job);
                batch.push((job, ended));
                if !self.session.is_open() {
                    return self.one_by_one(batch);
                }
            }
            next = if batch.len() < self.limit {
                self.waiting.try_recv().ok()
            } else {
                None
            };
        }
        let committing = Stopwatch::start();
        if let Err(error) = self.session.commit() {
            tracing::warn!(%error, closures = batch.len(), "a batch was not committed");
            return self.one_by_one(batch);
        }
        metrics::histogram!("usher_db_commit_seconds").record(committing.elapsed());
        metrics::histogram!("usher_db_batch_size").record(batch.len() as f64);
        self.adapt(batch.len());
        for (job, _) in batch {
            job.answer();
        }
    }

    /// Runs one closure inside the open transaction and keeps or undoes its
    /// writes. Where that cannot be done the whole transaction is given up.
    fn run_one(&self, job: &mut Box<dyn Job>) -> Ended {
        let started = Stopwatch::start();
        let ended = job.run(&self.tx);
        started.warn_if_slow("write", job.name());
        if self.session.is_open() {
            let settled = match ended {
                Ended::Keep => self.session.keep(),
                Ended::Undo | Ended::Panicked => self.session.undo(),
            };
            if let Err(error) = settled {
                tracing::error!(%error, "a closure's savepoint could not be closed");
                self.session.roll_back();
            }
        }
        ended
    }

    /// After a batch was lost: everybody in it runs again, each in a transaction
    /// of its own, and that answer stands. Everybody, not only those who had
    /// written: a refusal may rest on a neighbour's write that is no longer there.
    fn one_by_one(&mut self, batch: Vec<(Box<dyn Job>, Ended)>) {
        self.session.roll_back();
        metrics::counter!("usher_db_batches_lost_total").increment(1);
        for (mut job, ended) in batch {
            if ended == Ended::Panicked {
                job.answer();
            } else if job.wanted() {
                match self.alone(&mut job) {
                    Ok(()) => job.answer(),
                    Err(error) => job.refuse(error),
                }
            }
        }
    }

    /// One closure in one transaction; an error if what it did is not on the disk
    /// although it succeeded.
    fn alone(&self, job: &mut Box<dyn Job>) -> Result<(), Error> {
        let engine = &self.session;
        engine.begin("BEGIN IMMEDIATE")?;
        let ended = self.run_one(job);
        let committed = if engine.is_open() {
            engine.commit()
        } else {
            Err(Error::Other("the transaction was lost".into()))
        };
        engine.roll_back();
        match ended {
            Ended::Keep => committed,
            // It has its own error, and nothing to commit.
            Ended::Undo | Ended::Panicked => Ok(()),
        }
    }

    /// Larger batches while more wait than fit, back again when they do not fill.
    fn adapt(&mut self, ran: usize) {
        if ran == self.limit && self.waiting.len() >= self.limit {
            self.limit = (self.limit * 2).min(LARGEST_BATCH);
        } else if ran <= self.limit / 4 {
            self.limit = (self.limit / 2).max(BATCH);
        }
    }
}

#[cfg(test)]
mod tests;
