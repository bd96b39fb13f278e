//! Uploads: offsets, refusals, broken clients, sealing.
#![allow(clippy::unwrap_used, clippy::panic)] // in tests, also outside of #[test]

mod support;

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use support::{blob, broken_after, noise, sent, store, upload};
use usher_blob::{Blobs, End, Error, Pace, Progress, Sha256};

#[tokio::test]
async fn an_upload_in_two_parts_becomes_the_blob_it_was() {
    let store = store();
    let (blobs, bytes) = (&store.blobs, noise(3_000_000));
    blobs.begin(upload(1), 3_000_000).await.unwrap();
    for (from, to) in [(0, 1_200_000), (1_200_000, 3_000_000)] {
        let part = sent(&bytes.slice(from..to), 70_001);
        let done = blobs
            .append(upload(1), from as u64, part, None)
            .await
            .unwrap();
        assert_eq!((done.offset, done.end), (to as u64, End::Finished));
    }
    let sealed = blobs.seal(upload(1), blob(1)).await.unwrap();
    assert_eq!(sealed.sha256, Sha256::of(&bytes));
    assert_eq!(sealed.bytes, 3_000_000);
    let found = blobs.read(blob(1)).await.unwrap();
    assert_eq!(found.slice(0..u64::MAX).await.unwrap(), bytes);
    assert!(matches!(
        blobs.offset(upload(1)).await,
        Err(Error::NotFound)
    ));
}

#[tokio::test]
async fn an_append_elsewhere_than_at_the_end_is_told_where_that_is() {
    let store = store();
    store.blobs.begin(upload(1), 100).await.unwrap();
    let first = sent(&noise(40), 40);
    store.blobs.append(upload(1), 0, first, None).await.unwrap();
    for wrong in [0, 39, 41] {
        let refused = store
            .blobs
            .append(upload(1), wrong, sent(&noise(10), 10), None)
            .await;
        assert!(matches!(refused, Err(Error::Conflict { actual: 40 })));
    }
}

#[tokio::test]
async fn more_than_was_announced_is_refused_and_none_of_it_kept() {
    let store = store();
    store.blobs.begin(upload(1), 100).await.unwrap();
    let first = sent(&noise(40), 40);
    store.blobs.append(upload(1), 0, first, None).await.unwrap();
    let refused = store
        .blobs
        .append(upload(1), 40, sent(&noise(61), 30), None)
        .await;
    assert!(matches!(refused, Err(Error::TooLong { length: 100 })));
    let now = store.blobs.offset(upload(1)).await.unwrap();
    assert_eq!(
        now,
        Progress {
            offset: 40,
            length: 100
        }
    );
}

#[tokio::test]
async fn what_arrived_before_the_client_was_lost_is_kept() {
    let store = store();
    store.blobs.begin(upload(1), 100).await.unwrap();
    let done = store
        .blobs
        .append(upload(1), 0, broken_after(noise(40)), None)
        .await
        .unwrap();
    assert_eq!((done.offset, done.end), (40, End::Broken));
    assert_eq!(store.blobs.offset(upload(1)).await.unwrap().offset, 40);
}

#[tokio::test]
async fn a_second_appender_is_refused_and_can_ask_the_first_to_stop() {
    let store = store();
    let blobs = store.blobs.clone();
    blobs.begin(upload(1), 100).await.unwrap();
    let (came, mut seen) = tokio::sync::mpsc::channel(1);
    // A client that sends something and then falls silent without hanging up.
    let silent = stream::iter([Ok::<_, Error>(noise(40))])
        .chain(stream::once(async move {
            came.send(()).await.unwrap();
            std::future::pending().await
        }))
        .boxed();
    let first = tokio::spawn({
        let blobs = blobs.clone();
        async move { blobs.append(upload(1), 0, silent, None).await }
    });
    seen.recv().await.unwrap();
    let second = blobs.append(upload(1), 0, sent(&noise(10), 10), None).await;
    assert!(matches!(second, Err(Error::Locked)));
    assert!(matches!(
        blobs.seal(upload(1), blob(1)).await,
        Err(Error::Locked)
    ));
    assert!(matches!(blobs.abandon(upload(1)).await, Err(Error::Locked)));

    blobs.interrupt(upload(1));
    let first = first.await.unwrap().unwrap();
    assert_eq!((first.offset, first.end), (40, End::Interrupted));
    let second = blobs
        .append(upload(1), 40, sent(&noise(60), 60), None)
        .await;
    assert_eq!(second.unwrap().offset, 100);
}

