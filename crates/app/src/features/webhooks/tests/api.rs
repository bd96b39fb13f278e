use axum::http::Method;
use serde_json::json;

use super::{ALL, Scene};
use crate::features::jobs;

#[tokio::test]
async fn a_webhook_is_made_changed_given_another_secret_and_deleted() {
    let mut scene = Scene::new().await;
    let (hook, first) = scene.hook(&ALL, false).await;
    let path = format!("/api/v1/webhooks/{hook}");
    let shown = scene.shown(&hook).await;
    assert_eq!(
        (&shown["events"], &shown["on"]),
        (&json!(ALL), &json!(true))
    );
    assert!(shown.get("secret").is_none(), "told once");
    let change = json!({ "events": ["guest.came", "invite.joined"] });
    let changed = scene.admin.json(Method::PATCH, &path, change).await.value();
    assert_eq!(changed["events"], json!(["invite.joined", "guest.came"]));
    let made = scene.post(&format!("{path}/secret")).await.value();
    let second = made["secret"].as_str().unwrap().to_owned();
    assert_ne!(second, first.expose());
    assert_eq!(scene.post(&format!("{path}/test")).await.status, 202);
    jobs::drain(&scene.hub.app).await.unwrap();
    let came = scene.receiver.came().remove(0);
    assert_eq!(came.header("usher-event"), "test");
    let second = usher_domain::webhook::WebhookSecret::kept(second);
    assert!(came.is_signed(&second, scene.hub.now()) && !came.is_signed(&first, scene.hub.now()));
    assert_eq!(scene.delete(&path).await.status, 204);
    assert_eq!(scene.delete(&path).await.status, 404);
}

#[tokio::test]
async fn what_does_not_fit_is_said_by_field() {
    let mut scene = Scene::new().await;
    scene.hook(&ALL, false).await;
    let url = scene.receiver.url();
    for (new, field, code) in [
        (
            json!({ "url": "example.org", "events": ALL }),
            "url",
            "not_a_webhook_address",
        ),
        (json!({ "url": url, "events": ALL }), "url", "webhook_taken"),
        (
            json!({ "url": "https://example.org", "events": [] }),
            "events",
            "no_events",
        ),
        (
            json!({ "url": "https://example.org", "events": ["room.opened"] }),
            "events",
            "unknown_choice",
        ),
    ] {
        let answer = scene
            .admin
            .json(Method::POST, "/api/v1/webhooks", new)
            .await;
        assert_eq!(answer.status, 422, "{code}");
        let error = &answer.value()["errors"][0];
        assert_eq!(
            (&error["field"], &error["code"]),
            (&json!(field), &json!(code))
        );
    }
    for number in 1..20 {
        let new = json!({ "url": format!("https://example.org/{number}"), "events": ALL });
        assert_eq!(
            scene
                .admin
                .json(Method::POST, "/api/v1/webhooks", new)
                .await
                .status,
            201
        );
    }
    let one_more = json!({ "url": "https://example.org/21", "events": ALL });
    let answer = scene
        .admin
        .json(Method::POST, "/api/v1/webhooks", one_more)
        .await;
    assert_eq!(
        (answer.status.as_u16(), &*answer.code()),
        (409, "too_many_webhooks")
    );
}

#[tokio::test]
async fn what_was_sent_is_listed_page_by_page_the_newest_first() {
    let mut scene = Scene::new().await;
    let (hook, _) = scene.hook(&ALL, false).await;
    for number in 0..5 {
        scene.invite(&format!("ada{number}@example.org")).await;
    }
    scene.send().await;
    let (mut numbers, mut before) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/v1/webhooks/{hook}/deliveries?limit=2{before}");
        let page = scene.admin.get(&path).await.value();
        let deliveries = page["deliveries"].as_array().unwrap();
        assert!(deliveries.len() <= 2);
        numbers.extend((deliveries.iter()).map(|one| one["body"]["number"].as_i64().unwrap()));
        let Some(next) = page["next"].as_str() else {
            break;
        };
        before = format!("&before={next}");
    }
    assert_eq!(numbers.len(), 5);
    assert!(numbers.is_sorted_by(|a, b| a > b), "{numbers:?}");
}

#[tokio::test]
async fn webhooks_are_for_site_administrators() {
    let mut scene = Scene::new().await;
    let (hook, _) = scene.hook(&ALL, false).await;
    for path in [
        "/api/v1/webhooks",
        &format!("/api/v1/webhooks/{hook}/deliveries"),
    ] {
        assert_eq!(scene.grace.get(path).await.status, 403, "{path}");
    }
}
