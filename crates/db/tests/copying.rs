//! Copies of a whole database.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "test support; the lints know only functions marked #[test]"
)]

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use usher_db::{Census, CopyError, Db, Error, MIGRATIONS, Options, Tx, params};
use usher_domain::clock::Timestamp;

const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

fn note(tx: &Tx, name: i64) -> Result<(), Error> {
    // Two rows that belong together.
    for part in ["one", "other"] {
        tx.execute(
            "INSERT INTO site (name, value) VALUES ($1, $2)",
            params![format!("{name} {part}"), part],
        )?;
    }
    Ok(())
}

#[test]
fn a_snapshot_is_one_moment_of_a_database_that_is_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(Options::sqlite(folder.path().join("usher.db"))).unwrap();
    db.migrate(MIGRATIONS, NOW).unwrap();
    let (stop, busy) = (Arc::new(AtomicBool::new(false)), db.clone());
    let stopped = Arc::clone(&stop);
    let writer = std::thread::spawn(move || {
        let mut written = 0;
        while !stopped.load(Ordering::SeqCst) || written == 0 {
            busy.write_blocking(move |tx| note(tx, written)).unwrap();
            written += 1;
        }
    });
    let beside = Db::open(Options::sqlite(folder.path().join("usher.db")).shared()).unwrap();
    for number in 0..8 {
        let copy = folder.path().join(format!("copy-{number}.db"));
        beside.snapshot(&copy).unwrap();
        let census = Census::of_file(&copy).unwrap();
        let site = census.tables().find(|(name, _)| *name == "site").unwrap();
        assert_eq!(site.1.rows % 2, 0, "both rows of a closure or none");
    }
    stop.store(true, Ordering::SeqCst);
    writer.join().unwrap();
    let copy = folder.path().join("copy-0.db");
    assert!(beside.snapshot(&copy).is_err(), "a file is never replaced");
}

#[test]
fn a_snapshot_opens_as_a_database_of_the_same_contents() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(Options::sqlite(folder.path().join("usher.db"))).unwrap();
    db.migrate(MIGRATIONS, NOW).unwrap();
    db.write_blocking(|tx| note(tx, 1)).unwrap();
    let copy = folder.path().join("copy.db");
    db.snapshot(&copy).unwrap();
    let before = Census::of_file(&copy).unwrap();
    let opened = Db::open(Options::sqlite(&copy).shared()).unwrap();
    assert_eq!(opened.pending(MIGRATIONS), Ok(&[] as &[_]));
    drop(opened);
    assert_eq!(Census::of_file(&copy).unwrap(), before);
    assert_eq!(before.rows(), 2);
}

/// A hub's database with rows of every sort in it, and what it holds.
fn filled(db: &Db) {
    db.migrate(MIGRATIONS, NOW).unwrap();
    let fill = |tx: &Tx| {
        note(tx, 1)?;
        for number in 0..500_i64 {
            let id = format!("account-{number}");
            tx.execute(
                "INSERT INTO accounts (id, first_name, last_name, app_role, created_at)
                 VALUES ($1, $2, '', 'viewer', $3)",
                params![id, "Ünïcødé “❤”", number - 7],
            )?;
            tx.execute(
                "INSERT INTO sessions (id, secret_mac, browser, account_id, created_at, expires_at)
                 VALUES ($1, $2, $3, $4, 1, 2)",
                params![
                    format!("session-{number}"),
                    [0_u8, 255, 1],
                    [] as [u8; 0],
                    (number % 2 == 0).then_some(id),
                ],
            )?;
            tx.execute(
                "INSERT INTO audit (at, actor, deed, detail) VALUES ($1, 'system', 'tested', '{}')",
                params![i64::MAX - number],
            )?;
        }
        Ok::<_, Error>(())
    };
    db.write_blocking(fill).unwrap();
}

struct Pair {
    folder: tempfile::TempDir,
    sqlite: Db,
    postgres: Db,
    _database: usher_test_postgres::Database,
}

impl Pair {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = usher_test_postgres::database().unwrap();
        let postgres = Options::postgres(database.url().parse().unwrap());
        Self {
            sqlite: Db::open(Options::sqlite(folder.path().join("usher.db"))).unwrap(),
            postgres: Db::open(postgres).unwrap(),
            folder,
            _database: database,
        }
    }

    fn census(&self, db: &Db, name: &str) -> Census {
        let file = self.folder.path().join(name);
        db.snapshot(&file).unwrap();
        Census::of_file(&file).unwrap()
    }
}

#[test]
fn a_hub_moves_to_postgres_and_back_into_a_snapshot_without_a_difference() {
    let pair = Pair::new();
    filled(&pair.sqlite);
    pair.postgres.migrate(MIGRATIONS, NOW).unwrap();
    let before = pair.census(&pair.sqlite, "before.db");
    let copied = pair.sqlite.copy_into(&pair.postgres).unwrap();
    assert_eq!(copied, before);
    assert_eq!(pair.census(&pair.postgres, "there.db"), before);
    assert_eq!(pair.census(&pair.sqlite, "after.db"), before, "untouched");
    assert!(before.rows() > 1500);

    // Numbers that the engine gives out go on.
    let noted = pair.postgres.write_blocking(|tx| {
        tx.execute(
            "INSERT INTO audit (at, actor, deed, detail) VALUES (1, 'system', 'tested', '{}')",
            &[],
        )
    });
    assert_eq!(noted, Ok(1));
    // It plans for what is there, although it has not looked at it by itself yet.
    let known = pair.postgres.read_blocking::<_, Error>(|tx| {
        tx.query_one(
            "SELECT CAST(reltuples AS BIGINT) AS known FROM pg_class WHERE oid = 'sessions'::regclass",
            &[],
            |row| row.get::<i64>("known"),
        )
    });
    assert_eq!(known, Ok(500));
}

#[test]
fn a_database_that_holds_something_is_not_filled() {
    let pair = Pair::new();
    filled(&pair.sqlite);
    pair.postgres.migrate(MIGRATIONS, NOW).unwrap();
    pair.postgres.write_blocking(|tx| note(tx, 7)).unwrap();
    let before = pair.census(&pair.postgres, "before.db");
    let refused = pair.sqlite.copy_into(&pair.postgres);
    assert_eq!(refused, Err(CopyError::NotEmpty("site".into())));
    assert_eq!(pair.census(&pair.postgres, "after.db"), before);
    assert_eq!(
        pair.postgres.copy_into(&pair.sqlite),
        Err(CopyError::Direction)
    );
}

#[test]
fn what_postgres_cannot_hold_leaves_nothing_there() {
    let pair = Pair::new();
    filled(&pair.sqlite);
    pair.postgres.migrate(MIGRATIONS, NOW).unwrap();
    let nul = |tx: &Tx| {
        tx.execute(
            "INSERT INTO site (name, value) VALUES ('zero', $1)",
            params!["a\0b"],
        )
    };
    pair.sqlite.write_blocking(nul).unwrap();
    let refused = pair.sqlite.copy_into(&pair.postgres).unwrap_err();
    assert!(refused.to_string().contains("site.value"), "{refused}");
    assert_eq!(pair.census(&pair.postgres, "after.db").rows(), 0);
}
