//! The lane with everybody already waiting, so that who shares a batch with whom
//! is known.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU32, Ordering},
};

use crossbeam_channel::{Sender, unbounded};
use tempfile::TempDir;
use tokio::sync::oneshot::Receiver as Answer;

use super::*;
use crate::{
    ConstraintKind,
    job::{Call, Mode},
    params,
    sqlite::{Role, open},
};

type Number = Result<i64, Error>;

struct Fixture {
    folder: TempDir,
    connection: Connection,
    queue: Sender<Box<dyn Job>>,
    waiting: Receiver<Box<dyn Job>>,
    answers: Vec<Answer<Number>>,
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let connection = open(
            &folder.path().join("usher.db"),
            Role::WriterThatCreates,
            std::time::Duration::ZERO,
        )
        .unwrap();
        connection
            .execute_batch(
                "CREATE TABLE rows (n INTEGER PRIMARY KEY, filling BLOB) STRICT;
                 CREATE TABLE parts (
                     row INTEGER NOT NULL REFERENCES rows (n) DEFERRABLE INITIALLY DEFERRED
                 ) STRICT;",
            )
            .unwrap();
        let (queue, waiting) = unbounded();
        Self {
            folder,
            connection,
            queue,
            waiting,
            answers: Vec::new(),
        }
    }

    /// Puts a closure in line.
    fn wait(&mut self, closure: impl FnMut(&Tx) -> Number + Send + 'static) {
        let (job, answer) = Call::job(Mode::Write, closure, None);
        self.queue.send(job).unwrap();
        self.answers.push(answer);
    }

    /// Counts commits; `verdict` may refuse one, which undoes the transaction.
    fn commits(&mut self, verdict: impl Fn(u32) -> bool + Send + 'static) -> Arc<AtomicU32> {
        let count = Arc::new(AtomicU32::new(0));
        let counter = Arc::clone(&count);
        self.connection
            .commit_hook(Some(move || {
                !verdict(counter.fetch_add(1, Ordering::SeqCst) + 1)
            }))
            .unwrap();
        count
    }

    /// Lets the lane serve everybody and end; what each was answered, and what is
    /// then in the table.
    fn serve(self) -> (Vec<Number>, Vec<i64>) {
        drop(self.queue);
        WriteLane::new(self.connection, self.waiting).run();
        let answers = self
            .answers
            .into_iter()
            .map(|answer| answer.blocking_recv().unwrap())
            .collect();
        let after = Connection::open(self.folder.path().join("usher.db")).unwrap();
        let rows = after
            .prepare("SELECT n FROM rows ORDER BY n")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        (answers, rows)
    }
}

fn insert(tx: &Tx, n: i64) -> Number {
    tx.execute("INSERT INTO rows (n) VALUES ($1)", params![n])?;
    Ok(n)
}

/// More than [`Fixture::nearly_full`] has room for.
fn insert_too_much(tx: &Tx, n: i64) -> Number {
    tx.execute(
        "INSERT INTO rows (n, filling) VALUES ($1, zeroblob(40 * 4096))",
        params![n],
    )?;
    Ok(n)
}

impl Fixture {
    fn nearly_full() -> Self {
        let fixture = Self::new();
        fixture
            .connection
            .pragma_update(None, "max_page_count", 20)
            .unwrap();
        fixture
    }
}

#[test]
fn everybody_who_waits_shares_one_commit() {
    let mut fixture = Fixture::new();
    let commits = fixture.commits(|_| true);
    for n in 0..64 {
        fixture.wait(move |tx| insert(tx, n));
    }
    let (answers, rows) = fixture.serve();
    assert_eq!(commits.load(Ordering::SeqCst), 1);
    assert_eq!(rows, (0..64).collect::<Vec<_>>());
    assert_eq!(answers, (0..64).map(Ok).collect::<Vec<_>>());
}

#[test]
fn batches_grow_to_256_while_more_keep_waiting() {
    let mut fixture = Fixture::new();
    let commits = fixture.commits(|_| true);
    for n in 0..1000 {
        fixture.wait(move |tx| insert(tx, n));
    }
    let (_, rows) = fixture.serve();
    assert_eq!(rows.len(), 1000);
    // 64 + 128 + 256 + 256 + 256 + 40
    assert_eq!(commits.load(Ordering::SeqCst), 6);
}

#[test]
fn nobody_is_answered_before_the_commit() {
    let mut fixture = Fixture::new();
    fixture.wait(|tx| insert(tx, 1));
    fixture.wait(|_| Ok(0));
    fixture.wait(|_| Err(Error::NoRow));
    let watched = Arc::new(Mutex::new(std::mem::take(&mut fixture.answers)));
    let answers = Arc::clone(&watched);
    fixture.commits(move |_| {
        answers
            .lock()
            .unwrap()
            .iter_mut()
            .all(|answer| answer.try_recv().is_err())
    });
    let (_, rows) = fixture.serve();
    assert_eq!(rows, [1], "somebody had been answered, so the hook refused");
    assert_eq!(watched.lock().unwrap()[2].try_recv(), Ok(Err(Error::NoRow)));
}

#[test]
fn an_error_or_a_panic_undoes_one_closure_and_not_its_neighbours() {
    let mut fixture = Fixture::new();
    let commits = fixture.commits(|_| true);
    fixture.wait(|tx| insert(tx, 1));
    fixture.wait(|tx| {
        insert(tx, 2)?;
        Err(Error::NoRow)
    });
    fixture.wait(|tx| {
        insert(tx, 3)?;
        panic!("as asked")
    });
    fixture.wait(|tx| insert(tx, 1));
    fixture.wait(|tx| insert(tx, 4));
    let (answers, rows) = fixture.serve();
    assert_eq!(rows, [1, 4]);
    assert_eq!(answers[0], Ok(1));
    assert_eq!(answers[1], Err(Error::NoRow));
    assert_eq!(answers[2], Err(Error::Panicked));
    assert!(answers[3].as_ref().unwrap_err().is_unique());
    assert_eq!(answers[4], Ok(4));
    assert_eq!(commits.load(Ordering::SeqCst), 1);
}

