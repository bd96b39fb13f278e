//! A guest who signs in in the browser in which they are inside.

use usher_bus::Topic;
use usher_domain::{access::AppRole, ids::AccountId, media::EntryKind};

use super::scene::{ADA, DAY, Made, Scene, enter, entry, look};
use crate::{
    features::accounts::{Password, store},
    http::cookies,
    testing::{Answer, Browser},
};

const PASSWORD: &str = "analytical engine";

/// An account that can sign in.
pub(super) async fn account(scene: &Scene, email: &str) -> AccountId {
    let hub = &scene.hub;
    let account = hub.account(email, AppRole::Viewer).await;
    let hash = Password::typed(PASSWORD.to_owned())
        .hash(&*hub.app.parts.entropy)
        .unwrap();
    hub.write(move |tx| store::set_password(tx, account, Some(&hash)))
        .await;
    account
}

/// Signs in with the page's form, to come back to where one was.
pub(super) async fn sign_in(browser: &mut Browser, email: &str) -> Answer {
    let form = [("email", email), ("password", PASSWORD)];
    let answer = browser.post("/sign-in", &form).await;
    assert_eq!(answer.status, 303);
    answer
}

async fn joined(scene: &Scene, made: &Made, email: &str) -> Browser {
    let mut browser = scene.hub.browser();
    look(&mut browser, &made.path).await;
    assert_eq!(enter(&mut browser, &made.path, email).await.status, 303);
    browser
}

async fn held_by_accounts(scene: &Scene, made: &Made) -> i64 {
    let count = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM grants
        WHERE invite_id = $1 AND ended_at IS NULL AND account_id IS NOT NULL AND seat IS NULL
          AND seat_key IS NULL AND proof = 'verified'";
    scene.number(count, made.id).await
}

#[tokio::test]
async fn a_guest_who_signs_in_as_the_invited_person_stays_in_on_every_browser() {
    let scene = Scene::new().await;
    let made = scene.invite().role("speaker").make().await;
    account(&scene, ADA).await;
    let mut ada = joined(&scene, &made, ADA).await;
    let mut copy = ada.clone();
    let ends = "SELECT ends_at AS n FROM grants WHERE invite_id = $1";
    let before = scene.number(ends, made.id).await;

    let mut watch = scene.hub.app.parts.bus.watch(&[Topic::Invite(made.id)]);
    sign_in(&mut ada, ADA).await;
    assert!(watch.rang(), "whatever is open looks again");

    assert_eq!(ada.get(&scene.page()).await.status, 200);
    assert_eq!(look(&mut ada, &made.path).await.status, 303);
    assert_eq!(held_by_accounts(&scene, &made).await, 1);
    assert_eq!(scene.uses_spent(&made).await, 1, "nothing is spent");
    assert_eq!(scene.number(ends, made.id).await, before, "the same end");
    let role = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM grants
        WHERE invite_id = $1 AND role = 'speaker'";
    assert_eq!(scene.number(role, made.id).await, 1, "the same role");
    let noted = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit
        WHERE subject = $1 AND deed = 'carried_over' AND actor LIKE 'account:%'";
    assert_eq!(scene.number(noted, made.id).await, 1);

    // The guest's session is over, and the seat opens nothing to a guest any more.
    assert_ne!(copy.get(&scene.page()).await.status, 200);
    copy.forget(cookies::SESSION);
    assert_eq!(look(&mut copy, &made.path).await.code(), "used_up");

    // Row 7, on another machine, also once the link has ended.
    let mut phone = scene.hub.browser();
    sign_in(&mut phone, ADA).await;
    scene
        .change("UPDATE invites SET expires_at = 1 WHERE id = $1", made.id)
        .await;
    assert_eq!(look(&mut phone, &made.path).await.status, 303);
    assert_eq!(phone.get(&scene.page()).await.status, 200);

    // Signing out and in again is no loss either.
    ada.post("/sign-out", &[]).await;
    assert_ne!(ada.get(&scene.page()).await.status, 200);
    assert_eq!(look(&mut ada, &made.path).await.code(), "expired");
    assert!(ada.get(&made.path).await.text().contains("/sign-in?next="));
    sign_in(&mut ada, ADA).await;
    assert_eq!(ada.get(&scene.page()).await.status, 200);
}

#[tokio::test]
async fn an_invite_for_a_chosen_person_carries_over_to_that_person_only() {
    let scene = Scene::new().await;
    let chosen = account(&scene, "a.lovelace@uni.edu").await;
    account(&scene, ADA).await;
    for (who, stays) in [("a.lovelace@uni.edu", true), (ADA, false)] {
        let at = entry(&scene.hub, scene.grace, EntryKind::Audio, "A talk").await;
        let made = scene.invite().at(at).chosen(chosen).make().await;
        let mut browser = joined(&scene, &made, ADA).await;
        sign_in(&mut browser, who).await;
        let page = browser.get(&format!("/media/{at}")).await;
        assert_eq!(page.status == 200, stays, "{who}");
        assert_eq!(scene.grants(&made).await, i64::from(stays), "{who}");
    }
}

