//! Bringing a schema up to date, and leaving it alone.

use usher_db::{Db, Error, MIGRATIONS, MigrateError, Migration, params};
use usher_domain::clock::Timestamp;

use crate::{Engine, Store, on_every_engine};

on_every_engine!(
    a_dry_run_lists_and_changes_nothing,
    what_is_applied_is_written_down_once,
    a_failing_migration_is_undone_and_the_rest_can_follow,
    a_newer_schema_is_refused,
    a_migration_that_was_changed_is_refused,
    line_endings_do_not_change_a_migration,
    somebody_elses_tables_are_refused,
    a_table_can_be_rebuilt_under_its_references,
    a_migration_that_leaves_dangling_references_is_undone,
    numbers_must_follow_each_other,
    commands_beside_a_server_do_not_migrate,
    the_product_migrates_from_nothing,
    who_was_there_before_days_were_kept_is_counted,
);

const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

const FIRST: Migration = Migration::new(
    "0001_first",
    "CREATE TABLE owners (id TEXT PRIMARY KEY);\nCREATE TABLE pets (id TEXT PRIMARY KEY, owner TEXT NOT NULL REFERENCES owners (id));\nINSERT INTO owners (id) VALUES ('o');\nINSERT INTO pets (id, owner) VALUES ('p', 'o');\n",
);
const SECOND: Migration =
    Migration::new("0002_second", "CREATE TABLE cages (id TEXT PRIMARY KEY);");
const THIRD: Migration = Migration::new("0003_third", "ALTER TABLE cages ADD COLUMN size BIGINT;");

const ONE: &[Migration] = &[FIRST];
const TWO: &[Migration] = &[FIRST, SECOND];
const THREE: &[Migration] = &[FIRST, SECOND, THIRD];

fn names(migrations: &[Migration]) -> Vec<&str> {
    migrations.iter().map(Migration::name).collect()
}

fn ledger(store: &Store) -> Vec<(i64, String, Timestamp)> {
    store
        .db
        .read_blocking::<_, Error>(|tx| {
            tx.query(
                "SELECT version, name, applied_at FROM schema_migrations ORDER BY version",
                params![],
                |row| {
                    Ok((
                        row.get("version")?,
                        row.get("name")?,
                        row.get("applied_at")?,
                    ))
                },
            )
        })
        .unwrap()
}

fn empty(engine: Engine) -> Store {
    engine.empty(|options| options)
}

fn a_dry_run_lists_and_changes_nothing(engine: Engine) {
    let store = empty(engine);
    assert_eq!(
        names(store.db.pending(THREE).unwrap()),
        ["0001_first", "0002_second", "0003_third"]
    );
    store.db.migrate(ONE, NOW).unwrap();
    for _ in 0..2 {
        assert_eq!(
            names(store.db.pending(THREE).unwrap()),
            ["0002_second", "0003_third"]
        );
    }
    assert_eq!(ledger(&store).len(), 1);
}

fn what_is_applied_is_written_down_once(engine: Engine) {
    let store = empty(engine);
    assert_eq!(names(store.db.migrate(ONE, NOW).unwrap()), ["0001_first"]);
    let later = NOW.after(std::time::Duration::from_secs(1));
    assert_eq!(
        names(store.db.migrate(TWO, later).unwrap()),
        ["0002_second"]
    );
    assert!(store.db.migrate(TWO, later).unwrap().is_empty());
    assert_eq!(
        ledger(&store),
        [
            (1, "0001_first".into(), NOW),
            (2, "0002_second".into(), later)
        ]
    );
}

fn a_failing_migration_is_undone_and_the_rest_can_follow(engine: Engine) {
    const BROKEN: &[Migration] = &[
        FIRST,
        SECOND,
        Migration::new(
            "0003_third",
            "CREATE TABLE toys (id TEXT); INSERT INTO nowhere (id) VALUES (1);",
        ),
    ];
    let store = empty(engine);
    let failed = store.db.migrate(BROKEN, NOW).unwrap_err();
    assert!(
        matches!(&failed, MigrateError::Failed { name, .. } if name == "0003_third"),
        "{failed}"
    );
    let toys = store
        .db
        .read_blocking::<_, Error>(|tx| tx.query("SELECT id FROM toys", params![], |_| Ok(())));
    assert!(toys.is_err(), "the table was made all the same");
    assert_eq!(names(store.db.migrate(THREE, NOW).unwrap()), ["0003_third"]);
}

fn a_newer_schema_is_refused(engine: Engine) {
    let store = empty(engine);
    store.db.migrate(THREE, NOW).unwrap();
    let refused = store.db.migrate(TWO, NOW).unwrap_err();
    assert_eq!(
        refused,
        MigrateError::Newer {
            applied: "0003_third".into(),
            known: 2
        }
    );
    assert_eq!(store.db.pending(TWO), Err(refused));
}

