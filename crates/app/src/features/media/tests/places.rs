//! One's own entries, told apart by the channels and galleries they stand in.

use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_domain::{
    access::AppRole,
    ids::{ChannelId, EntryId},
};

use super::{ready, video};
use crate::testing::{Browser, Hub};

async fn channel(browser: &mut Browser, name: &str) -> ChannelId {
    let body = json!({ "name": name, "moderated": true });
    let made = browser.json(Method::POST, "/api/v1/channels", body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    made.value()["id"].as_str().unwrap().parse().unwrap()
}

async fn put(browser: &mut Browser, entry: EntryId, channel: ChannelId) -> String {
    let path = format!("/api/v1/entries/{entry}/channels/{channel}");
    let put = browser.json(Method::PUT, &path, json!({})).await;
    assert_eq!(put.status, StatusCode::OK, "{}", put.text());
    put.value()["state"].as_str().unwrap().to_owned()
}

/// The titles that the page and the API find, which are the same.
async fn found(browser: &mut Browser, query: &str) -> Vec<String> {
    let answer = browser.get(&format!("/api/v1/entries?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.text());
    let entries = answer.value()["entries"].as_array().unwrap().clone();
    let titles = entries.iter().map(|entry| entry["title"].as_str().unwrap());
    let titles: Vec<String> = titles.map(str::to_owned).collect();
    let page = browser.get(&format!("/my-media?{query}")).await.text();
    for title in ["Waits", "Stands", "Listed", "Hidden"] {
        let shown = page.contains(&format!("<bdi>{title}</bdi>"));
        let listed = titles.iter().any(|one| one == title);
        assert_eq!(shown, listed, "{query} {title}");
    }
    titles
}

#[tokio::test]
async fn ones_own_are_found_by_where_they_stand_or_that_they_stand_nowhere() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::Admin).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let (mut adas, mut bobs) = (hub.signed_in(ada).await, hub.signed_in(bob).await);
    let own = channel(&mut adas, "Ada's own").await;
    let body = json!({ "name": "Bob's", "audience": "everyone", "contributors": "everyone", "moderated": true });
    let made = bobs.json(Method::POST, "/api/v1/channels", body).await;
    let bobs_channel: ChannelId = made.value()["id"].as_str().unwrap().parse().unwrap();
    let mut entries = Vec::new();
    for title in ["Hidden", "Listed", "Stands", "Waits"] {
        hub.clock.advance(std::time::Duration::from_secs(1));
        let entry = video(&mut adas, title).await;
        ready(&hub, entry).await;
        entries.push(entry);
    }
    let publish = json!({ "publish": "published" });
    let listed = format!("/api/v1/entries/{}", entries[1]);
    adas.json(Method::PATCH, &listed, publish).await;
    assert_eq!(put(&mut adas, entries[2], own).await, "approved");
    assert_eq!(put(&mut adas, entries[3], bobs_channel).await, "waiting");

    let page = adas.get("/my-media").await.text();
    assert!(page.contains("Bob&#39;s</option>") && page.contains("Published nowhere</option>"));
    let place = |channel: ChannelId| format!("place={channel}");
    for sort in ["", "&sort=title", "&sort=plays", "&sort=updated"] {
        for words in ["", "&q=stan", "&q=w"] {
            let query = |place: &str| format!("{place}{sort}{words}");
            let expected = |titles: &[&str]| -> Vec<String> {
                let begins = words.strip_prefix("&q=").unwrap_or_default();
                let fits = |title: &&&str| title.to_lowercase().starts_with(begins);
                titles
                    .iter()
                    .filter(fits)
                    .map(ToString::to_string)
                    .collect()
            };
            let at = query(&place(own));
            assert_eq!(found(&mut adas, &at).await, expected(&["Stands"]), "{at}");
            let at = query(&place(bobs_channel));
            assert_eq!(found(&mut adas, &at).await, expected(&["Waits"]), "{at}");
            let at = query("place=nowhere");
            assert_eq!(found(&mut adas, &at).await, expected(&["Hidden"]), "{at}");
        }
    }
    assert_eq!(found(&mut adas, "place=nowhere&kind=audio").await, [""; 0]);
    let none = found(&mut bobs, &place(own)).await;
    assert!(none.is_empty(), "of one's own only");
}

#[tokio::test]
async fn a_place_that_is_none_is_refused_and_others_places_are_not_told() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut adas = hub.signed_in(ada).await;
    for path in ["/my-media?place=x", "/?place=nowhere"] {
        let answer = adas.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    for query in [
        "place=x",
        "scope=published&place=nowhere",
        "scope=shared&place=nowhere",
    ] {
        let answer = adas.get(&format!("/api/v1/entries?{query}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
}
