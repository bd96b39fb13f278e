use serde_json::json;
use usher_domain::{
    access::AppRole,
    media::{EntryKind, PublishStatus},
};

use super::{enter, house, is, look};
use crate::testing::dump::dump;

#[tokio::test]
async fn a_guest_says_who_they_are_and_watches_this_one_thing() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let other = house
        .hub
        .entry(house.grace, EntryKind::Video, PublishStatus::Private)
        .await;
    let mut ada = house.hub.browser();
    let page = ada.get(&path).await;
    assert_eq!(page.status, 200);
    let page = page.text();
    for said in [
        "invites you to watch",
        "Compilers, week 3",
        "Your name",
        "name=\"email\"",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(
        !page.contains(&house.film.to_string()),
        "nothing of the entry before"
    );
    let answer = enter(&mut ada, &path, "Ada Lovelace", " ADA@example.org ").await;
    assert_eq!(
        (answer.status.as_u16(), answer.location()),
        (303, &*house.page(""))
    );
    assert_eq!(house.sees(&mut ada).await, 200);
    let (mut invited, _) = house.hub.guest(house.film, house.grace).await;
    for (browser, hands_over) in [(&mut ada, false), (&mut invited, true)] {
        let page = browser.get(&house.page("")).await.text();
        assert_eq!(page.contains("/hand-over"), hands_over);
    }
    assert_eq!(ada.get(&format!("/media/{other}")).await.status, 404);
    assert_eq!(ada.get(&house.page("/invites")).await.status, 403);
    let guests = house.guests().await;
    assert_eq!(guests.len(), 1);
    assert_eq!(guests[0]["name"], "Ada Lovelace");
    assert_eq!(guests[0]["state"], "inside");
}

#[tokio::test]
async fn opening_writes_nothing_and_coming_back_spends_nothing() {
    let mut house = house().await;
    let (_, path) = house.link(json!({ "name": "Course", "uses": 1 })).await;
    let before = dump(&house.hub).await;
    for _ in 0..3 {
        assert_eq!(
            look(&mut house.hub.browser(), &path).await,
            is(200, "lobby")
        );
        let scanner = house.hub.browser().post(&path, &[]).await;
        assert_eq!(scanner.status, 409, "it keeps no cookie");
    }
    assert_eq!(dump(&house.hub).await, before);
    let mut ada = house.guest(&path).await;
    for _ in 0..2 {
        assert_eq!(look(&mut ada, &path).await.0, 303);
        assert_eq!(
            enter(&mut ada, &path, "Ada", "ada@example.org")
                .await
                .status,
            303
        );
    }
    assert_eq!(house.links().await[0]["uses_spent"], 1);
    let mut eve = house.hub.browser();
    assert_eq!(look(&mut eve, &path).await, is(410, "used_up"));
}

#[tokio::test]
async fn an_answer_that_was_lost_is_given_again_to_the_same_browser() {
    let mut house = house().await;
    let (_, path) = house.link(json!({ "name": "Course", "uses": 1 })).await;
    let mut ada = house.hub.browser();
    ada.get(&path).await;
    let mut lost = ada.clone();
    assert_eq!(
        enter(&mut lost, &path, "Ada", "ada@example.org")
            .await
            .status,
        303
    );
    assert_eq!(look(&mut ada, &path).await, is(200, "continue"));
    let page = ada.get(&path).await.text();
    assert!(
        page.contains("data-auto") && !page.contains("name=\"email\""),
        "{page}"
    );
    assert_eq!(enter(&mut ada, &path, "", "").await.status, 303);
    assert_eq!(house.sees(&mut ada).await, 200);
    assert_eq!(house.guests().await.len(), 1);
}

#[tokio::test]
async fn what_is_no_name_or_no_address_is_said_beside_its_field_and_spends_nothing() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let mut ada = house.hub.browser();
    ada.get(&path).await;
    for (name, email, said) in [
        ("", "ada@example.org", "Write something here."),
        ("Ada", "ada", "This is not an e-mail address."),
        (
            "a\u{202e}b",
            "ada@example.org",
            "characters that cannot be shown safely",
        ),
        (&"x".repeat(101), "ada@example.org", "too long"),
    ] {
        let answer = enter(&mut ada, &path, name, email).await;
        assert_eq!(answer.status, 422, "{name} {email}");
        assert!(answer.text().contains(said), "{said}");
    }
    let answer = enter(&mut ada, &path, "", "ada@example.org").await.text();
    assert!(
        answer.contains("value=\"ada@example.org\""),
        "what was typed is kept"
    );
    assert_eq!(house.links().await[0]["came"], 0);
}

