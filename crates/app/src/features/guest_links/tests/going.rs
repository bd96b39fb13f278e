use std::time::Duration;

use axum::{body::Body, http::Method};
use serde_json::json;
use usher_domain::{access::AppRole, config::SiteConfig};

use super::{enter, house, is, look};
use crate::backup::{OpenLinks, settle};

#[tokio::test]
async fn switched_off_nobody_new_comes_in_and_whoever_is_in_stays() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let mut ada = house.guest(&path).await;
    house.switch(false).await;
    assert_eq!(
        look(&mut house.hub.browser(), &path).await,
        is(403, "guests_off")
    );
    assert_eq!(house.sees(&mut ada).await, 200);
    house.switch(true).await;
    assert_eq!(
        look(&mut house.hub.browser(), &path).await,
        is(200, "lobby")
    );
}

#[tokio::test]
async fn t09_end_for_everyone_takes_what_flows_and_leaves_the_invited() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let file = house.page("/file");
    let (mut ada, mut alan) = (house.guest(&path).await, house.guest(&path).await);
    let (mut invited, _) = house.hub.guest(house.film, house.grace).await;
    let mut films = Vec::new();
    for browser in [&mut ada, &mut alan, &mut invited] {
        let mut film = browser.open(Method::GET, &file, &[], Body::empty()).await;
        assert_eq!(film.status, 200);
        assert!(film.next().await.unwrap().is_ok());
        films.push(film);
    }
    assert_eq!(house.end_all().await, 2);
    let mut slices = 0;
    for film in &mut films[..2] {
        while let Some(Ok(_)) = film.next().await {
            slices += 1;
        }
    }
    assert_eq!(slices, 0, "not one slice more");
    let mut whole = true;
    while let Some(slice) = films[2].next().await {
        whole &= slice.is_ok();
    }
    assert!(whole);
    assert_eq!(
        (house.sees(&mut ada).await, house.sees(&mut invited).await),
        (404, 200)
    );
    assert_eq!(look(&mut ada, &path).await, is(403, "guests_off"));
    println!(
        "figure: t09 2 guests of a guest link ended: {slices} slices after it, 1 invited film whole"
    );
}

#[tokio::test]
async fn an_open_page_is_told_why() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let mut ada = house.guest(&path).await;
    let events = house.page("/events");
    let mut events = ada.open(Method::GET, &events, &[], Body::empty()).await;
    assert_eq!(events.status, 200);
    events.next().await.unwrap().unwrap();
    house.end_all().await;
    let said = events.next().await.unwrap().unwrap();
    let said = String::from_utf8_lossy(&said);
    assert!(
        said.contains("event: ended") && said.contains("revoked"),
        "{said}"
    );
}

#[tokio::test]
async fn a_deleted_link_lets_its_guests_stay_unless_they_are_ended_with_it() {
    let mut house = house().await;
    let (first, first_path) = house.open_link().await;
    let (second, second_path) = house.open_link().await;
    let mut ada = house.guest(&first_path).await;
    let mut alan = house.guest(&second_path).await;
    assert_eq!(house.delete(&first, "").await.status, 204);
    assert_eq!(house.sees(&mut ada).await, 200);
    assert_eq!(house.delete(&second, "?end_guests=true").await.status, 204);
    assert_eq!(house.sees(&mut alan).await, 404);
    assert_eq!(house.delete(&second, "").await.status, 204, "again");
    assert_eq!(house.links().await.len(), 0);
    assert_eq!(house.guests().await.len(), 2, "who came is still known");
}

#[tokio::test]
async fn a_guest_stays_until_the_later_of_the_links_end_and_a_day() {
    let mut house = house().await;
    let (_, short) = house.open_link().await;
    let (_, long) = house.link(json!({ "name": "Week", "days": 7 })).await;
    let (mut ada, mut alan) = (house.guest(&short).await, house.guest(&long).await);
    house.hub.clock.advance(Duration::from_hours(24));
    assert_eq!(
        (house.sees(&mut ada).await, house.sees(&mut alan).await),
        (404, 200)
    );
    house.hub.clock.advance(Duration::from_hours(6 * 24));
    assert_eq!(house.sees(&mut alan).await, 404);
    let states: Vec<_> = house
        .guests()
        .await
        .iter()
        .map(|guest| guest["state"].clone())
        .collect();
    assert_eq!(states, ["over", "over"]);
}

