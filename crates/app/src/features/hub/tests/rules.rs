//! What the module My-media says of My Media, the trash and the page for uploading.

use usher_domain::config::MyMediaSort;

use super::*;
use crate::features::media::Order;

async fn say(hub: &Hub, change: impl Fn(&mut usher_domain::config::MyMedia)) {
    hub.rules(&["mymedia"], |site| change(&mut site.my_media))
        .await;
}

/// Where each of some titles stands on a page, if it does.
fn in_order(text: &str, titles: &[&str]) -> bool {
    let places: Option<Vec<usize>> = titles.iter().map(|title| text.find(title)).collect();
    places.is_some_and(|places| places.is_sorted())
}

#[test]
fn every_order_of_the_module_is_one_of_the_lists() {
    for sort in MyMediaSort::ALL {
        assert!(Order::named(sort.as_str()).is_some(), "{sort}");
    }
    assert_eq!(MyMediaSort::ALL.len(), Order::ALL.len());
}

#[tokio::test]
async fn a_page_has_as_many_entries_in_the_order_that_the_site_says() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut adas = hub.signed_in(ada).await;
    for title in ["Cc1", "Aa1", "Bb1", "Ff1", "Dd1", "Ee1", "Gg1"] {
        hub.clock.advance(Duration::from_secs(1));
        make(&mut adas, title).await;
    }
    let page = adas.get("/my-media").await.text();
    assert!(in_order(&page, &["Gg1", "Ee1", "Dd1", "Cc1"]));
    assert!(
        page.contains("value=\"newest\" selected") || !page.contains("value=\"title\" selected")
    );
    say(&hub, |module| {
        module.page_size = 6;
        module.default_sort = MyMediaSort::Title;
    })
    .await;
    let page = adas.get("/my-media").await.text();
    assert!(in_order(&page, &["Aa1", "Bb1", "Cc1", "Dd1", "Ee1", "Ff1"]));
    assert!(!page.contains("Gg1"), "the seventh is on the next page");
    assert!(page.contains("value=\"title\" selected"));
    let next = page.split("href=\"/my-media?sort=title&#38;before=").nth(1);
    let next = next.unwrap().split('"').next().unwrap();
    let next = format!("/my-media?sort=title&before={next}");
    assert!(adas.get(&next).await.text().contains("Gg1"));
    let page = adas.get("/my-media?sort=newest").await.text();
    assert!(in_order(&page, &["Gg1", "Ee1"]), "what somebody chose wins");
}

#[tokio::test]
async fn the_trash_keeps_for_as_many_days_as_the_site_says_and_says_so() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut adas = hub.signed_in(ada).await;
    say(&hub, |module| module.deleted_kept_days = 3).await;
    let entry = make(&mut adas, "Lecture").await;
    let path = format!("/media/{entry}/delete");
    let asked = adas.get(&path).await.text();
    assert!(asked.contains("You can take it back for 3 days"));
    adas.post(&path, &[]).await;
    let said = adas.get("/my-media").await.text();
    assert!(said.contains("It stays in the trash for 3 days"));
    let trash = adas.get("/trash").await.text();
    assert!(trash.contains("3 days</td>") && trash.contains("stay here for 3 days"));
    hub.clock.advance(Duration::from_hours(49));
    assert!(adas.get("/trash").await.text().contains("1 day</td>"));
    // What it keeps no longer is there for nobody, however long it was to be kept once.
    say(&hub, |module| module.deleted_kept_days = 2).await;
    assert!(
        adas.get("/trash")
            .await
            .text()
            .contains("The trash is empty")
    );
    let restore = format!("/api/v1/entries/{entry}/restore");
    let answer = adas.json(Method::POST, &restore, json!({})).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    say(&hub, |module| module.deleted_kept_days = 30).await;
    let answer = adas.json(Method::POST, &restore, json!({})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
}

#[tokio::test]
async fn the_page_for_uploading_says_what_and_how_much() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut adas = hub.signed_in(ada).await;
    let film = make(&mut adas, "Lecture").await;
    let page = adas.get("/upload").await.text();
    assert!(page.contains("At most 64 MB") && !page.contains("What can be uploaded here"));
    say(&hub, |module| {
        module.max_upload_size = 5;
        module.allowed_kinds = vec![EntryKind::Audio, EntryKind::Document];
    })
    .await;
    let page = adas.get("/upload").await.text();
    assert!(page.contains("At most 5 MB a file"));
    assert!(page.contains("What can be uploaded here: Audio, Documents."));
    assert!(page.contains("data-accept=\"audio/*,") && !page.contains("video/*"));
    let page = adas.get(&format!("/upload?entry={film}")).await.text();
    assert!(page.contains("This cannot be uploaded here") && !page.contains("<media-uploader"));
    let body = json!({ "kind": "video", "title": "Another" });
    let answer = adas.json(Method::POST, "/api/v1/entries", body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.code(), "kind_not_allowed");
    let body = json!({ "kind": "quiz", "title": "Questions about a recording" });
    let answer = adas.json(Method::POST, "/api/v1/entries", body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
}
