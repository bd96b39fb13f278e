//! What a closure may do, and what becomes of it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
        mpsc::channel,
    },
    task::{Context, Waker},
};

use usher_db::{ConstraintKind, Db, Error, OpenError, Tx, params};

use crate::{Engine, on_every_engine};

on_every_engine!(
    an_error_undoes_everything_the_closure_did,
    a_panic_is_an_error_and_the_lanes_live,
    after_an_error_every_call_fails_with_the_first,
    going_on_after_an_error_is_not_answered_with_ok,
    a_missing_row_does_not_poison,
    broken_rules_are_told_apart,
    a_reader_cannot_write,
    a_closure_cannot_end_its_transaction,
    a_reader_sees_only_what_is_committed,
    a_reader_keeps_its_snapshot,
    a_full_line_is_busy_and_nobody_waiting_is_lost,
    a_closure_may_hold_the_last_database,
    sixty_four_writers_count_exactly,
);

fn count(db: &Db, name: &'static str) -> i64 {
    db.read_blocking::<_, Error>(move |tx| {
        let found = tx.query_opt(
            "SELECT count FROM counters WHERE name = $1",
            params![name],
            |row| row.get("count"),
        )?;
        Ok(found.unwrap_or(0))
    })
    .unwrap()
}

fn add(tx: &Tx, name: &str) -> Result<i64, Error> {
    tx.query_one(
        "INSERT INTO counters (name, count) VALUES ($1, 1)
         ON CONFLICT (name) DO UPDATE SET count = counters.count + 1
         RETURNING count",
        params![name],
        |row| row.get("count"),
    )
}

