use std::time::Duration;

use axum::http::Method;
use serde_json::json;

use super::{ALL, Scene};
use crate::features::retention;

#[tokio::test]
async fn what_happens_is_told_signed_and_in_order() {
    let mut scene = Scene::new().await;
    let (_, secret) = scene.hook(&ALL, false).await;
    let made = scene.invite("ada@example.org").await;
    let path = made["url"]
        .as_str()
        .unwrap()
        .replace("https://hub.uni.edu", "");
    let mut ada = scene.hub.browser();
    ada.get(&path).await;
    assert_eq!(
        ada.post(&path, &[("email", "ada@example.org")])
            .await
            .status,
        303
    );
    let invite = format!("/api/v1/invites/{}", made["id"].as_str().unwrap());
    scene
        .grace
        .send(Method::DELETE, &invite, &[], axum::body::Body::empty())
        .await;
    assert_eq!(scene.send().await, 3);
    assert_eq!(scene.receiver.events(), ALL);
    let came = scene.receiver.came();
    for one in &came {
        assert!(one.is_signed(&secret, scene.hub.now()), "{one:?}");
        assert_eq!(one.header("content-type"), "application/json");
        let value = one.value();
        assert_eq!(value["id"], one.header("usher-delivery"));
        assert_eq!(value["hub"], "https://hub.uni.edu");
        assert_eq!(value["entry"]["id"], scene.film.to_string());
        assert_eq!(value["invite"]["id"], made["id"]);
        assert!(value.get("person").is_none(), "{value}");
    }
    let numbers: Vec<i64> = came
        .iter()
        .map(|one| one.value()["number"].as_i64().unwrap())
        .collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
    assert_eq!(came[1].value()["by"], "guest");
    assert_eq!(came[2].value()["invite"]["state"], "revoked");
    assert_eq!(scene.send().await, 0, "nobody is told twice");
}

#[tokio::test]
async fn people_are_named_only_to_whoever_is_told_of_people() {
    let mut scene = Scene::new().await;
    let (hook, _) = scene.hook(&["invite.created", "guest.came"], false).await;
    scene.invite("ada@example.org").await;
    scene.send().await;
    let on = json!({ "with_people": true });
    scene
        .admin
        .json(Method::PATCH, &format!("/api/v1/webhooks/{hook}"), on)
        .await;
    scene.invite("alan@example.org").await;
    let path = format!("/api/v1/entries/{}/guest-links", scene.film);
    let link = scene
        .does(Method::POST, &path, json!({ "name": "Open day" }))
        .await;
    let path = link["url"]
        .as_str()
        .unwrap()
        .replace("https://hub.uni.edu", "");
    let mut eve = scene.hub.browser();
    eve.get(&path).await;
    eve.post(&path, &[("name", "Eve"), ("email", "eve@example.org")])
        .await;
    scene.send().await;
    let came = scene.receiver.came();
    assert!(!came[0].body.contains("ada@example.org") && !came[0].body.contains("Lovelace"));
    assert_eq!(came[1].value()["person"]["email"], "alan@example.org");
    let guest = came[2].value();
    assert_eq!(
        guest["person"],
        json!({ "name": "Eve", "email": "eve@example.org", "verified": false })
    );
    assert_eq!(guest["guest_link"]["id"], link["guest_link"]["id"]);
}

