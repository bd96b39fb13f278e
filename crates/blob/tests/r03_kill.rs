//! R3: a process killed at any moment of an upload loses nothing it has told.
#![allow(clippy::unwrap_used, clippy::panic)] // in tests, also outside of #[test]

mod support;

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use bytes::Bytes;
use support::{blob, noise, sent, upload};
use usher_blob::{Blobs, Error, Sealed, Sha256};

/// Names the store for the process that will be killed.
const VICTIM: &str = "USHER_BLOB_VICTIM";
/// What is uploaded, in bytes.
const LENGTH: usize = 4 << 20;
/// What one request of the client carries, in bytes.
const REQUEST: usize = 150_000;
/// The longest that a victim is left alive, in microseconds.
const LIFE: u64 = 40_000;

#[test]
fn r03_an_upload_killed_at_any_moment_resumes_and_is_whole() {
    if let Some(root) = std::env::var_os(VICTIM) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        return runtime.block_on(live(Path::new(&root)));
    }
    let wanted = if std::env::var_os("USHER_SOAK").is_some() {
        500
    } else {
        25
    };
    let bytes = noise(LENGTH);
    let (mut kills, mut uploads, mut wrong) = (0, 0, 0);
    let mut chance = 0x5DEE_CE66_u64;
    while kills < wanted {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("media");
        let mut told = 0;
        let sealed = loop {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            let life = Duration::from_micros(chance % LIFE);
            let (was_killed, now_told) = one_life(&root, life, told);
            told = now_told;
            if !was_killed {
                let sealed = with_store(&root, async |blobs| {
                    blobs.seal(upload(1), blob(1)).await.unwrap()
                });
                break sealed;
            }
            kills += 1;
        };
        uploads += 1;
        let whole = Sealed {
            bytes: LENGTH as u64,
            sha256: Sha256::of(&bytes),
        };
        let left = root.join("uploads").read_dir().unwrap().count();
        wrong += usize::from(sealed != whole || left != 0);
    }
    println!("r03: {kills} kills over {uploads} uploads, {wrong} wrong files");
    assert_eq!(wrong, 0);
}

/// One process that uploads until it is done or `life` is over. Checks that it
/// found at least what its predecessors had told, and gives the last it told.
fn one_life(root: &Path, life: Duration, told: u64) -> (bool, u64) {
    let mut victim = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture"])
        .arg("r03_an_upload_killed_at_any_moment_resumes_and_is_whole")
        .env(VICTIM, root)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let words = BufReader::new(victim.stdout.take().unwrap());
    // The wait is the experiment: where in its work the process is hit.
    std::thread::sleep(life);
    victim.kill().unwrap();
    let status = victim.wait().unwrap();
    let mut last = told;
    for line in words.lines() {
        let line = line.unwrap();
        if let Some(offset) = line.strip_prefix("offset ") {
            let offset = offset.parse().unwrap();
            assert!(offset >= last, "told {last}, then {offset}");
            last = offset;
        }
    }
    assert!(status.success() || status.code().is_none(), "{status}");
    (!status.success(), last)
}

/// The life of a victim: go on where the upload stands, seal it.
async fn live(root: &Path) {
    let blobs = Blobs::open(root).unwrap();
    let bytes = noise(LENGTH);
    match blobs.offset(upload(1)).await {
        // A first life, killed between the two files of a new upload, or sealed before.
        Err(Error::NotFound) => {
            if blobs.seal(upload(1), blob(1)).await.is_err() {
                blobs.abandon(upload(1)).await.unwrap();
                blobs.begin(upload(1), LENGTH as u64).await.unwrap();
            }
        }
        told => println!("offset {}", told.unwrap().offset),
    }
    while let Ok(now) = blobs.offset(upload(1)).await {
        if now.is_complete() {
            break;
        }
        let at = now.offset as usize;
        let request: Bytes = bytes.slice(at..LENGTH.min(at + REQUEST));
        let sent = sent(&request, 16 << 10);
        let done = blobs.append(upload(1), now.offset, sent, None).await;
        println!("offset {}", done.unwrap().offset);
    }
    blobs.seal(upload(1), blob(1)).await.unwrap();
}

fn with_store<T>(root: &Path, deed: impl AsyncFnOnce(Blobs) -> T) -> T {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(deed(Blobs::open(root).unwrap()))
}
