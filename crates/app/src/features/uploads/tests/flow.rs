//! A file on its ordinary way.

use axum::{body::Body, http::Method};
use base64::{Engine, engine::general_purpose::STANDARD};
use usher_blob::Sha256;

use super::{UPLOADS, desk, header, metadata, noise, tus};
use crate::features::uploads::unfinished;

#[tokio::test]
async fn the_server_says_what_it_can_do_to_anybody() {
    let desk = desk().await;
    for path in [UPLOADS, "/api/v1/uploads/anything"] {
        let answer = desk
            .hub
            .browser()
            .send(Method::OPTIONS, path, &[], Body::empty())
            .await;
        assert_eq!(answer.status, 204);
        let said = |name| header(&answer.headers, name).to_owned();
        assert_eq!(said("tus-version"), "1.0.0");
        assert_eq!(
            said("tus-extension"),
            "creation,creation-with-upload,termination,checksum,expiration"
        );
        assert_eq!(said("tus-max-size"), (64 << 20).to_string());
        assert_eq!(said("tus-checksum-algorithm"), "sha256");
    }
}

#[tokio::test]
async fn a_file_arrives_in_pieces_and_waits_to_be_looked_at() {
    let mut desk = desk().await;
    let bytes = noise(300_000);
    let path = desk.begin(bytes.len()).await;
    assert!(path.starts_with("/api/v1/uploads/"), "{path}");
    assert_eq!(desk.entry::<String>("state").await, "empty");
    let mut offset = 0;
    for piece in bytes.chunks(100_000) {
        let head = desk.head(&path).await;
        assert_eq!(header(&head.headers, "upload-offset"), offset.to_string());
        assert_eq!(header(&head.headers, "upload-length"), "300000");
        assert_eq!(header(&head.headers, "cache-control"), "no-store");
        let answer = desk.patch(&path, offset, piece).await;
        offset += piece.len();
        assert_eq!(answer.status, 204, "{}", answer.text());
        assert_eq!(header(&answer.headers, "upload-offset"), offset.to_string());
        assert_eq!(header(&answer.headers, "tus-resumable"), "1.0.0");
        assert_eq!(
            header(&answer.headers, "upload-expires"),
            "Sat, 28 Nov 2026 12:00:00 GMT"
        );
    }
    assert_eq!(desk.entry::<String>("state").await, "processing");
    let digest: [u8; 32] = desk
        .row("SELECT sha256 FROM blobs WHERE entry_id = $1", "sha256")
        .await;
    assert_eq!(Sha256(digest), Sha256::of(&bytes));
    let kind: String = desk
        .row("SELECT kind FROM jobs WHERE entry_id = $1", "kind")
        .await;
    assert_eq!(kind, "look");
    let deed: String = desk
        .row("SELECT deed FROM audit WHERE entry_id = $1", "deed")
        .await;
    assert_eq!(deed, "media_uploaded");
}

#[tokio::test]
async fn what_a_client_said_is_told_again() {
    let mut desk = desk().await;
    let about = metadata(desk.film, "Лекция 3.mp4");
    let headers = [("upload-length", "9"), ("upload-metadata", &*about)];
    let answer = tus(&mut desk.browser, Method::POST, UPLOADS, &headers, "").await;
    let path = answer.location().to_owned();
    let head = desk.head(&path).await;
    let told = header(&head.headers, "upload-metadata");
    let name = STANDARD.encode("Лекция 3.mp4");
    assert!(told.contains(&format!("filename {name}")), "{told}");
    let waiting = unfinished(&desk.hub.app, desk.owner).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].filename, "Лекция 3.mp4");
    assert_eq!((waiting[0].size, waiting[0].offset), (9, 0));
    assert_eq!(waiting[0].url, path);
}

#[tokio::test]
async fn a_small_file_may_come_with_its_creation() {
    let mut desk = desk().await;
    let about = metadata(desk.film, "a.mp4");
    let headers = [
        ("upload-length", "11"),
        ("upload-metadata", &*about),
        ("content-type", "application/offset+octet-stream"),
    ];
    let bytes = "eleven byte";
    let answer = tus(&mut desk.browser, Method::POST, UPLOADS, &headers, bytes).await;
    assert_eq!(answer.status, 201);
    assert_eq!(header(&answer.headers, "upload-offset"), "11");
    assert_eq!(desk.entry::<String>("state").await, "processing");
}

#[tokio::test]
async fn an_upload_that_is_given_up_leaves_nothing() {
    let mut desk = desk().await;
    let path = desk.begin(1000).await;
    desk.patch(&path, 0, &noise(500)).await;
    let answer = tus(&mut desk.browser, Method::DELETE, &path, &[], "").await;
    assert_eq!(answer.status, 204);
    assert_eq!(desk.head(&path).await.status, 404);
    assert_eq!(desk.files("uploads"), 0);
    let again = tus(&mut desk.browser, Method::DELETE, &path, &[], "").await;
    assert_eq!(again.status, 404);
}

#[tokio::test]
async fn a_checksum_is_checked_and_what_is_wrong_is_not_kept() {
    let mut desk = desk().await;
    let bytes = noise(1000);
    let path = desk.begin(1000).await;
    let right = format!("sha256 {}", STANDARD.encode(Sha256::of(&bytes[..600]).0));
    let send = async |desk: &mut super::Desk, checksum: &str, bytes: &[u8]| {
        let headers = [
            ("upload-offset", "0"),
            ("content-type", "application/offset+octet-stream"),
            ("upload-checksum", checksum),
        ];
        let body = bytes.to_vec();
        tus(&mut desk.browser, Method::PATCH, &path, &headers, body).await
    };
    let answer = send(&mut desk, &right, &bytes[1..601]).await;
    assert_eq!(answer.status.as_u16(), 460);
    assert_eq!(answer.code(), "upload_checksum_mismatch");
    assert_eq!(header(&answer.headers, "upload-offset"), "0");
    for odd in ["sha1 AAAA", "sha256", "sha256 !!!", "sha256 AAAA", "md5 x"] {
        let answer = send(&mut desk, odd, &bytes[..600]).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (400, "upload_checksum"),
            "{odd}"
        );
    }
    let answer = send(&mut desk, &right, &bytes[..600]).await;
    assert_eq!(answer.status, 204);
    assert_eq!(header(&answer.headers, "upload-offset"), "600");
}
