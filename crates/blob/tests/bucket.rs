//! A store whose objects are in a bucket: a real server that speaks the S3 API.
#![allow(clippy::unwrap_used, clippy::panic)] // in tests, also outside of #[test]

mod support;

use std::{
    fs::{File, FileTimes},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use bytes::{Bytes, BytesMut};
use support::{blob, noise, sent, upload};
use usher_blob::{
    Blob, Blobs, Bucket, BucketOptions, Error, OpenError, Pace, SLICE, Sha256, Tidied,
};
use usher_domain::ids::BlobId;
use usher_test_s3::{ACCESS_KEY, BUCKET, SECRET_KEY, Server};

/// More than is ever kept, unless a test says otherwise.
const PLENTY: u64 = 1 << 30;

fn bucket(server: &Server, name: &str, secret: &str) -> Bucket {
    Bucket::new(BucketOptions {
        endpoint: server.endpoint().parse().unwrap(),
        name: name.to_owned(),
        region: "us-east-1".to_owned(),
        in_host: false,
        access_key: ACCESS_KEY.to_owned(),
        secret_key: secret.to_owned(),
    })
    .unwrap()
}

/// One node of a site.
struct Node {
    folder: tempfile::TempDir,
    blobs: Blobs,
}

impl Node {
    fn of(server: &Server, most: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bucket = bucket(server, BUCKET, SECRET_KEY);
        let blobs = Blobs::open_with(folder.path().join("media"), Some((bucket, most))).unwrap();
        Self { folder, blobs }
    }

    fn copy(&self, blob: BlobId) -> PathBuf {
        let name = blob.to_string();
        let folder = self
            .folder
            .path()
            .join("media/blobs")
            .join(&name[name.len() - 2..]);
        folder.join(name)
    }

    fn marks(&self) -> usize {
        let marks = self.folder.path().join("media/unsent").read_dir();
        marks.unwrap().count()
    }

    /// Reads until it is on the disk.
    async fn here(&self, blob: BlobId) -> Blob {
        let arrives = async {
            loop {
                let found = self.blobs.read(blob).await.unwrap();
                if found.is_here() {
                    return found;
                }
                tokio::task::yield_now().await;
            }
        };
        let in_time = tokio::time::timeout(Duration::from_secs(30), arrives).await;
        in_time.unwrap()
    }
}

async fn all(blob: &Blob, from: u64, to: u64) -> Bytes {
    let mut slices = blob.slices(from..to, Pace::default());
    let mut bytes = BytesMut::new();
    while let Some(slice) = slices.next().await {
        let slice = slice.unwrap();
        assert!(slice.len() as u64 <= SLICE);
        bytes.extend_from_slice(&slice);
    }
    bytes.freeze()
}

fn read_at(path: &Path, when: u64) {
    let accessed = SystemTime::UNIX_EPOCH + Duration::from_secs(when);
    let file = File::open(path).unwrap();
    file.set_times(FileTimes::new().set_accessed(accessed))
        .unwrap();
}

#[tokio::test]
async fn everything_is_in_the_bucket_and_read_from_there_where_the_disk_has_it_not() {
    let server = Server::start().unwrap();
    let (one, other) = (Node::of(&server, PLENTY), Node::of(&server, PLENTY));
    let film = noise(40 << 20);
    let scratch = one.blobs.scratch().await.unwrap();
    let made = scratch.path().join("film.mp4");
    std::fs::write(&made, &film).unwrap();
    one.blobs.adopt(blob(1), &made).await.unwrap();
    one.blobs.put(blob(2), noise(700)).await.unwrap();
    one.blobs.put(blob(3), Bytes::new()).await.unwrap();
    one.blobs.begin(upload(4), 5000).await.unwrap();
    let came = one
        .blobs
        .append(upload(4), 0, sent(&noise(5000), 999), None);
    came.await.unwrap();
    let sealed = one.blobs.seal(upload(4), blob(4)).await.unwrap();
    assert_eq!(sealed.sha256, Sha256::of(&noise(5000)));
    assert_eq!(server.objects("blobs").len(), 4);
    assert_eq!(one.marks(), 0);
    assert!(one.blobs.read(blob(1)).await.unwrap().is_here());

    let there = other.blobs.read(blob(1)).await.unwrap();
    assert!(!there.is_here() && other.blobs.mapped(blob(1)).is_none());
    assert_eq!(there.len(), film.len() as u64);
    assert!(there.at_hand(0..10, &Pace::default()).is_none());
    for (from, to) in [(0, 1), (SLICE - 1, 9 * SLICE + 5), (39 << 20, 41 << 20)] {
        let bytes = all(&there, from, to).await;
        let end = (to as usize).min(film.len());
        assert!(bytes == film[from as usize..end], "{from}..{to}");
    }
    // Meanwhile it has been brought for whoever comes next.
    let here = other.here(blob(1)).await;
    assert!(all(&here, 0, here.len()).await == film);
    let tools = other.blobs.local_path(blob(4)).await.unwrap();
    assert!(std::fs::read(tools).unwrap() == noise(5000));
    let empty = other.blobs.read(blob(3)).await.unwrap();
    assert!(empty.is_empty() && all(&empty, 0, 10).await.is_empty());
    assert!(matches!(
        other.blobs.read(blob(9)).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        other.blobs.local_path(blob(9)).await,
        Err(Error::NotFound)
    ));
}

#[tokio::test]
async fn what_one_node_deletes_no_other_brings_back() {
    let server = Server::start().unwrap();
    let (one, other) = (Node::of(&server, PLENTY), Node::of(&server, PLENTY));
    one.blobs.put(blob(1), noise(700)).await.unwrap();
    other.here(blob(1)).await;
    assert!(one.blobs.delete(blob(1)).await.unwrap());
    assert!(!one.blobs.delete(blob(1)).await.unwrap());
    assert!(matches!(
        one.blobs.read(blob(1)).await,
        Err(Error::NotFound)
    ));
    assert_eq!(other.blobs.tidy().await.unwrap(), Tidied::default());
    assert_eq!(server.objects("blobs"), [""; 0]);
}

#[tokio::test]
async fn a_deletion_that_comes_while_a_blob_is_stored_leaves_nothing() {
    let server = Server::start().unwrap();
    for (n, length) in [(1, 40 << 20), (2, 700), (3, 17 << 20)] {
        let node = Node::of(&server, PLENTY);
        let blobs = node.blobs.clone();
        let storing = tokio::spawn(async move { blobs.put(blob(n), noise(length)).await });
        while !node.copy(blob(n)).exists() {
            tokio::task::yield_now().await;
        }
        node.blobs.delete(blob(n)).await.unwrap();
        match storing.await.unwrap() {
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => panic!("{error}"),
        }
        assert_eq!(server.objects("blobs"), [""; 0], "{length} bytes");
        assert!(!node.copy(blob(n)).exists() && node.marks() == 0);
        // The name is free for whoever makes it anew.
        node.blobs.put(blob(n), noise(900)).await.unwrap();
        assert!(node.blobs.delete(blob(n)).await.unwrap());
    }
}

#[tokio::test]
async fn what_the_bucket_did_not_take_is_kept_and_stored_once_it_is_back() {
    let mut server = Server::start().unwrap();
    let node = Node::of(&server, 1);
    server.goes_away();
    let put = node.blobs.put(blob(1), noise(700)).await;
    assert!(matches!(put, Err(Error::Unreachable { .. })), "{put:?}");
    let tidied = node.blobs.tidy().await;
    assert!(
        matches!(tidied, Err(Error::Unreachable { .. })),
        "{tidied:?}"
    );
    assert!(node.copy(blob(1)).is_file() && node.marks() == 1);

    server.comes_back().unwrap();
    // Who asked may ask again, with the same.
    node.blobs.put(blob(1), noise(700)).await.unwrap();
    assert_eq!(node.marks(), 0);
    server.goes_away();
    node.blobs.put(blob(2), noise(800)).await.unwrap_err();
    server.comes_back().unwrap();
    let (stored, dropped) = (1, 2);
    assert_eq!(node.blobs.tidy().await.unwrap(), Tidied { stored, dropped });
    assert_eq!(server.objects("blobs").len(), 2);
    assert!(!node.copy(blob(1)).exists() && !node.copy(blob(2)).exists());
    let found = node.blobs.read(blob(2)).await.unwrap();
    assert_eq!(found.slice(0..800).await.unwrap(), noise(800));
}

#[tokio::test]
async fn copies_that_were_read_longest_ago_go_first() {
    let server = Server::start().unwrap();
    let node = Node::of(&server, 2000);
    for (n, read) in [(1, 30), (2, 10), (3, 20)] {
        node.blobs.put(blob(n), noise(900)).await.unwrap();
        read_at(&node.copy(blob(n)), read);
    }
    let tidied = node.blobs.tidy().await.unwrap();
    assert_eq!(
        tidied,
        Tidied {
            stored: 0,
            dropped: 1
        }
    );
    let left = [1, 2, 3].map(|n| node.copy(blob(n)).exists());
    assert_eq!(left, [true, false, true]);
    assert_eq!(server.objects("blobs").len(), 3);
}

#[tokio::test]
async fn a_store_begins_with_a_bucket_and_stays_with_it() {
    let server = Server::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("media");
    let blobs = Blobs::open(&root).unwrap();
    blobs.put(blob(1), noise(700)).await.unwrap();
    blobs.put(blob(2), noise(800)).await.unwrap();
    drop(blobs);

    let with = |name| Blobs::open_with(&root, Some((bucket(&server, name, SECRET_KEY), PLENTY)));
    let blobs = with(BUCKET).unwrap();
    let (stored, dropped) = (2, 0);
    assert_eq!(blobs.tidy().await.unwrap(), Tidied { stored, dropped });
    assert_eq!(server.objects("blobs").len(), 2);
    drop(blobs);
    with(BUCKET).unwrap();
    for other in [with("elsewhere"), Blobs::open(&root)] {
        let said = other.unwrap_err();
        assert!(
            matches!(&said, OpenError::InBucket(one) if one.ends_with("/usher-media/")),
            "{said}"
        );
    }
}

#[tokio::test]
async fn a_bucket_that_refuses_says_so_and_keeps_the_key_to_itself() {
    let server = Server::start().unwrap();
    bucket(&server, BUCKET, SECRET_KEY).probe().await.unwrap();
    let told = bucket(&server, BUCKET, "another-secret").probe().await;
    let told = told.unwrap_err();
    assert!(matches!(told, Error::Refused { .. }), "{told:?}");
    assert!(
        !format!("{told:?} {told}").contains("another-secret"),
        "{told:?}"
    );
    assert_eq!(server.objects("").len(), 0, "the probe is gone");
}

#[tokio::test]
async fn an_address_for_one_object_is_good_without_a_key_and_for_a_while() {
    let server = Server::start().unwrap();
    let node = Node::of(&server, PLENTY);
    node.blobs.put(blob(1), noise(700)).await.unwrap();
    let bucket = node.blobs.bucket().unwrap();
    let said = ("video/mp4", "attachment; filename=\"week 3.mp4\"");
    let address = |time| bucket.presigned(blob(1), said, time);
    let client = reqwest::Client::new();
    let answer = client
        .get(address(Duration::from_mins(1)))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], said.0);
    assert_eq!(answer.headers()["content-disposition"], said.1);
    assert_eq!(answer.bytes().await.unwrap(), noise(700));
    let mut other = address(Duration::from_mins(1));
    other.set_path(&format!("/{BUCKET}/blobs/{}", blob(2)));
    assert_eq!(client.get(other).send().await.unwrap().status(), 403);
}
