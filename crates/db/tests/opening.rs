//! Opening an SQLite database: what is refused, in which words, and with which
//! settings it is opened.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test support; the lints know only functions marked #[test]"
)]

use std::{collections::BTreeSet, fs, path::Path, time::Duration};

use usher_db::{Db, Error, MIGRATIONS, Migration, OpenError, Options, params};
use usher_domain::clock::Timestamp;

fn refusal(options: Options) -> OpenError {
    Db::open(options).err().expect("it was opened")
}

#[test]
fn a_second_server_on_the_same_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options::sqlite(folder.path().join("usher.db"));
    let first = Db::open(options.clone()).unwrap();
    let refused = refusal(options.clone());
    assert_eq!(
        refused.to_string(),
        format!(
            "Another Usher server (process {}) is already using {}. Stop it first, or give this one another data folder.",
            std::process::id(),
            folder.path().display()
        )
    );
    let beside = Db::open(options.clone().shared()).unwrap();
    drop((first, beside));
    Db::open(options).unwrap();
}

#[test]
fn a_command_writes_beside_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options::sqlite(folder.path().join("usher.db"));
    let server = Db::open(options.clone()).unwrap();
    let command = Db::open(options.shared()).unwrap();
    server
        .write_blocking::<_, Error>(|tx| tx.execute("CREATE TABLE t (n INTEGER)", params![]))
        .unwrap();
    std::thread::scope(|scope| {
        for db in [&server, &command] {
            scope.spawn(|| {
                for _ in 0..50 {
                    db.write_blocking::<_, Error>(|tx| {
                        tx.execute("INSERT INTO t (n) VALUES (1)", params![])
                    })
                    .unwrap();
                }
            });
        }
    });
    let sum = server.read_blocking::<_, Error>(|tx| {
        tx.query_one(
            "SELECT CAST(sum(n) AS BIGINT) AS n FROM t",
            params![],
            |row| row.get::<i64>("n"),
        )
    });
    assert_eq!(sum, Ok(100));
}

#[test]
fn a_command_does_not_make_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("usher.db");
    assert_eq!(
        refusal(Options::sqlite(&path).shared()),
        OpenError::Missing(path.clone())
    );
    assert!(!path.exists());
}

#[test]
fn what_is_not_a_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.txt");
    let text = "Dear all, ".repeat(1000);
    fs::write(&letter, &text).unwrap();
    assert_eq!(
        refusal(Options::sqlite(&letter)),
        OpenError::NotADatabase(letter.clone())
    );
    assert_eq!(fs::read_to_string(&letter).unwrap(), text);

    let nested = folder.path().join("folder");
    fs::create_dir(&nested).unwrap();
    assert_eq!(
        refusal(Options::sqlite(&nested)),
        OpenError::NotADatabase(nested)
    );

    let nowhere = folder.path().join("nowhere");
    assert_eq!(
        refusal(Options::sqlite(nowhere.join("usher.db"))),
        OpenError::Folder(nowhere)
    );
}

#[test]
fn a_database_that_somebody_else_holds_is_refused_after_a_while() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options::sqlite(folder.path().join("usher.db")).patience(Duration::ZERO);
    drop(Db::open(options.clone()).unwrap());
    let other = rusqlite::Connection::open(folder.path().join("usher.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(refusal(options), OpenError::Busy(_)));
}

#[test]
fn r02_a_commit_is_on_the_disk_and_references_hold() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(Options::sqlite(folder.path().join("usher.db"))).unwrap();
    let look = |tx: &usher_db::Tx| {
        tx.query_one(
            "SELECT journal_mode, synchronous, temp_store, foreign_keys, cache_size
             FROM pragma_journal_mode, pragma_synchronous, pragma_temp_store,
                  pragma_foreign_keys, pragma_cache_size",
            params![],
            |row| {
                Ok((
                    row.get::<String>("journal_mode")?,
                    row.get::<i64>("synchronous")?,
                    row.get::<i64>("temp_store")?,
                    row.get::<i64>("foreign_keys")?,
                    row.get::<i64>("cache_size")?,
                ))
            },
        )
    };
    let (full, memory) = (2, 2);
    let wal = || "wal".to_owned();
    let writer = db.write_blocking::<_, Error>(look);
    assert_eq!(writer, Ok((wal(), full, memory, 1, -16_384)));
    let reader = db.read_blocking::<_, Error>(look);
    assert_eq!(reader, Ok((wal(), full, memory, 1, -8192)));
    println!(
        "figure: r02 journal_mode = wal and synchronous = full, asserted for the writer and every reader"
    );
}

#[test]
fn nobody_else_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let _db = Db::open(Options::sqlite(folder.path().join("usher.db"))).unwrap();
    for file in ["usher.db", "usher.db-wal", "usher.db-shm"] {
        let mode = fs::metadata(folder.path().join(file))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[test]
fn closing_leaves_one_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(Options::sqlite(folder.path().join("usher.db"))).unwrap();
    db.migrate(MIGRATIONS, Timestamp::from_secs(1)).unwrap();
    drop(db);
    let left: BTreeSet<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left, ["usher.db", "usher.lock"].map(str::to_owned).into());
}

#[test]
fn a_database_of_a_newer_program_is_left_as_it_was() {
    const OLDER: &[Migration] = &[Migration::new("0001_a", "CREATE TABLE a (id TEXT);")];
    const NEWER: &[Migration] = &[
        OLDER[0],
        Migration::new("0002_b", "CREATE TABLE b (id TEXT);"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let options = Options::sqlite(folder.path().join("usher.db"));
    let newer = Db::open(options.clone()).unwrap();
    newer.migrate(NEWER, Timestamp::from_secs(1)).unwrap();
    drop(newer);
    let before = fs::read(folder.path().join("usher.db")).unwrap();

    let older = Db::open(options).unwrap();
    let refused = older.migrate(OLDER, Timestamp::from_secs(2)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "The database was used by a newer Usher: it has migration 0002_b, and this program knows only 1. Start the newer program, or restore a backup from before the upgrade. Nothing was changed."
    );
    drop(older);
    assert!(fs::read(folder.path().join("usher.db")).unwrap() == before);
}

#[test]
fn a_query_plan_tells_a_search_from_a_scan() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(Options::sqlite(folder.path().join("usher.db"))).unwrap();
    let plans = db.write_blocking::<_, Error>(|tx| {
        tx.execute("CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER)", params![])?;
        Ok((
            tx.plan("SELECT n FROM t WHERE id = $1")?,
            tx.plan("SELECT n FROM t WHERE n = $1")?,
        ))
    });
    let (search, scan) = plans.unwrap();
    assert!(search[0].starts_with("SEARCH t USING INDEX"), "{search:?}");
    assert_eq!(scan, ["SCAN t"]);
}

#[test]
fn every_table_of_the_product_is_strict() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(Options::sqlite(folder.path().join("usher.db"))).unwrap();
    db.migrate(MIGRATIONS, Timestamp::from_secs(1)).unwrap();
    let loose = db.read_blocking::<_, Error>(|tx| {
        tx.query(
            "SELECT name FROM pragma_table_list
             WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
            params![],
            |row| row.get::<String>("name"),
        )
    });
    assert_eq!(loose, Ok(vec![]));
}

#[test]
fn every_migration_file_is_in_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let files: BTreeSet<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    let listed: BTreeSet<_> = MIGRATIONS
        .iter()
        .map(|migration| format!("{}.sql", migration.name()))
        .collect();
    assert_eq!(files, listed);
}
