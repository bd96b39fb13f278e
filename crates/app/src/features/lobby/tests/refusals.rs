//! The rows of invitations.md that media entries reach, as pages and as problems.

use std::time::Duration;

use usher_db::params;

use super::scene::{ADA, DAY, Made, Scene, enter, is, look, refusal};
use crate::testing::{Browser, Touches};

/// The refusal as a problem, and that the page has the same status and says `sight`.
async fn refused(browser: &mut Browser, path: &str, sight: &str) -> (u16, String) {
    let page = browser.get(path).await;
    let problem = look(browser, path).await;
    assert_eq!(page.status, problem.status, "{path}");
    let kind = &problem.headers["content-type"];
    assert_eq!(kind, "application/problem+json", "{}", problem.text());
    assert!(page.text().contains(sight), "{sight}: {}", page.text());
    refusal(&problem)
}

async fn joined(scene: &Scene, made: &Made) -> Browser {
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
    ada
}

#[tokio::test]
async fn row_1_a_secret_that_never_existed_is_unknown_however_it_is_malformed() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut cut = made.path.clone();
    cut.pop();
    let mut pages = Vec::new();
    for path in [
        "/i/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        &cut,
        &format!("{}A", made.path),
        "/i/x",
        "/i/%D7%A9%D7%9C%D7%95%D7%9D",
        "/i/a%2Fb",
        "/i/..%2F..%2Fetc",
        &format!("/i/{}", "A".repeat(4000)),
    ] {
        let mut browser = scene.hub.browser();
        assert_eq!(
            refused(&mut browser, path, "leads nowhere").await,
            is(404, "unknown")
        );
        let pressed = enter(&mut browser, path, ADA).await;
        assert_eq!(refusal(&pressed), is(404, "unknown"));
        // The way back from choosing a language is the page's own address.
        let page = browser.get(path).await.text();
        let back = page.split("name=\"return\" value=\"").nth(1).unwrap();
        let back = format!("value=\"{}\"", back.split('"').next().unwrap());
        pages.push((
            page.replace(&back, ""),
            look(&mut browser, path).await.text(),
        ));
    }
    assert!(pages.windows(2).all(|two| two[0] == two[1]));
    for secret in ["Compilers", "grace", "poster"] {
        assert!(!pages[0].0.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn row_2_links_do_not_work_while_the_module_is_off() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    scene.rule("enabled", "no").await;
    let mut ada = scene.hub.browser();
    assert_eq!(
        refused(&mut ada, &made.path, "switched off").await,
        is(403, "disabled")
    );
    assert_eq!(
        refusal(&enter(&mut ada, &made.path, ADA).await),
        is(403, "disabled")
    );
}

#[tokio::test]
async fn row_3_revoked_comes_before_being_inside() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = joined(&scene, &made).await;
    scene.revoke(&made).await;
    assert_eq!(
        refused(&mut ada, &made.path, "taken back").await,
        is(410, "revoked")
    );
    assert_eq!(
        refusal(&enter(&mut ada, &made.path, ADA).await),
        is(410, "revoked")
    );
    assert!(ada.get(&made.path).await.text().contains("grace Member"));
}

#[tokio::test]
async fn row_4_a_deleted_entry_is_gone_and_its_title_is_not_told() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    scene
        .change(
            "UPDATE entries SET trashed_at = 1 WHERE id = $1",
            scene.entry,
        )
        .await;
    let mut ada = scene.hub.browser();
    assert_eq!(
        refused(&mut ada, &made.path, "deleted").await,
        is(410, "entry_gone")
    );
    assert!(!ada.get(&made.path).await.text().contains("Compilers"));
}

#[tokio::test]
async fn row_5_a_removed_person_is_barred() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let entry = scene.entry;
    scene
        .hub
        .write(move |tx| {
            tx.execute(
                "INSERT INTO removals (entry_id, email, removed_at) VALUES ($1, $2, 1)",
                params![entry, ADA],
            )
        })
        .await;
    let mut ada = scene.hub.browser();
    assert_eq!(
        refused(&mut ada, &made.path, "not open to you").await,
        is(403, "barred")
    );
    assert_eq!(
        refusal(&enter(&mut ada, &made.path, ADA).await),
        is(403, "barred")
    );
}

