//! *Open on another device*: the browser in the seat shows a code, another one has the seat.

use std::time::Duration;

use super::scene::{ADA, DAY, Made, Scene, enter, is, look, refusal};
use crate::testing::Browser;

/// Ada, in by typing her address.
async fn ada_is_in(scene: &Scene, made: &Made) -> Browser {
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
    ada
}

/// The short address that the browser in the seat shows.
async fn shows(scene: &Scene, seated: &mut Browser) -> String {
    let page = seated
        .post_nothing(&format!("{}/hand-over", scene.page()))
        .await;
    assert_eq!(page.status, 200, "{}", page.text());
    let text = page.text();
    let at = text.find("/o/").unwrap();
    text[at..at + 3 + 14].to_owned()
}

async fn moves(scene: &Scene, made: &Made) -> i64 {
    let sql = "SELECT moves AS n FROM invites WHERE id = $1";
    scene.number(sql, made.id).await
}

#[tokio::test]
async fn what_one_device_shows_moves_the_seat_to_another_once() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut laptop = ada_is_in(&scene, &made).await;
    let page = laptop.get(&scene.page()).await.text();
    assert!(page.contains("Open on another device"), "{page}");
    let path = shows(&scene, &mut laptop).await;
    let mut phone = scene.hub.browser();
    let asked = phone.get(&path).await;
    assert_eq!(asked.status, 200, "{}", asked.text());
    assert!(asked.text().contains("name=\"email\""));
    let wrong = phone.post(&path, &[("email", "eve@example.org")]).await;
    assert_eq!(wrong.status, 422);
    // As it is typed by hand.
    let typed = path.to_lowercase().replace('-', "");
    let inside = phone.post(&typed, &[("email", ADA)]).await;
    assert_eq!(inside.location(), scene.page(), "{}", inside.text());
    assert_eq!(phone.get(&scene.page()).await.status, 200);
    assert_ne!(laptop.get(&scene.page()).await.status, 200);
    assert_eq!(
        (scene.uses_spent(&made).await, moves(&scene, &made).await),
        (1, 1)
    );
    let mut third = scene.hub.browser();
    look(&mut third, &path).await;
    let again = enter(&mut third, &path, ADA).await;
    assert_eq!(refusal(&again), is(404, "unknown"), "once");
}

#[tokio::test]
async fn it_works_for_two_minutes_the_newest_alone_and_dies_with_the_invite() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut laptop = ada_is_in(&scene, &made).await;
    let first = shows(&scene, &mut laptop).await;
    let second = shows(&scene, &mut laptop).await;
    let mut phone = scene.hub.browser();
    assert_eq!(refusal(&look(&mut phone, &first).await), is(404, "unknown"));
    assert_eq!(look(&mut phone, &second).await.status, 200);
    scene.hub.clock.advance(Duration::from_mins(2));
    assert_eq!(
        refusal(&enter(&mut phone, &second, ADA).await),
        is(404, "unknown")
    );
    let third = shows(&scene, &mut laptop).await;
    scene.revoke(&made).await;
    assert_eq!(
        refusal(&enter(&mut phone, &third, ADA).await),
        is(404, "unknown")
    );
    assert_eq!(moves(&scene, &made).await, 0);
}

#[tokio::test]
async fn a_seat_is_handed_over_also_when_its_link_has_ended() {
    let scene = Scene::new().await;
    let made = scene
        .invite()
        .until(scene.hub.now().after(DAY / 2))
        .make()
        .await;
    scene.hub.clock.advance(DAY / 4);
    let mut laptop = ada_is_in(&scene, &made).await;
    scene.hub.clock.advance(DAY / 2);
    let path = shows(&scene, &mut laptop).await;
    let mut phone = scene.hub.browser();
    phone.get(&path).await;
    let inside = phone.post(&path, &[("email", ADA)]).await;
    assert_eq!(inside.location(), scene.page(), "{}", inside.text());
}

#[tokio::test]
async fn after_three_moves_the_page_says_whom_to_ask() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut device = ada_is_in(&scene, &made).await;
    for _ in 0..3 {
        let path = shows(&scene, &mut device).await;
        device = scene.hub.browser();
        device.get(&path).await;
        assert_eq!(device.post(&path, &[("email", ADA)]).await.status, 303);
    }
    let refused = device
        .post_nothing(&format!("{}/hand-over", scene.page()))
        .await;
    assert_eq!(refused.status, 409);
    assert!(
        refused.text().contains("reset your seat"),
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn t06_guessing_at_what_a_device_shows_has_a_budget_and_tells_nothing() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut laptop = ada_is_in(&scene, &made).await;
    let path = shows(&scene, &mut laptop).await;
    let mut eve = scene.hub.browser().in_network([203, 0, 113, 7]);
    let (mut tried, mut refused) = (0, 0);
    for number in 0..200 {
        let guess = format!("/o/{number:04}-0000-0000");
        match eve.get(&guess).await.status.as_u16() {
            404 => tried += 1,
            429 => refused += 1,
            other => panic!("{other}"),
        }
    }
    assert!(refused > 0 && tried < 200);
    // Nobody else is kept out by that.
    let mut phone = scene.hub.browser();
    assert_eq!(look(&mut phone, &path).await.status, 200);
    println!("figure: t06 200 guesses at a shown code: {tried} looked at, {refused} refused, 0 in");
}
