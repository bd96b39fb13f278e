//! Restoring: what is refused, in which words, and that nothing is left behind.

use std::{fs, path::Path};

use rustix::process::Signal;
use tar::EntryType;

use crate::{
    archive::{backed_up, forged, member},
    machine::{Machine, text},
    size::at_size,
};

/// A hub with an account, a backup of it without its key, and where the key is.
struct Site {
    machine: Machine,
    backup: std::path::PathBuf,
}

impl Site {
    fn new() -> Self {
        let machine = Machine::new();
        machine.make_account("ann@uni.edu");
        let backup = backed_up(&machine, "backup.tar", "");
        Self { machine, backup }
    }

    fn key(&self) -> String {
        let key = self.machine.data().join("usher.key");
        format!("--key {}", key.display())
    }

    /// `usher restore` of `backup` on a new machine must be refused in these words, and
    /// no server may start on what is left, unless nothing is.
    fn refuses(&self, backup: &Path, code: i32, words: &str) {
        let other = Machine::new();
        let line = format!("restore --from {} {}", backup.display(), self.key());
        let refused = other.run(&line);
        let said = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(code), "{said}");
        assert!(said.contains(words), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        stands_under_no_name(&other);
    }
}

fn stands_under_no_name(machine: &Machine) {
    if !machine.data().exists() {
        return;
    }
    for item in fs::read_dir(machine.data()).expect("a folder") {
        assert_eq!(item.expect("one").file_name(), "RESTORING");
        let refused = machine.run("serve --listen 127.0.0.1:0");
        assert_eq!(refused.status.code(), Some(1));
        assert!(text(&refused.stderr).contains("is half-restored"));
    }
}

