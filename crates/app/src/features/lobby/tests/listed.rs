//! *Invited to me*: what stands there, and entering without the link by the same decision.

use std::time::Duration;

use usher_domain::{access::AppRole, media::EntryKind};

use super::{
    post::Post,
    scene::{ADA, DAY, Scene, enter, entry, is, look, refusal, send},
};
use crate::{features::jobs, http::cookies, testing::Browser};

const LIST: &str = "/invited";

/// The titles of a part of the list, for programs.
async fn titles(browser: &mut Browser, part: &str) -> Vec<String> {
    let answer = browser.get(&format!("/api/v1/invited?show={part}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let list = answer.value()["invited"].as_array().unwrap().clone();
    (list.iter())
        .map(|one| one["title"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn row_18_an_invite_is_opened_without_its_link_by_one_press() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let mut ada = scene.hub.signed_in(account).await;

    let list = ada.get(LIST).await.text();
    for sight in [
        "Waiting for you",
        "grace Member",
        "as Viewer",
        "<span class=\"count\">1</span><span class=\"visually-hidden\"> invitation waits",
    ] {
        assert!(list.contains(sight), "{sight} is missing: {list}");
    }
    let own = format!("/invited/{}", made.id);
    assert!(list.contains(&format!("action=\"{own}\"")), "{list}");
    // Looking writes nothing and says the same as the link.
    assert_eq!(look(&mut ada, &own).await.value()["state"], "verified");
    assert_eq!(scene.uses_spent(&made).await, 0);

    let session = ada.cookie(cookies::SESSION).unwrap().to_owned();
    let inside = ada.post(&own, &[]).await;
    assert_eq!(
        (inside.status.as_u16(), inside.location()),
        (303, &*scene.page())
    );
    assert_eq!(ada.cookie(cookies::SESSION), Some(&*session));
    assert_eq!(
        (scene.uses_spent(&made).await, scene.grants(&made).await),
        (1, 1)
    );
    // The link leads there too, and pressing again spends nothing.
    assert_eq!(look(&mut ada, &made.path).await.status, 303);
    assert_eq!(ada.post(&own, &[]).await.status, 303);
    assert_eq!(scene.uses_spent(&made).await, 1);
    let list = ada.get(LIST).await.text();
    assert!(list.contains("Open to you") && !list.contains("Waiting for you"));
    assert!(
        list.contains(&format!("href=\"{}\"", scene.page())),
        "{list}"
    );
    assert!(!list.contains("invitation waits"));
}

#[tokio::test]
async fn only_verified_addresses_count_and_nobody_opens_what_is_somebody_elses() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let bob = scene.hub.account("bob@uni.edu", AppRole::Viewer).await;
    scene.address(bob, ADA, None).await;
    let mut bob_here = scene.hub.signed_in(bob).await;
    assert_eq!(titles(&mut bob_here, "open").await, [""; 0]);
    let list = bob_here.get(LIST).await.text();
    assert!(list.contains("it is not proved yet") && list.contains("Nothing at the moment"));

    let own = format!("/invited/{}", made.id);
    for path in [own.clone(), format!("{own}/ask")] {
        let answer = send(&mut bob_here, &path, &[("email", ADA)]).await;
        assert_eq!(answer.status, 404, "{path}");
        // For people it is only not in their list.
        let page = bob_here.post(&path, &[("email", ADA)]).await;
        assert_eq!((page.status.as_u16(), page.location()), (303, LIST));
    }
    assert_eq!(look(&mut bob_here, &own).await.status, 404);
    let never = look(
        &mut bob_here,
        "/invited/01900000-0000-7000-8000-000000000000",
    )
    .await;
    assert_eq!(never.status, 404);
    assert_eq!(
        (scene.uses_spent(&made).await, scene.grants(&made).await),
        (0, 0)
    );
    // Who is not signed in is asked to.
    let mut nobody = scene.hub.browser();
    assert_eq!(
        nobody.get(LIST).await.location(),
        "/sign-in?next=%2Finvited"
    );

    scene
        .change(
            "UPDATE addresses SET verified_how = 'mail' WHERE account_id = $1 AND main = 0",
            bob,
        )
        .await;
    assert_eq!(titles(&mut bob_here, "open").await.len(), 1);
    assert_eq!(bob_here.post(&own, &[]).await.location(), scene.page());
}

#[tokio::test]
async fn an_invite_for_a_chosen_person_stands_in_theirs_alone() {
    let scene = Scene::new().await;
    let ada = scene
        .hub
        .account("a.lovelace@uni.edu", AppRole::Viewer)
        .await;
    let eve = scene.hub.account(ADA, AppRole::Viewer).await;
    scene.invite().chosen(ada).make().await;
    let mut ada = scene.hub.signed_in(ada).await;
    let mut eve = scene.hub.signed_in(eve).await;
    assert_eq!(titles(&mut ada, "open").await.len(), 1);
    assert_eq!(titles(&mut eve, "open").await.len(), 0);
}

#[tokio::test]
async fn what_has_ended_is_folded_away_and_a_new_link_is_asked_for_there() {
    let post = Post::new().await;
    let scene = &post.scene;
    let made = scene.invite().make().await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let taken = entry(&scene.hub, scene.grace, EntryKind::Audio, "Taken back").await;
    let revoked = scene.invite().at(taken).make().await;
    scene.revoke(&revoked).await;
    scene.hub.clock.advance(DAY + Duration::from_secs(1));
    let mut ada = scene.hub.signed_in(account).await;
    assert_eq!(titles(&mut ada, "open").await, [""; 0]);
    assert_eq!(titles(&mut ada, "ended").await.len(), 2);
    let list = ada.get(LIST).await.text();
    assert!(
        list.contains("<details") && list.contains("Was taken back"),
        "{list}"
    );
    let own = format!("/invited/{}", made.id);
    assert_eq!(
        refusal(&send(&mut ada, &own, &[]).await),
        is(410, "expired")
    );
    let asked = ada.post(&format!("{own}/ask"), &[]).await;
    assert_eq!(asked.status, 202);
    jobs::drain(&scene.hub.app).await.unwrap();
    let sql = "SELECT CAST(COUNT(asked_at) AS BIGINT) AS n FROM invites WHERE id = $1";
    assert_eq!(scene.number(sql, made.id).await, 1);
    assert_eq!(ada.get(&format!("{own}/ask")).await.location(), own);
}

#[tokio::test]
async fn the_list_says_open_exactly_where_the_decision_lets_in() {
    let scene = Scene::new().await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let mut ada = scene.hub.signed_in(account).await;
    let at = async |title| entry(&scene.hub, scene.grace, EntryKind::Video, title).await;
    let later = scene.hub.now().after(DAY);
    let fresh = scene.invite().make().await;
    let used = scene.invite().at(at("Used").await).make().await;
    scene
        .change("UPDATE invites SET uses_spent = 1 WHERE id = $1", used.id)
        .await;
    let reset = scene.invite().at(at("Reset").await).make().await;
    scene
        .change(
            "UPDATE invites SET uses_spent = 1, seat_reset = 1 WHERE id = $1",
            reset.id,
        )
        .await;
    let over = scene
        .invite()
        .at(at("Over").await)
        .until(scene.hub.now())
        .make()
        .await;
    let back = scene.invite().at(at("Back").await).make().await;
    scene.revoke(&back).await;
    let gone = at("Gone").await;
    let trashed = scene.invite().at(gone).until(later).make().await;
    scene
        .change("UPDATE entries SET trashed_at = 1 WHERE id = $1", gone)
        .await;
    let barred_at = at("Barred").await;
    let barred = scene.invite().at(barred_at).make().await;
    scene
        .change(
            "INSERT INTO removals (entry_id, email, removed_at) VALUES ($1, 'ada@example.org', 1)",
            barred_at,
        )
        .await;
    let often = scene.invite().at(at("Often").await).uses(-1).make().await;
    let open = titles(&mut ada, "open").await;
    let running = titles(&mut ada, "running").await;
    assert_eq!((open.len(), running.len()), (3, 0), "{open:?}");
    for (made, state) in [
        (&fresh, "verified"),
        (&reset, "verified"),
        (&often, "verified"),
        (&used, "used_up"),
        (&over, "expired"),
        (&back, "revoked"),
        (&trashed, "entry_gone"),
        (&barred, "barred"),
    ] {
        let answer = look(&mut ada, &format!("/invited/{}", made.id)).await;
        let said = answer.value();
        let said = said["state"].as_str().or(said["code"].as_str());
        assert_eq!(said, Some(state));
    }
}

#[tokio::test]
async fn a_higher_role_waits_beside_what_is_open_already() {
    let scene = Scene::of(EntryKind::Webcast, "Talk").await;
    let made = scene.invite().uses(2).make().await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let mut ada = scene.hub.signed_in(account).await;
    let own = format!("/invited/{}", made.id);
    assert_eq!(ada.post(&own, &[]).await.status, 303);
    assert_eq!(titles(&mut ada, "open").await, [""; 0]);
    scene
        .change("UPDATE invites SET role = 'speaker' WHERE id = $1", made.id)
        .await;
    assert_eq!(titles(&mut ada, "open").await, ["Talk"]);
    assert_eq!(titles(&mut ada, "running").await, ["Talk"]);
    assert_eq!(look(&mut ada, &own).await.value()["state"], "upgrade");
    assert_eq!(ada.post(&own, &[]).await.location(), scene.page());
    assert_eq!(titles(&mut ada, "open").await, [""; 0]);
}

#[tokio::test]
async fn the_list_comes_in_pages_and_is_bounded() {
    let scene = Scene::new().await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let mut ada = scene.hub.signed_in(account).await;
    for number in 0..30 {
        let title: &'static str = format!("Number {number}").leak();
        scene.hub.clock.advance(Duration::from_millis(2));
        let at = entry(&scene.hub, scene.grace, EntryKind::Video, title).await;
        scene.invite().at(at).make().await;
    }
    let first = ada.get(LIST).await.text();
    assert!(
        first.contains("Number 29") && !first.contains("Number 5<"),
        "{first}"
    );
    assert!(first.contains("<span class=\"count\">30</span>"));
    let (_, next) = first
        .split_once("show=open&#38;before=")
        .or(first.split_once("show=open&amp;before="))
        .unwrap();
    let next = next.split('"').next().unwrap();
    let second = ada
        .get(&format!("/invited?show=open&before={next}"))
        .await
        .text();
    assert!(
        second.contains("Number 5<") && !second.contains("Number 29"),
        "{second}"
    );
    for odd in ["?show=all", "?before=x", "?limit=1"] {
        let answer = ada.get(&format!("{LIST}{odd}")).await;
        assert!(answer.status.is_client_error(), "{odd}: {}", answer.status);
    }
    let listed = ada.get("/api/v1/invited?limit=29").await.value();
    assert_eq!(listed["invited"].as_array().unwrap().len(), 29);
    assert!(listed["next"].is_string());
}

#[tokio::test]
async fn switched_off_nothing_waits_and_what_is_open_stays() {
    let scene = Scene::new().await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let mut ada = scene.hub.signed_in(account).await;
    let made = scene.invite().make().await;
    let other = entry(&scene.hub, scene.grace, EntryKind::Video, "Another").await;
    scene.invite().at(other).make().await;
    assert_eq!(
        ada.post(&format!("/invited/{}", made.id), &[]).await.status,
        303
    );
    scene.rule("enabled", "no").await;
    let list = ada.get(LIST).await.text();
    assert!(
        list.contains("switched off") && list.contains("Open to you"),
        "{list}"
    );
    assert!(!list.contains("Another") && !list.contains("invitation waits"));
}

#[tokio::test]
async fn a_guest_who_used_the_invite_keeps_their_browser_and_the_account_sees_it_used() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut phone = scene.hub.browser();
    look(&mut phone, &made.path).await;
    assert_eq!(enter(&mut phone, &made.path, ADA).await.status, 303);
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let mut ada = scene.hub.signed_in(account).await;
    assert_eq!(titles(&mut ada, "open").await, [""; 0]);
    let refused = send(&mut ada, &format!("/invited/{}", made.id), &[]).await;
    assert_eq!(refusal(&refused), is(410, "used_up"));
    assert_eq!(scene.grants(&made).await, 1);
    assert_eq!(phone.get(&scene.page()).await.status, 200);
}
