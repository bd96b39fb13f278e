//! A hub's move from SQLite to PostgreSQL.

use std::fs;

use usher_db::{Census, Db, MIGRATIONS, Options};

use crate::{
    demonstration::Demonstration,
    machine::{Machine, text},
};

#[test]
fn a_hub_moves_to_postgres_and_what_it_leaves_is_untouched() {
    let site = Demonstration::on(Machine::new());
    let database = usher_test_postgres::database().expect("a server");
    let file = site.machine.data().join("usher.db");
    let before = Census::of_file(&file).expect("a database");
    let line = format!("migrate --to {}", database.url());

    let server = site.machine.serve();
    let refused = site.machine.run(&line);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("Another Usher server"));
    let tried = site.machine.run(&format!("{line} --dry-run"));
    assert!(tried.status.success(), "{}", text(&tried.stderr));
    assert!(text(&tried.stdout).starts_with("Would apply "));
    drop(server);

    let before_move = Census::of_file(&file).expect("a database");
    let moved = site.machine.run(&line);
    assert!(moved.status.success(), "{}", text(&moved.stderr));
    assert!(text(&moved.stdout).contains("what arrived is what was sent"));
    assert_eq!(Census::of_file(&file), Ok(before_move.clone()), "untouched");
    let there = Db::open(Options::postgres(database.url().parse().expect("a URL")).shared());
    let there = there.expect("opens");
    assert_eq!(there.pending(MIGRATIONS), Ok(&[] as &[_]));
    let copy = site.machine.beside("there.db");
    there.snapshot(&copy).expect("copied");
    assert_eq!(Census::of_file(&copy), Ok(before_move));
    assert!(before.rows() > 100, "there was something to move");

    let again = site.machine.run(&line);
    assert_eq!(again.status.code(), Some(1));
    let said = text(&again.stderr);
    assert!(said.contains("holds something already"), "{said}");
}

#[test]
fn an_address_or_password_that_cannot_be_is_not_repeated() {
    let machine = Machine::new();
    machine.make_account("ann@uni.edu");
    let password = machine.beside("password");
    fs::write(&password, "hunter2\n").expect("written");
    for line in [
        "migrate --to mysql://usher:hunter2@db/usher".to_owned(),
        "migrate --to postgres://usher:hunter2@/usher".to_owned(),
        format!(
            "migrate --to postgres://usher:hunter2@db/usher --database-password-file {}",
            password.display()
        ),
    ] {
        let refused = machine.run(&line);
        assert_eq!(refused.status.code(), Some(2), "{line}");
        assert!(!text(&refused.stderr).contains("hunter2"), "{line}");
    }
    let nowhere = machine.run("migrate --to postgres://usher:hunter2@127.0.0.1:1/usher");
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(!text(&nowhere.stderr).contains("hunter2"));
}
