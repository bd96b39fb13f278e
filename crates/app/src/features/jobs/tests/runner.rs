//! The workers: woken, stopped, and how far they say they are.

use std::{ffi::OsStr, os::unix::fs::PermissionsExt, path::Path, time::Duration};

use tokio_util::sync::CancellationToken;
use usher_bus::Topic;
use usher_db::params;
use usher_domain::{ids::EntryId, media::EntryKind};
use usher_media_tools::Tools;

use super::{Shop, shop, shop_in};
use crate::{
    features::jobs::{self, runner::step, work::Kind},
    testing::Hub,
};

/// The product has a second; a test machine may be slow.
const PATIENCE: Duration = Duration::from_mins(1);

impl Shop {
    /// Waits until an entry is ready, by its bell.
    async fn ready(&self, entry: EntryId) {
        let mut bell = self.hub.app.parts.bus.watch(&[Topic::Entry(entry)]);
        let ready = async {
            while self.state(entry).await.0 != "ready" {
                bell.wait().await;
            }
        };
        tokio::time::timeout(PATIENCE, ready).await.unwrap();
    }
}

#[tokio::test]
async fn a_bell_wakes_the_workers_and_they_stop_when_asked() {
    let mut shop = shop().await;
    let stop = CancellationToken::new();
    let workers = tokio::spawn(jobs::run(shop.hub.app.clone(), stop.clone()));
    let film = shop.film();
    for _ in 0..2 {
        let entry = shop.entry(EntryKind::Video).await;
        shop.upload(entry, "film.mp4", &film).await;
        shop.ready(entry).await;
    }
    stop.cancel();
    tokio::time::timeout(PATIENCE, workers)
        .await
        .unwrap()
        .unwrap();
}

#[tokio::test]
async fn a_start_finishes_what_a_kill_left_undone() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.film());
    shop.upload(entry, "film.mp4", &film).await;
    shop.hub = shop.hub.restarted();
    let stop = CancellationToken::new();
    let workers = tokio::spawn(jobs::run(shop.hub.app.clone(), stop.clone()));
    shop.ready(entry).await;
    stop.cancel();
    workers.await.unwrap();
}

/// ffmpeg that is half done and never done; everything else as it is.
fn slow_encoder(folder: &Path) -> Tools {
    for program in ["ffprobe", "pdfinfo", "pdftoppm"] {
        let real = Path::new("/usr/bin").join(program);
        std::os::unix::fs::symlink(real, folder.join(program)).unwrap();
    }
    let pid = folder.join("pid");
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in *-progress*) echo $$ >{}; echo out_time_us=1000000;\n\
         exec sleep 1000;; esac\nexit 1\n",
        pid.display()
    );
    let encoder = folder.join("ffmpeg");
    std::fs::write(&encoder, script).unwrap();
    std::fs::set_permissions(&encoder, std::fs::Permissions::from_mode(0o755)).unwrap();
    Tools::find_in(OsStr::new(folder.to_str().unwrap()))
}

#[tokio::test]
async fn an_encoder_tells_how_far_it_is_and_gives_way_when_the_hub_stops() {
    let programs = tempfile::tempdir().unwrap();
    let tools = slow_encoder(programs.path());
    let mut shop = shop_in(Hub::with(|parts| parts.tools = tools)).await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.old_film());
    let stop = CancellationToken::new();
    let workers = tokio::spawn(jobs::run(shop.hub.app.clone(), stop.clone()));
    shop.upload(entry, "old.mkv", &film).await;
    let half_done = async {
        // Nobody is rung for progress; it is there for whoever asks.
        while shop.told::<i64>(entry, "progress").await != 50 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(PATIENCE, half_done).await.unwrap();
    assert_eq!(shop.state(entry).await.0, "processing");
    stop.cancel();
    tokio::time::timeout(PATIENCE, workers)
        .await
        .unwrap()
        .unwrap();
    let job = move |tx: &usher_db::Tx| {
        let sql = "SELECT state, attempts FROM jobs WHERE entry_id = $1 AND kind = 'render'";
        tx.query_one(sql, params![entry], |row| {
            Ok((row.get::<String>("state")?, row.get::<i64>("attempts")?))
        })
    };
    let handed_back = ("waiting".to_owned(), 0);
    assert_eq!(shop.hub.write(job).await, handed_back);
}

#[tokio::test]
async fn a_newer_file_takes_the_job_from_the_older_one() {
    let programs = tempfile::tempdir().unwrap();
    let tools = slow_encoder(programs.path());
    let mut shop = shop_in(Hub::with(|parts| parts.tools = tools)).await;
    let (entry, old, film) = (
        shop.entry(EntryKind::Video).await,
        shop.old_film(),
        shop.film(),
    );
    let stop = CancellationToken::new();
    let workers = tokio::spawn(jobs::run(shop.hub.app.clone(), stop.clone()));
    shop.upload(entry, "old.mkv", &old).await;
    shop.upload(entry, "film.mp4", &film).await;
    shop.ready(entry).await;
    stop.cancel();
    workers.await.unwrap();
    assert!(shop.get(entry, "file").await.bytes == film);
    shop.hub.clock.advance(Duration::from_mins(5));
    while step(&shop.hub.app, &[Kind::Discard]).await.unwrap() {}
    assert_eq!(shop.objects(), 1, "the film; this encoder makes no posters");
}

#[tokio::test]
async fn calling_the_qualities_off_ends_the_encoder() {
    let programs = tempfile::tempdir().unwrap();
    let tools = slow_encoder(programs.path());
    let mut shop = shop_in(Hub::with(|parts| parts.tools = tools)).await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.film());
    let stop = CancellationToken::new();
    let workers = tokio::spawn(jobs::run(shop.hub.app.clone(), stop.clone()));
    shop.upload(entry, "film.mp4", &film).await;
    let under_way = async {
        while shop.told::<i64>(entry, "ladder_percent").await != 50 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(PATIENCE, under_way).await.unwrap();
    let encoder = std::fs::read_to_string(programs.path().join("pid")).unwrap();
    let runs = || Path::new("/proc").join(encoder.trim()).exists();
    assert!(runs());
    let path = format!("/media/{entry}/qualities");
    let answer = shop.browser.post(&path, &[("deed", "cancel")]).await;
    assert_eq!(answer.status, 303);
    let gone = async {
        while runs() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(PATIENCE, gone).await.unwrap();
    stop.cancel();
    workers.await.unwrap();
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    let state: Option<String> = shop.told(entry, "ladder").await;
    assert_eq!(state.as_deref(), Some("cancelled"));
    shop.hub.clock.advance(Duration::from_mins(5));
    while step(&shop.hub.app, &[Kind::Discard]).await.unwrap() {}
    assert_eq!(shop.objects(), 1, "nothing half-made");
}