fn a_migration_that_was_changed_is_refused(engine: Engine) {
    const CHANGED: &[Migration] = &[
        FIRST,
        Migration::new("0002_second", "CREATE TABLE cages (id BIGINT);"),
        THIRD,
    ];
    let store = empty(engine);
    store.db.migrate(TWO, NOW).unwrap();
    let refused = store.db.migrate(CHANGED, NOW).unwrap_err();
    assert_eq!(refused, MigrateError::Changed("0002_second".into()));
    assert_eq!(ledger(&store).len(), 2);
}

fn line_endings_do_not_change_a_migration(engine: Engine) {
    const LF: &[Migration] = &[Migration::new("0001_a", "CREATE TABLE a (\nid TEXT\n);\n")];
    const CRLF: &[Migration] = &[Migration::new(
        "0001_a",
        "CREATE TABLE a (\r\nid TEXT\r\n);\r\n",
    )];
    let store = empty(engine);
    store.db.migrate(LF, NOW).unwrap();
    assert!(store.db.pending(CRLF).unwrap().is_empty());
}

fn somebody_elses_tables_are_refused(engine: Engine) {
    let store = empty(engine);
    store
        .db
        .write_blocking::<_, Error>(|tx| tx.execute("CREATE TABLE letters (id TEXT)", params![]))
        .unwrap();
    assert_eq!(store.db.migrate(ONE, NOW), Err(MigrateError::NotOurs));
}

fn a_table_can_be_rebuilt_under_its_references(engine: Engine) {
    const REBUILT: &[Migration] = &[
        FIRST,
        Migration::new(
            "0002_rebuild",
            "CREATE TABLE new_owners (id TEXT PRIMARY KEY, name TEXT);
             INSERT INTO new_owners (id, name) SELECT id, 'N' FROM owners;
             ALTER TABLE pets DROP CONSTRAINT pets_owner_fkey; -- postgres
             DROP TABLE owners;
             ALTER TABLE new_owners RENAME TO owners;
             ALTER TABLE pets ADD FOREIGN KEY (owner) REFERENCES owners (id); -- postgres",
        ),
    ];
    let store = empty(engine);
    store.db.migrate(REBUILT, NOW).unwrap();
    let joined = store.db.read_blocking::<_, Error>(|tx| {
        tx.query_one(
            "SELECT p.id, o.name FROM pets AS p JOIN owners AS o ON o.id = p.owner",
            params![],
            |row| Ok((row.get::<String>("id")?, row.get::<String>("name")?)),
        )
    });
    assert_eq!(joined, Ok(("p".into(), "N".into())));
    let orphan = store.db.write_blocking::<_, Error>(|tx| {
        tx.execute(
            "INSERT INTO pets (id, owner) VALUES ('q', 'nobody')",
            params![],
        )
    });
    assert!(orphan.is_err(), "the reference still holds");
}

fn a_migration_that_leaves_dangling_references_is_undone(engine: Engine) {
    const DANGLING: &[Migration] = &[FIRST, Migration::new("0002_lose", "DELETE FROM owners;")];
    let store = empty(engine);
    let failed = store.db.migrate(DANGLING, NOW).unwrap_err();
    assert!(matches!(failed, MigrateError::Failed { .. }), "{failed}");
    let owners = store.db.read_blocking::<_, Error>(|tx| {
        tx.query("SELECT id FROM owners", params![], |row| {
            row.get::<String>("id")
        })
    });
    assert_eq!(owners, Ok(vec!["o".into()]));
}

fn numbers_must_follow_each_other(engine: Engine) {
    const GAP: &[Migration] = &[FIRST, THIRD];
    const UNNUMBERED: &[Migration] = &[Migration::new("first", "")];
    let store = empty(engine);
    for (list, name) in [(GAP, "0003_third"), (UNNUMBERED, "first")] {
        assert_eq!(
            store.db.migrate(list, NOW),
            Err(MigrateError::Numbering(name.into()))
        );
    }
}

fn commands_beside_a_server_do_not_migrate(engine: Engine) {
    let store = empty(engine);
    store.db.migrate(ONE, NOW).unwrap();
    let beside = usher_db::Db::open(store.options().shared()).unwrap();
    assert!(beside.migrate(ONE, NOW).unwrap().is_empty());
    assert_eq!(beside.migrate(THREE, NOW), Err(MigrateError::Shared(2)));
}

fn the_product_migrates_from_nothing(engine: Engine) {
    let store = empty(engine);
    assert_eq!(
        store.db.migrate(MIGRATIONS, NOW).unwrap().len(),
        MIGRATIONS.len()
    );
    assert!(store.db.pending(MIGRATIONS).unwrap().is_empty());
}

