//! `/api/v1/entries/{entry}/invites` and `/api/v1/invites/{invite}`

use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_domain::media::{EntryKind, PublishStatus};

use super::{ada, delete, faults, house, one, secret, token};
use crate::testing::BASE;

#[tokio::test]
async fn an_invite_is_made_with_a_link_that_is_told_once() {
    let mut house = house().await;
    let answer = house.invite(ada()).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let made = answer.value();
    assert_eq!(answer.location(), one(&made));
    assert!(
        made["url"]
            .as_str()
            .unwrap()
            .starts_with(&format!("{BASE}/i/"))
    );
    assert_eq!(made["email"], "ada@example.org");
    assert_eq!(made["role"], "viewer");
    assert_eq!(made["state"], "pending");
    assert_eq!(made["expires_at"], "2026-11-22T12:00:00Z");
    assert_eq!(made["uses"], json!({ "allowed": 1, "spent": 0 }));
    assert_eq!(made["mailed"], false);
    assert_eq!(made["language"], json!(null));
    assert_eq!(made.as_object().unwrap().len(), 9);

    let listed = house.list().await;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["first_name"], "Ada");
    assert_eq!(listed[0]["joined_at"], json!(null));
    assert!(!listed[0].to_string().contains(&token(&made)));
    let shown = house.browser.get(&one(&made)).await.value();
    assert_eq!(shown, listed[0]);
}

#[tokio::test]
async fn every_field_that_does_not_fit_is_named_at_once() {
    let mut house = house().await;
    let long = "x".repeat(300);
    for (body, expected) in [
        (
            json!({ "email": "", "first_name": " ", "last_name": "", "role": "king",
                    "valid_until": "tomorrow" }),
            vec![
                "email:empty",
                "first_name:empty",
                "last_name:empty",
                "role:unknown_choice",
                "valid_until:not_a_moment",
            ],
        ),
        (
            json!({ "email": "ada", "first_name": "a\u{202e}", "last_name": long, "role": "viewer" }),
            vec![
                "email:not_an_address",
                "first_name:forbidden_characters",
                "last_name:too_long",
            ],
        ),
        (
            json!({ "email": "a@b.de", "first_name": "A" , "role": "viewer" }),
            vec!["last_name:unreadable"],
        ),
        (
            json!({ "email": "a@b.de", "first_name": "A", "last_name": "B", "role": "viewer",
                    "uses": 5 }),
            vec!["uses:unreadable"],
        ),
        (
            json!({ "email": "a@b.de", "first_name": "A", "last_name": "B", "role": "speaker" }),
            vec!["role:role_does_not_fit"],
        ),
        (
            json!({ "email": "a@b.de", "first_name": "A", "last_name": "B", "role": "viewer",
                    "valid_until": "2026-11-21T12:00:00Z" }),
            vec!["valid_until:end_in_past"],
        ),
        (
            json!({ "email": "a@b.de", "first_name": "A", "last_name": "B", "role": "viewer",
                    "valid_until": "2027-11-21T12:00:01Z" }),
            vec!["valid_until:end_too_late"],
        ),
    ] {
        let answer = house.invite(body.clone()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(faults(&answer), expected, "{body}");
        let sentences = answer.value()["errors"].to_string();
        assert!(!sentences.contains("field-"), "{sentences}");
    }
    assert_eq!(house.list().await.len(), 0);
}

#[tokio::test]
async fn inviting_again_renews_the_one_open_invite() {
    let mut house = house().await;
    let first = house.ada().await;
    house.hub.clock.advance(Duration::from_hours(30));
    let mut again = ada();
    again["email"] = json!(" ADA@Example.org ");
    again["last_name"] = json!("King");
    again["valid_until"] = json!("2026-12-24T18:00:00+01:00");
    let answer = house.invite(again).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let second = answer.value();
    assert_eq!(second["id"], first["id"]);
    assert_ne!(second["url"], first["url"]);
    assert_eq!(second["expires_at"], "2026-12-24T17:00:00Z");
    assert_eq!(secret(&house.hub, &token(&first)).await, "replaced");
    assert_eq!(secret(&house.hub, &token(&second)).await, "living");
    let listed = house.list().await;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["last_name"], "King");
    assert_eq!(listed[0]["email"], "ADA@Example.org");
    assert_eq!(listed[0]["renewed_at"], "2026-11-22T18:00:00Z");
}

#[tokio::test]
async fn renewing_gives_uses_and_seat_back_and_leaves_whoever_is_in_alone() {
    let mut house = house().await;
    let (mut guest, invite) = house.hub.guest(house.film, house.grace).await;
    let path = format!("/api/v1/invites/{invite}");
    assert_eq!(house.browser.get(&path).await.value()["state"], "joined");
    let answer = house
        .browser
        .json(Method::POST, &format!("{path}/renew"), json!({}))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let made = answer.value();
    assert_eq!(made["state"], "joined");
    assert_eq!(made["uses"], json!({ "allowed": 1, "spent": 0 }));
    assert_eq!(made["expires_at"], "2026-11-22T12:00:00Z");
    let page = format!("/api/v1/entries/{}", house.film);
    assert_eq!(guest.get(&page).await.status, 200, "the grant goes on");
    let free = house
        .count("SELECT COUNT(*) AS n FROM invites WHERE seat IS NULL AND first_used_at IS NULL")
        .await;
    assert_eq!(free, 1);
}

