//! How much somebody may store.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use usher_domain::media::{EntryKind, PublishStatus};

use super::{office, page_of};
use crate::testing::{Answer, Browser};

async fn announce(browser: &mut Browser, entry: impl ToString, bytes: u64) -> Answer {
    let metadata = format!(
        "filename Zi5tcDQ=,entry {}",
        STANDARD.encode(entry.to_string())
    );
    let bytes = bytes.to_string();
    let headers = [
        ("tus-resumable", "1.0.0"),
        ("upload-length", &bytes),
        ("upload-metadata", &metadata),
    ];
    (browser)
        .send(Method::POST, "/api/v1/uploads", &headers, Body::empty())
        .await
}

#[tokio::test]
async fn a_file_that_does_not_fit_is_refused_with_what_is_left() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let film = (office.hub)
        .entry(ada, EntryKind::Video, PublishStatus::Private)
        .await;
    let mut adas = office.hub.signed_in(ada).await;
    let quota = |quota| {
        [
            ("first_name", "Ada"),
            ("role", "private_only"),
            ("quota", quota),
        ]
    };
    let own = page_of(ada);
    let bad = office.browser.post(&own, &quota("lots")).await;
    assert!(bad.text().contains("Write a whole number of MB"));
    assert_eq!(office.browser.post(&own, &quota("3")).await.location(), own);
    assert_eq!(
        announce(&mut adas, film, 2_000_000).await.status,
        StatusCode::CREATED
    );
    let refused = announce(&mut adas, film, 1_000_001).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(refused.code(), "no_room");
    assert!(refused.text().contains("1 MB of 3 MB are left"));
    assert!(
        adas.get("/account")
            .await
            .text()
            .contains("2 MB of the 3 MB you have")
    );
    assert!(
        office
            .browser
            .get(&own)
            .await
            .text()
            .contains("2 MB of 3 MB")
    );
    office.browser.post(&own, &quota("-1")).await;
    assert_eq!(
        announce(&mut adas, film, 1_000_001).await.status,
        StatusCode::CREATED
    );
    assert!(
        adas.get("/account")
            .await
            .text()
            .contains("There is no limit")
    );
}

#[tokio::test]
async fn the_sites_quota_holds_for_everybody_without_one_of_their_own() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let film = (office.hub)
        .entry(ada, EntryKind::Video, PublishStatus::Private)
        .await;
    let form = [("version", "0"), ("DefaultQuota", "1"), ("step", "save")];
    let saved = office.browser.post("/admin/config/tab/users", &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let mut adas = office.hub.signed_in(ada).await;
    let refused = announce(&mut adas, film, 1_000_001).await;
    assert_eq!(refused.code(), "no_room");
}
