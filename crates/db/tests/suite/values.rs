//! What goes in comes out.

use usher_db::{Error, params};
use usher_domain::{
    clock::{SeededEntropy, Timestamp},
    ids::EntryId,
};

use crate::{Engine, on_every_engine};

on_every_engine!(
    values_survive,
    absent_values_survive,
    parameters_are_bound_by_number_not_by_appearance,
    a_wrong_number_of_parameters_is_refused,
    a_column_that_is_not_there_or_is_something_else_is_refused,
    only_one_row_means_one,
    what_was_written_is_there_after_reopening,
);

const INSERT: &str =
    "INSERT INTO things (id, number, small, bytes, at) VALUES ($1, $2, $3, $4, $5)";
const BY_ID: &str = "SELECT id, number, small, bytes, at FROM things WHERE id = $1";

fn values_survive(engine: Engine) {
    let store = engine.store();
    let id = EntryId::new(Timestamp::from_secs(7), &SeededEntropy::new(1));
    let at = Timestamp::from_micros(-3);
    let found = store
        .db
        .write_blocking::<_, Error>(move |tx| {
            assert_eq!(
                tx.execute(INSERT, params![id, i64::MIN, 999_i32, [7_u8; 3], at])?,
                1
            );
            tx.query_one(BY_ID, params![id], |row| {
                Ok((
                    row.get::<EntryId>("id")?,
                    row.get::<i64>("number")?,
                    row.get::<u32>("small")?,
                    row.get::<[u8; 3]>("bytes")?,
                    row.get::<Timestamp>("at")?,
                    row.parse::<EntryId>("id")?,
                ))
            })
        })
        .unwrap();
    assert_eq!(found, (id, i64::MIN, 999, [7; 3], at, id));
}

fn absent_values_survive(engine: Engine) {
    let store = engine.store();
    let found = store
        .db
        .write_blocking::<_, Error>(move |tx| {
            let nothing: Option<Vec<u8>> = None;
            tx.execute(
                INSERT,
                params![
                    "ü\u{1F3AC}",
                    None::<i64>,
                    Some(true),
                    nothing,
                    None::<Timestamp>
                ],
            )?;
            tx.query_one(BY_ID, params!["ü\u{1F3AC}"], |row| {
                Ok((
                    row.get::<Option<i64>>("number")?,
                    row.get::<bool>("small")?,
                    row.get::<Option<Vec<u8>>>("bytes")?,
                    row.parse_opt::<EntryId>("at")?,
                ))
            })
        })
        .unwrap();
    assert_eq!(found, (None, true, None, None));
}

fn parameters_are_bound_by_number_not_by_appearance(engine: Engine) {
    let store = engine.store();
    let found = store
        .db
        .write_blocking::<_, Error>(move |tx| {
            tx.execute(
                "INSERT INTO things (number, id, small) VALUES ($2, $1, $2)",
                params!["a", 5],
            )?;
            tx.query_one(
                "SELECT number, small FROM things WHERE number = $2 AND id = $1",
                params!["a", 5],
                |row| Ok((row.get::<i64>("number")?, row.get::<i64>("small")?)),
            )
        })
        .unwrap();
    assert_eq!(found, (5, 5));
}

fn a_wrong_number_of_parameters_is_refused(engine: Engine) {
    let store = engine.store();
    for (sql, count) in [
        (BY_ID, 0),
        (BY_ID, 2),
        ("SELECT id FROM things WHERE id = $2", 1),
    ] {
        let refused = store.db.read_blocking::<_, Error>(move |tx| {
            tx.query(sql, &params!["a", "b"][..count], |_| Ok(()))
        });
        assert!(
            matches!(refused, Err(Error::Other(_))),
            "{sql} with {count}: {refused:?}"
        );
    }
}

fn a_column_that_is_not_there_or_is_something_else_is_refused(engine: Engine) {
    let store = engine.store();
    let refused = store.db.write_blocking::<(), Error>(move |tx| {
        tx.execute(INSERT, params!["a", -1, 1, [1_u8; 2], None::<i64>])?;
        tx.query_one(BY_ID, params!["a"], |row| {
            for error in [
                row.get::<i64>("colour").unwrap_err(),
                row.get::<u32>("number").unwrap_err(),
                row.get::<i64>("id").unwrap_err(),
                row.get::<[u8; 3]>("bytes").unwrap_err(),
                row.get::<i64>("at").unwrap_err(),
                row.parse::<EntryId>("id").unwrap_err(),
            ] {
                assert!(matches!(error, Error::Column { .. }), "{error:?}");
            }
            row.get::<String>("at").map(|_| ())
        })
    });
    assert!(matches!(refused, Err(Error::Column { column: "at", .. })));
}

fn only_one_row_means_one(engine: Engine) {
    let store = engine.store();
    let db = &store.db;
    db.write_blocking::<_, Error>(|tx| {
        tx.execute(
            "INSERT INTO counters (name, count) VALUES ('a', 1), ('b', 2)",
            params![],
        )
    })
    .unwrap();
    let one = |sql: &'static str| {
        db.read_blocking::<_, Error>(move |tx| {
            tx.query_one(sql, params![], |row| row.get::<i64>("count"))
        })
    };
    assert_eq!(one("SELECT count FROM counters WHERE name = 'a'"), Ok(1));
    assert_eq!(
        one("SELECT count FROM counters WHERE name = 'z'"),
        Err(Error::NoRow)
    );
    assert_eq!(one("SELECT count FROM counters"), Err(Error::ManyRows));
    let all = db.read_blocking::<_, Error>(|tx| {
        tx.query(
            "SELECT count FROM counters ORDER BY count",
            params![],
            |row| row.get::<i64>("count"),
        )
    });
    assert_eq!(all, Ok(vec![1, 2]));
}

fn what_was_written_is_there_after_reopening(engine: Engine) {
    let store = engine.store();
    store
        .db
        .write_blocking::<_, Error>(|tx| tx.execute(INSERT, params!["a", 1, 2, [3_u8], 4]))
        .unwrap();
    let store = store.reopened();
    let number = store.db.read_blocking::<_, Error>(|tx| {
        tx.query_opt(BY_ID, params!["a"], |row| row.get::<i64>("number"))
    });
    assert_eq!(number, Ok(Some(1)));
}
