//! Browsers, seats and repeated presses.

use std::time::Duration;

use usher_bus::Topic;
use usher_db::params;
use usher_domain::{access::AppRole, media::EntryKind};

use super::scene::{ADA, DAY, Scene, enter, entry, is, look, refusal, send};
use crate::http::cookies;

#[tokio::test]
async fn a_press_whose_answer_was_lost_can_be_repeated() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    let before = ada.clone();
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);

    let mut again = before;
    assert!(again.cookie(cookies::SESSION).is_none());
    // Opened again, the page has one button; the repeated form works too.
    let page = again.get(&made.path).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("data-auto"), "{}", page.text());
    assert_eq!(
        look(&mut again, &made.path).await.value()["state"],
        "continue"
    );
    assert_eq!(enter(&mut again, &made.path, ADA).await.status, 303);
    assert!(again.cookie(cookies::SESSION).is_some());
    assert_eq!(look(&mut again, &made.path).await.status, 303);
    assert_eq!(
        (scene.uses_spent(&made).await, scene.grants(&made).await),
        (1, 1)
    );
}

#[tokio::test]
async fn a_form_sent_twice_at_once_spends_one_use() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    let (mut one, mut two) = (ada.clone(), ada);
    let (first, second) = tokio::join!(
        enter(&mut one, &made.path, ADA),
        enter(&mut two, &made.path, ADA)
    );
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303));
    assert_eq!(
        (scene.uses_spent(&made).await, scene.grants(&made).await),
        (1, 1)
    );
}

#[tokio::test]
async fn two_tabs_of_one_browser_are_one_seat() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    // Both tabs show the lobby before either is sent.
    ada.get(&made.path).await;
    ada.get(&made.path).await;
    assert_eq!(ada.post(&made.path, &[("email", ADA)]).await.status, 303);
    let session = ada.cookie(cookies::SESSION).unwrap().to_owned();
    assert_eq!(ada.post(&made.path, &[("email", ADA)]).await.status, 303);
    assert_eq!(ada.cookie(cookies::SESSION), Some(&*session));
    assert_eq!(scene.uses_spent(&made).await, 1);
}

#[tokio::test]
async fn a_guest_holds_several_invites_side_by_side_in_one_session() {
    let scene = Scene::new().await;
    let first = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    look(&mut ada, &first.path).await;
    enter(&mut ada, &first.path, ADA).await;
    let session = ada.cookie(cookies::SESSION).unwrap().to_owned();

    let other = entry(&scene.hub, scene.grace, EntryKind::Audio, "A talk").await;
    let elsewhere = Scene {
        entry: other,
        ..scene
    };
    let until = elsewhere.hub.now().after(5 * DAY);
    let second = elsewhere.invite().until(until).make().await;
    let inside = enter(&mut ada, &second.path, ADA).await;
    assert_eq!(inside.location(), elsewhere.page());
    assert_eq!(
        ada.cookie(cookies::SESSION),
        Some(&*session),
        "the same session"
    );
    let cookie = inside.headers.get_all("set-cookie").iter().any(|value| {
        let text = value.to_str().unwrap();
        text.starts_with(cookies::SESSION) && text.contains("Max-Age=432000")
    });
    assert!(
        cookie,
        "the browser keeps it for as long as the later grant"
    );
    // The session outlives the first grant, as the second does.
    elsewhere.hub.clock.advance(4 * DAY);
    assert_eq!(look(&mut ada, &second.path).await.status, 303);
}

#[tokio::test]
async fn a_seat_that_follows_signs_the_old_browser_out() {
    let scene = Scene::new().await;
    scene.rule("SeatRule", "follows").await;
    let made = scene.invite().uses(2).make().await;
    let (mut old, mut new, mut third) = (
        scene.hub.browser(),
        scene.hub.browser(),
        scene.hub.browser(),
    );
    look(&mut old, &made.path).await;
    enter(&mut old, &made.path, ADA).await;
    assert_eq!(look(&mut old, &made.path).await.status, 303);

    let mut watch = scene.hub.app.parts.bus.watch(&[Topic::Invite(made.id)]);
    look(&mut new, &made.path).await;
    assert!(!watch.rang(), "looking moves nothing");
    assert_eq!(enter(&mut new, &made.path, ADA).await.status, 303);
    assert!(watch.rang(), "whoever streams looks again");

    assert_eq!(look(&mut new, &made.path).await.status, 303);
    assert_eq!(look(&mut old, &made.path).await.code(), "other_device");
    look(&mut third, &made.path).await;
    let answer = enter(&mut third, &made.path, ADA).await;
    assert_eq!(
        refusal(&answer),
        is(409, "other_device"),
        "no use is left to move it"
    );
    assert_eq!(
        (scene.uses_spent(&made).await, scene.grants(&made).await),
        (2, 1)
    );
}