#[tokio::test]
async fn row_8_an_old_link_says_since_when_it_is_replaced() {
    let scene = Scene::new().await;
    let old = scene.invite().make().await;
    scene.hub.clock.advance(Duration::from_mins(5));
    let new = scene.renew(&old).await;
    let mut ada = scene.hub.browser();
    assert_eq!(
        refused(&mut ada, &old.path, "newer link").await,
        is(410, "replaced")
    );
    let problem = look(&mut ada, &old.path).await.value();
    assert_eq!(problem["since"], "2026-11-21T12:05:00Z");
    assert_eq!(enter(&mut ada, &new.path, ADA).await.status, 303);
    // Who is inside is let in by the old link too: row 7 comes first.
    assert_eq!(look(&mut ada, &old.path).await.status, 303);
}

#[tokio::test]
async fn row_10_media_still_being_prepared_makes_the_page_wait() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    scene
        .change(
            "UPDATE entries SET state = 'processing' WHERE id = $1",
            scene.entry,
        )
        .await;
    let mut ada = scene.hub.browser();
    assert_eq!(
        refused(&mut ada, &made.path, "data-poll=\"\"").await,
        is(409, "not_ready")
    );
    assert_eq!(
        refusal(&enter(&mut ada, &made.path, ADA).await),
        is(409, "not_ready")
    );
    scene
        .change(
            "UPDATE entries SET state = 'failed' WHERE id = $1",
            scene.entry,
        )
        .await;
    assert_eq!(
        refused(&mut ada, &made.path, "could not be prepared").await,
        is(409, "not_ready")
    );
    assert!(!ada.get(&made.path).await.text().contains("data-poll"));
    scene
        .change(
            "UPDATE entries SET state = 'ready' WHERE id = $1",
            scene.entry,
        )
        .await;
    assert_eq!(scene.uses_spent(&made).await, 0);
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
}

#[tokio::test]
async fn row_11_a_link_works_until_just_before_its_end() {
    let scene = Scene::new().await;
    let until = scene.hub.now().after(DAY);
    let made = scene.invite().until(until).make().await;
    let late = scene
        .invite()
        .to("late@example.org")
        .until(until)
        .make()
        .await;

    scene.hub.clock.set(until.before(Duration::from_micros(1)));
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);

    scene.hub.clock.set(until);
    let mut other = scene.hub.browser();
    assert_eq!(
        refused(&mut other, &late.path, "datetime=\"2026-11-22T12:00:00Z\"").await,
        is(410, "expired")
    );
    assert_eq!(
        look(&mut other, &late.path).await.value()["at"],
        "2026-11-22T12:00:00Z"
    );
    let pressed = enter(&mut other, &late.path, "late@example.org").await;
    assert_eq!(refusal(&pressed), is(410, "expired"));
    // The end of the link never ends a running grant.
    assert_eq!(look(&mut ada, &made.path).await.status, 303);
}

#[tokio::test]
async fn row_12_a_second_browser_is_refused_whatever_is_left() {
    let scene = Scene::new().await;
    for uses in [1, 5, -1] {
        let email = format!("ada+{uses}@example.org");
        let made = scene.invite().to(&email).uses(uses).make().await;
        let mut first = scene.hub.browser();
        look(&mut first, &made.path).await;
        assert_eq!(enter(&mut first, &made.path, &email).await.status, 303);
        let mut second = scene.hub.browser();
        let (status, code) = refused(&mut second, &made.path, "another browser").await;
        assert_eq!((status, &*code), (409, "other_device"), "{uses}");
        let problem = enter(&mut second, &made.path, &email).await;
        assert_eq!(refusal(&problem), is(409, "other_device"));
        assert_eq!(problem.value()["invited"], "a•••@example.org");
        assert_eq!(scene.uses_spent(&made).await, 1);
    }
}

#[tokio::test]
async fn row_13_a_used_link_does_not_open_again_after_its_grant_has_ended() {
    let scene = Scene::new().await;
    let made = scene
        .invite()
        .until(scene.hub.now().after(3 * DAY))
        .make()
        .await;
    let mut ada = joined(&scene, &made).await;
    scene
        .change(
            "UPDATE grants SET ended_at = 1, ended_why = 'left' WHERE invite_id = $1",
            made.id,
        )
        .await;
    ada.forget(crate::http::cookies::SESSION);
    assert_eq!(
        refused(&mut ada, &made.path, "used up").await,
        is(410, "used_up")
    );
    assert_eq!(
        refusal(&enter(&mut ada, &made.path, ADA).await),
        is(410, "used_up")
    );
}

