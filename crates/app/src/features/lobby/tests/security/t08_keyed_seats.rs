//! T8: how seats come to their keys, and lose them.

use std::time::Duration;

use axum::http::Method;
use usher_domain::media::EntryKind;

use super::{
    super::scene::{ADA, Scene, entry, is, look, refusal, send},
    t08_copied_cookies::{Seated, enter, nonce},
};
use crate::{
    features::devices::{Purpose, software_key::SoftwareKey},
    http::cookies,
};

#[tokio::test]
async fn t08_the_key_is_written_into_the_seats_own_columns() {
    let keyed = Seated::new().await;
    let plain = Scene::new().await;
    let made = plain.invite().make().await;
    let mut ada = plain.hub.browser();
    look(&mut ada, &made.path).await;
    send(&mut ada, &made.path, &[("email", ADA)]).await;
    for sql in [
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM grants WHERE $1 = $1",
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM sessions WHERE $1 = $1",
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit WHERE $1 = $1",
    ] {
        let rows = keyed.scene.number(sql, keyed.made.id).await;
        assert_eq!((rows, plain.number(sql, made.id).await), (1, 1), "{sql}");
    }
    for sql in [
        "SELECT CAST(COUNT(seat_key) AS BIGINT) AS n FROM invites WHERE id = $1",
        "SELECT CAST(COUNT(seat_key) AS BIGINT) AS n FROM grants WHERE invite_id = $1",
    ] {
        assert_eq!(keyed.scene.number(sql, keyed.made.id).await, 1);
        assert_eq!(plain.number(sql, made.id).await, 0);
    }
}

#[tokio::test]
async fn t08_a_first_use_with_an_old_page_binds_the_key_all_the_same() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let (mut ada, key) = (scene.hub.browser(), SoftwareKey::new());
    let old = nonce(&mut ada, &made).await;
    scene.hub.clock.advance(Duration::from_hours(2));
    let proof = key.proof(Purpose::Seat, &old);
    let form = [("email", ADA), ("proof", proof.as_str())];
    assert_eq!(send(&mut ada, &made.path, &form).await.status, 303);
    // Bound, but not proved: the page asks first.
    assert!(ada.cookie(cookies::PROOF).is_none());
    assert_eq!(ada.get(&scene.page()).await.status, 403);
    let asked = ada.get("/device-key").await.value();
    let proof = key.proof(Purpose::Session, asked["session"].as_str().unwrap());
    assert_eq!(
        ada.post("/device-key", &[("proof", &proof)]).await.status,
        204
    );
    assert_eq!(ada.get(&scene.page()).await.status, 200);
}

#[tokio::test]
async fn t08_a_lost_answer_is_made_up_for_by_the_same_form() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let (mut ada, key) = (scene.hub.browser(), SoftwareKey::new());
    let proof = key.proof(Purpose::Seat, &nonce(&mut ada, &made).await);
    let form = [("email", ADA), ("proof", proof.as_str())];
    let mut again = ada.clone();
    assert_eq!(send(&mut ada, &made.path, &form).await.status, 303);
    assert_eq!(send(&mut again, &made.path, &form).await.status, 303);
    assert_eq!(again.get(&scene.page()).await.status, 200);
    assert_eq!(scene.uses_spent(&made).await, 1);
}

#[tokio::test]
async fn t08_resetting_and_renewing_free_the_seat_of_its_key() {
    for deed in ["reset-seat", "renew"] {
        let seated = Seated::new().await;
        let Seated { scene, made, .. } = &seated;
        let other = SoftwareKey::new();
        let mut lost = seated.ada.clone();
        lost.forget(cookies::PROOF);
        let refused = enter(&mut lost, made, &other).await;
        assert_eq!(refusal(&refused), is(409, "other_device"));

        let mut grace = scene.hub.signed_in(scene.grace).await;
        let path = format!("/api/v1/invites/{}/{deed}", made.id);
        let done = grace.json(Method::POST, &path, serde_json::json!({})).await;
        assert!(done.status.is_success(), "{deed}: {}", done.text());
        let key = "SELECT CAST(COUNT(seat_key) AS BIGINT) AS n FROM invites WHERE id = $1";
        assert_eq!(scene.number(key, made.id).await, 0, "{deed}");
        let link = match done.value()["url"].as_str() {
            Some(url) if deed == "renew" => super::super::scene::Made {
                path: url.trim_start_matches(crate::testing::BASE).to_owned(),
                ..made.clone()
            },
            _ => made.clone(),
        };
        assert_eq!(enter(&mut lost, &link, &other).await.status, 303, "{deed}");
        assert_eq!(lost.get(&scene.page()).await.status, 200, "{deed}");
        assert_eq!(scene.number(key, made.id).await, 1, "{deed}");
        // The browser that had the seat is out; its cookie is the same, its key is not.
        let mut first = seated.ada.clone();
        assert_eq!(first.get(&scene.page()).await.status, 404, "{deed}");
        let pressed = enter_again(&mut first, &link, &seated.key).await;
        assert_eq!(pressed, is(409, "other_device"), "{deed}");
    }
}

