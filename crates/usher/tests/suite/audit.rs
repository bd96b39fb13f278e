//! The audit's chain over the life of a hub: served, backed up, restored, moved, tampered with.

use rustix::process::Signal;
use usher_db::Error;

use crate::{
    archive::backed_up,
    demonstration::Demonstration,
    machine::{Machine, text},
};

/// What the check says, which must find nothing wrong.
fn verified(machine: &Machine, options: &str) -> String {
    let done = machine.run(&format!("audit verify {options}"));
    assert!(done.status.success(), "{}", text(&done.stderr));
    text(&done.stdout)
}

/// The chain's end as the check prints it.
fn end(said: &str) -> &str {
    let line = said
        .lines()
        .find_map(|line| line.strip_prefix("Its end is "));
    line.expect("an end").trim_end_matches('.')
}

#[test]
fn the_chain_survives_a_backup_a_restore_and_a_move() {
    let site = Demonstration::on(Machine::new());
    assert_eq!(site.machine.serve().stopped_by(Signal::TERM), Some(0));
    let said = verified(&site.machine, "");
    assert!(
        said.starts_with("The audit is as it was written: "),
        "{said}"
    );
    assert!(!said.contains("not sealed yet"), "{said}");
    let noted = end(&said);

    let backup = backed_up(&site.machine, "backup.tar", "--with-key");
    let restored = Machine::new();
    let done = restored.run(&format!("restore --from {}", backup.display()));
    assert!(done.status.success(), "{}", text(&done.stderr));
    let said = verified(&restored, &format!("--noted {noted}"));
    assert!(
        said.contains("not sealed yet"),
        "the restore itself: {said}"
    );

    let anew = Machine::new();
    let done = anew.run(&format!("restore --from {} --new-key", backup.display()));
    assert!(done.status.success(), "{}", text(&done.stderr));
    let said = verified(&anew, "");
    assert!(said.starts_with("Nothing is sealed yet"), "{said}");

    let database = usher_test_postgres::database().expect("a server");
    let moved = site
        .machine
        .run(&format!("migrate --to {}", database.url()));
    assert!(moved.status.success(), "{}", text(&moved.stderr));
    let mut there = site.machine;
    there.set("USHER_DATABASE", database.url());
    let said = verified(&there, "");
    assert_eq!(end(&said), noted);
    assert_eq!(there.serve().stopped_by(Signal::TERM), Some(0));
    verified(&there, &format!("--noted {noted}"));
}

#[test]
fn a_row_that_was_changed_is_named_and_the_exit_code_says_so() {
    let machine = Machine::new();
    machine.make_account("ann@uni.edu");
    machine.make_account("bob@uni.edu");
    assert_eq!(machine.serve().stopped_by(Signal::TERM), Some(0));
    verified(&machine, "");
    let changed = machine.database().write_blocking::<_, Error>(|tx| {
        tx.execute("UPDATE audit SET deed = 'nothing' WHERE id = 2", &[])
    });
    assert_eq!(changed, Ok(1));
    let found = machine.run("audit verify");
    assert_eq!(found.status.code(), Some(1));
    let said = text(&found.stderr);
    assert!(said.contains("row 2 was changed."), "{said}");
}

#[test]
fn what_cannot_be_checked_is_said_in_a_sentence() {
    let machine = Machine::new();
    let nothing = machine.run("audit verify");
    assert_eq!(nothing.status.code(), Some(2));
    let said = text(&nothing.stderr);
    assert!(said.contains("There is no hub at"), "{said}");
    assert!(!machine.data().exists(), "nothing was made");
    machine.make_account("ann@uni.edu");
    assert!(verified(&machine, "").starts_with("Nothing is sealed yet"));
    let noted = machine.run("audit verify --noted nonsense");
    assert_eq!(noted.status.code(), Some(2));
    let said = text(&noted.stderr);
    assert!(said.contains("not the end of a chain"), "{said}");
}
