//! Opening and entering, as an invitee does.

use super::scene::{ADA, Scene, enter, is, look, refusal};
use crate::http::cookies;

#[tokio::test]
async fn an_invitee_opens_the_link_types_the_address_and_is_in() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();

    let landing = ada.get(&made.path).await;
    assert_eq!(landing.status, 200);
    let text = landing.text();
    for sight in [
        "grace Member</bdi> invites you to watch",
        "Compilers, week 3",
        "as Viewer",
        "name=\"email\"",
    ] {
        assert!(text.contains(sight), "{sight} is missing: {text}");
    }
    assert!(ada.cookie(cookies::BROWSER).is_some());
    assert!(ada.cookie(cookies::SESSION).is_none());

    let inside = ada.post(&made.path, &[("email", " Ada@Example.ORG")]).await;
    assert_eq!(inside.status, 303);
    assert_eq!(inside.location(), scene.page());
    assert!(ada.cookie(cookies::SESSION).is_some());
    assert_eq!(scene.uses_spent(&made).await, 1);
    assert_eq!(scene.grants(&made).await, 1);
}

#[tokio::test]
async fn coming_back_in_the_same_browser_spends_nothing() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    enter(&mut ada, &made.path, ADA).await;
    for _ in 0..3 {
        let again = ada.get(&made.path).await;
        assert_eq!(
            (again.status.as_u16(), again.location()),
            (303, &*scene.page())
        );
    }
    assert_eq!(scene.uses_spent(&made).await, 1);
}

#[tokio::test]
async fn a_wrong_address_is_told_at_its_field_and_writes_nothing() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut eve = scene.hub.browser();
    look(&mut eve, &made.path).await;

    let answer = enter(&mut eve, &made.path, "eve@example.org").await;
    assert_eq!(refusal(&answer), is(422, "wrong_email"));
    assert_eq!(answer.value()["errors"][0]["field"], "email");
    let page = eve.post(&made.path, &[("email", "eve@example.org")]).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("value=\"eve@example.org\""));
    assert!(page.text().contains("sent to another address"));

    let answer = enter(&mut eve, &made.path, " ").await;
    assert_eq!(refusal(&answer), is(422, "missing_email"));
    assert_eq!(scene.uses_spent(&made).await, 0);
    assert_eq!(scene.grants(&made).await, 0);
}

#[tokio::test]
async fn a_form_without_the_browsers_cookie_spends_nothing() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    let answer = enter(&mut ada, &made.path, ADA).await;
    assert_eq!(refusal(&answer), is(409, "cookies_off"));
    assert_eq!(scene.uses_spent(&made).await, 0);
    // The refusal handed the cookie out, so a browser that keeps it gets in now.
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
}