/// An error of a feature, as the closures of features have.
#[derive(Debug, PartialEq)]
enum Refusal {
    NotToday,
    Database(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

fn an_error_undoes_everything_the_closure_did(engine: Engine) {
    let store = engine.store();
    let refused = store.db.write_blocking::<(), Refusal>(|tx| {
        add(tx, "a")?;
        add(tx, "b")?;
        Err(Refusal::NotToday)
    });
    assert_eq!(refused, Err(Refusal::NotToday));
    assert_eq!((count(&store.db, "a"), count(&store.db, "b")), (0, 0));
}

fn a_panic_is_an_error_and_the_lanes_live(engine: Engine) {
    let store = engine.store();
    let write = store.db.write_blocking::<(), Refusal>(|tx| {
        add(tx, "a")?;
        panic!("as asked")
    });
    assert_eq!(write, Err(Refusal::Database(Error::Panicked)));
    // More often than there are readers.
    for _ in 0..20 {
        let read = store
            .db
            .read_blocking::<(), Refusal>(|_| panic!("as asked"));
        assert_eq!(read, Err(Refusal::Database(Error::Panicked)));
    }
    assert_eq!(store.db.write_blocking(|tx| add(tx, "a")), Ok(1));
    assert_eq!(count(&store.db, "a"), 1);
}

fn after_an_error_every_call_fails_with_the_first(engine: Engine) {
    let store = engine.store();
    let answer = store.db.write_blocking::<(), Error>(|tx| {
        let first = tx
            .execute(
                "INSERT INTO things (id, small) VALUES ('a', 1000)",
                params![],
            )
            .unwrap_err();
        let second = add(tx, "a").unwrap_err();
        let third = tx
            .query("SELECT id FROM parts", params![], |_| Ok(()))
            .unwrap_err();
        assert_eq!((&second, &third), (&first, &first));
        Err(third)
    });
    assert!(
        matches!(answer, Err(Error::Constraint { .. })),
        "{answer:?}"
    );
    assert_eq!(
        store.db.write_blocking(|tx| add(tx, "a")),
        Ok(1),
        "the next closure starts afresh"
    );
}

fn going_on_after_an_error_is_not_answered_with_ok(engine: Engine) {
    let store = engine.store();
    let answer = store.db.write_blocking::<(), Error>(|tx| {
        add(tx, "a")?;
        let _ = tx.execute(
            "INSERT INTO things (id, small) VALUES ('a', 1000)",
            params![],
        );
        Ok(())
    });
    assert!(matches!(answer, Err(Error::Poisoned(_))), "{answer:?}");
    assert_eq!(count(&store.db, "a"), 0);
}

fn a_missing_row_does_not_poison(engine: Engine) {
    let store = engine.store();
    let answer = store.db.write_blocking::<_, Error>(|tx| {
        let missing = tx.query_one("SELECT id FROM things", params![], |row| {
            row.get::<String>("id")
        });
        assert_eq!(missing, Err(Error::NoRow));
        add(tx, "a")
    });
    assert_eq!(answer, Ok(1));
}

fn broken_rules_are_told_apart(engine: Engine) {
    let store = engine.store();
    let broken = |sql: &'static str| {
        let outcome = store
            .db
            .write_blocking::<_, Error>(move |tx| tx.execute(sql, params![]));
        match outcome {
            Err(Error::Constraint { kind, .. }) => Some(kind),
            _ => None,
        }
    };
    assert_eq!(broken("INSERT INTO things (id) VALUES ('a')"), None);
    for (sql, kind) in [
        (
            "INSERT INTO things (id) VALUES ('a')",
            ConstraintKind::Unique,
        ),
        (
            "INSERT INTO things (id, small) VALUES ('b', 1000)",
            ConstraintKind::Check,
        ),
        (
            "INSERT INTO counters (name) VALUES ('b')",
            ConstraintKind::Check,
        ),
        (
            "INSERT INTO parts (id, thing) VALUES ('b', 'b')",
            ConstraintKind::ForeignKey,
        ),
    ] {
        assert_eq!(broken(sql), Some(kind), "{sql}");
    }
}

fn a_reader_cannot_write(engine: Engine) {
    let store = engine.store();
    let refused = store.db.read_blocking(|tx| add(tx, "a"));
    assert!(refused.is_err());
    assert_eq!(count(&store.db, "a"), 0);
}

fn a_closure_cannot_end_its_transaction(engine: Engine) {
    let store = engine.store();
    for sql in [
        "COMMIT",
        "rollback",
        " BEGIN",
        "SAVEPOINT a",
        "PRAGMA synchronous = OFF",
    ] {
        let refused = store.db.write_blocking::<_, Error>(move |tx| {
            add(tx, "a")?;
            tx.execute(sql, params![])
        });
        assert!(refused.is_err(), "{sql}");
    }
    assert_eq!(count(&store.db, "a"), 0);
}

fn a_reader_sees_only_what_is_committed(engine: Engine) {
    let store = engine.store();
    let db = store.db.clone();
    let (written, is_written) = channel();
    let (go_on, may_go_on) = channel::<()>();
    let writer = std::thread::spawn(move || {
        db.write_blocking::<_, Error>(move |tx| {
            add(tx, "a")?;
            written.send(()).unwrap();
            may_go_on.recv().unwrap();
            add(tx, "a")
        })
    });
    is_written.recv().unwrap();
    assert_eq!(count(&store.db, "a"), 0);
    go_on.send(()).unwrap();
    assert_eq!(writer.join().unwrap(), Ok(2));
    assert_eq!(count(&store.db, "a"), 2);
}

fn a_reader_keeps_its_snapshot(engine: Engine) {
    let store = engine.store();
    let db = store.db.clone();
    let (looked, has_looked) = channel();
    let (go_on, may_go_on) = channel::<()>();
    let reader = std::thread::spawn(move || {
        db.read_blocking::<_, Error>(move |tx| {
            let look = || tx.query("SELECT name FROM counters", params![], |_| Ok(()));
            let before = look()?.len();
            looked.send(()).unwrap();
            may_go_on.recv().unwrap();
            Ok((before, look()?.len()))
        })
    });
    has_looked.recv().unwrap();
    assert_eq!(store.db.write_blocking(|tx| add(tx, "a")), Ok(1));
    go_on.send(()).unwrap();
    assert_eq!(reader.join().unwrap(), Ok((0, 0)));
}

fn a_full_line_is_busy_and_nobody_waiting_is_lost(engine: Engine) {
    let store = engine.store_with(|options| options.waiting(2, 2).connections(1));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let (started, has_started) = channel();
    let (go_on, may_go_on) = channel::<()>();
    let db = store.db.clone();
    let holder = std::thread::spawn(move || {
        db.write_blocking::<_, Error>(move |tx| {
            started.send(()).unwrap();
            may_go_on.recv().unwrap();
            add(tx, "a")
        })
    });
    has_started.recv().unwrap();
    let (first, second, third, ()) = runtime.block_on(async {
        let add_one = || store.db.write(|tx| add(tx, "a"));
        // Polled in this order; the holder is let go once all three stand in line.
        tokio::join!(add_one(), add_one(), add_one(), async {
            go_on.send(()).unwrap();
        })
    });
    assert_eq!(third, Err(Error::Busy));
    assert!(first.is_ok() && second.is_ok());
    assert!(holder.join().unwrap().is_ok());
    assert_eq!(count(&store.db, "a"), 3);
}

fn a_closure_may_hold_the_last_database(engine: Engine) {
    let (db, options, _place) = engine.store().into_parts();
    let (started, has_started) = channel();
    let (go_on, may_go_on) = channel::<()>();
    let held = db.clone();
    let mut waiting = Box::pin(async move {
        db.write::<_, Error>(move |tx| {
            let _held = &held;
            started.send(()).unwrap();
            may_go_on.recv().unwrap();
            add(tx, "a")
        })
        .await
    });
    let _ = waiting
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()));
    has_started.recv().unwrap();
    drop(waiting);
    // Now the closure holds the last one, and the lane that runs it closes the database.
    go_on.send(()).unwrap();
    let again = loop {
        match Db::open(options.clone()) {
            Err(OpenError::InUse { .. }) => std::thread::yield_now(),
            opened => break opened.unwrap(),
        }
    };
    assert_eq!(count(&again, "a"), 1);
}

fn sixty_four_writers_count_exactly(engine: Engine) {
    const EACH: u32 = 50;
    let store = engine.store();
    let runs = Arc::new(AtomicU32::new(0));
    std::thread::scope(|scope| {
        for writer in 0..64 {
            let (db, runs) = (store.db.clone(), &runs);
            scope.spawn(move || {
                for round in 0..EACH {
                    let runs = Arc::clone(runs);
                    let give_up = (writer + round) % 5 == 0;
                    let outcome = db.write_blocking::<_, Refusal>(move |tx| {
                        runs.fetch_add(1, Ordering::SeqCst);
                        add(tx, "all")?;
                        if give_up {
                            return Err(Refusal::NotToday);
                        }
                        add(tx, if writer % 2 == 0 { "even" } else { "odd" })?;
                        Ok(())
                    });
                    assert_eq!(outcome.is_err(), give_up);
                }
            });
        }
    });
    let counts = ["all", "even", "odd"].map(|name| count(&store.db, name));
    assert_eq!(counts, [2560, 1280, 1280]);
    let runs = runs.load(Ordering::SeqCst);
    match engine {
        Engine::Sqlite => assert_eq!(runs, 64 * EACH),
        // Whoever was in another's way ran again.
        Engine::Postgres => assert!(runs >= 64 * EACH),
    }
}
