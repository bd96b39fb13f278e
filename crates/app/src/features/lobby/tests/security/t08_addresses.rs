//! T8: an address for a player is worth no more than the cookies that it was asked for with.

use std::time::Duration;

use axum::{body::Body, http::Method};

use super::t08_copied_cookies::Seated;
use crate::testing::{BASE, Browser};

/// Asks for an address of the film; until when it is good, and its path.
async fn address(seated: &Seated, browser: &mut Browser) -> (String, String) {
    let path = format!("{}/address", seated.scene.page());
    let given = browser.post_nothing(&path).await.value();
    let text = |name: &str| given[name].as_str().unwrap().to_owned();
    (text("ends_at"), text("file").replace(BASE, ""))
}

#[tokio::test]
async fn t08_an_address_ends_with_the_proof_it_was_asked_for_with() {
    let seated = Seated::new().await;
    let clock = &seated.scene.hub.clock;
    let (mut ada, mut player) = (seated.ada.clone(), seated.scene.hub.browser());
    let (_, first) = address(&seated, &mut ada).await;
    assert_eq!(player.get(&first).await.status, 200);
    // Nine minutes after the proof the session has to be proved anew.
    clock.advance(Duration::from_mins(7));
    let (ends, copied) = address(&seated, &mut ada.clone()).await;
    let mut running = player.open(Method::GET, &copied, &[], Body::empty()).await;
    running.next().await.unwrap().unwrap();
    clock.advance(Duration::from_secs(119));
    running.next().await.unwrap().unwrap();
    clock.advance(Duration::from_secs(1));
    assert!(running.next().await.unwrap().is_err(), "good until {ends}");
    assert_eq!(player.get(&copied).await.status, 404);
    // Without a proof there is none to be had; with one there is.
    let path = format!("{}/address", seated.scene.page());
    assert_eq!(ada.post_nothing(&path).await.status, 403);
    assert_eq!(seated.prove(&mut ada).await.status, 204);
    let (_, next) = address(&seated, &mut ada).await;
    let mut running = player.open(Method::GET, &next, &[], Body::empty()).await;
    running.next().await.unwrap().unwrap();
    // A seat with a key takes along what was opened, whoever shows the key meanwhile.
    clock.advance(Duration::from_mins(5));
    assert_eq!(seated.prove(&mut ada).await.status, 204);
    assert!(running.next().await.unwrap().is_err());
}
