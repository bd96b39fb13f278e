//! Several at once: one living link remains, and nobody sees an error.

use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_domain::access::{AppRole, EntryRole};

use super::{
    ada, house,
    pages::{filled, shown},
    secret, token,
};

#[tokio::test]
async fn two_owners_at_once_make_one_invite_and_the_last_link_lives() {
    let house = house().await;
    let alan = house
        .hub
        .account("alan@uni.edu", AppRole::PrivateOnly)
        .await;
    house.name(alan, EntryRole::CoOwner).await;
    let mut tasks = Vec::new();
    for n in 0..16 {
        let account = if n % 2 == 0 { house.grace } else { alan };
        let (mut browser, path) = (house.hub.signed_in(account).await, house.path());
        tasks.push(tokio::spawn(async move {
            browser.json(Method::POST, &path, ada()).await
        }));
    }
    let mut made = Vec::new();
    for task in tasks {
        let answer = task.await.unwrap();
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        made.push(answer.value());
    }
    assert!(made.iter().all(|one| one["id"] == made[0]["id"]));
    let mut living = 0;
    for one in &made {
        living += usize::from(secret(&house.hub, &token(one)).await == "living");
    }
    assert_eq!(living, 1);
    assert_eq!(house.count("SELECT COUNT(*) AS n FROM invites").await, 1);
}

#[tokio::test]
async fn one_form_pressed_many_times_at_once_shows_one_living_link() {
    let house = house().await;
    let mut tasks = Vec::new();
    for _ in 0..16 {
        let mut browser = house.browser.clone();
        let path = format!("/media/{}/invite", house.film);
        tasks.push(tokio::spawn(async move {
            browser.post(&path, &filled("one key")).await
        }));
    }
    let mut links = std::collections::BTreeSet::new();
    for task in tasks {
        links.insert(shown(&task.await.unwrap()));
    }
    assert_eq!(links.len(), 1);
    for link in &links {
        assert_eq!(secret(&house.hub, link).await, "living");
    }
    assert_eq!(house.count("SELECT COUNT(*) AS n FROM audit").await, 1);
}

#[tokio::test]
async fn revoking_while_others_renew_leaves_nothing_alive_on_the_revoked_one() {
    let mut house = house().await;
    let made = house.ada().await;
    let id = made["id"].as_str().unwrap().to_owned();
    let mut tasks = Vec::new();
    for n in 0..12 {
        let (mut browser, id) = (house.browser.clone(), id.clone());
        tasks.push(tokio::spawn(async move {
            if n == 5 {
                let path = format!("/api/v1/invites/{id}");
                super::delete(&mut browser, &path).await
            } else {
                let path = format!("/api/v1/invites/{id}/renew");
                browser.json(Method::POST, &path, json!({})).await
            }
        }));
    }
    for task in tasks {
        let status = task.await.unwrap().status.as_u16();
        assert!([200, 204, 409].contains(&status), "{status}");
    }
    let shown = house
        .browser
        .get(&format!("/api/v1/invites/{id}"))
        .await
        .value();
    assert_eq!(shown["state"], "revoked");
    let again = house.ada().await;
    assert_ne!(again["id"], made["id"]);
}
