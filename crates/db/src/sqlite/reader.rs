//! A reader: one closure at a time, each on one consistent snapshot.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};

use crossbeam_channel::Receiver;
use rusqlite::Connection;

use super::Session;
use crate::{Tx, engine::Engine, job::Job, stopwatch::Stopwatch};

/// Serves closures until nobody can send any more.
pub(crate) fn read_lane(connection: Connection, waiting: &Receiver<Box<dyn Job>>) {
    let session = Rc::new(Session::new(connection));
    let tx = Tx::new(Engine::Sqlite(Rc::clone(&session)));
    for job in waiting {
        metrics::gauge!("usher_db_queue_depth", "lane" => "read").set(waiting.len() as f64);
        // As in the write lane: whatever unwinds, the lane lives.
        if catch_unwind(AssertUnwindSafe(|| serve(&session, &tx, job))).is_err() {
            session.roll_back();
        }
    }
}

fn serve(session: &Session, tx: &Tx, mut job: Box<dyn Job>) {
    if !job.wanted() {
        return;
    }
    if let Err(error) = session.begin("BEGIN") {
        return job.refuse(error);
    }
    let started = Stopwatch::start();
    job.run(tx);
    started.warn_if_slow("read", job.name());
    session.roll_back();
    job.answer();
}
