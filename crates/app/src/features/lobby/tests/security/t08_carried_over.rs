//! T8: signing in with copied cookies, beside the browser that keeps the key.

use std::time::Duration;

use axum::{body::Body, http::Method};

use super::{
    super::{
        carried_over::{account, sign_in},
        scene::{ADA, look},
    },
    t08_copied_cookies::{Seated, enter},
};
use crate::{features::devices::PROOF_LIVES, http::cookies, testing::Browser};

impl Seated {
    async fn watches(&self, browser: &mut Browser) -> bool {
        let html = [("accept", "text/html")];
        let page = self.scene.page();
        let answer = browser.send(Method::GET, &page, &html, Body::empty()).await;
        answer.status == 200
    }

    async fn held(&self) -> (i64, i64) {
        let count = |sql| self.scene.number(sql, self.made.id);
        (
            count(
                "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM grants
                 WHERE invite_id = $1 AND ended_at IS NULL AND account_id IS NOT NULL",
            )
            .await,
            count(
                "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM grants
                 WHERE invite_id = $1 AND ended_at IS NULL AND seat IS NOT NULL",
            )
            .await,
        )
    }
}

#[tokio::test]
async fn t08_the_browser_that_shows_its_key_carries_over() {
    let seated = Seated::new().await;
    account(&seated.scene, ADA).await;
    let mut ada = seated.ada.clone();
    seated.scene.hub.clock.advance(PROOF_LIVES);
    // What the sign-in page's script does before it sends the form.
    let form = ada.get("/sign-in").await.text();
    assert!(form.contains("data-shows-key"), "{form}");
    assert_eq!(seated.prove(&mut ada).await.status, 204);
    sign_in(&mut ada, ADA).await;
    assert_eq!(ada.cookie(cookies::PROOF), None);
    assert_eq!(seated.held().await, (1, 0));
    assert!(seated.watches(&mut ada).await);
    let mut copy = seated.ada.clone();
    assert!(!seated.watches(&mut copy).await);
}

#[tokio::test]
async fn t08_a_copied_cookie_gains_nothing_by_signing_in_and_costs_the_guest_nothing() {
    let seated = Seated::new().await;
    account(&seated.scene, ADA).await;
    account(&seated.scene, "eve@uni.edu").await;
    let mut ada = seated.ada.clone();
    seated.scene.hub.clock.advance(PROOF_LIVES);
    // With the account of somebody else, or the invited person's: signing in and out.
    for (who, keeps_session) in [
        ("eve@uni.edu", true),
        ("eve@uni.edu", false),
        (ADA, true),
        (ADA, false),
    ] {
        let mut thief = seated.ada.clone();
        if !keeps_session {
            thief.forget(cookies::SESSION);
        }
        sign_in(&mut thief, who).await;
        assert!(!seated.watches(&mut thief).await, "{who} {keeps_session}");
        thief.post("/sign-out", &[]).await;
        assert_eq!(seated.held().await, (0, 1), "{who} {keeps_session}");
    }
    // The guest shows the key and is where they were.
    assert_eq!(seated.prove(&mut ada).await.status, 204);
    assert!(seated.watches(&mut ada).await);
    assert_eq!(look(&mut ada, &seated.made.path).await.status, 303);
    assert_eq!(seated.scene.uses_spent(&seated.made).await, 1);
}

#[tokio::test]
async fn t08_signing_in_as_somebody_else_ends_a_keyed_seat_that_was_shown() {
    let seated = Seated::new().await;
    account(&seated.scene, "bob@uni.edu").await;
    let mut browser = seated.ada.clone();
    seated.scene.hub.clock.advance(Duration::from_mins(1));
    sign_in(&mut browser, "bob@uni.edu").await;
    assert_eq!(seated.held().await, (0, 0));
    assert_eq!(
        look(&mut browser, &seated.made.path).await.code(),
        "wrong_account"
    );
    browser.post("/sign-out", &[]).await;
    let again = enter(&mut browser, &seated.made, &seated.key).await;
    assert_eq!(again.status, 303, "four uses are left");
    assert_eq!(seated.scene.uses_spent(&seated.made).await, 2);
}

#[tokio::test]
async fn t08_signing_out_takes_the_proof_along_and_the_browser_comes_in_again() {
    let seated = Seated::new().await;
    let mut ada = seated.ada.clone();
    for (method, path) in [
        (Method::POST, "/sign-out"),
        (Method::DELETE, "/api/v1/session"),
    ] {
        assert!(seated.watches(&mut ada).await, "{path}");
        assert!(ada.cookie(cookies::PROOF).is_some(), "{path}");
        ada.send(method, path, &[], Body::empty()).await;
        let held = [cookies::SESSION, cookies::PROOF].map(|name| ada.cookie(name));
        assert_eq!(held, [None, None], "{path}");
        assert!(!seated.watches(&mut ada).await, "{path}");
        let again = enter(&mut ada, &seated.made, &seated.key).await;
        assert_eq!(again.status, 303, "{path}");
    }
}