#[tokio::test]
async fn grants_and_guest_links_are_told_of() {
    let mut scene = Scene::new().await;
    let events = [
        "grant.started",
        "grant.ended",
        "guest_link.created",
        "guest_access.changed",
        "guests.ended",
    ];
    scene.hook(&events, false).await;
    let made = scene.invite("ada@example.org").await;
    let path = made["url"]
        .as_str()
        .unwrap()
        .replace("https://hub.uni.edu", "");
    let mut ada = scene.hub.browser();
    ada.get(&path).await;
    ada.post(&path, &[("email", "ada@example.org")]).await;
    scene.hub.clock.advance(Duration::from_secs(1));
    let reset = format!(
        "/api/v1/invites/{}/reset-seat",
        made["id"].as_str().unwrap()
    );
    scene.does(Method::POST, &reset, json!({})).await;
    let links = format!("/api/v1/entries/{}/guest-links", scene.film);
    scene
        .does(Method::POST, &links, json!({ "name": "A", "uses": 3 }))
        .await;
    let end = format!("/api/v1/entries/{}/guest-access/end", scene.film);
    scene.does(Method::POST, &end, json!({})).await;
    scene.send().await;
    assert_eq!(scene.receiver.events(), events);
    let came = scene.receiver.came();
    assert_eq!(came[1].value()["why"], "moved");
    assert_eq!(came[2].value()["uses"], 3);
    assert_eq!(came[3].value()["on"], false);
    assert_eq!(came[4].value()["guests"], 0);
}

#[tokio::test]
async fn the_end_of_a_link_is_told_of_once() {
    let mut scene = Scene::new().await;
    scene.hook(&["invite.expired"], false).await;
    for person in ["ada@example.org", "alan@example.org"] {
        scene.invite(person).await;
    }
    let revoked = scene.invite("eve@example.org").await;
    let invite = format!("/api/v1/invites/{}", revoked["id"].as_str().unwrap());
    scene
        .grace
        .send(Method::DELETE, &invite, &[], axum::body::Body::empty())
        .await;
    assert_eq!(scene.send().await, 0);
    scene.hub.clock.advance(Duration::from_hours(24));
    scene.send().await;
    scene.send().await;
    assert_eq!(
        scene.receiver.events(),
        ["invite.expired", "invite.expired"]
    );
    assert_eq!(
        scene.receiver.came()[0].value()["invite"]["state"],
        "expired"
    );
}

#[tokio::test]
async fn what_was_before_a_webhook_is_no_news_to_it() {
    let mut scene = Scene::new().await;
    scene.invite("before@example.org").await;
    scene.hub.clock.advance(Duration::from_secs(1));
    scene.hook(&ALL, false).await;
    scene.invite("after@example.org").await;
    assert_eq!(scene.send().await, 1);
}

#[tokio::test]
async fn a_link_that_ended_before_a_webhook_is_no_news_to_it() {
    let mut scene = Scene::new().await;
    scene.invite("before@example.org").await;
    scene.hub.clock.advance(Duration::from_hours(25));
    scene.hook(&["invite.expired"], false).await;
    let after = scene.invite("after@example.org").await;
    assert_eq!(scene.send().await, 0);
    scene.hub.clock.advance(Duration::from_hours(25));
    assert_eq!(scene.send().await, 1);
    let came = scene.receiver.came().remove(0);
    assert_eq!(came.value()["invite"]["id"], after["id"]);
}

#[tokio::test]
async fn of_two_servers_one_tells() {
    let mut scene = Scene::new().await;
    scene.hook(&ALL, false).await;
    let mut other = super::Follower::default();
    other.pass(&scene.hub.app).await.unwrap();
    scene.invite("ada@example.org").await;
    let mut made = 0;
    for _ in 0..3 {
        made += other.pass(&scene.hub.app).await.unwrap();
        made += scene.follower.pass(&scene.hub.app).await.unwrap();
    }
    made += scene.follow().await;
    assert_eq!(made, 1);
}

#[tokio::test]
async fn who_is_forgotten_is_named_no_more() {
    let mut scene = Scene::new().await;
    scene.hook(&ALL, true).await;
    let invite = scene.invite("ada@example.org").await;
    assert_eq!(scene.follow().await, 1);
    let id = invite["id"].as_str().unwrap().parse().unwrap();
    let now = scene.hub.now();
    let forget = move |tx: &usher_db::Tx| {
        let guest = retention::Guest::Invited(id);
        retention::forget(tx, guest, retention::Why::Asked, now)
    };
    assert!(scene.hub.write(forget).await.is_some());
    scene.send().await;
    let came = scene.receiver.came();
    assert_eq!(came[0].value()["invite"]["id"], invite["id"]);
    for one in came {
        assert!(!one.body.contains("ada@example.org"), "{}", one.body);
    }
}
