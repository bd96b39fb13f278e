//! Uploads that have arrived, and a new file for an entry that has one.

use axum::http::Method;
use usher_domain::ids::BlobId;

use super::{desk, header, noise, tus};
use crate::features::uploads::unfinished;

#[tokio::test]
async fn what_plays_plays_on_while_a_new_file_is_prepared() {
    let mut desk = desk().await;
    let old = desk
        .hub
        .fill(desk.film, noise(777), ("old.mp4", "video/mp4"))
        .await;
    let path = desk.begin(1000).await;
    assert_eq!(desk.patch(&path, 0, &noise(1000)).await.status, 204);
    assert_eq!(desk.entry::<String>("state").await, "ready");
    assert_eq!(desk.entry::<BlobId>("playable_id").await, old);
    let file = format!("/media/{}/file", desk.film);
    assert_eq!(desk.browser.get(&file).await.bytes, noise(777));
}

#[tokio::test]
async fn a_finished_upload_is_remembered_but_cannot_be_taken_back() {
    let mut desk = desk().await;
    let path = desk.begin(1000).await;
    desk.patch(&path, 0, &noise(1000)).await;
    let head = desk.head(&path).await;
    assert_eq!(header(&head.headers, "upload-offset"), "1000");
    let answer = tus(&mut desk.browser, Method::DELETE, &path, &[], "").await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (409, "upload_finished")
    );
    let waiting = unfinished(&desk.hub.app, desk.owner).await.unwrap();
    assert_eq!(waiting, []);
}

#[tokio::test]
async fn of_two_new_files_the_later_one_counts() {
    let mut desk = desk().await;
    for bytes in [1000, 2000] {
        let path = desk.begin(bytes).await;
        desk.patch(&path, 0, &noise(bytes)).await;
    }
    let open = "SELECT payload FROM jobs WHERE entry_id = $1 AND state = 'waiting'";
    let later = "SELECT id FROM blobs WHERE entry_id = $1 AND bytes = 2000";
    let payload: String = desk.row(open, "payload").await;
    let later: String = desk.row(later, "id").await;
    assert!(payload.contains(&later), "{payload}");
}
