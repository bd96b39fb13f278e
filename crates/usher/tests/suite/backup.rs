//! R10, T4 and T5: what a backup holds, taken while people come in.

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use reqwest::{Method, StatusCode};
use rustix::process::Signal;
use usher_blob::Sha256;
use usher_db::{Census, Db, Options, Tx, params};

use crate::{
    archive::{backed_up, manifest},
    demonstration::{Demonstration, Invited},
    machine::{Machine, Server, text},
    size::{at_size, now},
    visitor::Visitor,
};

/// The password of everybody in a demonstration.
const PASSWORD: &str = "front-of-house";

/// How many people try to come in at the same time.
const PARALLEL: usize = 4;

async fn enter(visitor: &mut Visitor, invited: &Invited) -> StatusCode {
    visitor.get(&invited.link).await;
    let form = [("email", invited.email.as_str())];
    let request = visitor.request(Method::POST, &invited.link).form(&form);
    visitor.send(request).await.expect("it answers").status()
}

/// Whether a browser that has never been here gets in.
async fn is_let_in(server: &Server, invited: &Invited) -> bool {
    let status = enter(&mut Visitor::at(&server.base_url), invited).await;
    status == StatusCode::SEE_OTHER
}

/// People who come in one after the other until told to stop: whom the server let in,
/// and the longest that one of them waited.
async fn people(
    base_url: String,
    invited: Vec<Invited>,
    stop: Arc<AtomicBool>,
) -> (Vec<String>, Duration) {
    let (mut came, mut longest) = (Vec::new(), Duration::ZERO);
    for one in invited {
        if stop.load(Ordering::SeqCst) {
            break;
        }
        let begun = now();
        let status = enter(&mut Visitor::at(&base_url), &one).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{}", one.email);
        longest = longest.max(begun.elapsed());
        came.push(one.id);
    }
    (came, longest)
}

fn census(machine: &Machine) -> Census {
    Census::of_file(&machine.data().join("usher.db")).expect("a database")
}

fn restored(from: &Path, key: &Path, options: &str) -> Machine {
    let machine = Machine::new();
    let line = format!(
        "restore --from {} --key {} {options}",
        from.display(),
        key.display()
    );
    let done = machine.run(&line);
    assert!(done.status.success(), "{}", text(&done.stderr));
    machine
}

