use std::time::Duration;

use axum::http::Method;
use serde_json::json;
use usher_domain::webhook::{DISABLED_AFTER, PATIENCE, TOLERANCE};

use super::{ALL, Scene};
use crate::features::jobs;

#[tokio::test]
async fn what_is_not_taken_is_tried_again_and_what_is_behind_it_waits() {
    let mut scene = Scene::new().await;
    let (hook, secret) = scene.hook(&ALL, false).await;
    scene.invite("ada@example.org").await;
    scene.hub.clock.advance(Duration::from_secs(1));
    scene.invite("alan@example.org").await;
    scene.receiver.answers(&[503, 500]);
    scene.send().await;
    assert_eq!(
        scene.receiver.came().len(),
        1,
        "the second waits behind the first"
    );
    let log = scene.log(&hook).await;
    assert_eq!(
        (&log[1]["state"], &log[1]["status"], &log[1]["tries"]),
        (&json!("waiting"), &json!(503), &json!(1))
    );
    assert_eq!(log[1]["answer"], "noted by the receiver");
    assert!(scene.shown(&hook).await["failing_since"].is_string());
    for _ in 0..3 {
        scene.hub.clock.advance(Duration::from_mins(1));
        jobs::drain(&scene.hub.app).await.unwrap();
    }
    let came = scene.receiver.came();
    assert_eq!(came.len(), 4);
    let ids: Vec<_> = came
        .iter()
        .map(|one| one.header("usher-delivery"))
        .collect();
    assert!(
        ids[0] == ids[1] && ids[1] == ids[2] && ids[2] != ids[3],
        "{ids:?}"
    );
    assert_eq!(came[0].body, came[2].body, "the same bytes at every try");
    assert_ne!(
        came[0].header("usher-signature"),
        came[2].header("usher-signature")
    );
    assert!(came[3].is_signed(&secret, scene.hub.now()));
    assert!(
        scene
            .log(&hook)
            .await
            .iter()
            .all(|one| one["state"] == "delivered")
    );
    assert!(scene.shown(&hook).await["failing_since"].is_null());
}

#[tokio::test]
async fn what_is_unwanted_is_not_sent_again_and_holds_nothing_up() {
    let mut scene = Scene::new().await;
    let (hook, _) = scene.hook(&ALL, false).await;
    scene.invite("ada@example.org").await;
    scene.invite("alan@example.org").await;
    scene.receiver.answers(&[422]);
    scene.send().await;
    let mut states: Vec<_> = scene
        .log(&hook)
        .await
        .iter()
        .map(|one| one["state"].to_string())
        .collect();
    states.sort();
    assert_eq!(states, ["\"delivered\"", "\"failed\""]);
}

#[tokio::test]
async fn after_a_day_it_is_given_up_and_may_be_sent_again_by_one_press() {
    let mut scene = Scene::new().await;
    let (hook, _) = scene.hook(&ALL, false).await;
    scene.invite("ada@example.org").await;
    scene.receiver.answers(&[500; 40]);
    scene.send().await;
    let end = scene.hub.now().after(PATIENCE);
    while scene.hub.now() < end {
        scene.hub.clock.advance(Duration::from_mins(10));
        jobs::drain(&scene.hub.app).await.unwrap();
    }
    let one = scene.log(&hook).await.remove(0);
    assert_eq!(one["state"], "failed");
    let tries = one["tries"].as_u64().unwrap();
    assert!((8..40).contains(&tries), "{tries}");
    scene.receiver.is_well();
    let id = one["id"].as_str().unwrap();
    let replay = format!("/api/v1/webhooks/{hook}/deliveries/{id}/replay");
    assert_eq!(scene.post(&replay).await.status, 202);
    jobs::drain(&scene.hub.app).await.unwrap();
    let last = scene.log(&hook).await.remove(0);
    assert_eq!(
        (&last["state"], &last["id"]),
        (&json!("delivered"), &one["id"])
    );
    println!(
        "figure: webhooks {tries} tries in {} hours",
        PATIENCE.as_secs() / 3_600
    );
}