#[tokio::test]
async fn bytes_that_do_not_match_their_checksum_are_taken_back() {
    let store = store();
    let bytes = noise(90);
    store.blobs.begin(upload(1), 100).await.unwrap();
    let ten = sent(&noise(10), 10);
    store.blobs.append(upload(1), 0, ten, None).await.unwrap();
    let wrong = Some(Sha256::of(b"something else"));
    let refused = store
        .blobs
        .append(upload(1), 10, sent(&bytes, 30), wrong)
        .await;
    assert!(matches!(
        refused,
        Err(Error::ChecksumMismatch { actual: 10 })
    ));
    let right = Some(Sha256::of(&bytes));
    let cut_short = store
        .blobs
        .append(upload(1), 10, broken_after(bytes.slice(..50)), right)
        .await
        .unwrap();
    assert_eq!(
        cut_short.offset, 10,
        "half of a checked part proves nothing"
    );
    let kept = store
        .blobs
        .append(upload(1), 10, sent(&bytes, 30), right)
        .await;
    assert_eq!(kept.unwrap().offset, 100);
}

#[tokio::test]
async fn an_incomplete_upload_is_not_sealed() {
    let store = store();
    store.blobs.begin(upload(1), 2).await.unwrap();
    let one = sent(&noise(1), 1);
    store.blobs.append(upload(1), 0, one, None).await.unwrap();
    assert!(matches!(
        store.blobs.seal(upload(1), blob(1)).await,
        Err(Error::Incomplete {
            offset: 1,
            length: 2
        })
    ));
}

#[tokio::test]
async fn sealing_again_after_a_crash_finds_the_blob() {
    let store = store();
    let bytes = noise(5000);
    store.blobs.begin(upload(1), 5000).await.unwrap();
    let all = sent(&bytes, 999);
    store.blobs.append(upload(1), 0, all, None).await.unwrap();
    let sealed = store.blobs.seal(upload(1), blob(1)).await.unwrap();
    let reopened = Blobs::open(store.folder.path().join("media")).unwrap();
    assert_eq!(reopened.seal(upload(1), blob(1)).await.unwrap(), sealed);
    assert!(matches!(
        reopened.seal(upload(1), blob(2)).await,
        Err(Error::NotFound)
    ));
}

#[tokio::test]
async fn an_empty_file_is_a_blob_too() {
    let store = store();
    store.blobs.begin(upload(1), 0).await.unwrap();
    let sealed = store.blobs.seal(upload(1), blob(1)).await.unwrap();
    assert_eq!(sealed.sha256, Sha256::of(b""));
    let found = store.blobs.read(blob(1)).await.unwrap();
    assert!(found.is_empty());
    assert!(found.slices(0..10, Pace::default()).next().await.is_none());
}

#[tokio::test]
async fn an_abandoned_upload_is_gone_with_all_its_files() {
    let store = store();
    store.blobs.begin(upload(1), 10).await.unwrap();
    assert!(store.blobs.abandon(upload(1)).await.unwrap());
    assert!(!store.blobs.abandon(upload(1)).await.unwrap());
    let uploads = store.folder.path().join("media/uploads");
    assert_eq!(uploads.read_dir().unwrap().count(), 0);
}

#[tokio::test]
async fn an_upload_id_is_begun_once_and_only_if_there_is_room() {
    let store = store();
    store.blobs.begin(upload(1), 10).await.unwrap();
    assert!(matches!(
        store.blobs.begin(upload(1), 10).await,
        Err(Error::Exists)
    ));
    assert!(matches!(
        store.blobs.begin(upload(2), u64::MAX).await,
        Err(Error::DiskFull)
    ));
}

#[tokio::test]
async fn a_client_is_never_asked_for_more_than_a_batch_ahead_of_the_disk() {
    const PIECE: u64 = 64 << 10;
    let store = store();
    store.blobs.begin(upload(1), 16 << 20).await.unwrap();
    let part = store
        .folder
        .path()
        .join(format!("media/uploads/{}.part", upload(1)));
    // Always ready: only the writer's pace limits how much is asked for.
    let (mut asked, mut farthest) = (0, 0);
    let eager = stream::repeat_with(|| {
        farthest = farthest.max(asked - std::fs::metadata(&part).unwrap().len());
        asked += PIECE;
        Ok::<_, Error>(Bytes::from(vec![7; PIECE as usize]))
    })
    .take(256);
    let done = store.blobs.append(upload(1), 0, eager, None).await;
    assert_eq!(done.unwrap().offset, 16 << 20);
    assert_eq!(farthest, (1 << 20) - PIECE);
}