#[tokio::test]
async fn signing_in_ends_what_a_guest_held_in_that_browser() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let mut ada = house.guest(&path).await;
    assert_eq!(ada.post("/sign-out", &[]).await.status, 303);
    assert_eq!(house.sees(&mut ada).await, 404);
    assert_eq!(house.guests().await[0]["state"], "signed_out");
    assert_eq!(look(&mut ada, &path).await, is(200, "lobby"));
}

#[tokio::test]
async fn with_the_module_off_nobody_comes_in_and_whoever_is_in_stays() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let mut ada = house.guest(&path).await;
    let off = |site: &mut SiteConfig| site.invite_to_media.enabled = false;
    house.hub.rules(&["invitetomedia"], off).await;
    assert_eq!(
        look(&mut house.hub.browser(), &path).await,
        is(403, "disabled")
    );
    assert_eq!(house.sees(&mut ada).await, 200);
    house.end_all().await;
    assert_eq!(house.sees(&mut ada).await, 404, "taking away goes on");
}

#[tokio::test]
async fn a_suspended_owners_links_are_deleted_with_their_invites() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let mut ada = house.guest(&path).await;
    let admin = house.hub.administrator("root@uni.edu").await;
    let mut admin = house.hub.signed_in(admin).await;
    let suspend = format!("/admin/users/{}/suspend", house.grace);
    let page = admin.get(&suspend).await.text();
    assert!(page.contains("revoke_invites"), "it is offered: {page}");
    let answer = admin.post(&suspend, &[("revoke_invites", "yes")]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(house.sees(&mut ada).await, 404);
    assert_eq!(look(&mut ada, &path).await, is(410, "link_deleted"));
}

#[tokio::test]
async fn a_leavers_links_are_the_owners_from_then_on() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let heir = house
        .hub
        .account("heir@uni.edu", AppRole::PrivateOnly)
        .await;
    let film = house.film;
    let grace = house.grace;
    house
        .hub
        .write(move |tx| {
            tx.execute(
                "UPDATE entries SET owner_id = $2 WHERE id = $1",
                usher_db::params![film, heir],
            )?;
            crate::features::guest_links::hand_over(tx, grace)
        })
        .await;
    let page = house.hub.browser().get(&path).await.text();
    assert!(page.contains("heir Member"), "{page}");
}

#[tokio::test]
async fn what_lies_in_the_trash_lets_nobody_in() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let mut ada = house.guest(&path).await;
    let delete = house.page("/delete");
    assert_eq!(house.browser.post(&delete, &[]).await.status, 303);
    let mut eve = house.hub.browser();
    assert_eq!(look(&mut eve, &path).await, is(410, "entry_gone"));
    assert_eq!(house.sees(&mut ada).await, 404);
}

#[tokio::test]
async fn who_came_is_forgotten_a_year_after_they_could_stay_no_longer() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    house.guest(&path).await;
    let sweep = || crate::features::retention::sweep(&house.hub.app);
    house.hub.clock.advance(Duration::from_hours(365 * 24));
    assert_eq!(sweep().await.unwrap(), 0);
    house.hub.clock.advance(Duration::from_hours(24));
    assert_eq!(sweep().await.unwrap(), 1);
}

#[tokio::test]
async fn r10_a_restored_hub_has_no_open_guest_link_unless_asked() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let mut ada = house.guest(&path).await;
    let now = house.hub.now();
    let keep = house
        .hub
        .write(move |tx| settle(tx, now, now, OpenLinks::Keep))
        .await;
    assert_eq!(keep.guest_links, 0);
    assert_eq!(
        look(&mut house.hub.browser(), &path).await,
        is(200, "lobby")
    );
    let close = house
        .hub
        .write(move |tx| settle(tx, now, now, OpenLinks::Close))
        .await;
    assert_eq!(close.guest_links, 1);
    assert_eq!(
        look(&mut house.hub.browser(), &path).await,
        is(410, "link_deleted")
    );
    assert_eq!(house.sees(&mut ada).await, 404);
    assert_eq!(
        enter(&mut ada, &path, "Ada", "ada@example.org")
            .await
            .status,
        410
    );
    println!("figure: r10 1 guest link open in the backup, 0 after the restore");
}
