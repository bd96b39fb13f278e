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

use usher_db::{Census, Db, Error, MIGRATIONS, Options, Tx, params};
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
