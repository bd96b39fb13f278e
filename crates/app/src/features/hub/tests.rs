mod rules;

use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_domain::{
    access::{AppRole, EntryRole},
    ids::EntryId,
    media::{EntryKind, PublishStatus},
};

use crate::{
    features::media::{Subject, add_collaborator},
    testing::{Browser, Hub},
};

/// Makes an entry through the API.
async fn make(browser: &mut Browser, title: &str) -> EntryId {
    let body = json!({ "kind": "video", "title": title });
    let answer = browser.json(Method::POST, "/api/v1/entries", body).await;
    answer.value()["id"].as_str().unwrap().parse().unwrap()
}

/// Makes an entry that is ready and published.
async fn published(hub: &Hub, browser: &mut Browser, title: &str) -> EntryId {
    let id = make(browser, title).await;
    hub.write(move |tx| {
        tx.execute(
            "UPDATE entries SET state = 'ready', publish = 'published', duration_us = 61000000
             WHERE id = $1",
            usher_db::params![id],
        )
    })
    .await;
    id
}

#[tokio::test]
async fn everybody_sees_what_is_published_and_nothing_else() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::Admin).await;
    let mut adas = hub.signed_in(ada).await;
    let home = hub.browser().get("/").await.text();
    assert!(home.contains("Nothing is published yet") && home.contains("href=\"/sign-in\""));
    let entry = published(&hub, &mut adas, "<Optics> אופטיקה").await;
    make(&mut adas, "Secret").await;
    let home = hub.browser().get("/").await.text();
    assert!(home.contains(&format!(
        "href=\"/media/{entry}\"><bdi>&#60;Optics&#62; אופטיקה</bdi>"
    )));
    assert!(home.contains("<bdi>ada Member</bdi>") && home.contains("1:01"));
    assert!(!home.contains("Secret") && !home.contains("My Media"));
    let home = adas.get("/").await.text();
    assert!(home.contains("Welcome, <bdi>ada</bdi>"));
    assert!(home.contains("Secret"), "one’s own, lately");
}

#[tokio::test]
async fn a_member_without_my_media_finds_at_home_what_they_were_invited_to() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::Admin).await;
    let eve = hub.account("eve@uni.edu", AppRole::Viewer).await;
    let (mut adas, mut eves) = (hub.signed_in(ada).await, hub.signed_in(eve).await);
    let entry = make(&mut adas, "Optics").await;
    assert!(!eves.get("/").await.text().contains("Shared with you"));
    let day = Duration::from_hours(24);
    hub.grant_member(entry, eve, day).await;
    let home = eves.get("/").await.text();
    assert!(home.contains("Shared with you") && home.contains(&format!("/media/{entry}\"")));
    assert!(!home.contains("/my-media"), "which is not theirs");
    assert!(!adas.get("/").await.text().contains("Shared with you"));
    hub.clock.advance(day);
    assert!(!eves.get("/").await.text().contains("Optics"));
}