#[tokio::test]
async fn a_renewal_needs_no_body_and_takes_an_end() {
    let mut house = house().await;
    let made = house.ada().await;
    let path = format!("{}/renew", one(&made));
    let answer = house.browser.post_nothing(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let body = json!({ "valid_until": "2026-11-30T00:00:00Z" });
    let answer = house.browser.json(Method::POST, &path, body).await;
    assert_eq!(answer.value()["expires_at"], "2026-11-30T00:00:00Z");
    let body = json!({ "valid_until": "2020-11-30T00:00:00Z" });
    let answer = house.browser.json(Method::POST, &path, body).await;
    assert_eq!(faults(&answer), ["valid_until:end_in_past"]);
    assert_eq!(
        house
            .count("SELECT COUNT(*) AS n FROM invite_secrets")
            .await,
        3
    );
}

#[tokio::test]
async fn a_revoked_invite_is_over_for_good_and_inviting_again_makes_a_new_one() {
    let mut house = house().await;
    let first = house.ada().await;
    let path = one(&first);
    assert_eq!(delete(&mut house.browser, &path).await.status, 204);
    assert_eq!(delete(&mut house.browser, &path).await.status, 204);
    assert_eq!(
        house
            .count("SELECT COUNT(*) AS n FROM audit WHERE deed = 'invite_revoked'")
            .await,
        1
    );
    for (method, path, body) in [
        (Method::PATCH, path.clone(), json!({ "role": "viewer" })),
        (
            Method::PATCH,
            path.clone(),
            json!({ "valid_until": "2026-11-30T00:00:00Z" }),
        ),
        (Method::POST, format!("{path}/renew"), json!({})),
        (Method::POST, format!("{path}/reset-seat"), json!({})),
    ] {
        let answer = house.browser.json(method, &path, body).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{path}");
        assert_eq!(answer.code(), "revoked");
    }
    let second = house.ada().await;
    assert_ne!(second["id"], first["id"]);
    assert_eq!(secret(&house.hub, &token(&second)).await, "living");
    let states: Vec<_> = house
        .list()
        .await
        .iter()
        .map(|i| i["state"].clone())
        .collect();
    assert_eq!(states, ["pending", "revoked"]);
}

#[tokio::test]
async fn revoking_throws_a_guest_out_and_resetting_the_seat_does_too() {
    let mut house = house().await;
    let page = format!("/api/v1/entries/{}", house.film);
    for (deed, state) in [("revoke", "revoked"), ("reset", "left")] {
        let (mut guest, invite) = house.hub.guest(house.film, house.grace).await;
        assert_eq!(guest.get(&page).await.status, 200);
        let path = format!("/api/v1/invites/{invite}");
        if deed == "revoke" {
            delete(&mut house.browser, &path).await;
        } else {
            let path = format!("{path}/reset-seat");
            let answer = house.browser.post_nothing(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        }
        assert_eq!(guest.get(&page).await.status, 404, "{deed}");
        assert_eq!(house.browser.get(&path).await.value()["state"], state);
    }
    let waiting = house
        .count("SELECT COUNT(*) AS n FROM invites WHERE seat_reset = 1")
        .await;
    assert_eq!(waiting, 1);
}

#[tokio::test]
async fn role_and_end_change_together_or_not_at_all() {
    let mut house = house().await;
    let made = house.ada().await;
    let patch = |role: &str, until: &str| json!({ "role": role, "valid_until": until });
    let path = one(&made);
    for (body, expected) in [
        (
            patch("viewer", "2020-01-01T00:00:00Z"),
            vec!["valid_until:end_in_past"],
        ),
        (
            patch("speaker", "2026-12-01T00:00:00Z"),
            vec!["role:role_does_not_fit"],
        ),
        (
            patch("king", "never"),
            vec!["role:unknown_choice", "valid_until:not_a_moment"],
        ),
        (json!({ "email": "x@y.de" }), vec!["email:unreadable"]),
    ] {
        let answer = house.browser.json(Method::PATCH, &path, body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(faults(&answer), expected);
    }
    let before = house.browser.get(&path).await.value();
    assert_eq!(before["expires_at"], made["expires_at"]);
    let body = patch("viewer", "2026-12-01T00:00:00Z");
    let answer = house.browser.json(Method::PATCH, &path, body).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.value()["expires_at"], "2026-12-01T00:00:00Z");
    assert_eq!(secret(&house.hub, &token(&made)).await, "living");
}

#[tokio::test]
async fn a_changed_role_reaches_whoever_is_in() {
    let mut house = house().await;
    let webcast = house
        .hub
        .entry(house.grace, EntryKind::Webcast, PublishStatus::Private)
        .await;
    let (_, invite) = house.hub.guest(webcast, house.grace).await;
    let path = format!("/api/v1/invites/{invite}");
    let body = json!({ "role": "moderator" });
    let answer = house.browser.json(Method::PATCH, &path, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(answer.value()["role"], "moderator");
    let inside = house
        .count("SELECT COUNT(*) AS n FROM grants WHERE role = 'moderator'")
        .await;
    assert_eq!(inside, 1);
}
