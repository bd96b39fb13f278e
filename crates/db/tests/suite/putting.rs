//! Statements on which nobody waits: together or one after the other, what they do is the same.

use usher_db::{Db, Error, Tx, params};

use crate::{Engine, on_every_engine};

on_every_engine!(
    writes_to_several_tables_are_all_there,
    one_that_fails_takes_the_others_with_it,
    what_rests_on_an_earlier_one_finds_it,
    what_is_put_again_and_again_is_there_each_time,
);

const THING: &str = "INSERT INTO things (id, number) VALUES ($1, $2)";
const PART: &str = "INSERT INTO parts (id, thing) VALUES ($1, $2)";
const COUNT: &str = "INSERT INTO counters (name, count) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET count = counters.count + excluded.count";

/// The thing, the part that belongs to it, and one more counted.
fn put_all(tx: &Tx, name: &str) -> Result<(), Error> {
    tx.put(THING, params![name, 7_i64])?;
    tx.put(PART, params![format!("part of {name}"), name])?;
    tx.put(COUNT, params!["things", 1_i64])
}

fn there(db: &Db) -> [i64; 3] {
    let count = |tx: &Tx, sql| tx.query_one(sql, params![], |row| row.get("n"));
    db.read_blocking::<_, Error>(move |tx| {
        Ok([
            count(tx, "SELECT count(*) AS n FROM things")?,
            count(tx, "SELECT count(*) AS n FROM parts")?,
            count(
                tx,
                "SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) AS n FROM counters",
            )?,
        ])
    })
    .unwrap()
}

fn writes_to_several_tables_are_all_there(engine: Engine) {
    let store = engine.store();
    store
        .db
        .write_blocking::<_, Error>(|tx| put_all(tx, "a"))
        .unwrap();
    assert_eq!(there(&store.db), [1, 1, 1]);
}

fn one_that_fails_takes_the_others_with_it(engine: Engine) {
    let store = engine.store();
    let write = |name: &'static str| {
        store
            .db
            .write_blocking::<_, Error>(move |tx| put_all(tx, name))
    };
    write("a").unwrap();
    write("a").expect_err("it is there already");
    let orphan = store.db.write_blocking::<_, Error>(|tx| {
        tx.put(COUNT, params!["things", 1_i64])?;
        tx.put(PART, params!["part of nothing", "nothing"])
    });
    orphan.expect_err("there is no such thing");
    assert_eq!(there(&store.db), [1, 1, 1]);
    write("b").expect("what failed is forgotten");
    assert_eq!(there(&store.db), [2, 2, 2]);
}

fn what_rests_on_an_earlier_one_finds_it(engine: Engine) {
    let store = engine.store();
    let number = store
        .db
        .write_blocking::<_, Error>(|tx| {
            tx.put(THING, params!["a", 1_i64])?;
            tx.put("UPDATE things SET number = number + $1", params![4_i64])?;
            tx.put(
                "INSERT INTO counters (name, count) SELECT id, number FROM things WHERE id = $1",
                params!["a"],
            )
        })
        .and_then(|()| {
            store.db.read_blocking(|tx| {
                tx.query_one("SELECT count FROM counters", params![], |row| {
                    row.get::<i64>("count")
                })
            })
        });
    assert_eq!(number, Ok(5));
}

fn what_is_put_again_and_again_is_there_each_time(engine: Engine) {
    let store = engine.store();
    for nth in 0..40_i64 {
        store
            .db
            .write_blocking::<_, Error>(move |tx| {
                put_all(tx, &format!("thing {nth}"))?;
                // With a question in between, what is left for the commit is another sequence.
                if nth % 3 == 0 {
                    tx.query("SELECT id FROM things", params![], |_| Ok(()))?;
                    tx.put(COUNT, params!["others", 0_i64])?;
                }
                Ok(())
            })
            .unwrap();
        assert_eq!(there(&store.db), [nth + 1; 3]);
    }
}