async fn film(server: &Server, entry: &str, owner: &str) -> Vec<u8> {
    let mut owner = Visitor::signed_in(&server.base_url, owner, PASSWORD).await;
    let answer = owner.get(&format!("/media/{entry}/file")).await;
    assert_eq!(answer.status(), 200);
    answer.bytes().await.expect("whole").to_vec()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r10_a_backup_taken_while_people_come_in_is_restored_and_no_dead_link_comes_alive() {
    let waiting = at_size(40, 2_000);
    let site = Demonstration::on(Machine::new());
    let mut server = site.machine.serve();
    let key = site.machine.data().join("usher.key");

    let spent = site.invite(&server, "spent@example.org").await;
    assert!(is_let_in(&server, &spent).await);
    let open = site.invite(&server, "open@example.org").await;
    let revoked = site.invite(&server, "revoked@example.org").await;
    let path = format!("/api/v1/invites/{}", revoked.id);
    let mut owner = Visitor::at(&server.base_url);
    let request = owner
        .request(Method::DELETE, &path)
        .bearer_auth(&site.token);
    let answer = owner.send(request).await.expect("it answers");
    assert!(answer.status().is_success(), "{}", answer.status());

    let stop = Arc::new(AtomicBool::new(false));
    let mut coming = Vec::new();
    for group in 0..PARALLEL {
        let mut invited = Vec::new();
        for number in 0..waiting / PARALLEL {
            let email = format!("guest-{group}-{number}@example.org");
            invited.push(site.invite(&server, &email).await);
        }
        let people = people(server.base_url.clone(), invited, Arc::clone(&stop));
        coming.push(tokio::spawn(people));
    }
    let begun = now();
    let backup = tokio::task::block_in_place(|| backed_up(&site.machine, "backup.tar", ""));
    let took = begun.elapsed();
    stop.store(true, Ordering::SeqCst);
    let (mut came, mut longest) = (Vec::new(), Duration::ZERO);
    for people in coming {
        let (some, waited) = people.await.expect("no panic");
        came.extend(some);
        longest = longest.max(waited);
    }
    let original = film(&server, &site.entry, "zoe.akerlund@northfield.example").await;
    assert_eq!(server.stopped_by(Signal::TERM), Some(0));

    // Kept open: whatever could have changed is what it was, to the byte.
    let kept = restored(&backup, &key, "--keep-invites-open");
    let (said, found) = (manifest(&backup), census(&kept));
    let changed: BTreeSet<String> = found
        .tables()
        .filter(|(name, count)| {
            let digest = Sha256(count.sha256).to_string();
            said["tables"][name]["sha256"] != digest.as_str()
        })
        .map(|(name, _)| name.to_owned())
        .collect();
    let may_change = set(&["audit", "sessions", "uploads"]);
    assert!(changed.is_subset(&may_change), "{changed:?}");
    uses_are_grants(&kept).await;

    // As it is done without a word.
    let closed = restored(&backup, &key, "");
    let differing: BTreeSet<String> = census(&closed).differing(&found).into_iter().collect();
    let may_differ = set(&["audit", "invites", "grants", "api_tokens"]);
    assert!(differing.is_subset(&may_differ), "{differing:?}");
    let server = closed.serve();
    let mut refused = 0;
    for (invited, why) in [(&spent, "spent"), (&revoked, "revoked"), (&open, "open")] {
        assert!(!is_let_in(&server, invited).await, "{why} lets somebody in");
        refused += 1;
    }
    let again = film(&server, &site.entry, "zoe.akerlund@northfield.example").await;
    assert_eq!(Sha256::of(&again), Sha256::of(&original), "the same film");
    let with_token = Visitor::at(&server.base_url)
        .request(Method::GET, "/api/v1/entries")
        .bearer_auth(&site.token)
        .send()
        .await;
    assert_eq!(with_token.expect("it answers").status(), 401);

    let server = kept.serve();
    assert!(!is_let_in(&server, &spent).await, "spent stays spent");
    assert!(!is_let_in(&server, &revoked).await, "revoked stays revoked");
    assert!(is_let_in(&server, &open).await, "kept open, as was asked");
    println!(
        "figure: r10 backup of {} rows in {} ms while {} people came in (the longest waited {} ms): {} of {} \
         tables equal by digest, the others by what is ended; {refused} of 3 dead links refused, media equal",
        found.rows(),
        took.as_millis(),
        came.len(),
        longest.as_millis(),
        found.tables().count() - changed.len(),
        found.tables().count(),
    );
}

/// No half of a redemption is in the backup.
async fn uses_are_grants(machine: &Machine) {
    let db = Db::open(Options::sqlite(machine.data().join("usher.db")).shared()).expect("opens");
    let wrong = db
        .read(|tx: &Tx| {
            tx.query_one(
                "SELECT CAST(count(*) AS BIGINT) AS wrong FROM invites i
                 WHERE i.email LIKE 'guest-%' AND i.uses_spent <>
                   (SELECT count(*) FROM grants g WHERE g.invite_id = i.id)",
                params![],
                |row| row.get::<i64>("wrong"),
            )
        })
        .await;
    assert_eq!(wrong, Ok(0), "uses = grants");
}

#[tokio::test]
async fn t04_a_backup_holds_no_secret_that_opens_anything() {
    let site = Demonstration::on(Machine::new());
    let server = site.machine.serve();
    let invited = site.invite(&server, "ada@example.org").await;
    let mut guest = Visitor::at(&server.base_url);
    assert_eq!(enter(&mut guest, &invited).await, StatusCode::SEE_OTHER);
    let key = fs::read_to_string(site.machine.data().join("usher.key")).expect("there");
    let key = key.lines().nth(1).expect("the key").to_owned();
    let mut canaries: Vec<String> = guest.cookies().map(str::to_owned).collect();
    let token = invited.link.rsplit('/').next().expect("a token");
    canaries.extend([
        token.to_owned(),
        site.token.clone(),
        key.clone(),
        PASSWORD.into(),
    ]);

    let without = fs::read(backed_up(&site.machine, "without.tar", "")).expect("there");
    let with = backed_up(&site.machine, "with.tar", "--with-key");
    let mode = fs::metadata(&with).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let with = fs::read(with).expect("there");
    let holds = |archive: &[u8], what: &str| {
        let what = what.as_bytes();
        archive.windows(what.len()).any(|window| window == what)
    };
    for canary in &canaries {
        assert!(canary.len() >= 8, "worth looking for");
        assert!(!holds(&without, canary), "a secret is in the backup");
    }
    assert!(holds(&without, "ada@example.org"), "the search works");
    assert!(holds(&with, &key), "the key file where it was asked for");
    println!(
        "figure: t04 {} secrets looked for in a backup of {} bytes: 0 found",
        canaries.len(),
        without.len()
    );
}

#[test]
fn a_missing_or_damaged_media_file_is_named_and_a_backup_without_it_must_be_asked_for() {
    let site = Demonstration::on(Machine::new());
    let blobs = site.machine.data().join("media/blobs");
    let mut files = Vec::new();
    for folder in fs::read_dir(&blobs).expect("a folder") {
        for file in fs::read_dir(folder.expect("one").path()).expect("a folder") {
            files.push(file.expect("one").path());
        }
    }
    let name = |at: usize| files[at].file_name().expect("a name").to_string_lossy();
    fs::remove_file(&files[0]).expect("there");
    fs::remove_file(&files[1]).expect("there");
    fs::write(&files[1], "not what it was").expect("written");
    let to = site.machine.beside("backup.tar");
    let line = format!("backup --to {}", to.display());
    let refused = site.machine.run(&line);
    assert_eq!(refused.status.code(), Some(1));
    let said = text(&refused.stderr);
    assert!(
        said.contains(&*name(0)) && said.contains(&*name(1)),
        "{said}"
    );
    assert!(!to.exists(), "nothing has the name");

    let made = site.machine.run(&format!("{line} --despite-damage"));
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert_eq!(text(&made.stdout).matches("Missing or damaged").count(), 2);
    let key = site.machine.data().join("usher.key");
    let again = restored(&to, &key, "");
    // A restored hub is backed up before anything has run on it.
    backed_up(&again, "again.tar", "--despite-damage");
    assert_eq!(again.serve().stopped_by(Signal::TERM), Some(0));
}
