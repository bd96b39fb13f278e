//! `/api/v1/entries`

use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use usher_domain::access::{AppRole, EntryRole};

use super::{name, video};
use crate::testing::{Answer, Browser, Hub};

async fn patch(browser: &mut Browser, path: &str, body: Value) -> Answer {
    browser.json(Method::PATCH, path, body).await
}

async fn delete(browser: &mut Browser, path: &str) -> Answer {
    let nothing = axum::body::Body::empty();
    browser.send(Method::DELETE, path, &[], nothing).await
}

/// `field:code` of each fault.
fn faults(answer: &Answer) -> Vec<String> {
    let value = answer.value();
    let errors = value["errors"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    errors
        .iter()
        .map(|e| format!("{}:{}", text(&e["field"]), text(&e["code"])))
        .collect()
}

#[tokio::test]
async fn an_entry_is_made_private_and_empty_and_says_where_it_is() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let body = json!({ "kind": "document", "title": " נושא 3 ", "description": "a\r\nb",
                       "tags": ["Übung", "übung", "optics"] });
    let answer = browser.json(Method::POST, "/api/v1/entries", body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let entry = answer.value();
    let path = format!("/api/v1/entries/{}", entry["id"].as_str().unwrap());
    assert_eq!(answer.location(), path);
    assert_eq!(entry["title"], "נושא 3");
    assert_eq!(entry["description"], "a\nb");
    assert_eq!(entry["tags"], json!(["Übung", "optics"]));
    assert_eq!(
        (&entry["publish"], &entry["state"]),
        (&json!("private"), &json!("empty"))
    );
    assert_eq!(entry["owner"]["name"], "ada Member");
    let may = entry["may"].as_array().unwrap();
    assert!(may.contains(&json!("change_owner")) && !may.contains(&json!("leave_entry")));
    assert_eq!(browser.get(&path).await.value(), entry);
}

#[tokio::test]
async fn every_field_that_does_not_fit_is_named() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let many: Vec<String> = (0..21).map(|n| n.to_string()).collect();
    for (body, expected) in [
        (
            json!({ "kind": "room", "title": "x" }),
            vec!["kind:kind_not_made_here"],
        ),
        (
            json!({ "kind": "film", "title": "x" }),
            vec!["kind:unknown_choice"],
        ),
        (json!({ "kind": "video" }), vec!["title:unreadable"]),
        (
            json!({ "kind": "video", "title": "x", "owner": "me" }),
            vec!["owner:unreadable"],
        ),
        (
            json!({ "kind": "video", "title": "x", "tags": "a" }),
            vec!["tags:unreadable"],
        ),
        (
            json!({ "kind": "video", "title": "x", "tags": many }),
            vec!["tags:too_many_tags"],
        ),
        (
            json!({ "kind": "video", "title": "x", "tags": ["a,b"] }),
            vec!["tags:comma_in_tag"],
        ),
        (
            json!({ "kind": "webcast", "title": "a\u{202e}b", "description": "x".repeat(10_001) }),
            vec![
                "kind:kind_not_made_here",
                "title:forbidden_characters",
                "description:too_long",
            ],
        ),
    ] {
        let answer = browser
            .json(Method::POST, "/api/v1/entries", body.clone())
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(faults(&answer), expected, "{body}");
    }
    let enormous = json!({ "kind": "video", "title": "x", "description": "x".repeat(300_000) });
    let answer = browser
        .json(Method::POST, "/api/v1/entries", enormous)
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn only_members_with_media_of_their_own_make_entries() {
    let hub = Hub::new();
    let viewer = hub.account("vera@uni.edu", AppRole::Viewer).await;
    let body = || json!({ "kind": "video", "title": "x" });
    let mut anonymous = hub.browser();
    let answer = anonymous
        .json(Method::POST, "/api/v1/entries", body())
        .await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (StatusCode::UNAUTHORIZED, "sign_in")
    );
    let mut browser = hub.signed_in(viewer).await;
    let answer = browser.json(Method::POST, "/api/v1/entries", body()).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (StatusCode::FORBIDDEN, "forbidden")
    );
}

