//! Members before the door: verified, somebody else, going on as a guest.

use usher_domain::access::{AppRole, TokenScopes};

use super::scene::{ADA, Scene, enter, is, look, refusal, send};
use crate::{http::cookies, testing::Hub};

#[tokio::test]
async fn row_18_a_member_with_the_invited_address_presses_one_button() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let mut ada = scene.hub.signed_in(account).await;

    let page = ada.get(&made.path).await.text();
    assert!(
        page.contains("data-auto") && !page.contains("name=\"email\""),
        "{page}"
    );
    assert_eq!(
        look(&mut ada, &made.path).await.value()["state"],
        "verified"
    );
    assert_eq!(scene.uses_spent(&made).await, 0);

    let session = ada.cookie(cookies::SESSION).unwrap().to_owned();
    let inside = ada.post(&made.path, &[]).await;
    assert_eq!(
        (inside.status.as_u16(), inside.location()),
        (303, &*scene.page())
    );
    assert_eq!(ada.cookie(cookies::SESSION), Some(&*session));
    assert_eq!(scene.uses_spent(&made).await, 1);

    // The grant is the account's: it works on all devices of it and spends nothing more.
    let mut phone = scene.hub.signed_in(account).await;
    assert_eq!(look(&mut phone, &made.path).await.status, 303);
    assert_eq!(send(&mut phone, &made.path, &[]).await.status, 303);
    assert_eq!(scene.uses_spent(&made).await, 1);
}

#[tokio::test]
async fn an_invite_for_a_chosen_person_is_theirs_whatever_address_they_sign_in_with() {
    let scene = Scene::new().await;
    let ada = scene
        .hub
        .account("a.lovelace@uni.edu", AppRole::Viewer)
        .await;
    let eve = scene.hub.account(ADA, AppRole::Viewer).await;
    let made = scene.invite().chosen(ada).make().await;
    // The address has become somebody else's since.
    let mut eve = scene.hub.signed_in(eve).await;
    assert_ne!(
        look(&mut eve, &made.path).await.value()["state"],
        "verified"
    );
    let mut ada = scene.hub.signed_in(ada).await;
    assert_eq!(
        look(&mut ada, &made.path).await.value()["state"],
        "verified"
    );
    assert_eq!(send(&mut ada, &made.path, &[]).await.status, 303);
}

#[tokio::test]
async fn an_address_that_is_only_claimed_proves_nothing() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let bob = scene.hub.account("bob@uni.edu", AppRole::Viewer).await;
    scene.address(bob, ADA, None).await;
    let mut browser = scene.hub.signed_in(bob).await;
    let view = look(&mut browser, &made.path).await.value();
    assert_eq!(
        (&view["state"], &view["signs_out"]),
        (&"lobby".into(), &true.into())
    );
    let answer = send(&mut browser, &made.path, &[]).await;
    assert_eq!(refusal(&answer), is(422, "missing_email"));
}

#[tokio::test]
async fn row_6_somebody_else_is_told_whose_it_is_and_what_to_do() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let bob = scene.hub.account("bob@uni.edu", AppRole::Viewer).await;
    let mut browser = scene.hub.signed_in(bob).await;

    let problem = look(&mut browser, &made.path).await;
    assert_eq!(refusal(&problem), is(409, "wrong_account"));
    assert_eq!(problem.value()["invited"], "a•••@example.org");
    let page = browser.get(&made.path).await.text();
    for sight in [
        "bob@uni.edu",
        "a•••@example.org",
        "Switch account",
        "?guest=1",
        "grace Member",
    ] {
        assert!(page.contains(sight), "{sight} is missing: {page}");
    }
    assert!(!page.contains(ADA), "the address is masked");
    assert!(
        !page.contains("grace@uni.edu"),
        "the inviter's address is nobody's business"
    );
    let answer = enter(&mut browser, &made.path, ADA).await;
    assert_eq!(refusal(&answer), is(409, "wrong_account"));
    assert_eq!(scene.uses_spent(&made).await, 0);
}

#[tokio::test]
async fn switching_the_account_leads_back_to_the_link() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let bob = scene.hub.account("bob@uni.edu", AppRole::Viewer).await;
    let mut browser = scene.hub.signed_in(bob).await;
    let page = browser.get(&made.path).await.text();
    let next = format!("/sign-in?next={}", made.path);
    assert!(
        page.contains(&format!("name=\"next\" value=\"{next}\"")),
        "{page}"
    );
    let out = browser.post("/sign-out", &[("next", &next)]).await;
    assert_eq!(out.location(), next);
    assert!(
        browser
            .get(&next)
            .await
            .text()
            .contains(&format!("value=\"{}\"", made.path))
    );
    assert_eq!(
        look(&mut browser, &made.path).await.value()["state"],
        "lobby"
    );
}

#[tokio::test]
async fn going_on_as_the_invited_guest_signs_the_member_out_here() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let bob = scene.hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = scene.hub.signed_in(bob).await;
    let elsewhere = scene.hub.signed_in(bob).await;

    let page = browser.get(&format!("{}?guest=1", made.path)).await.text();
    assert!(page.contains("signs you out in this browser"), "{page}");
    assert!(page.contains("name=\"guest\" value=\"1\""));
    let inside = send(&mut browser, &made.path, &[("email", ADA), ("guest", "1")]).await;
    assert_eq!(inside.status, 303);
    assert_eq!(scene.uses_spent(&made).await, 1);
    // Bob is signed out here, and only here.
    assert_eq!(browser.get("/people?q=bob").await.status, 303);
    assert_eq!(elsewhere.clone().get("/people?q=bob").await.status, 200);
    // The grant is the guest's, not Bob's.
    let mut elsewhere = elsewhere;
    assert_eq!(
        look(&mut elsewhere, &made.path).await.code(),
        "wrong_account"
    );
    assert_eq!(look(&mut browser, &made.path).await.status, 303);
}

