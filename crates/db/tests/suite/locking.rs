//! What closures that lock what they decide on are promised.

use std::sync::{Arc, Barrier};

use usher_db::{Db, Error, Tx, params};

use crate::{Engine, on_every_engine};

on_every_engine!(
    what_locks_may_also_be_run_by_a_reader,
    locking_closures_decide_on_what_is_there,
    locking_and_other_writers_do_not_miss_each_other,
    what_has_no_row_is_claimed,
);

/// As many as there are places, as if each were somebody's last use.
const PLACES: i64 = 10;
const WRITERS: usize = 64;

const LOAD: &str = "SELECT c.count FROM counters c WHERE c.name = $1";

fn begin(db: &Db) {
    let insert = "INSERT INTO counters (name, count) VALUES ('places', $1)";
    db.write_blocking::<_, Error>(|tx| tx.execute(insert, params![PLACES]))
        .unwrap();
}

fn left(db: &Db) -> i64 {
    db.read_blocking::<_, Error>(load).unwrap()
}

fn load(tx: &Tx) -> Result<i64, Error> {
    tx.query_one(tx.lock("c", LOAD), params!["places"], |row| {
        row.get("count")
    })
}

/// Takes a place if there is one: load, decide, write what was decided.
fn take(tx: &Tx) -> Result<bool, Error> {
    tx.hold(
        "SELECT name FROM counters WHERE name = $1",
        params!["places"],
    )?;
    let left = load(tx)?;
    if left > 0 {
        tx.put(
            "UPDATE counters SET count = $2 WHERE name = $1",
            params!["places", left - 1],
        )?;
    }
    Ok(left > 0)
}

fn what_locks_may_also_be_run_by_a_reader(engine: Engine) {
    let store = engine.store();
    begin(&store.db);
    let looked = store.db.read_blocking::<_, Error>(|tx| {
        tx.claim("browser", b"one")?;
        tx.hold(
            "SELECT name FROM counters WHERE name = $1",
            params!["places"],
        )?;
        load(tx)
    });
    assert_eq!(looked, Ok(PLACES));
}

fn locking_closures_decide_on_what_is_there(engine: Engine) {
    let store = engine.store();
    begin(&store.db);
    let taken = all_at_once(&store.db, |db, _| {
        tokio(db.write_locking::<_, Error>(take)).unwrap()
    });
    assert_eq!(taken, PLACES);
    assert_eq!(left(&store.db), 0);
}

fn locking_and_other_writers_do_not_miss_each_other(engine: Engine) {
    let store = engine.store();
    begin(&store.db);
    let taken = all_at_once(&store.db, |db, number| {
        if number % 4 == 0 {
            db.write_blocking::<_, Error>(take).unwrap()
        } else {
            tokio(db.write_locking::<_, Error>(take)).unwrap()
        }
    });
    assert_eq!(taken, PLACES);
    assert_eq!(left(&store.db), 0);
}

fn what_has_no_row_is_claimed(engine: Engine) {
    let store = engine.store();
    let made = all_at_once(&store.db, |db, number| {
        let make = move |tx: &Tx| {
            tx.claim("thing of", b"ada")?;
            let there = tx.query_opt(
                "SELECT id FROM things WHERE number = 7 LIMIT 1",
                params![],
                |row| row.get::<String>("id"),
            )?;
            if there.is_none() {
                let id = format!("thing-{number}");
                tx.put(
                    "INSERT INTO things (id, number) VALUES ($1, 7)",
                    params![id],
                )?;
            }
            Ok(there.is_none())
        };
        tokio(db.write_locking::<_, Error>(make)).unwrap()
    });
    assert_eq!(made, 1);
}

/// How many of the writers were answered yes.
fn all_at_once(db: &Db, write: impl Fn(&Db, usize) -> bool + Sync) -> i64 {
    let together = Arc::new(Barrier::new(WRITERS));
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|number| {
                let (together, write) = (together.clone(), &write);
                scope.spawn(move || {
                    together.wait();
                    i64::from(write(db, number))
                })
            })
            .collect();
        writers
            .into_iter()
            .map(|writer| writer.join().unwrap())
            .sum()
    })
}

/// Waits for an answer in a thread without a runtime.
fn tokio<T>(answer: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(answer)
}