fn who_was_there_before_days_were_kept_is_counted(engine: Engine) {
    let store = empty(engine);
    let is_it = |one: &Migration| one.name().ends_with("_analytics");
    let at = MIGRATIONS.iter().position(is_it).unwrap();
    store.db.migrate(&MIGRATIONS[..at], NOW).unwrap();
    let before = store.db.write_blocking::<_, Error>(|tx| {
        for sql in [
            "INSERT INTO accounts (id, first_name, last_name, app_role, created_at) VALUES ('o', 'O', 'O', 'admin', 1)",
            "INSERT INTO entries (id, kind, title, owner_id, publish, state, duration_us, created_at, updated_at)
             VALUES ('film', 'video', 'Film', 'o', 'private', 'ready', 100000000, 1, 1),
                    ('paper', 'document', 'Paper', 'o', 'private', 'ready', NULL, 1, 1)",
            "INSERT INTO guest_links (id, entry_id, maker_id, name, uses_allowed, created_at)
             VALUES ('link', 'film', 'o', 'Open day', -1, 1)",
        ] {
            tx.execute(sql, &[])?;
        }
        tx.execute(
            "INSERT INTO guests (id, link_id, entry_id, name, email, seat, ends_at, created_at)
             VALUES ('g', 'link', 'film', 'Ada', 'ada@example.org', $1, 1, 1)",
            params![[7_u8; 32]],
        )?;
        tx.execute(
            "INSERT INTO attendance (entry_id, person, sort, first_at, last_at, present, percent)
             VALUES ('film', 'o', 'account', 1, 172800000005, 60, 100),
                    ('film', 'p', 'account', 1, 172800000009, 60, 63),
                    ('film', 'looked', 'invite', 1, 172800000009, 60, 0),
                    ('film', 'g', 'guest', 1, 259200000000, 60, 10),
                    ('paper', 'o', 'account', 1, 259200000000, 20, NULL)",
            &[],
        )
    });
    before.unwrap();
    store.db.migrate(MIGRATIONS, NOW).unwrap();
    let counted: Vec<(String, i64, String, [i64; 4])> = store
        .db
        .read_blocking::<_, Error>(|tx| {
            tx.query(
                "SELECT entry_id, day, source, plays, people, percents, watch_time FROM audience_days
                 ORDER BY entry_id, day",
                &[],
                |row| {
                    let sums = ["plays", "people", "percents", "watch_time"];
                    let mut all = [0; 4];
                    for (sum, name) in all.iter_mut().zip(sums) {
                        *sum = row.get(name)?;
                    }
                    Ok((row.get("entry_id")?, row.get("day")?, row.get("source")?, all))
                },
            )
        })
        .unwrap();
    let rows = [
        ("film", 2, "account", [0, 2, 163, 1_630]),
        ("film", 3, "link", [0, 1, 10, 100]),
        ("paper", 3, "account", [0, 1, 0, 200]),
    ];
    let rows =
        rows.map(|(entry, day, source, all)| (entry.to_owned(), day, source.to_owned(), all));
    assert_eq!(counted, rows);
}

/// A server of the version before runs on while another has brought the schema up to
/// date: that is how a hub on several machines is upgraded, one after the other.
#[test]
fn r11_a_program_that_runs_goes_on_beside_a_newer_schema_and_does_not_start_on_it() {
    let old = Engine::Postgres.empty(|options| options);
    old.db.migrate(TWO, NOW).unwrap();
    let put = |db: &Db, id: &str| {
        let id = id.to_owned();
        db.write_blocking::<_, Error>(move |tx| {
            tx.execute("INSERT INTO cages (id) VALUES ($1)", params![id])
        })
    };
    let ids = |db: &Db| {
        db.read_blocking::<_, Error>(|tx| {
            tx.query("SELECT id FROM cages ORDER BY id", &[], |row| row.get("id"))
        })
    };
    // On every connection, so that each has its statements prepared for the old schema.
    for number in 0..32 {
        put(&old.db, &format!("before-{number}")).unwrap();
        let before: Vec<String> = ids(&old.db).unwrap();
        assert_eq!(before.len(), number + 1);
    }
    let new = Db::open(old.options()).unwrap();
    new.migrate(THREE, NOW).unwrap();
    for number in 0..32 {
        put(&old.db, &format!("beside-{number}")).unwrap();
        let beside: Vec<String> = ids(&old.db).unwrap();
        assert_eq!(beside.len(), 33 + number);
    }
    let refused = Db::open(old.options()).unwrap().migrate(TWO, NOW);
    assert!(matches!(refused, Err(MigrateError::Newer { .. })));
    println!(
        "figure: r11 64 writes by the version before, 32 of them on the newer schema: 0 failed"
    );
}
