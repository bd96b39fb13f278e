//! R5: the disk fills while the ladder of a film is made. The film plays on, its owner is told what is missing, nothing
//! half-made is left, and once there is room the ladder is made.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use usher_domain::{ids::EntryId, media::EntryKind};

use super::{H264, Shop, TONE, shop};
use crate::features::jobs::{runner::step, work::Kind};

/// Names the mount for the test that runs inside.
const INSIDE: &str = "USHER_SMALL_DISK";
const NAME: &str = "features::jobs::tests::r05_full_disk::\
    r05_a_disk_that_fills_while_a_ladder_is_made_leaves_the_film_and_nothing_half_made";
/// A film of which no rung is small.
const NOISE: &str = "-f lavfi -i testsrc2=s=1280x720:r=25:d=4,noise=alls=40:allf=t";
/// What room is left for everything but a rung, in bytes.
const LITTLE: u64 = 384 << 10;

/// Runs the test again with a disk of 64 MiB for all that it writes, in a namespace of its own.
fn on_a_small_disk() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-ec"])
        .arg(r#"mount -t tmpfs -o size=64m usher-test "$0"; exec "$1" --exact "$2" --nocapture"#)
        .arg(folder.path())
        .arg(std::env::current_exe().unwrap())
        .arg(NAME)
        .env(INSIDE, folder.path())
        .env("TMPDIR", folder.path())
        .output()
        .expect("unshare, of util-linux");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{output:?}"
    );
    let figures = said.lines().filter_map(|line| line.split_once("figure: "));
    figures.for_each(|(_, figure)| println!("figure: {figure}"));
}

/// A file that takes what room there is, but for a little.
struct Filler(PathBuf);

impl Filler {
    fn fill(disk: &Path) -> Self {
        let path = disk.join("somebody-else");
        let mut file = fs::File::create(&path).unwrap();
        for piece in [1 << 20, 4096] {
            let piece = vec![1; piece];
            while file.write_all(&piece).is_ok() {}
        }
        let length = file.metadata().unwrap().len();
        file.set_len(length - LITTLE).unwrap();
        Self(path)
    }

    fn go(self) {
        fs::remove_file(self.0).unwrap();
    }
}

impl Shop {
    /// What a job has in the making.
    fn half_made(&self) -> usize {
        let scratch = self.hub.media_folder().join("scratch");
        scratch.read_dir().unwrap().count()
    }

    /// The film plays as before, its owner is told of the disk, and nothing has been left behind.
    async fn waits_for_room(&mut self, entry: EntryId, (film, objects): (&[u8], usize)) {
        let told = self.told::<Option<String>>(entry, "ladder_failure").await;
        assert_eq!(told.as_deref(), Some("disk_full"));
        let state = self.told::<Option<String>>(entry, "ladder").await;
        assert_eq!(state.as_deref(), Some("making"));
        let page = self.browser.get(&format!("/media/{entry}")).await.text();
        assert!(page.contains("the site has no room left"), "{page}");
        assert_eq!((self.objects(), self.half_made()), (objects, 0));
        for place in ["file", "download"] {
            assert!(self.get(entry, place).await.bytes == film, "{place}");
        }
    }

    /// How many sizes a player can choose among.
    async fn sizes(&mut self, entry: EntryId) -> usize {
        let master = self.get(entry, "hls/master.m3u8").await;
        master.text().matches("RESOLUTION").count()
    }
}

async fn fill_and_heal(disk: &Path) {
    let mut shop = shop().await;
    let how = format!("{NOISE} {TONE} {H264} -b:v 4M -maxrate 4M -bufsize 2M -f mp4");
    let film = shop.make("noise.mp4", &how);
    let entry = shop.entry(EntryKind::Video).await;
    shop.upload(entry, "noise.mp4", &film).await;
    assert!(step(&shop.hub.app, &[Kind::Look]).await.unwrap());
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    let mut pause = Duration::from_secs(15);
    let mut waited = 0;
    for (kind, sizes) in [(&[Kind::Rung], 0), (&[Kind::Ladder], 1)] {
        let objects = shop.objects();
        let filler = Filler::fill(disk);
        for _ in 0..2 {
            assert!(step(&shop.hub.app, kind).await.unwrap());
            shop.waits_for_room(entry, (&film, objects)).await;
            assert_eq!(shop.sizes(entry).await, sizes);
            assert!(!step(&shop.hub.app, kind).await.unwrap(), "not at once");
            shop.hub.clock.advance(pause);
            pause *= 2;
            waited += 1;
        }
        filler.go();
        assert!(step(&shop.hub.app, kind).await.unwrap());
        let told = shop.told::<Option<String>>(entry, "ladder_failure").await;
        assert_eq!(told, None, "nothing is missing any more");
        pause = Duration::from_secs(15);
    }
    let state = shop.told::<Option<String>>(entry, "ladder").await;
    assert_eq!(state.as_deref(), Some("made"));
    assert!(shop.sizes(entry).await > 1);
    assert_eq!(shop.half_made(), 0);
    assert!(shop.get(entry, "file").await.bytes == film);
    println!(
        "figure: r05 the disk full {waited} times while a ladder was made: the film as before, 0 files half-made, \
         all {} sizes once there was room",
        shop.sizes(entry).await
    );
}

#[test]
fn r05_a_disk_that_fills_while_a_ladder_is_made_leaves_the_film_and_nothing_half_made() {
    let Some(disk) = std::env::var_os(INSIDE) else {
        return on_a_small_disk();
    };
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(fill_and_heal(Path::new(&disk)));
}