#[test]
fn closures_that_only_look_write_nothing() {
    let mut fixture = Fixture::new();
    let log = fixture.folder.path().join("usher.db-wal");
    let before = std::fs::metadata(&log).unwrap().len();
    let (job, answer) = Call::job(
        Mode::Write,
        |tx: &Tx| {
            tx.query_one("SELECT count(*) AS n FROM rows", &[], |row| {
                row.get::<i64>("n")
            })
        },
        None,
    );
    let mut lane = WriteLane::new(fixture.connection, fixture.waiting);
    lane.serve(job);
    fixture.answers.push(answer);
    assert_eq!(std::fs::metadata(&log).unwrap().len(), before);
    assert_eq!(fixture.answers.remove(0).blocking_recv(), Ok(Ok(0)));
}

#[test]
fn a_full_disk_fails_who_filled_it_and_not_its_neighbours() {
    let mut fixture = Fixture::nearly_full();
    fixture.wait(|tx| insert(tx, 1));
    fixture.wait(|tx| insert_too_much(tx, 2));
    fixture.wait(|tx| insert(tx, 3));
    let (answers, rows) = fixture.serve();
    assert_eq!(answers, [Ok(1), Err(Error::DiskFull), Ok(3)]);
    assert_eq!(rows, [1, 3]);
}

#[test]
fn a_closure_that_hides_a_full_disk_is_not_answered_with_ok() {
    let mut fixture = Fixture::nearly_full();
    fixture.wait(|tx| insert(tx, 1));
    fixture.wait(|tx| insert_too_much(tx, 2).or(Ok(0)));
    let (answers, rows) = fixture.serve();
    assert_eq!(
        answers,
        [Ok(1), Err(Error::Poisoned(Box::new(Error::DiskFull)))]
    );
    assert_eq!(rows, [1]);
}

#[test]
fn a_refusal_that_rested_on_a_lost_write_is_decided_again() {
    let mut fixture = Fixture::nearly_full();
    let mut first_time = true;
    fixture.wait(move |tx| {
        insert(tx, 1)?;
        if std::mem::take(&mut first_time) {
            Ok(1)
        } else {
            Err(Error::NoRow)
        }
    });
    fixture.wait(|tx| {
        let taken = tx.query("SELECT n FROM rows WHERE n = 1", &[], |_| Ok(()))?;
        if taken.is_empty() {
            insert(tx, 2)
        } else {
            Ok(-1)
        }
    });
    fixture.wait(|tx| insert_too_much(tx, 3));
    let (answers, rows) = fixture.serve();
    assert_eq!(answers, [Err(Error::NoRow), Ok(2), Err(Error::DiskFull)]);
    assert_eq!(rows, [2]);
}

#[test]
fn a_closure_that_panicked_is_not_run_again() {
    let runs = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&runs);
    let mut fixture = Fixture::nearly_full();
    fixture.wait(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        panic!("as asked")
    });
    fixture.wait(|tx| insert_too_much(tx, 1));
    let (answers, _) = fixture.serve();
    assert_eq!(answers, [Err(Error::Panicked), Err(Error::DiskFull)]);
    assert_eq!(runs.load(Ordering::SeqCst), 1);
}

#[test]
fn a_commit_that_fails_is_tried_again_one_by_one() {
    let mut fixture = Fixture::new();
    let commits = fixture.commits(|commit| commit != 1 && commit != 3);
    for n in 1..=3 {
        fixture.wait(move |tx| insert(tx, n));
    }
    let (answers, rows) = fixture.serve();
    assert_eq!(commits.load(Ordering::SeqCst), 4);
    assert_eq!(rows, [1, 3]);
    assert_eq!((&answers[0], &answers[2]), (&Ok(1), &Ok(3)));
    assert!(answers[1].is_err(), "what was not committed is not ok");
}

#[test]
fn a_rule_that_is_checked_at_the_commit_fails_only_who_broke_it() {
    let mut fixture = Fixture::new();
    fixture.wait(|tx| insert(tx, 1));
    fixture.wait(|tx| {
        tx.execute("INSERT INTO parts (row) VALUES ($1)", params![99])?;
        Ok(0)
    });
    fixture.wait(|tx| insert(tx, 2));
    let (answers, rows) = fixture.serve();
    assert_eq!(rows, [1, 2]);
    assert_eq!((&answers[0], &answers[2]), (&Ok(1), &Ok(2)));
    assert!(matches!(
        answers[1],
        Err(Error::Constraint {
            kind: ConstraintKind::ForeignKey,
            ..
        })
    ));
}

#[test]
fn while_another_program_writes_everybody_waiting_is_told_busy_at_once() {
    let mut fixture = Fixture::new();
    let other = Connection::open(fixture.folder.path().join("usher.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    fixture.wait(|tx| insert(tx, 1));
    fixture.wait(|tx| insert(tx, 2));
    let (answers, rows) = fixture.serve();
    assert_eq!(answers, [Err(Error::Busy), Err(Error::Busy)]);
    assert!(rows.is_empty());
}

#[test]
fn whoever_left_before_their_turn_is_not_served() {
    let mut fixture = Fixture::new();
    fixture.wait(|tx| insert(tx, 1));
    fixture.wait(|tx| insert(tx, 2));
    fixture.answers.remove(0);
    let (answers, rows) = fixture.serve();
    assert_eq!(answers, [Ok(2)]);
    assert_eq!(rows, [2]);
}