#[tokio::test]
async fn the_inviter_sees_the_preview_and_spends_nothing() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut grace = scene.hub.signed_in(scene.grace).await;
    let preview = format!("{}/preview", scene.page());
    for answer in [
        grace.get(&made.path).await,
        grace.post(&made.path, &[("email", ADA)]).await,
        grace.get(&format!("{}?guest=1", made.path)).await,
    ] {
        assert_eq!(
            (answer.status.as_u16(), answer.location()),
            (303, &*preview)
        );
    }
    assert_eq!(scene.uses_spent(&made).await, 0);
}

#[tokio::test]
async fn a_colleague_of_the_inviter_is_offered_the_preview() {
    let scene = Scene::new().await;
    let bob = scene.hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let made = scene.invite().by(bob).make().await;
    let mut owner = scene.hub.signed_in(scene.grace).await;
    let answer = owner.get(&made.path).await;
    assert_eq!(answer.status, 409);
    let preview = format!("href=\"{}/preview\"", scene.page());
    assert!(answer.text().contains(&preview), "{}", answer.text());
}

#[tokio::test]
async fn an_inviter_without_rights_any_more_is_somebody_else() {
    let scene = Scene::new().await;
    let bob = scene.hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let made = scene.invite().by(bob).make().await;
    let mut browser = scene.hub.signed_in(bob).await;
    let answer = look(&mut browser, &made.path).await;
    assert_eq!(refusal(&answer), is(409, "wrong_account"));
    assert_eq!(browser.get(&made.path).await.status, 409);
}

#[tokio::test]
async fn a_suspended_member_is_barred_signed_in_or_not() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let mut ada = scene.hub.signed_in(account).await;
    scene
        .change(
            "UPDATE accounts SET suspended_at = 1 WHERE id = $1",
            account,
        )
        .await;
    let mut fresh = scene.hub.browser();
    for browser in [&mut ada, &mut fresh] {
        look(browser, &made.path).await;
        let answer = enter(browser, &made.path, ADA).await;
        assert_eq!(refusal(&answer), is(403, "barred"));
    }
}

#[tokio::test]
async fn a_refusal_shown_to_somebody_inside_leads_back_to_the_page() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let co = scene.hub.account("co@uni.edu", AppRole::PrivateOnly).await;
    let outsider = scene.hub.account("out@uni.edu", AppRole::PrivateOnly).await;
    let entry = scene.entry;
    scene
        .hub
        .write(move |tx| {
            tx.execute(
                "INSERT INTO collaborators (entry_id, subject, subject_kind, role, added_at)
                 VALUES ($1, $2, 'account', 'co_viewer', 1)",
                usher_db::params![entry, co.to_string()],
            )
        })
        .await;
    let back = format!("href=\"{}\"", scene.page());
    let mut inside = scene.hub.signed_in(co).await;
    assert!(inside.get(&made.path).await.text().contains(&back));
    let mut outside = scene.hub.signed_in(outsider).await;
    assert!(!outside.get(&made.path).await.text().contains(&back));
}

#[tokio::test]
async fn an_upgrade_needs_one_press_and_no_lobby() {
    let scene = Scene::new().await;
    let made = scene.invite().uses(2).make().await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let mut ada = scene.hub.signed_in(account).await;
    send(&mut ada, &made.path, &[]).await;
    scene
        .change("UPDATE invites SET role = 'speaker' WHERE id = $1", made.id)
        .await;
    let view = look(&mut ada, &made.path).await.value();
    assert_eq!(
        (&view["state"], &view["to"]),
        (&"upgrade".into(), &"speaker".into())
    );
    assert!(
        ada.get(&made.path)
            .await
            .text()
            .contains("Go on as Speaker")
    );
    let mut watch = scene
        .hub
        .app
        .parts
        .bus
        .watch(&[usher_bus::Topic::Invite(made.id)]);
    assert_eq!(send(&mut ada, &made.path, &[]).await.status, 303);
    assert!(watch.rang());
    assert_eq!(scene.uses_spent(&made).await, 2);
    assert_eq!(look(&mut ada, &made.path).await.status, 303);
}

#[tokio::test]
async fn a_program_with_an_api_token_enters_as_its_account() {
    let hub = Hub::new();
    drop(hub);
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let parts = scene.hub.app.clone();
    let token = scene
        .hub
        .write(move |tx| {
            let with = (&*parts.parts.clock, &*parts.parts.entropy, &parts.parts.key);
            crate::features::accounts::issue_token(
                tx,
                account,
                "test",
                TokenScopes::NONE,
                super::scene::DAY,
                with,
            )
        })
        .await;
    let bearer = format!("Bearer {}", secrecy::ExposeSecret::expose_secret(&token));
    let mut program = scene.hub.browser();
    program
        .headers
        .insert("authorization", bearer.parse().unwrap());
    let inside = send(&mut program, &made.path, &[]).await;
    assert_eq!(inside.status, 303);
    assert!(program.cookie(cookies::SESSION).is_none());
}
