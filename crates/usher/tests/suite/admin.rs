//! Accounts from a terminal.

use crate::machine::{Machine, text};

#[test]
fn the_first_account_can_be_made_before_the_first_start() {
    let machine = Machine::new();
    machine.make_account("Ann@Uni.edu");
    let listed = machine.run("admin list-users --json");
    let line: serde_json::Value = serde_json::from_slice(&listed.stdout).expect("one line of JSON");
    assert_eq!(line["role"], "viewer");
    assert_eq!(line["site_admin"], false);
    assert_eq!(line["name"], "Ann");
}

#[test]
fn accounts_can_be_made_beside_a_server() {
    let machine = Machine::new();
    let _server = machine.serve();
    machine.make_account("ann@uni.edu");
    assert!(text(&machine.run("admin list-users").stdout).contains("ann@uni.edu"));
}

#[test]
fn an_address_that_is_taken_is_refused_in_any_spelling() {
    let machine = Machine::new();
    machine.make_account("ann@uni.edu");
    let line = "admin create-user ANN@UNI.EDU --first-name Ann --password-stdin";
    let refused = machine.run_with(line, "");
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        text(&refused.stderr).contains("is there already"),
        "{}",
        text(&refused.stderr)
    );
}

#[test]
fn nobody_is_told_by_every_command() {
    let machine = Machine::new();
    for line in [
        "admin passwd no@uni.edu",
        "admin site-admin no@uni.edu",
        "admin token no@uni.edu",
    ] {
        let refused = machine.run(line);
        assert_eq!(refused.status.code(), Some(2), "{line}");
        let said = text(&refused.stderr);
        // On a machine that is busy the log says before how long a look has taken.
        let last = said.lines().last().unwrap_or_default();
        assert!(
            last.starts_with("usher: Nobody has the address no@uni.edu."),
            "{line}: {said}"
        );
    }
}

#[test]
fn a_short_password_is_refused_and_no_account_is_made() {
    let machine = Machine::new();
    let line = "admin create-user ann@uni.edu --first-name Ann --password-stdin";
    let refused = machine.run_with(line, "short\n");
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(text(&machine.run("admin list-users").stdout), "");
}

#[test]
fn the_console_is_given_and_taken_away_but_from_the_last_who_has_it() {
    let machine = Machine::new();
    machine.make_account("ann@uni.edu");
    machine.make_account("bob@uni.edu");
    for (line, done, count) in [
        ("admin site-admin ann@uni.edu", true, 1),
        ("admin site-admin ann@uni.edu --revoke", false, 1),
        ("admin site-admin bob@uni.edu", true, 2),
        ("admin site-admin ann@uni.edu --revoke", true, 1),
    ] {
        let ran = machine.run(line);
        assert_eq!(ran.status.success(), done, "{}", text(&ran.stderr));
        let listed = text(&machine.run("admin list-users").stdout);
        let administrators = listed.matches("site administrator").count();
        assert_eq!(administrators, count, "{listed}");
    }
}

#[test]
fn a_token_is_all_that_is_printed() {
    let machine = Machine::new();
    machine.make_account("ann@uni.edu");
    let made = machine.run("admin token ann@uni.edu --name ci --days 3");
    let token = text(&made.stdout);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(
        token.starts_with("usher_") && token.lines().count() == 1,
        "one line"
    );
    assert_ne!(text(&machine.run("admin token ann@uni.edu").stdout), token);
}

#[test]
fn a_new_password_is_taken_from_standard_input() {
    let machine = Machine::new();
    machine.make_account("ann@uni.edu");
    let done = machine.run_with(
        "admin passwd ann@uni.edu --password-stdin",
        "battery staple\n",
    );
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(text(&done.stdout).contains("signed out everywhere"));
}

#[test]
fn the_clock_is_trusted_while_no_server_runs_and_not_beside_one() {
    let machine = Machine::new();
    let mut server = machine.serve();
    let refused = machine.run("admin trust-clock");
    assert_eq!(refused.status.code(), Some(1));
    server.stopped_by(rustix::process::Signal::TERM);
    let trusted = machine.run("admin trust-clock");
    let said = text(&trusted.stdout);
    assert!(said.contains("goes by the clock"), "{said}");
    assert!(text(&machine.run("doctor").stdout).contains("ok    clock"));
}

#[test]
fn the_rules_are_exported_changed_and_imported_beside_a_server() {
    let machine = Machine::new();
    let _server = machine.serve();
    let exported = text(&machine.run("admin config export").stdout);
    assert!(
        exported.starts_with("[invitetomedia]\nenabled = true\n"),
        "{exported}"
    );
    let again = text(&machine.run_with("admin config import -", &exported).stdout);
    assert!(again.starts_with("Nothing to change"), "{again}");

    let file = machine.data().join("rules.toml");
    std::fs::write(&file, "[invitetomedia]\nLinkDuration = 60\n").expect("a file is written");
    let done = machine.run(&format!("admin config import {}", file.display()));
    assert_eq!(text(&done.stdout), "Changed: invitetomedia.LinkDuration.\n");
    let after = text(&machine.run("admin config export").stdout);
    assert!(after.contains("LinkDuration = 60\n"), "{after}");
}

#[test]
fn rules_that_cannot_be_set_are_told_one_by_one_and_nothing_is_changed() {
    let machine = Machine::new();
    let before = text(&machine.run("admin config export").stdout);
    for (file, sentence) in [
        ("LinkDuration", "Nothing was changed. It is no TOML: "),
        ("[rooms]\n", "There is no module rooms; "),
        (
            "[theming]\nmediapage = false\nlogo = 1\n",
            "theming.logo: there is no such field.",
        ),
        (
            "[invitetomedia]\nLinkDuration = \"long\"\nenabled = false\n",
            "invitetomedia.LinkDuration: write a whole number from ",
        ),
        (
            "[invitetomedia]\nSeatRule = \"loose\"\n",
            "invitetomedia.SeatRule: write one of \"strict\", \"follows\".",
        ),
        (
            "[invitetomedia]\nAllowedUsers = [\"account:1\"]\n",
            "invitetomedia.AllowedUsers: write a list of ",
        ),
    ] {
        let refused = machine.run_with("admin config import -", file);
        assert_eq!(refused.status.code(), Some(2), "{file}");
        let said = text(&refused.stderr);
        assert!(said.contains(sentence), "{file}: {said}");
    }
    let refused = machine.run("admin config import no-such-file.toml");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("cannot be read"));
    assert_eq!(text(&machine.run("admin config export").stdout), before);
}