#[tokio::test]
async fn every_refusal_has_its_page_with_a_next_step() {
    let mut house = house().await;
    let (used, used_path) = house.link(json!({ "name": "One", "uses": 1 })).await;
    house.guest(&used_path).await;
    let (_, days) = house.link(json!({ "name": "Day", "days": 1 })).await;
    let (gone, gone_path) = house.link(json!({ "name": "Gone" })).await;
    assert_eq!(house.delete(&gone, "").await.status, 204);
    let (_, renewed) = house.renew(&used).await;
    let mut eve = house.hub.browser();
    let unknown = format!("/g/{}", "A".repeat(43));
    assert_eq!(look(&mut eve, &unknown).await, is(404, "unknown"));
    assert_eq!(look(&mut eve, &used_path).await, is(410, "replaced"));
    assert_eq!(look(&mut eve, &gone_path).await, is(410, "link_deleted"));
    house.switch(false).await;
    assert_eq!(look(&mut eve, &renewed).await, is(403, "guests_off"));
    let page = eve.get(&renewed).await.text();
    assert!(
        page.contains("Ask") && page.contains("grace Member"),
        "{page}"
    );
    house.switch(true).await;
    house.hub.clock.advance(std::time::Duration::from_hours(24));
    assert_eq!(look(&mut eve, &days).await, is(410, "expired"));
    assert_eq!(
        look(&mut eve, &renewed).await,
        is(200, "lobby"),
        "it has no end"
    );
    house
        .hub
        .rules(&["invitetomedia"], |site| {
            site.invite_to_media.guest_links = false;
        })
        .await;
    assert_eq!(look(&mut eve, &renewed).await, is(403, "disabled"));
}

#[tokio::test]
async fn an_invites_link_is_no_guest_link_and_the_other_way_round() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let token = path.trim_start_matches("/g/");
    let mut eve = house.hub.browser();
    assert_eq!(
        look(&mut eve, &format!("/i/{token}")).await,
        is(404, "unknown")
    );
}

#[tokio::test]
async fn a_member_is_told_before_they_are_signed_out_and_never_merged() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    assert_eq!(
        look(&mut house.browser.clone(), &path).await.0,
        303,
        "the owner is inside"
    );
    let bob = house.hub.account("bob@uni.edu", AppRole::Viewer).await;
    let mut browser = house.hub.signed_in(bob).await;
    assert_eq!(house.sees(&mut browser).await, 404);
    let page = browser.get(&path).await.text();
    assert!(page.contains("signs you out"), "{page}");
    let answer = enter(&mut browser, &path, "Bob", "bob@uni.edu").await;
    assert_eq!(answer.status, 303);
    assert_eq!(house.sees(&mut browser).await, 200);
    assert_eq!(browser.get("/account").await.status, 303, "signed out");
    // The same person signs in again: what the guest said of themself proves nothing.
    let mut elsewhere = house.hub.signed_in(bob).await;
    assert_eq!(house.sees(&mut elsewhere).await, 404);
}

#[tokio::test]
async fn a_guest_who_leaves_is_out_and_may_come_again() {
    let mut house = house().await;
    let (_, path) = house.link(json!({ "name": "Course", "uses": 2 })).await;
    let mut ada = house.guest(&path).await;
    let page = ada.get(&house.page("/leave")).await;
    assert_eq!(page.status, 200);
    assert!(
        page.text().contains("one more of its uses"),
        "{}",
        page.text()
    );
    assert_eq!(ada.post(&house.page("/leave"), &[]).await.status, 303);
    assert_eq!(house.sees(&mut ada).await, 404);
    assert_eq!(house.guests().await[0]["state"], "left");
    assert_eq!(
        enter(&mut ada, &path, "Ada", "ada@example.org")
            .await
            .status,
        303
    );
    let page = ada.get(&house.page("/leave")).await.text();
    assert!(page.contains("you will need a new one"), "{page}");
    assert_eq!(house.links().await[0]["came"], 2);
}