#[tokio::test]
async fn the_gallery_comes_in_pages() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::Admin).await;
    let mut adas = hub.signed_in(ada).await;
    for n in 0..25 {
        hub.clock.advance(Duration::from_secs(1));
        published(&hub, &mut adas, &format!("Lecture {n};")).await;
    }
    let mut browser = hub.browser();
    let first = browser.get("/").await.text();
    assert!(first.contains("Lecture 24;") && !first.contains("Lecture 0;"));
    let next = first.split("href=\"/?before=").nth(1).unwrap();
    let next = format!("/?before={}", next.split('"').next().unwrap());
    let second = browser.get(&next).await.text();
    assert!(second.contains("Lecture 0;") && !second.contains("Lecture 1;"));
    assert!(second.contains(">Newest<") || second.contains("Newest</a>"));
    assert!(!second.contains("href=\"/?before="));
    assert!(!adas.get(&next).await.text().contains("Your recent media"));
    for path in ["/?before=x", "/?tab=mine"] {
        assert_eq!(
            browser.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn my_media_shows_ones_own_and_what_is_shared() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let (mut adas, mut bobs) = (hub.signed_in(ada).await, hub.signed_in(bob).await);
    assert!(
        adas.get("/my-media")
            .await
            .text()
            .contains("Nothing here yet")
    );
    let empty = adas.get("/my-media?tab=shared").await.text();
    assert!(empty.contains("Nothing is shared with you yet"));

    let entry = make(&mut adas, "Lecture").await;
    let mine = adas.get("/my-media").await.text();
    assert!(mine.contains("No file yet") && mine.contains("Private"));
    assert!(mine.contains(&format!("href=\"/media/{entry}/delete\"")));

    let now = hub.now();
    hub.write(move |tx| {
        let bob = Subject::Account(bob);
        add_collaborator(tx, entry, bob, EntryRole::CoViewer, now)?;
        add_collaborator(tx, entry, bob, EntryRole::CoEditor, now)
    })
    .await;
    let shared = bobs.get("/my-media?tab=shared").await.text();
    assert!(shared.contains("<bdi>ada Member</bdi>") && shared.contains("Co-editor"));
    assert_eq!(
        shared.matches("Lecture").count(),
        1,
        "once, whatever the roles"
    );
    assert!(!shared.contains("/delete\""));
    assert!(!bobs.get("/my-media").await.text().contains("Lecture"));
}

#[tokio::test]
async fn an_invited_member_finds_the_entry_again() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let entry = hub
        .entry(ada, EntryKind::Document, PublishStatus::Private)
        .await;
    hub.grant_member(entry, bob, Duration::from_hours(24)).await;
    let shared = hub.signed_in(bob).await.get("/my-media?tab=shared").await;
    assert!(shared.text().contains(&format!("href=\"/media/{entry}\"")));
    hub.clock.advance(Duration::from_hours(25));
    let shared = hub.signed_in(bob).await.get("/my-media?tab=shared").await;
    assert!(!shared.text().contains(&format!("href=\"/media/{entry}\"")));
}

#[tokio::test]
async fn only_members_with_media_of_their_own_have_these_pages() {
    let hub = Hub::new();
    let vera = hub.account("vera@uni.edu", AppRole::Viewer).await;
    for path in ["/my-media", "/upload", "/trash"] {
        let answer = hub.browser().get(path).await;
        assert!(answer.location().starts_with("/sign-in?next="), "{path}");
        let answer = hub.signed_in(vera).await.get(path).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let home = hub.signed_in(vera).await.get("/").await.text();
    assert!(!home.contains("/my-media") && !home.contains("/upload"));
}

#[tokio::test]
async fn the_trash_counts_the_days_and_gives_back() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let mut adas = hub.signed_in(ada).await;
    assert!(
        adas.get("/trash")
            .await
            .text()
            .contains("The trash is empty")
    );
    let entry = make(&mut adas, "Lecture").await;
    let now = hub.now();
    hub.write(move |tx| {
        add_collaborator(tx, entry, Subject::Account(bob), EntryRole::CoOwner, now)
    })
    .await;
    adas.post(&format!("/media/{entry}/delete"), &[]).await;
    assert!(adas.get("/trash").await.text().contains("30 days</td>"));
    assert!(!adas.get("/my-media").await.text().contains("Lecture"));
    hub.clock.advance(Duration::from_hours(28 * 24 + 1));
    let mut bobs = hub.signed_in(bob).await;
    assert!(
        bobs.get("/trash").await.text().contains("2 days</td>"),
        "a co-owner’s too"
    );
    hub.clock.advance(Duration::from_hours(2 * 24));
    let mut adas = hub.signed_in(ada).await;
    assert!(
        adas.get("/trash")
            .await
            .text()
            .contains("The trash is empty")
    );
}

#[tokio::test]
async fn a_file_goes_to_an_entry_that_one_may_edit() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let mut adas = hub.signed_in(ada).await;
    let entry = make(&mut adas, "Lecture").await;
    let page = adas.get("/upload").await.text();
    assert!(page.contains("<media-uploader") && page.contains("Uploading needs scripts"));
    assert!(!page.contains("data-entry"));
    let path = format!("/upload?entry={entry}");
    let page = adas.get(&path).await.text();
    assert!(page.contains(&format!("data-entry=\"{entry}\"")) && page.contains("accept=\"video/*"));
    assert_eq!(
        hub.signed_in(bob).await.get(&path).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        adas.get("/upload?entry=x").await.status,
        StatusCode::NOT_FOUND
    );
}
