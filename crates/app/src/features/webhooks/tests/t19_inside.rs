//! T19: no address that an administrator's webhook names leads inside, unless it is permitted.

use axum::http::Method;
use serde_json::json;
use usher_domain::reach::PrivateAddresses;

use super::{ALL, Scene, receiver::Receiver};
use crate::features::jobs;

const WAYS: &[&str] = &[
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "017700000001",
    "0177.0.0.1",
    "127.0.0.1.",
    "①②⑦.⓪.⓪.①",
    "0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "3232235777",
    "169.254.169.254",
    "2852039166",
    "100.100.100.200",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "localhost",
];

#[tokio::test]
async fn t19_no_way_to_write_an_address_leads_a_webhook_inside() {
    let mut scene = Scene::new().await;
    let inside = Receiver::start().await;
    let port = inside.address().rsplit(':').next().unwrap().to_owned();
    let (hook, _) = scene.hook(&ALL, false).await;
    let (one, test) = (
        format!("/api/v1/webhooks/{hook}"),
        format!("/api/v1/webhooks/{hook}/test"),
    );
    let (mut tried, mut refused) = (0, 0);
    for way in WAYS {
        for scheme in ["http", "https"] {
            let url = format!("{scheme}://{way}:{port}/");
            let answer = scene
                .admin
                .json(Method::PATCH, &one, json!({ "url": url }))
                .await;
            tried += 1;
            if answer.status == 422 {
                refused += 1;
                continue;
            }
            assert_eq!(answer.status, 200, "{url}: {}", answer.text());
            assert_eq!(scene.post(&test).await.status, 202);
            jobs::drain(&scene.hub.app).await.unwrap();
            let last = scene.log(&hook).await.remove(0);
            let trouble = last["trouble"].as_str().unwrap_or_default();
            assert!(
                matches!(trouble, "not-permitted" | "unknown-name"),
                "{url}: {last}"
            );
            refused += 1;
            // What waits is called off before the next one is tried.
            scene
                .hub
                .write(|tx| {
                    tx.execute("UPDATE jobs SET state = 'done' WHERE kind = 'webhook'", &[])?;
                    tx.execute(
                        "DELETE FROM webhook_deliveries WHERE state = 'waiting'",
                        &[],
                    )
                })
                .await;
        }
    }
    assert_eq!(inside.came().len(), 0);
    println!(
        "figure: t19 {tried} webhook addresses that lead inside: {refused} refused, 0 connections"
    );
}

#[tokio::test]
async fn t19_a_redirect_is_not_followed() {
    let mut scene = Scene::new().await;
    let (hook, _) = scene.hook(&ALL, false).await;
    scene
        .receiver
        .redirects("http://169.254.169.254/latest/meta-data/");
    scene.invite("ada@example.org").await;
    scene.send().await;
    let one = scene.log(&hook).await.remove(0);
    assert_eq!(
        (&one["status"], &one["state"]),
        (&json!(302), &json!("waiting"))
    );
    assert_eq!(scene.receiver.came().len(), 1);
}

#[tokio::test]
async fn t19_what_is_no_longer_permitted_is_not_reached_any_more() {
    let mut scene = Scene::new().await;
    let (hook, _) = scene.hook(&ALL, false).await;
    scene
        .hub
        .rules(&["outgoing"], |site| {
            site.outgoing.private_addresses = PrivateAddresses::default();
        })
        .await;
    scene.invite("ada@example.org").await;
    scene.send().await;
    assert_eq!(scene.log(&hook).await[0]["trouble"], "not-permitted");
    assert_eq!(scene.receiver.came().len(), 0);
}
