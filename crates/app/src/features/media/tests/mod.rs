mod api;
mod captions;
mod chapters;
mod finding;
mod languages;
mod large_channels;
mod pages;
mod people;
mod places;
mod player;
mod sharing;
mod transcript;

use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_domain::{
    access::EntryRole,
    ids::{AccountId, EntryId},
};

use super::store::{self, Subject};
use crate::testing::{Browser, Hub};

/// Makes a video through the API; its id.
async fn video(browser: &mut Browser, title: &str) -> EntryId {
    let body = json!({ "kind": "video", "title": title });
    let answer = browser.json(Method::POST, "/api/v1/entries", body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    answer.value()["id"].as_str().unwrap().parse().unwrap()
}

/// Gives an account a role in an entry.
async fn name(hub: &Hub, entry: EntryId, account: AccountId, role: EntryRole) {
    let now = hub.now();
    hub.write(move |tx| store::add_collaborator(tx, entry, Subject::Account(account), role, now))
        .await;
}

/// Makes an entry ready to play, as preparing it would.
async fn ready(hub: &Hub, entry: EntryId) {
    hub.write(move |tx| {
        tx.execute(
            "UPDATE entries SET state = 'ready', duration_us = 65000000, progress = 100
             WHERE id = $1",
            usher_db::params![entry],
        )
    })
    .await;
}
