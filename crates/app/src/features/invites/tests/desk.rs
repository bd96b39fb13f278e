//! The list, what its rows lead to, and the preview.

use std::time::Duration;

use axum::http::StatusCode;
use usher_db::params;
use usher_domain::{
    access::{AppRole, EntryRole},
    media::{EntryKind, PublishStatus},
};

use super::{
    ada, delete, house, one,
    pages::{between, shown},
    secret, token,
};

#[tokio::test]
async fn an_empty_list_says_what_it_is_for() {
    let mut house = house().await;
    let path = format!("/media/{}/invites", house.film);
    let page = house.browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Nobody has been invited yet"));
    assert!(!page.text().contains("<table"));
}

#[tokio::test]
async fn a_row_tells_state_uses_and_times_and_offers_what_works() {
    let mut house = house().await;
    let (_, inside) = house.hub.guest(house.film, house.grace).await;
    house.hub.clock.advance(Duration::from_mins(1));
    let waiting = house.ada().await;
    let mut gone = ada();
    gone["email"] = "gone@example.org".into();
    let gone = house.invite(gone).await.value();
    delete(&mut house.browser, &one(&gone)).await;
    let path = format!("/media/{}/invites", house.film);
    let text = house.browser.get(&path).await.text();
    for said in [
        "Not used yet",
        ">In<",
        "Revoked",
        "0 of 1",
        "1 of 1",
        "2026-11-22T12:01:00Z",
    ] {
        assert!(text.contains(said), "{said}");
    }
    let offers = |id: &str, deed: &str| text.contains(&format!("/invites/{id}/{deed}\""));
    let waiting = waiting["id"].as_str().unwrap();
    let gone = gone["id"].as_str().unwrap();
    let inside = inside.to_string();
    for (id, deed, expected) in [
        (waiting, "renew", true),
        (waiting, "end", true),
        (waiting, "revoke", true),
        (waiting, "reset-seat", false),
        (waiting, "role", false),
        (inside.as_str(), "reset-seat", true),
        (gone, "renew", false),
        (gone, "revoke", false),
    ] {
        assert_eq!(offers(id, deed), expected, "{id} {deed}");
    }
    assert!(text.contains(&format!("/invite?again={gone}")));

    for (show, expected) in [
        ("waiting", 1),
        ("open", 2),
        ("joined", 1),
        ("over", 0),
        ("revoked", 1),
    ] {
        let text = house
            .browser
            .get(&format!("{path}?show={show}"))
            .await
            .text();
        assert_eq!(
            text.matches("<th scope=\"row\">").count(),
            expected,
            "{show}"
        );
    }
    let strange = house.browser.get(&format!("{path}?show=king")).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_long_list_has_older_pages() {
    let mut house = house().await;
    for n in 0..53 {
        let mut person = ada();
        person["email"] = format!("ada{n}@example.org").into();
        house.invite(person).await;
        house.hub.clock.advance(Duration::from_secs(1));
    }
    let path = format!("/media/{}/invites", house.film);
    let first = house.browser.get(&path).await.text();
    assert_eq!(first.matches("<th scope=\"row\">").count(), 50);
    let last = between(&first, "before=", "\"");
    let older = format!("{path}?before={last}");
    let second = house.browser.get(&older).await.text();
    assert_eq!(second.matches("<th scope=\"row\">").count(), 3, "{older}");
    assert!(!second.contains("rel=\"next\""));
}

#[tokio::test]
async fn a_new_link_kills_the_earlier_one_and_keeps_the_limits() {
    let mut house = house().await;
    let made = house.ada().await;
    house.hub.clock.advance(Duration::from_hours(1));
    let path = format!("/invites/{}/renew", made["id"].as_str().unwrap());
    let ask = house.browser.get(&path).await.text();
    assert!(ask.contains("stops working at once") && ask.contains("2026-11-22T12:00:00Z"));
    let key = between(&ask, "name=\"key\" value=\"", "\"");
    let new = shown(&house.browser.post(&path, &[("key", &key)]).await);
    assert_eq!(secret(&house.hub, &token(&made)).await, "replaced");
    assert_eq!(secret(&house.hub, &new).await, "living");
    let invite = house.list().await[0].clone();
    assert_eq!(invite["expires_at"], made["expires_at"]);
    assert_eq!(invite["renewed_at"], serde_json::json!(null));

    let again = shown(&house.browser.post(&path, &[("key", &key)]).await);
    assert_eq!(again, new, "the same press again");
    let other = shown(&house.browser.post(&path, &[]).await);
    assert_ne!(other, new, "another press");
    let spent = house.browser.post(&path, &[("key", &key)]).await;
    assert_eq!(spent.status, StatusCode::CONFLICT);
    assert_eq!(secret(&house.hub, &other).await, "living");
}

#[tokio::test]
async fn a_new_link_for_what_is_over_starts_afresh() {
    let mut house = house().await;
    let made = house.ada().await;
    house.hub.clock.advance(Duration::from_hours(48));
    let path = format!("/invites/{}/renew", made["id"].as_str().unwrap());
    let ask = house.browser.get(&path).await.text();
    assert!(ask.contains("starts afresh") && ask.contains("It can be used once."));
    shown(&house.browser.post(&path, &[]).await);
    let invite = house.list().await[0].clone();
    assert_eq!(invite["expires_at"], "2026-11-24T12:00:00Z");
    assert_eq!(invite["state"], "pending");
}

#[tokio::test]
async fn the_end_is_changed_within_its_bounds() {
    let mut house = house().await;
    let made = house.ada().await;
    let path = format!("/invites/{}/end", made["id"].as_str().unwrap());
    let ask = house.browser.get(&path).await.text();
    assert!(ask.contains("value=\"2026-11-22T12:00\""));
    for (typed, sentence) in [
        ("", "Write something here."),
        ("2020-01-01T00:00", "This is over already."),
        ("2030-01-01T00:00", "The latest is"),
        ("soon", "This is not a date and time."),
    ] {
        let page = house.browser.post(&path, &[("valid_until", typed)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains(sentence), "{typed}");
        assert!(page.text().contains(&format!("value=\"{typed}\"")), "kept");
    }
    let done = house
        .browser
        .post(&path, &[("valid_until", "2026-12-24T18:00")])
        .await;
    assert_eq!(done.location(), format!("/media/{}/invites", house.film));
    assert_eq!(house.list().await[0]["expires_at"], "2026-12-24T18:00:00Z");
}

#[tokio::test]
async fn the_role_is_changed_where_there_is_a_choice() {
    let mut house = house().await;
    house.film = house
        .hub
        .entry(house.grace, EntryKind::Webcast, PublishStatus::Private)
        .await;
    let made = house.ada().await;
    let path = format!("/invites/{}/role", made["id"].as_str().unwrap());
    let list = format!("/media/{}/invites", house.film);
    assert!(house.browser.get(&list).await.text().contains(&path));
    let ask = house.browser.get(&path).await.text();
    assert_eq!(ask.matches("type=\"radio\"").count(), 3);
    let wrong = house.browser.post(&path, &[("role", "king")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = house.browser.post(&path, &[("role", "moderator")]).await;
    assert_eq!(done.location(), list);
    assert_eq!(house.list().await[0]["role"], "moderator");
}

#[tokio::test]
async fn revoking_asks_first_says_what_happens_and_may_be_pressed_twice() {
    let mut house = house().await;
    let (mut guest, invite) = house.hub.guest(house.film, house.grace).await;
    let path = format!("/invites/{invite}/revoke");
    let ask = house.browser.get(&path).await.text();
    assert!(ask.contains("loses access within a second") && ask.contains("This is final."));
    let page = format!("/media/{}", house.film);
    assert_eq!(guest.get(&page).await.status, 200);
    for _ in 0..2 {
        let done = house.browser.post(&path, &[]).await;
        assert_eq!(done.location(), format!("/media/{}/invites", house.film));
    }
    assert_eq!(guest.get(&page).await.status, 404);
    for deed in ["renew", "end", "role", "reset-seat", "revoke"] {
        let path = format!("/invites/{invite}/{deed}");
        let answer = house.browser.get(&path).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{deed}");
    }
}

#[tokio::test]
async fn whoever_may_not_invite_any_more_can_still_take_back() {
    let mut house = house().await;
    let made = house.ada().await;
    let (_, inside) = house.hub.guest(house.film, house.grace).await;
    house
        .rules(|site| site.invite_to_media.enabled = false)
        .await;
    let id = made["id"].as_str().unwrap();
    let list = format!("/media/{}/invites", house.film);
    let text = house.browser.get(&list).await.text();
    assert!(text.contains("Invitations are switched off"));
    assert!(!text.contains("/renew\"") && text.contains("/revoke\""));
    for (deed, form) in [
        ("renew", vec![]),
        ("end", vec![("valid_until", "2026-11-30T00:00")]),
        ("role", vec![("role", "viewer")]),
    ] {
        let page = house
            .browser
            .post(&format!("/invites/{id}/{deed}"), &form)
            .await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{deed}");
        assert!(
            page.text().contains("Invitations are switched off"),
            "{deed}"
        );
    }
    for path in [
        format!("/invites/{inside}/reset-seat"),
        format!("/invites/{id}/revoke"),
    ] {
        assert_eq!(
            house.browser.post(&path, &[]).await.location(),
            list,
            "{path}"
        );
    }
    assert_eq!(
        secret(&house.hub, &token(&made)).await,
        "living",
        "and opens nothing"
    );
}

#[tokio::test]
async fn a_collaborator_renews_in_their_own_name_but_for_domains_and_insiders() {
    let mut house = house().await;
    let made = house.ada().await;
    let alan = house
        .hub
        .account("alan@uni.edu", AppRole::PrivateOnly)
        .await;
    house.name(alan, EntryRole::CoEditor).await;
    let mut alans = house.hub.signed_in(alan).await;
    let path = format!("{}/renew", one(&made));
    assert_eq!(alans.post_nothing(&path).await.status, 200);
    let inviter = |tx: &usher_db::Tx| {
        tx.query_one("SELECT inviter_id FROM invites", &[], |row| {
            row.get::<usher_domain::ids::AccountId>("inviter_id")
        })
    };
    assert_eq!(house.hub.write(inviter).await, alan);
    house
        .rules(|site| {
            site.invite_to_media.restrict_new_user_domains =
                "example.org".parse().into_iter().collect();
        })
        .await;
    let refused = alans.post_nothing(&path).await;
    assert_eq!(
        (refused.status.as_u16(), refused.code().as_str()),
        (403, "domain_restricted")
    );
}

#[tokio::test]
async fn a_preview_shows_what_an_invitee_sees_and_spends_nothing() {
    let mut house = house().await;
    house.ada().await;
    let path = format!("/media/{}/preview", house.film);
    let page = house.browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(text.contains("grace Member") && text.contains("Compilers, week 3"));
    assert!(
        text.contains(&format!("href=\"/media/{}\"", house.film)),
        "the way back"
    );
    assert!(!text.contains("<form"), "nothing to press");
    assert_eq!(house.list().await[0]["uses"]["spent"], 0);
    let film = house.film;
    house
        .hub
        .write(move |tx| {
            tx.execute(
                "UPDATE entries SET publish = 'unlisted' WHERE id = $1",
                params![film],
            )
        })
        .await;
    let eve = house.hub.account("eve@uni.edu", AppRole::Admin).await;
    let mut eves = house.hub.signed_in(eve).await;
    assert_eq!(eves.get(&path).await.status, StatusCode::FORBIDDEN);
}
