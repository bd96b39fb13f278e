//! R5: the disk is full. Pages and films go on, whoever wants something written is told
//! with 507, and once there is room everything works again, by itself and undamaged.

use std::{
    ffi::OsString,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use reqwest::{Method, StatusCode};
use usher_blob::Sha256;

use crate::{
    demonstration::{Demonstration, Invited, integrity, uses_and_grants},
    machine::{Machine, Server, text},
    sending::Sending,
    size::{at_size, now},
    visitor::Visitor,
};

/// Names the mount for the test that runs inside.
const INSIDE: &str = "USHER_SMALL_DISK";
const NAME: &str = "disk_full::r05_a_full_disk_refuses_writes_serves_reads_and_heals_by_itself";

/// Runs the test again with a disk of 64 MiB mounted, in a namespace of its own.
fn on_a_small_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-ec"])
        .arg(r#"mount -t tmpfs -o size=64m usher-test "$0"; exec "$1" --exact "$2" --nocapture"#)
        .arg(folder.path())
        .arg(std::env::current_exe().expect("a path"))
        .arg(NAME)
        .env(INSIDE, folder.path())
        .output()
        .expect("unshare, of util-linux");
    let said = text(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{output:?}"
    );
    let figures = said.lines().filter_map(|line| line.split_once("figure: "));
    figures.for_each(|(_, figure)| println!("figure: {figure}"));
}

/// A file that takes what room there is.
struct Filler(PathBuf);

impl Filler {
    /// Fills the disk to its last byte.
    fn fill(disk: &Path) -> Self {
        let path = disk.join("somebody-else");
        let mut file = fs::File::create(&path).expect("a file");
        for piece in [1 << 20, 4096, 1] {
            let piece = vec![1; piece];
            while file.write_all(&piece).is_ok() {}
        }
        Self(path)
    }

    fn go(self) {
        fs::remove_file(self.0).expect("removed");
    }
}

/// What one round came to.
#[derive(Default)]
struct Tally {
    refused: usize,
    let_in: usize,
    reads: usize,
    slowest: std::time::Duration,
}

/// Somebody with a link, in a browser of their own.
struct Guest {
    visitor: Visitor,
    invited: Invited,
}

impl Guest {
    async fn enter(&mut self) -> StatusCode {
        let form = [("email", self.invited.email.as_str())];
        let request = self.visitor.request(Method::POST, &self.invited.link);
        let answer = self.visitor.send(request.form(&form)).await;
        answer.expect("it answers").status()
    }
}

/// A paper of which a third is there.
async fn begin_sending(site: &Demonstration, server: &Server) -> Sending {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    bytes.resize(3 << 20, 7);
    let mut sending = Sending::begin(site, server, bytes).await;
    let status = sending.send(site, server, 1 << 20).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    sending
}

/// Whether everything that can be read reads as before.
async fn reads(site: &Demonstration, server: &Server, guest: &mut Guest, film: &Sha256) -> usize {
    let page = format!("/media/{}", site.entry);
    for path in [guest.invited.link.as_str(), &page, "/", "/readyz"] {
        let status = guest.visitor.get(path).await.status();
        // Whoever is inside already is led from the link to the page.
        let fine = [StatusCode::OK, StatusCode::SEE_OTHER];
        assert!(fine.contains(&status), "{path}: {status}");
    }
    let bytes = guest
        .visitor
        .get(&format!("{page}/file"))
        .await
        .bytes()
        .await;
    assert_eq!(Sha256::of(&bytes.expect("a film")), *film);
    let mut owner = Visitor::at(&server.base_url);
    let list = format!("/api/v1/entries/{}/invites", site.entry);
    let request = owner.request(Method::GET, &list).bearer_auth(&site.token);
    assert_eq!(
        owner.send(request).await.expect("it answers").status(),
        StatusCode::OK
    );
    6
}

async fn round(
    site: &Demonstration,
    server: &Server,
    disk: &Path,
    number: usize,
    tally: &mut Tally,
) {
    let mut guests = Vec::new();
    for guest in 0..8 {
        let email = format!("guest-{number}-{guest}@example.org");
        let invited = site.invite(server, &email).await;
        let mut visitor = Visitor::at(&server.base_url);
        assert_eq!(visitor.get(&invited.link).await.status(), StatusCode::OK);
        guests.push(Guest { visitor, invited });
    }
    let mut half = begin_sending(site, server).await;
    assert_eq!(guests[0].enter().await, StatusCode::SEE_OTHER);
    let file = format!("/media/{}/file", site.entry);
    let film = guests[0]
        .visitor
        .get(&file)
        .await
        .bytes()
        .await
        .expect("a film");
    let film = Sha256::of(&film);

    let filler = Filler::fill(disk);
    // What is left of the log's room is used up first.
    for more in 0..5_000 {
        let email = format!("more-{number}-{more}@example.org");
        let status = site.ask_to_invite(server, &email).await.status();
        if status == StatusCode::INSUFFICIENT_STORAGE {
            tally.refused += 1;
            break;
        }
        assert_eq!(status, StatusCode::CREATED);
    }
    assert!(tally.refused > number, "the disk was full");
    let mut let_in = vec![0];
    for (at, guest) in guests.iter_mut().enumerate().skip(1) {
        match guest.enter().await {
            StatusCode::SEE_OTHER => let_in.push(at),
            status => {
                assert_eq!(status, StatusCode::INSUFFICIENT_STORAGE);
                tally.refused += 1;
            }
        }
    }
    let whole = half.bytes.len();
    let status = half.send(site, server, whole).await;
    assert_eq!(status, StatusCode::INSUFFICIENT_STORAGE);
    tally.refused += 1;
    tally.reads += reads(site, server, &mut guests[0], &film).await;

    filler.go();
    let begun = now();
    // The very first try works: nothing has to be started again, nobody has to wait.
    for guest in &mut guests {
        assert_eq!(guest.enter().await, StatusCode::SEE_OTHER);
        tally.let_in += 1;
    }
    assert_eq!(half.send(site, server, whole).await, StatusCode::NO_CONTENT);
    tally.slowest = tally.slowest.max(begun.elapsed());
    tally.reads += reads(site, server, &mut guests[0], &film).await;
    for guest in guests {
        let id = guest.invited.id.clone();
        let counts = site.read(move |tx| uses_and_grants(tx, &id)).await;
        assert_eq!(counts, (1, 1), "uses = grants");
    }
}

/// Some rounds each on a hub of its own: what is written between a full log and a full disk
/// stays, and a disk of 64 MiB holds little of that.
async fn fill_and_heal(disk: &Path) {
    let (hubs, rounds) = (at_size(1, 10), at_size(1, 2));
    let mut tally = Tally::default();
    for hub in 0..hubs {
        let site = Demonstration::on(Machine::without_programs().on(disk));
        let server = site.machine.serve();
        for number in 0..rounds {
            round(&site, &server, disk, hub * rounds + number, &mut tally).await;
            // What came whole makes room for the next.
            make_room(&site).await;
        }
        assert_eq!(site.read(integrity).await, "ok");
        drop(server);
        fs::remove_dir_all(site.machine.data()).expect("removed");
    }
    println!(
        "figure: r05 {} × a full disk of 64 MiB: {} writes answered 507, {} reads as before, then {} \
         let in and each file whole, healed in {} ms at most, integrity ok",
        hubs * rounds,
        tally.refused,
        tally.reads,
        tally.let_in,
        tally.slowest.as_millis()
    );
}

/// Checks that what was uploaded has the digest that the database knows, and takes it away.
async fn make_room(site: &Demonstration) {
    let blobs = site
        .read(|tx| {
            tx.query(
                "SELECT id, sha256 FROM blobs WHERE filename = 'paper.pdf'",
                &[],
                |row| Ok((row.get::<String>("id")?, row.get::<Vec<u8>>("sha256")?)),
            )
        })
        .await;
    for (id, digest) in blobs {
        let Some(path) = find(&site.machine.data().join("media/blobs"), &id) else {
            continue;
        };
        let bytes = fs::read(&path).expect("readable");
        assert_eq!(Sha256::of(&bytes).0.to_vec(), digest, "{id} is whole");
        fs::remove_file(path).expect("removed");
    }
}

fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    fs::read_dir(folder).ok()?.flatten().find_map(|item| {
        if item.file_type().ok()?.is_dir() {
            find(&item.path(), name)
        } else {
            (item.file_name() == name).then(|| item.path())
        }
    })
}

#[test]
fn r05_a_full_disk_refuses_writes_serves_reads_and_heals_by_itself() {
    let Some(disk): Option<OsString> = std::env::var_os(INSIDE) else {
        return on_a_small_disk();
    };
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(fill_and_heal(Path::new(&disk)));
}
