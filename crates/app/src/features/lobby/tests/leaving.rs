//! Leaving, the poster before a proof, and when somebody was last seen.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    http::Method,
};
use usher_bus::Topic;
use usher_db::params;
use usher_domain::{
    access::{Actor, AppRole},
    invite::Mac,
    media::EntryKind,
};

use super::scene::{ADA, DAY, Made, Scene, enter, entry, look, send};
use crate::{
    features::{lobby::touch, media::Asker},
    http::cookies,
    testing::Browser,
};

async fn joined(scene: &Scene, made: &Made) -> Browser {
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
    ada
}

#[tokio::test]
async fn leaving_says_that_a_used_link_will_not_let_one_back_in() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = joined(&scene, &made).await;
    let leave = format!("{}/leave", scene.page());
    let question = ada.get(&leave).await;
    assert_eq!(question.status, 200);
    let text = question.text();
    assert!(
        text.contains("need a new one from <bdi>grace Member"),
        "{text}"
    );
    assert_eq!(scene.grants(&made).await, 1, "asking ends nothing");

    let session = ada.cookie(cookies::SESSION).unwrap().to_owned();
    let mut watch = scene.hub.app.parts.bus.watch(&[Topic::Invite(made.id)]);
    let left = ada.post(&leave, &[]).await;
    assert_eq!((left.status.as_u16(), left.location()), (303, "/goodbye"));
    assert!(watch.rang());
    assert_eq!(ada.cookie(cookies::SESSION), None);
    assert!(ada.get("/goodbye").await.text().contains("You have left."));
    assert_eq!(scene.grants(&made).await, 0);
    assert_eq!(look(&mut ada, &made.path).await.code(), "used_up");
    // A copy of the cookie opens nothing either.
    let cookie = format!("{}={session}", cookies::SESSION);
    let mut copy = scene.hub.browser();
    let answer = copy
        .send(Method::GET, &leave, &[("cookie", &cookie)], Body::empty())
        .await;
    assert!(
        matches!(answer.status.as_u16(), 303 | 404),
        "{}",
        answer.status
    );
}

#[tokio::test]
async fn leaving_a_link_with_uses_left_says_until_when_one_may_come_back() {
    let scene = Scene::new().await;
    let made = scene.invite().uses(2).make().await;
    let mut ada = joined(&scene, &made).await;
    let leave = format!("{}/leave", scene.page());
    let text = ada.get(&leave).await.text();
    assert!(text.contains("datetime=\"2026-11-22T12:00:00Z\""), "{text}");
    ada.post(&leave, &[]).await;
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
    assert_eq!(scene.uses_spent(&made).await, 2);
    assert!(ada.get(&leave).await.text().contains("need a new one"));
}

#[tokio::test]
async fn leaving_one_entry_keeps_the_others() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = joined(&scene, &made).await;
    let left = format!("{}/leave", scene.page());
    let other = entry(&scene.hub, scene.grace, EntryKind::Audio, "A talk").await;
    let elsewhere = Scene {
        entry: other,
        ..scene
    };
    let second = elsewhere.invite().make().await;
    enter(&mut ada, &second.path, ADA).await;

    ada.post(&left, &[]).await;
    assert!(ada.cookie(cookies::SESSION).is_some());
    assert_eq!(look(&mut ada, &second.path).await.status, 303);
    assert_eq!(ada.get(&left).await.status, 404);
}

#[tokio::test]
async fn a_member_who_leaves_stays_signed_in() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let account = scene.hub.account(ADA, AppRole::PrivateOnly).await;
    let mut ada = scene.hub.signed_in(account).await;
    send(&mut ada, &made.path, &[]).await;
    let leave = format!("{}/leave", scene.page());
    assert_eq!(ada.get(&leave).await.status, 200);
    assert_eq!(ada.post(&leave, &[]).await.status, 303);
    assert_eq!(scene.grants(&made).await, 0);
    assert_eq!(ada.get("/people?q=ada").await.status, 200);
}

#[tokio::test]
async fn who_is_not_here_by_an_invite_has_nothing_to_leave() {
    let scene = Scene::new().await;
    let leave = format!("{}/leave", scene.page());
    let mut stranger = scene.hub.browser();
    let mut grace = scene.hub.signed_in(scene.grace).await;
    for answer in [stranger.get(&leave).await, stranger.post(&leave, &[]).await] {
        assert_eq!(answer.status, 404);
    }
    assert_eq!(grace.get(&leave).await.status, 403);
    assert_eq!(grace.post(&leave, &[]).await.status, 403);
}

