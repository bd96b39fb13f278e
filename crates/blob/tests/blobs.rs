//! Opening the store; small objects, adopted files, deletion, reading.
#![allow(clippy::unwrap_used, clippy::panic)] // in tests, also outside of #[test]

mod support;

use std::os::unix::fs::{PermissionsExt, symlink};

use support::{blob, noise, store};
use usher_blob::{Blobs, Error, OpenError, Pace, SLICE, Sha256};

#[tokio::test]
async fn what_is_put_is_read_back_and_put_again_only_if_it_is_the_same() {
    let store = store();
    let sealed = store.blobs.put(blob(1), noise(70_000)).await.unwrap();
    assert_eq!(sealed.sha256, Sha256::of(&noise(70_000)));
    assert_eq!(
        store.blobs.put(blob(1), noise(70_000)).await.unwrap(),
        sealed
    );
    assert!(matches!(
        store.blobs.put(blob(1), noise(69_999)).await,
        Err(Error::Exists)
    ));
    let found = store.blobs.read(blob(1)).await.unwrap();
    assert_eq!(found.slice(10..20).await.unwrap(), noise(20).slice(10..));
}

#[tokio::test]
async fn a_tool_s_file_is_adopted_and_becomes_read_only() {
    let store = store();
    let scratch = store.blobs.scratch().await.unwrap();
    let made = scratch.path().join("out.mp4");
    std::fs::write(&made, noise(9000)).unwrap();
    let sealed = store.blobs.adopt(blob(1), &made).await.unwrap();
    assert_eq!(sealed.sha256, Sha256::of(&noise(9000)));
    assert!(!made.exists());
    let path = store.blobs.local_path(blob(1)).await.unwrap();
    let mode = std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o400);
}

#[tokio::test]
async fn links_and_missing_files_are_not_adopted() {
    let store = store();
    let scratch = store.blobs.scratch().await.unwrap();
    let link = scratch.path().join("out.mp4");
    symlink("/etc/passwd", &link).unwrap();
    assert!(store.blobs.adopt(blob(1), &link).await.is_err());
    let absent = scratch.path().join("absent");
    assert!(matches!(
        store.blobs.adopt(blob(1), absent).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        store.blobs.read(blob(1)).await,
        Err(Error::NotFound)
    ));
}

#[tokio::test]
async fn a_reader_finishes_what_was_deleted_under_it() {
    let store = store();
    store.blobs.put(blob(1), noise(600_000)).await.unwrap();
    let found = store.blobs.read(blob(1)).await.unwrap();
    assert!(store.blobs.delete(blob(1)).await.unwrap());
    assert!(!store.blobs.delete(blob(1)).await.unwrap());
    assert!(matches!(
        store.blobs.read(blob(1)).await,
        Err(Error::NotFound)
    ));
    assert_eq!(found.slice(0..u64::MAX).await.unwrap(), noise(600_000));
}

#[tokio::test]
async fn a_range_comes_in_slices_that_add_up_to_it() {
    let store = store();
    let bytes = noise(1_000_000);
    store.blobs.put(blob(1), bytes.clone()).await.unwrap();
    let found = store.blobs.read(blob(1)).await.unwrap();
    for (start, end) in [
        (0, 1_000_000),
        (1, 2),
        (262_143, 262_145),
        (999_999, 9_999_999),
    ] {
        let mut slices = found.slices(start..end, Pace::default());
        let mut got = Vec::new();
        while let Some(slice) = slices.next().await {
            let slice = slice.unwrap();
            assert!(!slice.is_empty() && slice.len() as u64 <= SLICE);
            got.extend_from_slice(&slice);
        }
        assert_eq!(slices.remaining(), 0);
        assert_eq!(got, bytes[start as usize..bytes.len().min(end as usize)]);
    }
    assert!(
        found
            .slices(2_000_000..3_000_000, Pace::default())
            .next()
            .await
            .is_none()
    );
    assert!(found.slice(5..5).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_page_that_is_not_in_memory_is_fetched_before_it_is_given() {
    let store = store();
    let bytes = noise(3 << 20);
    store.blobs.put(blob(1), bytes.clone()).await.unwrap();
    let path = store.blobs.local_path(blob(1)).await.unwrap();
    let file = std::fs::File::open(path).unwrap();
    rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed).unwrap();
    let found = store.blobs.read(blob(1)).await.unwrap();
    let at = 1 << 20;
    let slice = found.slice(at..at + SLICE).await.unwrap();
    assert_eq!(slice, bytes.slice(at as usize..(at + SLICE) as usize));
}

#[test]
fn the_folders_are_private() {
    let store = store();
    for folder in ["media", "media/uploads", "media/blobs", "media/scratch"] {
        let about = std::fs::metadata(store.folder.path().join(folder)).unwrap();
        assert_eq!(about.permissions().mode() & 0o777, 0o700, "{folder}");
    }
}

#[test]
fn a_missing_disk_and_a_file_in_the_way_are_said_clearly() {
    let folder = tempfile::tempdir().unwrap();
    let unmounted = Blobs::open(folder.path().join("disk/media")).unwrap_err();
    assert!(matches!(unmounted, OpenError::Missing(_)), "{unmounted}");
    let file = folder.path().join("file");
    std::fs::write(&file, b"").unwrap();
    let in_the_way = Blobs::open(&file).unwrap_err();
    assert!(
        matches!(in_the_way, OpenError::NotAFolder(_)),
        "{in_the_way}"
    );
}