#[tokio::test]
async fn a_receiver_that_takes_nothing_for_days_is_switched_off_and_said_so() {
    let mut scene = Scene::new().await;
    let (hook, _) = scene.hook(&ALL, false).await;
    scene.receiver.answers(&[404; 400]);
    let end = scene.hub.now().after(DISABLED_AFTER);
    let mut number = 0;
    while scene.hub.now() <= end {
        scene.invite(&format!("ada{number}@example.org")).await;
        scene.send().await;
        scene.hub.clock.advance(Duration::from_hours(12));
        number += 1;
    }
    let shown = scene.shown(&hook).await;
    assert_eq!(
        (&shown["on"], &shown["off_because"]),
        (&json!(false), &json!("failing"))
    );
    let came = scene.receiver.came().len();
    scene.invite("later@example.org").await;
    assert_eq!(scene.send().await, 0, "nothing is made for it");
    assert_eq!(scene.receiver.came().len(), came);
    let page = scene.admin.get("/admin/webhooks").await.text();
    assert!(
        page.contains("One webhook took nothing for five days"),
        "{page}"
    );
    let test = format!("/api/v1/webhooks/{hook}/test");
    assert_eq!(scene.post(&test).await.code(), "webhook_off");
    let on = json!({ "on": true });
    let path = format!("/api/v1/webhooks/{hook}");
    assert_eq!(
        scene.admin.json(Method::PATCH, &path, on).await.value()["on"],
        true
    );
    assert!(scene.shown(&hook).await["failing_since"].is_null());
}

#[tokio::test]
async fn a_request_that_somebody_kept_is_refused_after_five_minutes() {
    let mut scene = Scene::new().await;
    let (_, secret) = scene.hook(&ALL, false).await;
    scene.invite("ada@example.org").await;
    scene.send().await;
    let kept = scene.receiver.came().remove(0);
    assert!(kept.is_signed(&secret, scene.hub.now().after(TOLERANCE)));
    let later = TOLERANCE + Duration::from_secs(1);
    assert!(!kept.is_signed(&secret, scene.hub.now().after(later)));
}

#[tokio::test]
async fn a_killed_worker_leaves_the_line_to_the_next_one() {
    let mut scene = Scene::new().await;
    let (hook, _) = scene.hook(&ALL, false).await;
    scene.invite("ada@example.org").await;
    scene.follow().await;
    // Somebody took the job and died.
    let later = scene.hub.now().after(Duration::from_secs(20));
    scene
        .hub
        .write(move |tx| {
            tx.execute(
                "UPDATE jobs SET state = 'running', attempts = 1, run_at = $1 WHERE kind = 'webhook'",
                usher_db::params![later],
            )
        })
        .await;
    scene.invite("alan@example.org").await;
    scene.send().await;
    assert_eq!(scene.receiver.came().len(), 0, "the lease still runs");
    scene.hub.clock.advance(Duration::from_secs(20));
    jobs::drain(&scene.hub.app).await.unwrap();
    assert_eq!(scene.receiver.came().len(), 2);
    assert_eq!(scene.log(&hook).await.len(), 2);
}

#[tokio::test]
async fn what_was_sent_is_forgotten_after_a_month_and_called_off_by_a_restore() {
    let mut scene = Scene::new().await;
    let (hook, _) = scene.hook(&ALL, false).await;
    scene.invite("ada@example.org").await;
    scene.follow().await;
    let now = scene.hub.now();
    scene
        .hub
        .write(move |tx| crate::features::webhooks::call_off_all(tx, now))
        .await;
    jobs::drain(&scene.hub.app).await.unwrap();
    assert_eq!(scene.log(&hook).await[0]["state"], "cancelled");
    assert_eq!(scene.receiver.came().len(), 0);
    let then = now.after(Duration::from_hours(30 * 24));
    let forgotten = scene
        .hub
        .write(move |tx| crate::features::webhooks::forget(tx, then))
        .await;
    assert_eq!(forgotten, 1);
}

#[tokio::test]
async fn whoever_presses_does_not_wait_for_the_next_try() {
    let mut scene = Scene::new().await;
    let (hook, _) = scene.hook(&ALL, false).await;
    scene.invite("ada@example.org").await;
    scene.receiver.answers(&[503]);
    scene.send().await;
    assert_eq!(jobs::drain(&scene.hub.app).await.unwrap(), 0, "it waits");
    let test = format!("/api/v1/webhooks/{hook}/test");
    assert_eq!(scene.post(&test).await.status, 202);
    jobs::drain(&scene.hub.app).await.unwrap();
    let events = scene.receiver.events();
    assert_eq!(events, ["invite.created", "invite.created", "test"]);
}
