//! What a server finds and cannot work on: a sentence and an exit code before anything is
//! served, and nothing overwritten.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use rustix::process::{Signal, geteuid};
use usher_blob::Sha256;

use crate::machine::{Machine, text};

const SERVE: &str = "serve --listen 127.0.0.1:0";

/// Everything below a folder, by its digest.
fn everything(folder: &Path) -> Vec<(PathBuf, Sha256)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).expect("a folder") {
            let path = item.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let digest = Sha256::of(&fs::read(&path).expect("readable"));
                found.push((path, digest));
            }
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

fn refused(output: &Output, code: i32, words: &str) {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}");
    let last = said.lines().last().unwrap_or_default();
    assert!(
        last.starts_with("usher: ") && last.contains(words),
        "{said}"
    );
    assert!(output.stdout.is_empty(), "{}", text(&output.stdout));
}

/// A machine on which a hub has run.
fn used() -> Machine {
    let machine = Machine::new();
    machine.make_account("ann@uni.edu");
    machine.serve().stopped_by(Signal::TERM);
    machine
}

#[test]
fn a_disk_that_is_mounted_read_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = r#"
        mount -t tmpfs usher-test "$0"
        export USHER_DATA="$0/data"
        echo correct horse | "$1" admin create-user ann@uni.edu --first-name Ann --password-stdin >&2
        mount -o remount,ro "$0"
        for command in "serve --listen 127.0.0.1:0" migrate "admin list-users" "doctor --listen 127.0.0.1:0"; do
            "$1" $command 2>&1 && echo "done: $command" || echo "code $? of $command"
        done"#;
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-ec", script])
        .args([
            folder.path().as_os_str(),
            env!("CARGO_BIN_EXE_usher").as_ref(),
        ])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .output()
        .expect("unshare, of util-linux");
    let said = text(&output.stdout);
    assert!(output.status.success(), "{output:?}");
    for command in ["serve --listen 127.0.0.1:0", "migrate", "admin list-users"] {
        assert!(said.contains(&format!("code 1 of {command}")), "{said}");
    }
    assert!(said.contains("read-only"), "{said}");
    assert!(said.contains("code 1 of doctor"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn a_folder_that_belongs_to_somebody_else() {
    let machine = used();
    let before = everything(&machine.data());
    let mut command = machine.command(SERVE);
    if geteuid().is_root() {
        // Root may do anything; somebody else may not.
        let open = fs::Permissions::from_mode(0o755);
        fs::set_permissions(machine.beside(""), open).expect("ours");
        let program = command.get_program().to_owned();
        let mut other = Command::new("setpriv");
        other
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(program)
            .args(command.get_args())
            .env_clear()
            .envs(
                command
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .current_dir("/");
        command = other;
    } else {
        fs::set_permissions(machine.data(), fs::Permissions::from_mode(0o500)).expect("ours");
    }
    let output = command.output().expect("it runs");
    let said = text(&output.stderr);
    assert!(matches!(output.status.code(), Some(1 | 2)), "{said}");
    assert!(
        said.lines()
            .last()
            .is_some_and(|last| last.starts_with("usher: ")),
        "{said}"
    );
    fs::set_permissions(machine.data(), fs::Permissions::from_mode(0o700)).expect("ours");
    assert_eq!(everything(&machine.data()), before, "nothing was touched");
}

#[test]
fn a_key_file_that_others_may_read_or_that_is_gone() {
    let machine = used();
    let key = machine.data().join("usher.key");
    let before = everything(&machine.data());
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("ours");
    refused(&machine.run(SERVE), 2, "may be read by others (mode 644)");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("ours");
    assert_eq!(everything(&machine.data()), before);

    let aside = machine.beside("usher.key");
    fs::rename(&key, &aside).expect("ours");
    for command in [
        SERVE,
        "migrate",
        "admin list-users",
        "backup --to b.tar --with-key",
    ] {
        refused(
            &machine.run(command),
            2,
            "put the file back from your backup",
        );
    }
    assert!(!key.exists(), "none was made");
    fs::rename(&aside, &key).expect("ours");
    assert_eq!(everything(&machine.data()), before);
}

/// A library that shows a program another time, made by the C compiler that building
/// Usher needs anyway.
fn another_time(machine: &Machine) -> PathBuf {
    let (source, library) = (machine.beside("time.c"), machine.beside("time.so"));
    let text = r#"
        #define _GNU_SOURCE
        #include <time.h>
        #include <stdlib.h>
        #include <unistd.h>
        #include <sys/syscall.h>
        int clock_gettime(clockid_t id, struct timespec *at) {
            const char *shown = getenv("SHOWN_TIME");
            int done = syscall(SYS_clock_gettime, id, at);
            if (done == 0 && id == CLOCK_REALTIME && shown) at->tv_sec = atoll(shown);
            return done;
        }"#;
    fs::write(&source, text).expect("written");
    let made = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .args([&library, &source])
        .output()
        .expect("a C compiler");
    assert!(
        made.status.success(),
        "{}",
        crate::machine::text(&made.stderr)
    );
    library
}

#[test]
fn a_clock_in_the_wrong_century() {
    let machine = used();
    let library = another_time(&machine);
    let before = everything(&machine.data());
    for (seconds, shows) in [
        ("0", "1970-01-01 00:00:00"),
        ("-2208988800", "1970-01-01 00:00:00"),
        ("4102444800", "2100-01-01 00:00:00"),
    ] {
        let at_that_time = |line: &str| {
            machine
                .command(line)
                .env("LD_PRELOAD", &library)
                .env("SHOWN_TIME", seconds)
                .output()
                .expect("the binary runs")
        };
        for command in [SERVE, "backup --to early.tar", "restore --from early.tar"] {
            refused(
                &at_that_time(command),
                1,
                &format!("The clock shows {shows}"),
            );
        }
        let letter = at_that_time("doctor --listen 127.0.0.1:0");
        assert_eq!(letter.status.code(), Some(1));
        let said = text(&letter.stdout);
        assert!(
            said.contains(&format!("fail  clock: it shows {shows}")),
            "{said}"
        );
    }
    assert_eq!(everything(&machine.data()), before);
}

#[test]
fn a_database_that_somebody_cut_short_or_wrote_into() {
    let machine = used();
    let database = machine.data().join("usher.db");
    let whole = fs::read(&database).expect("there");
    let mut written = whole.clone();
    let half = whole.len() / 2;
    written[half..].fill(0xA5);
    for spoilt in [&whole[..half], &written] {
        fs::write(&database, spoilt).expect("written");
        let letter = machine.run("doctor --listen 127.0.0.1:0");
        let said = text(&letter.stdout);
        assert_eq!(letter.status.code(), Some(1), "{said}");
        assert!(said.contains("is damaged"), "{said}");
        assert!(said.to_lowercase().contains("restore"), "{said}");
        assert_eq!(
            fs::read(&database).expect("there"),
            spoilt,
            "left as it was"
        );
    }
}