#[test]
fn a_backup_replaces_nothing_and_says_where_it_cannot_be_written() {
    let site = Site::new();
    let before = fs::read(&site.backup).expect("there");
    for (to, code, words) in [
        (site.backup.clone(), 2, "is there already"),
        (
            site.machine.beside("no/such/folder.tar"),
            1,
            "its folder is not there",
        ),
        ("/proc/backup.tar".into(), 1, "cannot be written"),
    ] {
        let refused = site.machine.run(&format!("backup --to {}", to.display()));
        let said = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(code), "{said}");
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(fs::read(&site.backup).expect("there"), before);
    let left: Vec<_> = fs::read_dir(site.machine.beside(""))
        .expect("a folder")
        .map(|item| item.expect("one").file_name().into_string().expect("text"))
        .filter(|name| name.starts_with(".usher-backup"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let site = Site::new();
    let before = fs::read(site.machine.data().join("usher.db")).expect("there");
    let line = format!("restore --from {} {}", site.backup.display(), site.key());
    let refused = site.machine.run(&line);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("is not empty"));
    assert_eq!(
        fs::read(site.machine.data().join("usher.db")).expect("there"),
        before
    );

    let elsewhere = site.machine.run(&format!("{line} --data /proc/usher-data"));
    assert_eq!(elsewhere.status.code(), Some(1));
    assert!(text(&elsewhere.stderr).contains("cannot be made"));
}

#[test]
fn r10_a_backup_that_was_cut_or_changed_anywhere_is_refused() {
    let site = Site::new();
    let whole = fs::read(&site.backup).expect("there");
    let spoilt = site.machine.beside("spoilt.tar");
    for length in [whole.len() - 1, whole.len() / 2, 2048] {
        fs::write(&spoilt, &whole[..length]).expect("written");
        site.refuses(&spoilt, 1, "has no end: it was cut off");
    }
    let flips = at_size(24, 400);
    // Behind the first header, by which an archive is known for one of ours.
    for number in 0..flips {
        let at = 512 + (whole.len() - 512) * number / flips;
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(&spoilt, &changed).expect("written");
        site.refuses(&spoilt, 1, "use another one");
        let checked = site
            .machine
            .run(&format!("backup --check {}", spoilt.display()));
        assert_eq!(checked.status.code(), Some(1));
    }
    let checked = site
        .machine
        .run(&format!("backup --check {}", site.backup.display()));
    assert!(checked.status.success(), "{}", text(&checked.stderr));
    println!("figure: r10 {flips} flipped bytes and 3 cuts: all refused");
}

#[test]
fn what_usher_never_writes_is_refused_and_written_nowhere() {
    let site = Site::new();
    let about = member(&site.backup, "usher-backup.json").expect("there");
    let database = member(&site.backup, "usher.db").expect("there");
    let file = site.machine.beside("forged.tar");
    let blob = "media/blobs/42/01970000-0000-7000-8000-000000000042";
    for (name, sort) in [
        ("../outside", EntryType::Regular),
        ("/tmp/usher-outside", EntryType::Regular),
        ("media/../../outside", EntryType::Regular),
        ("usher.toml", EntryType::Symlink),
        ("usher.key", EntryType::Link),
        (blob, EntryType::Symlink),
        ("media", EntryType::Directory),
        ("authorized_keys", EntryType::Regular),
    ] {
        let files: [(&str, EntryType, &[u8]); 3] = [
            ("usher-backup.json", EntryType::Regular, &about),
            ("usher.db", EntryType::Regular, &database),
            (
                name,
                sort,
                if sort == EntryType::Regular {
                    b"hello"
                } else {
                    b""
                },
            ),
        ];
        forged(&file, &files);
        site.refuses(&file, 1, "which Usher never writes");
    }
    // A file twice, and no manifest at all.
    let twice: [(&str, EntryType, &[u8]); 3] = [
        ("usher-backup.json", EntryType::Regular, &about),
        ("usher.db", EntryType::Regular, &database),
        ("usher.db", EntryType::Regular, &database),
    ];
    forged(&file, &twice);
    site.refuses(&file, 1, "where there should be none");
    forged(&file, &twice[..2]);
    site.refuses(&file, 1, "does not hold what was written");
    assert!(!Path::new("/tmp/usher-outside").exists());
}

#[test]
fn a_file_that_is_no_backup_and_one_of_a_newer_version_are_told_apart() {
    let site = Site::new();
    let file = site.machine.beside("other");
    for contents in [String::new(), "a letter to my aunt ".repeat(500)] {
        fs::write(&file, contents).expect("written");
        site.refuses(&file, 2, "is not a backup that Usher has made");
    }
    site.refuses(&site.machine.beside("nowhere"), 2, "cannot be read");
    let about = member(&site.backup, "usher-backup.json").expect("there");
    let about = String::from_utf8(about).expect("text");
    let newer = [
        about.replace("\"schema\": ", "\"schema\": 9"),
        about.replace("\"format\": 1", "\"format\": 2"),
    ];
    for about in newer {
        forged(
            &file,
            &[("usher-backup.json", EntryType::Regular, about.as_bytes())],
        );
        site.refuses(&file, 1, "was made by a newer Usher");
    }
}

#[test]
fn the_right_key_is_brought_or_a_new_one_is_asked_for() {
    let site = Site::new();
    let stranger = Machine::new();
    stranger.make_account("bob@uni.edu");
    let foreign = stranger.data().join("usher.key");
    let backup = site.backup.display();
    for (options, words) in [
        (String::new(), "holds no key file"),
        (
            format!("--key {}", foreign.display()),
            "is not the key file of the hub",
        ),
        (
            "--key /nowhere/usher.key".to_owned(),
            "There is no key file at",
        ),
    ] {
        let other = Machine::new();
        let refused = other.run(&format!("restore --from {backup} {options}"));
        assert_eq!(refused.status.code(), Some(2));
        assert!(
            text(&refused.stderr).contains(words),
            "{}",
            text(&refused.stderr)
        );
        assert!(!other.data().exists(), "nothing was made");
    }
    let anew = Machine::new();
    let done = anew.run(&format!("restore --from {backup} --new-key"));
    assert!(done.status.success(), "{}", text(&done.stderr));
    let key = |machine: &Machine| fs::read(machine.data().join("usher.key")).expect("there");
    assert_ne!(key(&anew), key(&site.machine));
    assert_eq!(anew.serve().stopped_by(Signal::TERM), Some(0));

    let with = backed_up(&site.machine, "with.tar", "--with-key");
    let same = Machine::new();
    let done = same.run(&format!("restore --from {}", with.display()));
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert_eq!(key(&same), key(&site.machine));
}

#[test]
fn the_configuration_file_comes_along() {
    let site = Site::new();
    let settings = "time_zone = \"Europe/Vienna\"\n";
    fs::write(site.machine.data().join("usher.toml"), settings).expect("written");
    let backup = backed_up(&site.machine, "settings.tar", "--with-key");
    let other = Machine::new();
    let done = other.run(&format!("restore --from {}", backup.display()));
    assert!(done.status.success(), "{}", text(&done.stderr));
    let found = fs::read_to_string(other.data().join("usher.toml")).expect("there");
    assert_eq!(found, settings);
}

#[test]
fn r10_a_restore_that_is_killed_leaves_what_no_server_takes() {
    let site = Site::new();
    let (mut cut, tries) = (0, at_size(4, 50));
    for _ in 0..tries {
        let other = Machine::new();
        let line = format!("restore --from {} {}", site.backup.display(), site.key());
        let mut restoring = other.command(&line).spawn().expect("the binary runs");
        while !other.data().exists() {
            std::hint::spin_loop();
        }
        restoring.kill().expect("ours");
        restoring.wait().expect("it ends");
        if other.data().join("usher.db").exists() && !other.data().join("RESTORING").exists() {
            continue;
        }
        cut += 1;
        stands_under_no_name_or_is_half(&other);
        let again = other.run(&line);
        if other.data().join("RESTORING").exists() {
            assert_eq!(again.status.code(), Some(1));
            assert!(text(&again.stderr).contains("is half-restored"));
        }
    }
    println!("figure: r10 {tries} restores killed, {cut} of them half-way: 0 served");
}

/// As [`stands_under_no_name`], of a restore that may have begun to give names.
fn stands_under_no_name_or_is_half(machine: &Machine) {
    for command in [
        "serve --listen 127.0.0.1:0",
        "migrate",
        "admin list-users",
        "backup --to x.tar",
    ] {
        if !machine.data().join("RESTORING").exists() {
            return;
        }
        let refused = machine.run(command);
        assert_eq!(refused.status.code(), Some(1), "{command}");
        let said = text(&refused.stderr);
        assert!(said.contains("is half-restored"), "{command}: {said}");
    }
}

#[test]
fn a_hub_on_postgres_is_backed_up_and_restored_there_or_into_the_data_folder() {
    let [first, second] = [(); 2].map(|()| usher_test_postgres::database().expect("a server"));
    let mut machine = Machine::new();
    machine.set("USHER_DATABASE", first.url());
    machine.make_account("ann@uni.edu");
    machine.serve().stopped_by(Signal::TERM);
    assert!(!machine.data().join("usher.db").exists());
    let backup = backed_up(&machine, "backup.tar", "--with-key");
    let line = format!("restore --from {}", backup.display());

    let here = Machine::new();
    let mut there = Machine::new();
    there.set("USHER_DATABASE", second.url());
    for (to, has_file) in [(&here, true), (&there, false)] {
        let done = to.run(&line);
        assert!(done.status.success(), "{}", text(&done.stderr));
        assert_eq!(to.data().join("usher.db").exists(), has_file);
        assert_eq!(to.serve().stopped_by(Signal::TERM), Some(0));
        let listed = text(&to.run("admin list-users").stdout);
        assert!(listed.contains("ann@uni.edu"), "{listed}");
    }

    let mut third = Machine::new();
    third.set("USHER_DATABASE", second.url());
    let refused = third.run(&line);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("holds something already"));
    assert!(!third.data().exists(), "nothing was made");
}

#[test]
fn a_configuration_file_with_a_password_in_it_is_left_out() {
    let machine = Machine::new();
    let database = usher_test_postgres::database().expect("a server");
    let address = database.url().replace("postgres@", "postgres:hunter2@");
    fs::create_dir(machine.data()).expect("made");
    let settings = machine.data().join("usher.toml");
    fs::write(&settings, format!("database = {address:?}\n")).expect("written");
    machine.make_account("ann@uni.edu");
    let file = machine.beside("backup.tar");
    let made = machine.run(&format!("backup --with-key --to {}", file.display()));
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(text(&made.stdout).contains("usher.toml was left out"));
    let archive = fs::read(&file).expect("there");
    assert!(!archive.windows(7).any(|window| window == b"hunter2"));
}