#[tokio::test]
async fn a_private_entry_does_not_exist_for_strangers() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let eve = hub.account("eve@uni.edu", AppRole::UnmoderatedAdmin).await;
    let entry = video(&mut hub.signed_in(ada).await, "Lecture").await;
    let path = format!("/api/v1/entries/{entry}");
    let unknown = "/api/v1/entries/0198c5a2-0000-7000-8000-000000000000";
    for mut browser in [hub.browser(), hub.signed_in(eve).await] {
        let (hidden, missing) = (browser.get(&path).await, browser.get(unknown).await);
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        assert_eq!(hidden.text(), missing.text());
        assert_eq!(
            browser.get("/api/v1/entries/nonsense").await.text(),
            missing.text()
        );
        let answer = patch(&mut browser, &path, json!({ "title": "mine" })).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(
            delete(&mut browser, &path).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn a_change_is_made_whole_or_not_at_all() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let path = format!("/api/v1/entries/{}", video(&mut browser, "Lecture").await);
    // Galleries are for admins and up: the title must not change either.
    let both = json!({ "title": "New", "publish": "published" });
    assert_eq!(
        patch(&mut browser, &path, both).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(browser.get(&path).await.value()["title"], "Lecture");
    let both = json!({ "title": "New", "publish": "unlisted" });
    let entry = patch(&mut browser, &path, both).await.value();
    assert_eq!(
        (&entry["title"], &entry["publish"]),
        (&json!("New"), &json!("unlisted"))
    );
    let answer = patch(&mut browser, &path, json!({ "titel": "x" })).await;
    assert_eq!(faults(&answer), ["titel:unreadable"]);
    let answer = patch(&mut browser, &path, json!({ "title": " ", "publish": "x" })).await;
    assert_eq!(faults(&answer), ["title:empty", "publish:unknown_choice"]);
}

#[tokio::test]
async fn each_role_changes_what_is_its_to_change() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::Admin).await;
    let entry = video(&mut hub.signed_in(ada).await, "Lecture").await;
    let path = format!("/api/v1/entries/{entry}");
    for (role, edits, publishes, trashes) in [
        (EntryRole::CoEditor, true, false, false),
        (EntryRole::CoPublisher, false, true, false),
        (EntryRole::CoViewer, false, false, false),
        (EntryRole::CoOwner, true, true, true),
    ] {
        let account = hub
            .account(&format!("{role}@uni.edu"), AppRole::PrivateOnly)
            .await;
        name(&hub, entry, account, role).await;
        let mut browser = hub.signed_in(account).await;
        let ok = |answer: Answer| answer.status.is_success();
        assert_eq!(
            ok(patch(&mut browser, &path, json!({ "tags": [] })).await),
            edits
        );
        let publish = json!({ "publish": "unlisted" });
        assert_eq!(ok(patch(&mut browser, &path, publish).await), publishes);
        assert_eq!(ok(delete(&mut browser, &path).await), trashes, "{role}");
    }
}

#[tokio::test]
async fn the_trash_gives_back_for_thirty_days() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let path = format!("/api/v1/entries/{}", video(&mut browser, "Lecture").await);
    assert_eq!(
        delete(&mut browser, &path).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        delete(&mut browser, &path).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    hub.clock.advance(Duration::from_hours(29 * 24));
    let mut browser = hub.signed_in(ada).await;
    let restore = format!("{path}/restore");
    let answer = browser.json(Method::POST, &restore, json!({})).await;
    assert_eq!(
        (answer.status, &answer.value()["title"]),
        (StatusCode::OK, &json!("Lecture"))
    );
    assert_eq!(browser.get(&path).await.status, StatusCode::OK);

    delete(&mut browser, &path).await;
    hub.clock.advance(Duration::from_hours(31 * 24));
    let mut browser = hub.signed_in(ada).await;
    let answer = browser.json(Method::POST, &restore, json!({})).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(
        delete(&mut browser, &path).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn lists_come_in_pages_and_keep_to_their_scope() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::Admin).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let (mut adas, mut bobs) = (hub.signed_in(ada).await, hub.signed_in(bob).await);
    let mut made = Vec::new();
    for n in 0..5 {
        hub.clock.advance(Duration::from_secs(1));
        made.push(video(&mut adas, &format!("Lecture {n}")).await.to_string());
    }
    video(&mut bobs, "Bob’s own").await;
    made.reverse();
    let ids = |answer: &Answer| -> Vec<String> {
        let value = answer.value();
        let entries = value["entries"].as_array().unwrap().iter();
        entries
            .map(|e| e["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = adas.get("/api/v1/entries?limit=3").await;
    assert_eq!(ids(&first), made[..3]);
    let next = first.value()["next"].as_str().unwrap().to_owned();
    let second = adas
        .get(&format!("/api/v1/entries?scope=mine&limit=3&before={next}"))
        .await;
    assert_eq!(ids(&second), made[3..]);
    assert_eq!(second.value()["next"], Value::Null);

    // Two roles of his own, and the same entry once more through a group.
    let shared: usher_domain::ids::EntryId = made[2].parse().unwrap();
    name(&hub, shared, bob, EntryRole::CoViewer).await;
    name(&hub, shared, bob, EntryRole::CoEditor).await;
    assert_eq!(
        ids(&bobs.get("/api/v1/entries?scope=shared").await),
        made[2..3]
    );
    assert_eq!(
        ids(&adas.get("/api/v1/entries?scope=shared").await),
        Vec::<String>::new()
    );

    for (query, fault) in [
        ("scope=all", "scope:unknown_choice"),
        ("limit=0", "limit:out_of_range"),
        ("limit=201", "limit:out_of_range"),
        ("before=x", "before:not_an_id"),
    ] {
        let answer = adas.get(&format!("/api/v1/entries?{query}")).await;
        assert_eq!(faults(&answer), [fault], "{query}");
    }
    let answer = hub.browser().get("/api/v1/entries").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let answer = hub.browser().get("/api/v1/entries?scope=published").await;
    assert_eq!((answer.status, ids(&answer)), (StatusCode::OK, vec![]));
}
