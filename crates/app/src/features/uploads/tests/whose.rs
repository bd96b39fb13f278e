//! Whose upload it is, and who may send a file for which entry.

use axum::http::Method;
use usher_db::params;
use usher_domain::{
    access::AppRole,
    media::{EntryKind, PublishStatus},
};

use super::{UPLOADS, desk, header, metadata, noise, tus};
use crate::features::{jobs, uploads};

#[tokio::test]
async fn anothers_upload_is_not_yours_and_not_even_there() {
    let mut desk = desk().await;
    let path = desk.begin(1000).await;
    let eve = desk.hub.account("eve@uni.edu", AppRole::Admin).await;
    let mut eve = desk.hub.signed_in(eve).await;
    let bytes = [
        ("upload-offset", "0"),
        ("content-type", "application/offset+octet-stream"),
    ];
    for method in [Method::HEAD, Method::PATCH, Method::DELETE] {
        let answer = tus(&mut eve, method.clone(), &path, &bytes, "x").await;
        assert_eq!(answer.status, 404, "{method}");
        let nothing = "/api/v1/uploads/01234567-0000-7000-8000-000000000000";
        let answer = tus(&mut eve, method.clone(), nothing, &bytes, "x").await;
        assert_eq!(answer.status, 404, "{method}");
        let anonymous = tus(&mut desk.hub.browser(), method, &path, &bytes, "x").await;
        assert_eq!(anonymous.status, 401);
    }
    let head = desk.head(&path).await;
    assert_eq!(header(&head.headers, "upload-offset"), "0");
}

#[tokio::test]
async fn only_who_may_edit_the_entry_sends_a_file_for_it() {
    let desk = desk().await;
    let film = desk.film;
    let open = desk
        .hub
        .entry(desk.owner, EntryKind::Video, PublishStatus::Unlisted)
        .await;
    let table = [
        ("a@uni.edu", AppRole::Admin, "", 404),
        ("b@uni.edu", AppRole::Viewer, "co_editor", 403),
        ("c@uni.edu", AppRole::PrivateOnly, "co_viewer", 403),
        ("d@uni.edu", AppRole::PrivateOnly, "co_publisher", 403),
        ("e@uni.edu", AppRole::PrivateOnly, "co_editor", 201),
        ("f@uni.edu", AppRole::PrivateOnly, "co_owner", 201),
    ];
    for (email, app_role, role, status) in table {
        let account = desk.hub.account(email, app_role).await;
        if !role.is_empty() {
            desk.hub
                .write(move |tx| {
                    tx.execute(
                        "INSERT INTO collaborators (entry_id, subject, subject_kind, role, added_at)
                         VALUES ($1, $2, 'account', $3, 1)",
                        params![film, account, role],
                    )
                })
                .await;
        }
        let mut browser = desk.hub.signed_in(account).await;
        for (entry, status) in [(film, status), (open, 403)] {
            let about = metadata(entry, "a.mp4");
            let headers = [("upload-length", "10"), ("upload-metadata", &*about)];
            let answer = tus(&mut browser, Method::POST, UPLOADS, &headers, "").await;
            assert_eq!(answer.status.as_u16(), status, "{email} {role}");
        }
    }
}

const TAKEN: [&str; 3] = [
    "UPDATE accounts SET suspended_at = 1
     WHERE id = (SELECT owner_id FROM entries WHERE id = $1)",
    "UPDATE accounts SET app_role = 'viewer'
     WHERE id = (SELECT owner_id FROM entries WHERE id = $1)",
    "UPDATE entries SET trashed_at = 1 WHERE id = $1",
];

#[tokio::test]
async fn who_lost_the_right_meanwhile_does_not_get_the_file_in() {
    for taken in TAKEN {
        let mut desk = desk().await;
        let (film, path) = (desk.film, desk.begin(1000).await);
        desk.patch(&path, 0, &noise(400)).await;
        desk.hub
            .write(move |tx| tx.execute(taken, params![film]))
            .await;
        let answer = desk.patch(&path, 400, &noise(600)).await;
        assert!((400..500).contains(&answer.status.as_u16()), "{taken}");
        assert_eq!(desk.entry::<String>("state").await, "empty", "{taken}");
    }
}

#[tokio::test]
async fn a_right_that_goes_with_the_last_byte_takes_the_file_along() {
    for taken in TAKEN {
        let mut desk = desk().await;
        let (film, path) = (desk.film, desk.begin(1000).await);
        desk.patch(&path, 0, &noise(999)).await;
        // The last byte arrives, and the process dies before it is told.
        desk.append_behind_its_back(&path, 999, b"x").await;
        desk.hub
            .write(move |tx| tx.execute(taken, params![film]))
            .await;
        uploads::sweep(&desk.hub.app).await.unwrap();
        jobs::drain(&desk.hub.app).await.unwrap();
        let rows = "SELECT COUNT(*) AS n FROM uploads WHERE entry_id = $1";
        assert_eq!(desk.row::<i64>(rows, "n").await, 0);
        assert_eq!(desk.entry::<String>("state").await, "empty");
        assert_eq!(desk.files("uploads") + desk.files("blobs"), 0, "{taken}");
    }
}
