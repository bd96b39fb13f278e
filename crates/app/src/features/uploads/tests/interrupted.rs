//! Lost connections and killed processes.

use std::time::Duration;

use axum::{body::Body, http::Method};
use usher_blob::Sha256;
use usher_domain::ids::BlobId;

use super::{Desk, desk, header, id, noise, tus};
use crate::features::uploads;

impl Desk {
    /// The process is killed and started again; the client does not notice.
    fn restarted(self) -> Self {
        let hub = self.hub.restarted();
        Self {
            browser: self.browser.at(&hub),
            hub,
            ..self
        }
    }

    async fn sealed(&self) -> Sha256 {
        let digest: [u8; 32] = self
            .row("SELECT sha256 FROM blobs WHERE entry_id = $1", "sha256")
            .await;
        Sha256(digest)
    }
}

/// A body that breaks after `bytes`.
fn broken_after(bytes: &[u8]) -> Body {
    let pieces = [Ok(bytes.to_vec()), Err(std::io::Error::other("hung up"))];
    Body::from_stream(futures_util::stream::iter(pieces))
}

#[tokio::test]
async fn r03_an_upload_goes_on_after_every_kill() {
    let mut desk = desk().await;
    let bytes = noise(400_000);
    let path = desk.begin(bytes.len()).await;
    let (mut kills, mut offset) = (0, 0);
    while offset < bytes.len() {
        let end = bytes.len().min(offset + 70_001);
        let at = offset.to_string();
        let headers = [
            ("upload-offset", &*at),
            ("content-type", "application/offset+octet-stream"),
        ];
        let body = if end == bytes.len() {
            Body::from(bytes[offset..end].to_vec())
        } else {
            broken_after(&bytes[offset..end])
        };
        tus(&mut desk.browser, Method::PATCH, &path, &headers, body).await;
        desk = desk.restarted();
        kills += 1;
        let head = desk.head(&path).await;
        let told: usize = header(&head.headers, "upload-offset").parse().unwrap();
        assert!(told > offset, "{told} after {offset}");
        offset = told;
    }
    assert_eq!(desk.sealed().await, Sha256::of(&bytes));
    assert_eq!(desk.entry::<String>("state").await, "processing");
    println!("figure: r03 {kills} restarts in one upload through HTTP, 0 wrong bytes");
}

#[tokio::test]
async fn r03_a_kill_between_the_last_byte_and_the_commit_loses_nothing() {
    // Whoever comes first finds it: the client's question, its PATCH, or the sweep.
    for (finder, is_sealed) in [
        ("head", false),
        ("head", true),
        ("patch", true),
        ("sweep", false),
        ("sweep", true),
    ] {
        let mut desk = desk().await;
        let bytes = noise(5000);
        let path = desk.begin(bytes.len()).await;
        desk.append_behind_its_back(&path, 0, &bytes).await;
        if is_sealed {
            let blob = "SELECT blob_id FROM uploads WHERE entry_id = $1";
            let blob: BlobId = desk.row(blob, "blob_id").await;
            let blobs = &desk.hub.app.parts.blobs;
            blobs.seal(id(&path), blob).await.unwrap();
        }
        desk = desk.restarted();
        assert_eq!(desk.entry::<String>("state").await, "empty");
        match finder {
            "head" => {
                let head = desk.head(&path).await;
                assert_eq!(header(&head.headers, "upload-offset"), "5000");
            }
            "patch" => {
                let answer = desk.patch(&path, 4000, &bytes[4000..]).await;
                assert_eq!(answer.status, 409);
                assert_eq!(header(&answer.headers, "upload-offset"), "5000");
            }
            _ => uploads::sweep(&desk.hub.app).await.unwrap(),
        }
        let case = format!("{finder}, sealed: {is_sealed}");
        assert_eq!(desk.entry::<String>("state").await, "processing", "{case}");
        assert_eq!(desk.sealed().await, Sha256::of(&bytes), "{case}");
        desk.head(&path).await;
        uploads::sweep(&desk.hub.app).await.unwrap();
        let jobs = "SELECT COUNT(*) AS n FROM jobs WHERE entry_id = $1";
        assert_eq!(desk.row::<i64>(jobs, "n").await, 1, "{case}: finished once");
    }
}

#[tokio::test]
async fn a_second_writer_is_told_to_wait() {
    let mut desk = desk().await;
    let path = desk.begin(1000).await;
    let (client, stream) = tokio::sync::mpsc::channel::<Result<Vec<u8>, std::io::Error>>(1);
    let (mut browser, its_path) = (desk.browser.clone(), path.clone());
    let first = tokio::spawn(async move {
        let headers = [
            ("upload-offset", "0"),
            ("content-type", "application/offset+octet-stream"),
        ];
        let body = Body::from_stream(tokio_stream::wrappers::ReceiverStream::new(stream));
        tus(&mut browser, Method::PATCH, &its_path, &headers, body).await
    });
    // Room for a second and a third piece: the first was taken, so the upload is held.
    for _ in 0..2 {
        client.send(Ok(noise(100))).await.unwrap();
    }
    client.reserve().await.unwrap();
    let second = desk.patch(&path, 0, b"x").await;
    assert_eq!(
        (second.status.as_u16(), second.code().as_str()),
        (423, "upload_locked")
    );
    // A client that asks where it stands has lost its connection: the old one stops.
    desk.head(&path).await;
    let first = first.await.unwrap();
    assert_eq!(first.status, 204);
    let head = desk.head(&path).await;
    let told = header(&head.headers, "upload-offset").to_owned();
    assert_eq!(header(&first.headers, "upload-offset"), told);
    let answer = desk.patch(&path, told.parse().unwrap(), b"x").await;
    assert_eq!(answer.status, 204);
}

#[tokio::test]
async fn an_upload_waits_a_week_and_is_then_removed() {
    let mut desk = desk().await;
    let path = desk.begin(1000).await;
    desk.patch(&path, 0, &noise(400)).await;
    desk.hub.clock.advance(Duration::from_hours(7 * 24 - 1));
    uploads::sweep(&desk.hub.app).await.unwrap();
    assert_eq!(desk.head(&path).await.status, 200);
    desk.hub.clock.advance(Duration::from_hours(1));
    assert_eq!(desk.head(&path).await.status, 410);
    uploads::sweep(&desk.hub.app).await.unwrap();
    assert_eq!(desk.head(&path).await.status, 404);
    assert_eq!(desk.files("uploads"), 0);
}
