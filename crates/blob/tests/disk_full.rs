//! A full disk and a read-only one, on a tmpfs of 2 MiB in a namespace of its own.
#![allow(clippy::unwrap_used, clippy::panic)] // in tests, also outside of #[test]

mod support;

use std::{path::Path, process::Command};

use support::{blob, noise, sent, upload};
use usher_blob::{Blobs, Error, OpenError, Sha256};

/// Names the mount for the test that runs inside.
const INSIDE: &str = "USHER_BLOB_SMALL_DISK";

/// Runs the test `name` of this file again, with a small disk mounted. Also
/// works for an ordinary user where user namespaces are allowed.
fn on_a_small_disk(name: &str, options: &str) {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-ec"])
        .arg(r#"mount -t tmpfs -o "$0" usher-test "$1"; exec "$2" --exact "$3" --nocapture"#)
        .arg(options)
        .arg(folder.path())
        .arg(std::env::current_exe().unwrap())
        .arg(name)
        .env(INSIDE, folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{output:?}"
    );
}

#[test]
fn a_full_disk_keeps_what_fitted_and_goes_on_once_there_is_room() {
    let name = "a_full_disk_keeps_what_fitted_and_goes_on_once_there_is_room";
    let Some(disk) = std::env::var_os(INSIDE) else {
        return on_a_small_disk(name, "size=2m");
    };
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(fill_and_heal(Path::new(&disk)));
}

async fn fill_and_heal(disk: &Path) {
    let blobs = Blobs::open(disk.join("media")).unwrap();
    let bytes = noise(1_500_000);
    blobs.begin(upload(1), 1_500_000).await.unwrap();
    assert!(matches!(
        blobs.begin(upload(2), 3_000_000).await,
        Err(Error::DiskFull)
    ));
    std::fs::write(disk.join("somebody-else"), vec![1; 1_200_000]).unwrap();

    let refused = blobs.append(upload(1), 0, sent(&bytes, 50_000), None).await;
    assert!(matches!(refused, Err(Error::DiskFull)), "{refused:?}");
    let fitted = blobs.offset(upload(1)).await.unwrap().offset;
    assert!(fitted > 0 && fitted < 1_500_000, "{fitted}");
    let rest = bytes.slice(fitted as usize..);
    let checked = Some(Sha256::of(&rest));
    let refused = blobs
        .append(upload(1), fitted, sent(&rest, 50_000), checked)
        .await;
    assert!(matches!(refused, Err(Error::DiskFull)), "{refused:?}");
    assert!(matches!(
        blobs.put(blob(2), noise(900_000)).await,
        Err(Error::DiskFull)
    ));

    std::fs::remove_file(disk.join("somebody-else")).unwrap();
    let at = blobs.offset(upload(1)).await.unwrap().offset;
    let rest = bytes.slice(at as usize..);
    blobs
        .append(upload(1), at, sent(&rest, 50_000), None)
        .await
        .unwrap();
    let sealed = blobs.seal(upload(1), blob(1)).await.unwrap();
    assert_eq!(sealed.sha256, Sha256::of(&bytes));
}

#[test]
fn a_read_only_disk_is_said_when_opening() {
    let name = "a_read_only_disk_is_said_when_opening";
    let Some(disk) = std::env::var_os(INSIDE) else {
        return on_a_small_disk(name, "size=2m,ro");
    };
    let refused = Blobs::open(Path::new(&disk).join("media")).unwrap_err();
    assert!(matches!(refused, OpenError::ReadOnly(_)), "{refused}");
}