#[tokio::test]
async fn the_old_browser_of_a_seat_that_followed_is_out() {
    let scene = Scene::new().await;
    scene.rule("SeatRule", "follows").await;
    let made = scene.invite().uses(2).make().await;
    let mut old = joined(&scene, &made).await;
    let events = format!("{}/events", scene.page());
    let mut stream = old.open(Method::GET, &events, &[], Body::empty()).await;
    assert_eq!(stream.status, 200);
    assert!(stream.next().await.unwrap().is_ok());

    let mut new = joined(&scene, &made).await;
    let mut said = String::new();
    while let Some(Ok(piece)) = stream.next().await {
        said.push_str(&String::from_utf8_lossy(&piece));
    }
    assert!(said.contains("event: ended"), "{said}");
    let file = format!("{}/file", scene.page());
    assert_eq!(old.get(&file).await.status, 404);
    assert_eq!(old.get(&events).await.status, 404);
    assert_eq!(
        new.get(&format!("{}/leave", scene.page())).await.status,
        200
    );
}

#[tokio::test]
async fn the_small_poster_is_shown_before_a_proof_and_only_while_the_landing_page_is() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let picture = Bytes::from_static(b"RIFF....WEBP");
    let blob = scene
        .hub
        .blob(
            scene.entry,
            "poster_small",
            picture.clone(),
            ("p.webp", "image/webp"),
        )
        .await;
    let id = scene.entry;
    scene
        .hub
        .write(move |tx| {
            tx.execute(
                "UPDATE entries SET poster_small_id = $2 WHERE id = $1",
                params![id, blob],
            )
        })
        .await;
    let poster = format!("{}/poster", made.path);
    let mut ada = scene.hub.browser();
    assert!(
        ada.get(&made.path)
            .await
            .text()
            .contains(&format!("src=\"{poster}\""))
    );
    let answer = ada.get(&poster).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.bytes),
        (200, &picture.to_vec())
    );
    assert_eq!(answer.headers["content-type"], "image/webp");
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    assert!(
        answer.headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("sandbox")
    );

    let bob = scene.hub.account("bob@uni.edu", AppRole::Viewer).await;
    let mut bob = scene.hub.signed_in(bob).await;
    let guest = bob.get(&format!("{}?guest=1", made.path)).await.text();
    assert!(guest.contains(&format!("src=\"{poster}\"")));
    assert_eq!(bob.get(&poster).await.status, 200);

    scene.revoke(&made).await;
    assert_eq!(ada.get(&poster).await.status, 404);
    assert_eq!(ada.get("/i/AAAAAAAA/poster").await.status, 404);
}

#[tokio::test]
async fn when_somebody_was_last_seen_is_noted_once_a_minute() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    joined(&scene, &made).await;
    let seat = scene
        .hub
        .app
        .parts
        .db
        .read(|tx| tx.query_one("SELECT seat FROM grants", &[], |row| row.get("seat")));
    let seat: Result<[u8; 32], usher_db::Error> = seat.await;
    let asker = Asker {
        key: None,
        actor: Actor::Guest,
        seat: Some(Mac::from_bytes(seat.unwrap())),
    };
    let seen = || async {
        let read = "SELECT last_seen_at AS n FROM grants WHERE invite_id = $1";
        scene.number(read, made.id).await
    };
    let first = seen().await;
    for (later, noted) in [(59, false), (1, true), (30, false), (30, true)] {
        let before = seen().await;
        scene.hub.clock.advance(Duration::from_secs(later));
        touch(&scene.hub.app, asker, scene.entry).await;
        assert_eq!(seen().await > before, noted, "{later}");
    }
    assert_eq!(seen().await - first, 120_000_000);
}

#[tokio::test]
async fn opening_the_page_is_being_seen_and_opening_the_link_is_not() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = joined(&scene, &made).await;
    let read = "SELECT last_seen_at AS n FROM grants WHERE invite_id = $1";
    let joined_at = scene.number(read, made.id).await;
    scene.hub.clock.advance(Duration::from_hours(1));
    ada.get(&made.path).await;
    ada.send(Method::HEAD, &scene.page(), &[], Body::empty())
        .await;
    assert_eq!(scene.number(read, made.id).await, joined_at);
    assert_eq!(ada.get(&scene.page()).await.status, 200);
    assert_eq!(scene.number(read, made.id).await - joined_at, 3_600_000_000);
}

#[tokio::test]
async fn giving_back_an_invitation_to_a_published_entry_is_not_leaving_it() {
    let scene = Scene::new().await;
    let made = scene
        .invite()
        .until(scene.hub.now().after(DAY))
        .make()
        .await;
    let mut ada = joined(&scene, &made).await;
    scene
        .change(
            "UPDATE entries SET publish = 'unlisted' WHERE id = $1",
            scene.entry,
        )
        .await;
    let text = ada.get(&format!("{}/leave", scene.page())).await.text();
    assert!(text.contains("stays open to you"), "{text}");
}