#[tokio::test]
async fn a_first_use_rings_nobody() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let bus = &scene.hub.app.parts.bus;
    let mut watch = bus.watch(&[Topic::Entry(scene.entry), Topic::Invite(made.id)]);
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    enter(&mut ada, &made.path, ADA).await;
    assert!(!watch.rang());
}

#[tokio::test]
async fn a_reset_seat_is_free_for_the_next_browser_at_no_use() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let (mut old, mut new) = (scene.hub.browser(), scene.hub.browser());
    look(&mut old, &made.path).await;
    enter(&mut old, &made.path, ADA).await;
    scene
        .change("UPDATE invites SET seat_reset = 1 WHERE id = $1", made.id)
        .await;
    scene
        .change(
            "UPDATE grants SET ended_at = 1, ended_why = 'moved' WHERE invite_id = $1",
            made.id,
        )
        .await;
    look(&mut new, &made.path).await;
    assert_eq!(enter(&mut new, &made.path, ADA).await.status, 303);
    assert_eq!(look(&mut old, &made.path).await.code(), "other_device");
    assert_eq!(
        (scene.uses_spent(&made).await, scene.grants(&made).await),
        (1, 1)
    );
}

#[tokio::test]
async fn five_uses_let_the_same_browser_back_in_five_times() {
    let scene = Scene::new().await;
    let until = scene.hub.now().after(30 * DAY);
    let made = scene.invite().uses(5).until(until).make().await;
    let mut ada = scene.hub.browser();
    for uses in 1..=5 {
        look(&mut ada, &made.path).await;
        assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303, "{uses}");
        assert_eq!(scene.uses_spent(&made).await, uses);
        scene
            .change(
                "UPDATE grants SET ended_at = 1, ended_why = 'left' WHERE invite_id = $1",
                made.id,
            )
            .await;
    }
    assert_eq!(
        refusal(&enter(&mut ada, &made.path, ADA).await),
        is(410, "used_up")
    );
}

#[tokio::test]
async fn access_lasts_until_the_later_of_the_links_end_and_a_day_from_the_first_use() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    scene.hub.clock.advance(Duration::from_hours(20));
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    enter(&mut ada, &made.path, ADA).await;
    let end = scene.hub.now().after(DAY);
    scene.hub.clock.set(end.before(Duration::from_micros(1)));
    assert_eq!(look(&mut ada, &made.path).await.status, 303);
    scene.hub.clock.advance(Duration::from_micros(1));
    assert_eq!(
        refusal(&look(&mut ada, &made.path).await),
        is(410, "expired")
    );
}

#[tokio::test]
async fn a_member_who_takes_the_invite_puts_its_guest_out() {
    let scene = Scene::new().await;
    let made = scene.invite().uses(-1).make().await;
    let mut guest = scene.hub.browser();
    look(&mut guest, &made.path).await;
    enter(&mut guest, &made.path, ADA).await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let mut member = scene.hub.signed_in(account).await;
    let mut watch = scene.hub.app.parts.bus.watch(&[Topic::Invite(made.id)]);
    assert_eq!(send(&mut member, &made.path, &[]).await.status, 303);
    assert!(watch.rang());
    assert_eq!(scene.grants(&made).await, 1);
    assert_eq!(look(&mut guest, &made.path).await.value()["state"], "lobby");
}

#[tokio::test]
async fn a_session_that_was_ended_meanwhile_is_begun_anew() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    enter(&mut ada, &made.path, ADA).await;
    let entry = scene.entry;
    scene
        .hub
        .write(move |tx| tx.execute("DELETE FROM sessions WHERE $1 = $1", params![entry]))
        .await;
    assert_eq!(
        look(&mut ada, &made.path).await.value()["state"],
        "continue"
    );
    assert_eq!(send(&mut ada, &made.path, &[]).await.status, 303);
    assert_eq!(look(&mut ada, &made.path).await.status, 303);
    assert_eq!(scene.uses_spent(&made).await, 1);
}