async fn enter_again(
    browser: &mut crate::testing::Browser,
    made: &super::super::scene::Made,
    key: &SoftwareKey,
) -> (u16, String) {
    browser.forget(cookies::PROOF);
    refusal(&enter(browser, made, key).await)
}

#[tokio::test]
async fn t08_a_seat_that_follows_takes_the_key_of_the_next_use() {
    let seated = Seated::new().await;
    seated.scene.rule("SeatRule", "follows").await;
    let mut copy = seated.ada.clone();
    copy.forget(cookies::PROOF);
    let other = SoftwareKey::new();
    assert_eq!(enter(&mut copy, &seated.made, &other).await.status, 303);
    assert_eq!(seated.scene.uses_spent(&seated.made).await, 2);
    assert_eq!(copy.get(&seated.scene.page()).await.status, 200);
    let mut first = seated.ada.clone();
    assert_eq!(first.get(&seated.scene.page()).await.status, 404);
    // Never two at once: the first comes back by a use of its own, and the copy is out.
    first.forget(cookies::PROOF);
    assert_eq!(
        enter(&mut first, &seated.made, &seated.key).await.status,
        303
    );
    assert_eq!(copy.get(&seated.scene.page()).await.status, 404);
}

#[tokio::test]
async fn t08_one_session_holds_seats_with_and_without_a_key() {
    let scene = Scene::new().await;
    let plain = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    look(&mut ada, &plain.path).await;
    send(&mut ada, &plain.path, &[("email", ADA)]).await;
    let session = ada.cookie(cookies::SESSION).unwrap().to_owned();
    let second = entry(&scene.hub, scene.grace, EntryKind::Audio, "A talk").await;
    let keyed = scene.invite().at(second).make().await;
    let key = SoftwareKey::new();
    let entered = enter(&mut ada, &keyed, &key).await;
    assert_eq!(entered.location(), format!("/media/{second}"));
    assert_eq!(ada.cookie(cookies::SESSION), Some(&*session));
    assert_eq!(ada.get(&scene.page()).await.status, 200);
    assert_eq!(ada.get(entered.location()).await.status, 200);
    // From now on the session is proved, whichever page it opens.
    scene.hub.clock.advance(Duration::from_mins(10));
    assert_eq!(ada.get(entered.location()).await.status, 403);
    assert_eq!(ada.get(&scene.page()).await.status, 403);
}

#[tokio::test]
async fn t08_a_browser_that_lost_its_key_starts_anew_beside_what_it_lost() {
    let seated = Seated::new().await;
    let scene = &seated.scene;
    let second = entry(&scene.hub, scene.grace, EntryKind::Audio, "A talk").await;
    let invite = scene.invite().at(second).make().await;
    let mut ada = seated.ada.clone();
    ada.forget(cookies::PROOF);
    let key = SoftwareKey::new();
    let entered = enter(&mut ada, &invite, &key).await;
    assert_eq!(entered.status, 303);
    assert_eq!(ada.get(entered.location()).await.status, 200);
    assert_eq!(
        ada.get(&scene.page()).await.status,
        404,
        "what the old key opened"
    );
    let refused = enter(&mut ada, &seated.made, &key).await;
    assert_eq!(refusal(&refused), is(409, "other_device"));
}

#[tokio::test]
async fn t08_what_was_just_looked_up_for_the_seat_is_not_served_without_its_proof() {
    let seated = Seated::new().await;
    let mut ada = seated.ada.clone();
    for _ in 0..2 {
        assert_eq!(seated.film(&mut ada, "bytes=0-9").await.status, 206);
    }
    let mut thief = seated.ada.clone();
    thief.forget(cookies::PROOF);
    let film = seated.film(&mut thief, "bytes=0-9").await;
    assert_eq!(film.status, 403);
}
