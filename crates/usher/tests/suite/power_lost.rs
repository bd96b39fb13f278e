//! R2: the power goes. The real server runs with a shim that writes down everything it
//! does to its database files and when it waits for the disk. Then the power is cut, in
//! the journal, at random moments: what was not synced is lost in part or in whole,
//! sector by sector. Whoever had been told that they are in is in.

#[path = "power_lost/journal.rs"]
mod journal;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use reqwest::{Method, StatusCode};
use rustix::process::Signal;
use usher_db::{Db, Error, Options, Tx, params};

use self::journal::{Chance, Disk, Record};
use crate::{
    demonstration::{Demonstration, Invited, integrity},
    machine::{Machine, Server, text},
    size::at_size,
    visitor::Visitor,
};

/// How many people enter at the same time.
const PARALLEL: usize = 8;

/// Builds the shim.
fn shim(folder: &Path) -> PathBuf {
    let (source, built) = (folder.join("journal.c"), folder.join("journal.so"));
    fs::write(&source, include_str!("power_lost/journal.c")).expect("written");
    let output = Command::new("cc")
        .args(["-O1", "-shared", "-fPIC", "-o"])
        .arg(&built)
        .arg(&source)
        .arg("-ldl")
        .output()
        .expect("a C compiler, which building Usher needs too");
    assert!(output.status.success(), "{}", text(&output.stderr));
    built
}

/// What was acknowledged, and how long the journal was by then.
#[derive(Default)]
struct Told {
    invited: BTreeMap<String, u64>,
    let_in: BTreeMap<String, u64>,
}

/// A site whose server writes a journal.
struct Site {
    demonstration: Demonstration,
    journal: PathBuf,
    told: Told,
}

impl Site {
    fn new() -> Self {
        let mut demonstration = Demonstration::on(Machine::new());
        let machine = &mut demonstration.machine;
        let folder = machine.data().parent().expect("a parent").to_owned();
        let journal = folder.join("journal");
        machine.set("LD_PRELOAD", shim(&folder));
        machine.set("JOURNAL_TO", &journal);
        machine.set("JOURNAL_OF", machine.data());
        Self {
            demonstration,
            journal,
            told: Told::default(),
        }
    }

    fn length(&self) -> u64 {
        fs::metadata(&self.journal).map_or(0, |about| about.len())
    }

    /// People are invited and enter, several at the same time.
    async fn people(&mut self, server: &Server, round: usize) {
        let mut entering = tokio::task::JoinSet::new();
        for number in 0..PARALLEL {
            let email = format!("guest-{round}-{number}@example.org");
            let Invited { id, link, .. } = self.demonstration.invite(server, &email).await;
            self.told.invited.insert(id.clone(), self.length());
            let (base_url, journal) = (server.base_url.clone(), self.journal.clone());
            entering.spawn(async move {
                let mut guest = Visitor::at(&base_url);
                guest.get(&link).await;
                let form = [("email", email.as_str())];
                let request = guest.request(Method::POST, &link).form(&form);
                let status = guest.send(request).await.expect("it answers").status();
                assert_eq!(status, StatusCode::SEE_OTHER);
                let length = fs::metadata(&journal).map_or(0, |about| about.len());
                (id, length)
            });
        }
        while let Some(entered) = entering.join_next().await {
            let (id, length) = entered.expect("no panic");
            self.told.let_in.insert(id, length);
        }
    }
}

/// What a database that came back holds.
struct Left {
    integrity: String,
    /// Uses spent of each invite, and its grants.
    invites: BTreeMap<String, (i64, i64)>,
}

fn left(tx: &Tx) -> Result<Left, Error> {
    let integrity = integrity(tx)?;
    let invites = tx.query(
        "SELECT i.id, i.uses_spent, CAST(COUNT(g.invite_id) AS BIGINT) AS grants
         FROM invites i LEFT JOIN grants g ON g.invite_id = i.id
         GROUP BY i.id, i.uses_spent",
        params![],
        |row| {
            let counts = (row.get("uses_spent")?, row.get("grants")?);
            Ok((row.get::<String>("id")?, counts))
        },
    )?;
    Ok(Left {
        integrity,
        invites: invites.into_iter().collect(),
    })
}

async fn open(folder: &Path) -> Left {
    let options = Options::sqlite(folder.join("usher.db"))
        .existing()
        .readers(1);
    let db = Db::open(options).unwrap_or_else(|why| panic!("it does not open: {why}"));
    db.read(left).await.expect("it can be read")
}

/// A folder in memory where there is one: what is written there is lost anyway.
fn memory() -> tempfile::TempDir {
    let shared = Path::new("/dev/shm");
    if shared.is_dir() {
        tempfile::tempdir_in(shared).expect("a folder")
    } else {
        tempfile::tempdir().expect("a folder")
    }
}

/// What the cuts came to.
#[derive(Default)]
struct Tally {
    cuts: usize,
    kept: usize,
}

async fn cut_everywhere(site: &Site, mut disk: Disk, records: &[Record], cuts: usize) -> Tally {
    let database = site.demonstration.machine.data().join("usher.db");
    let database = database.to_str().expect("a path");
    let mut chance = Chance::of(2026);
    let mut moments: Vec<usize> = (0..cuts)
        .map(|_| chance.below(records.len() as u64) as usize)
        .collect();
    moments.sort_unstable();
    let (mut next, mut tally) = (0, Tally::default());
    for moment in moments {
        while next <= moment {
            disk.take(&records[next]);
            next += 1;
        }
        let folder = memory();
        disk.cut(database, folder.path(), &mut chance);
        let now = records[moment].end;
        let left = open(folder.path()).await;
        assert_eq!(left.integrity, "ok", "cut at {now}");
        for (id, at) in &site.told.invited {
            assert!(
                *at > now || left.invites.contains_key(id),
                "{id} was made, cut at {now}"
            );
        }
        for (id, at) in &site.told.let_in {
            if *at <= now {
                assert_eq!(
                    left.invites.get(id),
                    Some(&(1, 1)),
                    "{id} was let in, cut at {now}"
                );
                tally.kept += 1;
            }
        }
        for id in site.told.invited.keys() {
            if let Some((spent, grants)) = left.invites.get(id) {
                assert_eq!(spent, grants, "{id}: uses = grants, cut at {now}");
            }
        }
        tally.cuts += 1;
    }
    tally
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r02_whoever_was_let_in_is_in_after_the_power_went() {
    let (rounds, cuts) = (at_size(3, 150), at_size(60, 10_000));
    let mut site = Site::new();
    let before = Disk::holding(&site.demonstration.machine.data());
    for boot in 0..2 {
        let mut server = site.demonstration.machine.serve();
        for round in 0..rounds {
            site.people(&server, boot * rounds + round).await;
        }
        // Tidies the write-ahead log away, which is a moment for the power to go, too.
        server.stopped_by(Signal::TERM);
    }
    let records = journal::read(&site.journal);
    let syncs = records.iter().filter(|record| record.is_sync()).count();
    assert!(syncs >= rounds, "{syncs} syncs: the shim sees the disk");
    let tally = cut_everywhere(&site, before, &records, cuts).await;
    println!(
        "figure: r02 {} power cuts over {} writes and {syncs} syncs, {} people let in: {} acknowledged \
         grants looked for, 0 lost, integrity ok, uses = grants",
        tally.cuts,
        records.len() - syncs,
        site.told.let_in.len(),
        tally.kept
    );
}
