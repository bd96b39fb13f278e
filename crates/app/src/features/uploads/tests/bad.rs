//! What a client may get wrong, and what it is told.

use axum::{body::Body, http::Method};
use usher_domain::{
    ids::EntryId,
    media::{EntryKind, PublishStatus},
};
use uuid::Uuid;

use super::{UPLOADS, desk, desk_in, header, metadata, noise, tus};
use crate::testing::Hub;

#[tokio::test]
async fn another_version_of_the_protocol_is_refused_with_ours() {
    let mut desk = desk().await;
    let path = desk.begin(10).await;
    for method in [Method::HEAD, Method::PATCH, Method::DELETE] {
        for version in [&[][..], &[("tus-resumable", "0.2.2")]] {
            let answer = desk
                .browser
                .send(method.clone(), &path, version, Body::empty())
                .await;
            assert_eq!(answer.status, 412, "{method}");
            assert_eq!(header(&answer.headers, "tus-version"), "1.0.0");
        }
    }
    let answer = desk
        .browser
        .send(Method::POST, UPLOADS, &[], Body::empty())
        .await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (412, "tus_version")
    );
}

#[tokio::test]
async fn a_length_that_is_none_is_refused_by_its_name() {
    let mut desk = desk().await;
    let about = metadata(desk.film, "a.mp4");
    let table = [
        ("", 400, "upload_length"),
        ("-1", 400, "upload_length"),
        ("1.5", 400, "upload_length"),
        ("12e3", 400, "upload_length"),
        ("many", 400, "upload_length"),
        ("0", 422, "upload_empty"),
        ("67108865", 413, "upload_too_large"),
        ("9223372036854775808", 413, "upload_too_large"),
        ("99999999999999999999999999", 413, "upload_too_large"),
    ];
    for (length, status, code) in table {
        let headers = [("upload-length", length), ("upload-metadata", &*about)];
        let answer = tus(&mut desk.browser, Method::POST, UPLOADS, &headers, "").await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (status, code),
            "{length:?}"
        );
        assert_eq!(header(&answer.headers, "tus-resumable"), "1.0.0");
        assert!(!answer.text().contains("fault-"), "{}", answer.text());
    }
    let headers = [("upload-metadata", &*about), ("upload-defer-length", "1")];
    let answer = tus(&mut desk.browser, Method::POST, UPLOADS, &headers, "").await;
    assert_eq!(answer.code(), "upload_length");
    assert_eq!(desk.files("uploads"), 0, "nothing half-made");
}

#[tokio::test]
async fn junk_for_metadata_is_refused_with_what_is_needed() {
    let mut desk = desk().await;
    let nobodys = metadata(EntryId::from_uuid(Uuid::nil()), "a.mp4");
    let table = [
        ("", 400),
        ("entry", 400),
        ("entry %%%", 400),
        ("entry bm90IGFuIGlk", 400),
        ("filename YS5tcDQ=", 400),
        (",,,,", 400),
        (&*nobodys, 404),
    ];
    for (about, status) in table {
        let headers = [("upload-length", "10"), ("upload-metadata", about)];
        let answer = tus(&mut desk.browser, Method::POST, UPLOADS, &headers, "").await;
        assert_eq!(answer.status.as_u16(), status, "{about:?}");
    }
}

#[tokio::test]
async fn a_patch_must_say_what_it_brings_and_where_it_belongs() {
    let mut desk = desk().await;
    let path = desk.begin(1000).await;
    let bytes = ("content-type", "application/offset+octet-stream");
    let start = ("upload-offset", "0");
    for headers in [
        &[start][..],
        &[start, ("content-type", "application/octet-stream")],
        &[start, ("content-type", "text/plain")],
    ] {
        let answer = tus(&mut desk.browser, Method::PATCH, &path, headers, "x").await;
        assert_eq!(answer.status, 415, "{headers:?}");
    }
    for headers in [&[bytes][..], &[bytes, ("upload-offset", "-1")]] {
        let answer = tus(&mut desk.browser, Method::PATCH, &path, headers, "x").await;
        assert_eq!(answer.code(), "upload_offset_missing");
    }
    for wrong in [1, 999, 1001] {
        let answer = desk.patch(&path, wrong, b"x").await;
        assert_eq!(answer.status, 409, "{wrong}");
        assert_eq!(header(&answer.headers, "upload-offset"), "0");
    }
}

#[tokio::test]
async fn the_same_patch_again_is_told_where_the_upload_stands() {
    let mut desk = desk().await;
    let bytes = noise(1000);
    let path = desk.begin(1000).await;
    assert_eq!(desk.patch(&path, 0, &bytes[..400]).await.status, 204);
    let again = desk.patch(&path, 0, &bytes[..400]).await;
    assert_eq!(again.status, 409);
    assert_eq!(header(&again.headers, "upload-offset"), "400");
    assert_eq!(desk.patch(&path, 400, &bytes[400..]).await.status, 204);
    let last = desk.patch(&path, 400, &bytes[400..]).await;
    assert_eq!(last.status, 409);
    assert_eq!(header(&last.headers, "upload-offset"), "1000");
    assert_eq!(desk.patch(&path, 1000, b"").await.status, 204);
    let jobs = "SELECT COUNT(*) AS n FROM jobs WHERE entry_id = $1";
    assert_eq!(desk.row::<i64>(jobs, "n").await, 1, "finished once");
}

#[tokio::test]
async fn more_than_was_announced_is_refused_and_not_kept() {
    let mut desk = desk().await;
    let path = desk.begin(1000).await;
    desk.patch(&path, 0, &noise(400)).await;
    let answer = desk.patch(&path, 400, &noise(601)).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (413, "upload_too_long")
    );
    let head = desk.head(&path).await;
    assert_eq!(header(&head.headers, "upload-offset"), "400");
}

#[tokio::test]
async fn what_the_disk_has_no_room_for_is_refused_and_leaves_nothing() {
    let hub = Hub::with(|parts| parts.site.max_upload_bytes = u64::MAX);
    let mut desk = desk_in(hub).await;
    let about = metadata(desk.film, "a.mp4");
    let headers = [
        ("upload-length", "1152921504606846976"),
        ("upload-metadata", &*about),
    ];
    let answer = tus(&mut desk.browser, Method::POST, UPLOADS, &headers, "").await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (507, "disk_full")
    );
    let rows = "SELECT COUNT(*) AS n FROM uploads WHERE entry_id = $1";
    assert_eq!(desk.row::<i64>(rows, "n").await, 0);
}

#[tokio::test]
async fn a_live_session_takes_no_file() {
    let mut desk = desk().await;
    let room = desk
        .hub
        .entry(desk.owner, EntryKind::Room, PublishStatus::Private)
        .await;
    let about = metadata(room, "a.mp4");
    let headers = [("upload-length", "10"), ("upload-metadata", &*about)];
    let answer = tus(&mut desk.browser, Method::POST, UPLOADS, &headers, "").await;
    assert_eq!(answer.code(), "entry_takes_no_file");
}

#[tokio::test]
async fn unfinished_uploads_have_a_limit_that_is_told() {
    let mut desk = desk().await;
    for _ in 0..100 {
        desk.begin(10).await;
    }
    let about = metadata(desk.film, "a.mp4");
    let headers = [("upload-length", "10"), ("upload-metadata", &*about)];
    let answer = tus(&mut desk.browser, Method::POST, UPLOADS, &headers, "").await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (429, "too_many_uploads")
    );
}