#[tokio::test]
async fn nothing_carries_over_to_somebody_else_and_the_guest_is_out() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    account(&scene, ADA).await;
    let bob = account(&scene, "bob@uni.edu").await;
    // Claimed, and not proved.
    scene.address(bob, "ada@elsewhere.example", None).await;
    let claimed = scene
        .invite()
        .at(entry(&scene.hub, scene.grace, EntryKind::Audio, "A talk").await)
        .to("ada@elsewhere.example")
        .make()
        .await;
    let mut browser = joined(&scene, &made, ADA).await;
    let inside = enter(&mut browser, &claimed.path, "ada@elsewhere.example").await;
    assert_eq!(inside.status, 303);

    sign_in(&mut browser, "bob@uni.edu").await;
    for invite in [&made, &claimed] {
        assert_eq!(scene.grants(invite).await, 0);
    }
    assert_ne!(browser.get(&scene.page()).await.status, 200);
    assert_eq!(look(&mut browser, &made.path).await.code(), "wrong_account");
    browser.post("/sign-out", &[]).await;
    assert_eq!(look(&mut browser, &made.path).await.code(), "used_up");
}

#[tokio::test]
async fn of_two_invites_side_by_side_only_the_persons_own_carries_over() {
    let scene = Scene::new().await;
    let other = entry(&scene.hub, scene.grace, EntryKind::Audio, "A talk").await;
    let hers = scene.invite().make().await;
    let also_hers = scene
        .invite()
        .at(entry(&scene.hub, scene.grace, EntryKind::Document, "Notes").await)
        .make()
        .await;
    let bobs = scene.invite().at(other).to("bob@uni.edu").make().await;
    account(&scene, ADA).await;
    let mut browser = joined(&scene, &hers, ADA).await;
    for (made, email) in [(&also_hers, ADA), (&bobs, "bob@uni.edu")] {
        assert_eq!(enter(&mut browser, &made.path, email).await.status, 303);
    }
    sign_in(&mut browser, ADA).await;
    assert_eq!(held_by_accounts(&scene, &hers).await, 1);
    assert_eq!(held_by_accounts(&scene, &also_hers).await, 1);
    assert_eq!(scene.grants(&bobs).await, 0);
    assert_eq!(look(&mut browser, &hers.path).await.status, 303);
    assert_eq!(look(&mut browser, &bobs.path).await.code(), "wrong_account");
}

#[tokio::test]
async fn what_was_revoked_or_has_run_out_meanwhile_does_not_come_back() {
    let scene = Scene::new().await;
    account(&scene, ADA).await;
    let revoked = scene.invite().make().await;
    let mut ada = joined(&scene, &revoked, ADA).await;
    scene.revoke(&revoked).await;
    sign_in(&mut ada, ADA).await;
    assert_eq!(scene.grants(&revoked).await, 0);
    assert_eq!(look(&mut ada, &revoked.path).await.code(), "revoked");

    let at = entry(&scene.hub, scene.grace, EntryKind::Audio, "A talk").await;
    let over = scene.invite().at(at).make().await;
    let mut ada = joined(&scene, &over, ADA).await;
    scene.hub.clock.advance(DAY);
    sign_in(&mut ada, ADA).await;
    assert_eq!(held_by_accounts(&scene, &over).await, 0);
    assert_eq!(look(&mut ada, &over.path).await.code(), "expired");
}

#[tokio::test]
async fn whoever_was_removed_from_the_entry_carries_nothing_over() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    account(&scene, ADA).await;
    let mut ada = joined(&scene, &made, ADA).await;
    let entry = scene.entry;
    scene
        .hub
        .write(move |tx| {
            tx.execute(
                "INSERT INTO removals (entry_id, email, removed_at) VALUES ($1, $2, 1)",
                usher_db::params![entry, ADA],
            )
        })
        .await;
    sign_in(&mut ada, ADA).await;
    assert_eq!(scene.grants(&made).await, 0);
    assert_eq!(look(&mut ada, &made.path).await.code(), "barred");
}

#[tokio::test]
async fn a_program_that_signs_in_carries_over_like_a_page() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    account(&scene, ADA).await;
    let mut ada = joined(&scene, &made, ADA).await;
    let body = serde_json::json!({ "email": ADA, "password": PASSWORD });
    let answer = ada
        .json(axum::http::Method::POST, "/api/v1/session", body)
        .await;
    assert_eq!(answer.status, 201);
    assert_eq!(held_by_accounts(&scene, &made).await, 1);
}

#[tokio::test]
async fn the_sign_in_link_of_a_page_leads_back_to_it() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    account(&scene, ADA).await;
    let mut ada = joined(&scene, &made, ADA).await;
    let link = format!("/sign-in?next=%2Fmedia%2F{}", scene.entry);
    assert!(ada.get(&scene.page()).await.text().contains(&link));
    let form = ada.get(&link).await.text();
    assert!(form.contains(&format!("value=\"{}\"", scene.page())));
    assert!(!form.contains("data-shows-key"), "there is no key to show");
    let warned = "ends it in this browser";
    assert!(form.contains(warned), "what it costs: {form}");
    let form = scene.hub.browser().get("/sign-in").await.text();
    assert!(!form.contains(warned), "nobody is here as a guest");
}