#[tokio::test]
async fn row_14_a_domain_restricted_since_is_blocked_for_newcomers_only() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    scene.rule("RestrictNewUserDomains", "example.org").await;
    let mut ada = scene.hub.browser();
    assert_eq!(
        refused(&mut ada, &made.path, "example.org").await,
        is(403, "domain_blocked")
    );
    assert_eq!(
        refusal(&enter(&mut ada, &made.path, ADA).await),
        is(403, "domain_blocked")
    );
    // A member has the address now.
    scene
        .hub
        .account(ADA, usher_domain::access::AppRole::Viewer)
        .await;
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
}

#[tokio::test]
async fn too_many_wrong_addresses_have_to_wait_and_are_told_how_long() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut eve = scene.hub.browser();
    look(&mut eve, &made.path).await;
    for _ in 0..11 {
        let answer = enter(&mut eve, &made.path, "eve@example.org").await;
        assert_eq!(refusal(&answer), is(422, "wrong_email"));
    }
    for typed in ["eve@example.org", ADA] {
        let answer = enter(&mut eve, &made.path, typed).await;
        assert_eq!(refusal(&answer), is(429, "too_many_tries"));
        assert_eq!(answer.headers["retry-after"], "30");
        assert_eq!(answer.value()["retry_after"], 30);
    }
    let page = eve.post(&made.path, &[("email", ADA)]).await;
    assert_eq!(page.headers["retry-after"], "30");
    assert!(page.text().contains("30 seconds"));
    // The rightful person is not locked out, and neither is this browser for good.
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
    scene.hub.clock.advance(Duration::from_secs(31));
    assert_ne!(enter(&mut eve, &made.path, ADA).await.status, 429);
}

#[tokio::test]
async fn a_network_that_guesses_has_to_wait_whatever_its_cookies() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    for _ in 0..61 {
        let mut eve = scene.hub.browser();
        look(&mut eve, &made.path).await;
        enter(&mut eve, &made.path, "eve@example.org").await;
    }
    let mut eve = scene.hub.browser();
    look(&mut eve, &made.path).await;
    let answer = enter(&mut eve, &made.path, ADA).await;
    assert_eq!(refusal(&answer), is(429, "too_many_tries"));
    let mut ada = scene.hub.browser().in_network([198, 51, 100, 7]);
    look(&mut ada, &made.path).await;
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
}

#[tokio::test]
async fn no_refusal_touches_a_single_row() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let expired = scene
        .invite()
        .to("b@example.org")
        .until(scene.hub.now())
        .make()
        .await;
    let revoked = scene.invite().to("c@example.org").make().await;
    scene.revoke(&revoked).await;
    let used = scene.invite().to("d@example.org").make().await;
    let mut first = scene.hub.browser();
    look(&mut first, &used.path).await;
    enter(&mut first, &used.path, "d@example.org").await;

    let touches = Touches::count(&scene.hub.app.parts.db).await;
    let before = touches.so_far().await;
    let mut eve = scene.hub.browser();
    let cookieless = enter(&mut eve.clone(), &made.path, ADA).await;
    assert_eq!(refusal(&cookieless), is(409, "cookies_off"));
    look(&mut eve, &made.path).await;
    for (path, typed, code) in [
        (&made.path, "eve@example.org", "wrong_email"),
        (&made.path, "", "missing_email"),
        (&expired.path, "b@example.org", "expired"),
        (&revoked.path, "c@example.org", "revoked"),
        (&used.path, "d@example.org", "other_device"),
        (&"/i/nothing".to_owned(), ADA, "unknown"),
    ] {
        assert_eq!(enter(&mut eve, path, typed).await.code(), code);
    }
    assert_eq!(touches.so_far().await, before);
    // What lets somebody in does: the count is one that counts.
    assert_eq!(enter(&mut eve, &made.path, ADA).await.status, 303);
    assert!(touches.so_far().await > before);
}
