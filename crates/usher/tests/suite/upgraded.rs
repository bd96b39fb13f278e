//! R11: an upgrade that is killed goes on where it was; a newer schema is left alone.

use std::{fs, path::Path, time::Duration};

use rustix::process::Signal;
use usher_db::{Census, Db, Error, MIGRATIONS, Options, Tx, params};
use usher_domain::clock::Timestamp;

use crate::{
    machine::{Machine, text},
    size::{at_size, now},
};

/// How many rows the migrations have to go through.
const ROWS: i64 = 2_000;

fn database(machine: &Machine) -> Db {
    Db::open(Options::sqlite(machine.data().join("usher.db"))).expect("opens")
}

/// A hub that its first version has left: the oldest schema, with rows in it.
fn of_the_first_version() -> Machine {
    let machine = Machine::new();
    machine.serve().stopped_by(Signal::TERM);
    for file in ["usher.db", "usher.db-wal", "usher.db-shm"] {
        let _ = fs::remove_file(machine.data().join(file));
    }
    let db = database(&machine);
    let first = &MIGRATIONS[..1];
    db.migrate(first, Timestamp::from_secs(1))
        .expect("migrated");
    let fill = |tx: &Tx| {
        for number in 0..ROWS {
            tx.execute(
                "INSERT INTO sessions (id, secret_mac, browser, created_at, expires_at)
                 VALUES ($1, $2, $2, 1, 2)",
                params![format!("session-{number}"), [7_u8; 32]],
            )?;
        }
        Ok::<_, Error>(())
    };
    db.write_blocking(fill).expect("written");
    machine
}

fn copied(from: &Machine) -> Machine {
    let machine = Machine::new();
    fs::create_dir(machine.data()).expect("made");
    for file in ["usher.db", "usher.key"] {
        fs::copy(from.data().join(file), machine.data().join(file)).expect("copied");
    }
    machine
}

/// Starts a migration and kills it after a while; whether it was still running.
fn killed_after(machine: &Machine, wait: Duration) -> bool {
    let begun = now();
    let mut child = machine.command("migrate").spawn().expect("the binary runs");
    while begun.elapsed() < wait {
        std::hint::spin_loop();
    }
    let ran = child.try_wait().expect("ours").is_none();
    let _ = child.kill();
    child.wait().expect("it ends");
    ran
}

#[test]
fn r11_a_migration_that_is_killed_at_any_moment_goes_on_and_the_hub_starts() {
    let old = of_the_first_version();
    // The second time, when the binary is in memory already.
    let took = [(); 2].map(|()| {
        let whole = copied(&old);
        let begun = now();
        assert!(whole.run("migrate").status.success());
        begun.elapsed()
    })[1];

    let (kills, mut running, mut half) = (at_size(12, 100), 0, 0);
    let count = u32::try_from(kills).expect("few");
    for number in 0..count {
        let machine = copied(&old);
        running += u32::from(killed_after(&machine, took * number / count));
        let pending = machine.run("migrate --dry-run");
        half += u32::from(text(&pending.stdout).contains("Would apply"));
        let again = machine.run("migrate");
        assert!(again.status.success(), "{}", text(&again.stderr));
        assert_eq!(rows(&machine.data().join("usher.db")), ROWS);
        if number % 4 == 0 {
            assert_eq!(machine.serve().stopped_by(Signal::TERM), Some(0));
        }
    }
    println!(
        "figure: r11 {kills} migrations killed, {running} of them while running, {half} left something to do: \
         all went on, 0 rows lost"
    );
}

fn rows(database: &Path) -> i64 {
    let db = Db::open(Options::sqlite(database).shared()).expect("opens");
    assert_eq!(db.pending(MIGRATIONS), Ok(&[] as &[_]));
    db.read_blocking(|tx: &Tx| {
        tx.query_one(
            "SELECT CAST(count(*) AS BIGINT) AS rows FROM sessions",
            &[],
            |row| row.get("rows"),
        )
    })
    .map_err(|error: Error| error)
    .expect("read")
}

#[test]
fn r11_a_newer_schema_is_refused_by_every_command_and_nothing_is_written() {
    let machine = Machine::new();
    machine.make_account("ann@uni.edu");
    let db = database(&machine);
    let newer = |tx: &Tx| {
        tx.execute(
            "INSERT INTO schema_migrations (version, name, digest, applied_at)
             VALUES ($1, '9999_tomorrow', 'x', 1)",
            params![i64::try_from(MIGRATIONS.len()).unwrap_or(0) + 1],
        )
    };
    db.write_blocking(newer).expect("written");
    drop(db);
    let file = machine.data().join("usher.db");
    let before = (fs::read(&file).expect("there"), Census::of_file(&file));
    for command in [
        "serve --listen 127.0.0.1:0",
        "migrate",
        "migrate --dry-run",
        "admin list-users",
        "backup --to newer.tar",
    ] {
        let refused = machine.run(command);
        assert_eq!(refused.status.code(), Some(1), "{command}");
        let said = text(&refused.stderr);
        assert!(
            said.contains("was used by a newer Usher"),
            "{command}: {said}"
        );
    }
    assert_eq!(
        (fs::read(&file).expect("there"), Census::of_file(&file)),
        before
    );
    println!("figure: r11 5 commands on a newer schema: all refused, 0 bytes written");
}
