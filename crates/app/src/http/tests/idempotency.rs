//! `Idempotency-Key`, on a route that hands out a link.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use usher_domain::{
    access::AppRole,
    media::{EntryKind, PublishStatus},
};

use crate::testing::{Answer, Browser, Hub};

async fn post(browser: &mut Browser, path: &str, key: &str, body: &Value) -> Answer {
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key),
    ];
    let body = axum::body::Body::from(body.to_string());
    browser.send(Method::POST, path, &headers, body).await
}

async fn desk() -> (Hub, Browser, String) {
    let hub = Hub::new();
    let grace = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
    let film = hub
        .entry(grace, EntryKind::Video, PublishStatus::Private)
        .await;
    let browser = hub.signed_in(grace).await;
    (hub, browser, format!("/api/v1/entries/{film}/invites"))
}

fn ada(last: &str) -> Value {
    json!({ "email": "ada@example.org", "first_name": "Ada", "last_name": last, "role": "viewer" })
}

#[tokio::test]
async fn the_same_request_with_the_same_key_is_done_once_and_answered_the_same() {
    let (hub, mut browser, path) = desk().await;
    let first = post(&mut browser, &path, "one", &ada("Lovelace")).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    let again = post(&mut browser, &path, "one", &ada("Lovelace")).await;
    assert_eq!((again.status, again.value()), (first.status, first.value()));
    assert_eq!(again.location(), first.location());
    assert_eq!(again.headers["idempotency-replayed"], "true");
    let other = post(&mut browser, &path, "one", &ada("King")).await;
    assert_eq!(
        (other.status, other.code().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused")
    );
    let without = browser.json(Method::POST, &path, ada("Lovelace")).await;
    assert_ne!(
        without.value()["url"],
        first.value()["url"],
        "no key, another link"
    );
    hub.clock.advance(Duration::from_hours(25));
    let mut browser = hub
        .signed_in(hub.account("x@uni.edu", AppRole::Viewer).await)
        .await;
    let stranger = post(&mut browser, &path, "one", &ada("Lovelace")).await;
    assert_eq!(
        stranger.status,
        StatusCode::NOT_FOUND,
        "whoever may not is told so"
    );
}

#[tokio::test]
async fn t05_a_kept_answer_is_sealed_and_a_key_is_its_senders_alone() {
    let (hub, mut browser, path) = desk().await;
    let first = post(&mut browser, &path, "secret-key", &ada("Lovelace"))
        .await
        .value();
    let token = first["url"]
        .as_str()
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    let stored: Vec<u8> = hub
        .write(|tx| {
            tx.query_one("SELECT sealed FROM idempotency", &[], |row| {
                row.get("sealed")
            })
        })
        .await;
    assert!(
        !stored
            .windows(token.len())
            .any(|part| part == token.as_bytes())
    );
    let grace = hub
        .write(|tx| tx.query_one("SELECT id FROM accounts", &[], |row| row.get("id")))
        .await;
    let mut elsewhere = hub.signed_in(grace).await;
    let other = post(&mut elsewhere, &path, "secret-key", &ada("Lovelace")).await;
    assert_eq!(other.status, StatusCode::CREATED);
    assert_ne!(other.value()["url"], first["url"]);
}

#[tokio::test]
async fn a_refusal_is_decided_again_and_a_key_that_is_none_is_refused() {
    let (_hub, mut browser, path) = desk().await;
    let mut wrong = ada("Lovelace");
    wrong["email"] = json!("ada");
    let refused = post(&mut browser, &path, "two", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = post(&mut browser, &path, "two", &ada("Lovelace")).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let long = post(&mut browser, &path, &"x".repeat(201), &ada("Lovelace")).await;
    assert_eq!(
        (long.status, long.code().as_str()),
        (StatusCode::BAD_REQUEST, "bad_idempotency_key")
    );
}
