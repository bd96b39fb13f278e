//! Whom the API of invites serves, and how its list comes.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_db::params;
use usher_domain::{
    access::{AppRole, EntryRole},
    ids::InviteId,
};

use super::{ada, delete, faults, house, one};

#[tokio::test]
async fn other_peoples_invites_are_not_there() {
    let mut house = house().await;
    let made = house.ada().await;
    let eve = house
        .hub
        .account("eve@uni.edu", AppRole::UnmoderatedAdmin)
        .await;
    let mut eves = house.hub.signed_in(eve).await;
    let nowhere = format!(
        "/api/v1/invites/{}",
        InviteId::new(house.hub.now(), &*house.hub.app.parts.entropy)
    );
    for publish in ["private", "unlisted", "published"] {
        let film = house.film;
        house
            .hub
            .write(move |tx| {
                tx.execute(
                    "UPDATE entries SET publish = $2 WHERE id = $1",
                    params![film, publish],
                )
            })
            .await;
        for path in [one(&made), nowhere.clone(), "/api/v1/invites/1".to_owned()] {
            let answers = [
                eves.get(&path).await,
                eves.json(Method::PATCH, &path, json!({})).await,
                eves.post_nothing(&format!("{path}/renew")).await,
                eves.post_nothing(&format!("{path}/reset-seat")).await,
                delete(&mut eves, &path).await,
            ];
            for answer in answers {
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{publish} {path}");
                assert_eq!(answer.code(), "not_found");
            }
        }
    }
    assert_eq!(
        house.browser.get(&one(&made)).await.value()["state"],
        "pending"
    );
}

#[tokio::test]
async fn collaborators_invite_as_their_role_lets_them() {
    let mut house = house().await;
    let made = house.ada().await;
    for (role, email, may) in [
        (EntryRole::CoOwner, "a@uni.edu", true),
        (EntryRole::CoEditor, "b@uni.edu", true),
        (EntryRole::CoPublisher, "c@uni.edu", true),
        (EntryRole::CoViewer, "d@uni.edu", false),
    ] {
        let account = house.hub.account(email, AppRole::PrivateOnly).await;
        house.name(account, role).await;
        let mut browser = house.hub.signed_in(account).await;
        let made_status = browser
            .json(Method::POST, &house.path(), ada())
            .await
            .status;
        let list_status = browser.get(&house.path()).await.status;
        let patch = browser.json(Method::PATCH, &one(&made), json!({})).await;
        let expected = if may {
            (201, 200, 200)
        } else {
            (403, 403, 403)
        };
        let seen = (
            made_status.as_u16(),
            list_status.as_u16(),
            patch.status.as_u16(),
        );
        assert_eq!(seen, expected, "{role}");
    }
}

#[tokio::test]
async fn a_list_comes_in_pages_and_by_state() {
    let mut house = house().await;
    for n in 0..7 {
        let mut person = ada();
        person["email"] = json!(format!("ada{n}@example.org"));
        let made = house.invite(person).await.value();
        if n % 3 == 0 {
            delete(&mut house.browser, &one(&made)).await;
        }
        house.hub.clock.advance(Duration::from_secs(1));
    }
    for (query, expected) in [
        ("limit=3", vec![6, 5, 4, 3, 2, 1, 0]),
        ("limit=7", vec![6, 5, 4, 3, 2, 1, 0]),
        ("limit=1&state=revoked", vec![6, 3, 0]),
        ("limit=2&state=pending", vec![5, 4, 2, 1]),
        ("state=joined", vec![]),
    ] {
        let mut seen = Vec::new();
        let mut path = format!("{}?{query}", house.path());
        loop {
            let page = house.browser.get(&path).await.value();
            for invite in page["invites"].as_array().unwrap() {
                seen.push(invite["email"].as_str().unwrap().to_owned());
            }
            let Some(next) = page["next"].as_str() else {
                break;
            };
            path = format!("{}?{query}&before={next}", house.path());
        }
        let expected: Vec<String> = expected
            .iter()
            .map(|n| format!("ada{n}@example.org"))
            .collect();
        assert_eq!(seen, expected, "{query}");
    }
    for (query, expected) in [
        ("limit=0", "limit:out_of_range"),
        ("limit=201", "limit:out_of_range"),
        ("before=x", "before:not_an_id"),
        ("state=gone", "state:unknown_choice"),
    ] {
        let path = format!("{}?{query}", house.path());
        assert_eq!(faults(&house.browser.get(&path).await), [expected]);
    }
}
