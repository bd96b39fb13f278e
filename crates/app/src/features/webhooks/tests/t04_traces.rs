//! T4: no secret and no link in what is sent, in the log, or in the database.

use usher_domain::webhook::WebhookEvent;

use super::Scene;
use crate::testing::{Log, dump::dump};

#[tokio::test]
async fn t04_nothing_that_is_sent_or_kept_opens_anything() {
    let log = Log::of_the_process();
    let mut scene = Scene::new().await;
    let events: Vec<&str> = WebhookEvent::choices().map(WebhookEvent::as_str).collect();
    let (_, secret) = scene.hook(&events, true).await;
    let made = scene.invite("ada@example.org").await;
    let invite = made["id"].as_str().unwrap().to_owned();
    let renew = format!("/api/v1/invites/{invite}/renew");
    let renewed = scene
        .does(axum::http::Method::POST, &renew, serde_json::json!({}))
        .await;
    let links = format!("/api/v1/entries/{}/guest-links", scene.film);
    let link = scene
        .does(
            axum::http::Method::POST,
            &links,
            serde_json::json!({ "name": "A" }),
        )
        .await;
    let guest = link["url"]
        .as_str()
        .unwrap()
        .replace("https://hub.uni.edu", "");
    let mut eve = scene.hub.browser();
    eve.get(&guest).await;
    eve.post(&guest, &[("name", "Eve"), ("email", "eve@example.org")])
        .await;
    scene.send().await;
    let came = scene.receiver.came();
    assert!(came.len() >= 4, "{}", came.len());
    let tokens: Vec<String> = [&made, &renewed, &link]
        .iter()
        .map(|value| {
            value["url"]
                .as_str()
                .unwrap()
                .rsplit('/')
                .next()
                .unwrap()
                .to_owned()
        })
        .chain([secret.expose().to_owned()])
        .collect();
    let (rows, log) = (dump(&scene.hub).await, log.text());
    for token in &tokens {
        for one in &came {
            assert!(!one.body.contains(token) && !format!("{:?}", one.headers).contains(token));
            assert!(
                !one.body.contains("/i/") && !one.body.contains("/g/"),
                "{}",
                one.body
            );
        }
        assert!(
            !rows.iter().any(|row| row.contains(token)),
            "in the database"
        );
        assert!(!log.contains(token), "in the log");
    }
    for address in ["ada@example.org", "eve@example.org"] {
        assert!(!log.contains(address), "{address} in the log");
    }
    println!(
        "figure: t04 {} webhook requests, {} secrets: 0 traces",
        came.len(),
        tokens.len()
    );
}
