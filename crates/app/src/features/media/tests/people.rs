//! Collaborators and owners, on pages and in the API.

use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_domain::access::{AppRole, EntryRole};

use super::{name, video};
use crate::{features::accounts::store as accounts, testing::Hub};

#[tokio::test]
async fn people_and_groups_are_named_by_address_name_or_choice() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let eve = hub.account("eve@uni.edu", AppRole::PrivateOnly).await;
    let (now, app) = (hub.now(), hub.app.clone());
    let group = hub
        .write(move |tx| {
            let group = accounts::create_group(tx, "Compilers", now, &*app.parts.entropy)?;
            accounts::join_group(tx, group, eve)?;
            Ok(group)
        })
        .await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    let path = format!("/media/{entry}/collaborators");
    let page = format!("/media/{entry}");
    let (mut bobs, mut eves) = (hub.signed_in(bob).await, hub.signed_in(eve).await);
    assert_eq!(bobs.get(&page).await.status, StatusCode::NOT_FOUND);
    let add = [("who", "BOB@uni.edu"), ("id", ""), ("role", "co_editor")];
    assert_eq!(browser.post(&path, &add).await.location(), path);
    assert_eq!(
        bobs.get(&format!("{page}/edit")).await.status,
        StatusCode::OK
    );
    assert_eq!(
        bobs.get(&format!("{page}/publish")).await.status,
        StatusCode::FORBIDDEN
    );

    let add = [("who", "Compilers"), ("role", "co_viewer")];
    browser.post(&path, &add).await;
    assert_eq!(eves.get(&page).await.status, StatusCode::OK);
    let chosen = group.to_string();
    let add = [
        ("who", "whatever it says"),
        ("id", chosen.as_str()),
        ("role", "co_publisher"),
    ];
    browser.post(&path, &add).await;
    assert_eq!(
        eves.get(&format!("{page}/publish")).await.status,
        StatusCode::OK
    );
    let text = browser.get(&path).await.text();
    assert!(text.contains("Co-publisher") && text.contains("bob@uni.edu"));

    for (who, role, sentence) in [
        (
            "nobody@uni.edu",
            "co_editor",
            "Nobody here has that address or name.",
        ),
        (
            "No such group",
            "co_editor",
            "Nobody here has that address or name.",
        ),
        (
            "ada@uni.edu",
            "co_editor",
            "The owner can do everything already.",
        ),
        (" ", "co_editor", "Write something here."),
        ("bob@uni.edu", "owner", "Choose one of the choices."),
    ] {
        let answer = browser.post(&path, &[("who", who), ("role", role)]).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{who} {role}"
        );
        assert!(answer.text().contains(sentence), "{who} {role}");
        assert!(answer.text().contains(&format!("value=\"{who}\"")));
    }
}

#[tokio::test]
async fn roles_are_given_and_taken_one_by_one() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    name(&hub, entry, bob, EntryRole::CoEditor).await;
    let path = format!("/media/{entry}/collaborators/account:{bob}");
    let roles = async || {
        let list = format!("/api/v1/entries/{entry}/collaborators");
        let value = hub.signed_in(ada).await.get(&list).await.value();
        value["collaborators"]
            .as_array()
            .unwrap()
            .first()
            .map(|one| one["roles"].clone())
    };
    browser.post(&path, &[("give", "co_publisher")]).await;
    browser.post(&path, &[("give", "co_publisher")]).await;
    assert_eq!(roles().await, Some(json!(["co_editor", "co_publisher"])));
    browser.post(&path, &[("take", "co_editor")]).await;
    assert_eq!(roles().await, Some(json!(["co_publisher"])));
    let both = [("give", "co_owner"), ("remove", "yes")];
    let answer = browser.post(&path, &both).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.post(&path, &[("remove", "yes")]).await;
    assert_eq!(roles().await, None);
    let nobody = format!("/media/{entry}/collaborators/robot:1");
    assert_eq!(
        browser.post(&nobody, &[("remove", "yes")]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_co_owner_does_not_remove_the_owner_but_may_go() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let entry = video(&mut hub.signed_in(ada).await, "Lecture").await;
    name(&hub, entry, bob, EntryRole::CoOwner).await;
    let mut bobs = hub.signed_in(bob).await;
    let page = format!("/media/{entry}/collaborators");
    let owner = format!("{page}/account:{ada}");
    for wish in [
        ("remove", "yes"),
        ("take", "co_owner"),
        ("give", "co_viewer"),
    ] {
        let answer = bobs.post(&owner, &[wish]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wish:?}");
    }
    let to = bob.to_string();
    let answer = bobs
        .post(&format!("/media/{entry}/owner"), &[("to", to.as_str())])
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!bobs.get(&page).await.text().contains("/owner?to="));
    let answer = bobs
        .post(&format!("{page}/account:{bob}"), &[("remove", "yes")])
        .await;
    assert_eq!(answer.location(), "/my-media");
    assert_eq!(bobs.get(&page).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_entry_has_one_owner_also_when_two_tabs_give_it_away() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let eve = hub.account("eve@uni.edu", AppRole::PrivateOnly).await;
    let vera = hub.account("vera@uni.edu", AppRole::Viewer).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    name(&hub, entry, bob, EntryRole::CoEditor).await;
    let path = format!("/media/{entry}/owner");
    let to = |account: usher_domain::ids::AccountId| account.to_string();

    let question = browser.get(&format!("{path}?to={bob}")).await;
    assert!(question.text().contains("<bdi>bob Member</bdi>"));
    for (account, code) in [(to(vera), "cannot_own"), ("x".to_owned(), "nobody")] {
        let body = json!({ "account": account });
        let api = format!("/api/v1/entries/{entry}/owner");
        let answer = browser.json(Method::PUT, &api, body).await;
        assert_eq!(answer.value()["errors"][0]["code"], code);
    }

    let mut second = browser.clone();
    assert_eq!(
        browser.post(&path, &[("to", &to(bob))]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        second.post(&path, &[("to", &to(eve))]).await.status,
        StatusCode::FORBIDDEN
    );
    let list = format!("/api/v1/entries/{entry}/collaborators");
    let people = hub.signed_in(bob).await.get(&list).await.value();
    assert_eq!(people["owner"]["id"], to(bob));
    assert_eq!(
        people["collaborators"][0]["subject"],
        format!("account:{ada}")
    );
    assert_eq!(people["collaborators"][0]["roles"], json!(["co_owner"]));
    assert_eq!(
        people["collaborators"].as_array().unwrap().len(),
        1,
        "the owner is no collaborator"
    );
}

#[tokio::test]
async fn a_member_without_media_of_their_own_stays_a_viewer_whatever_the_role() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let vera = hub.account("vera@uni.edu", AppRole::Viewer).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    name(&hub, entry, vera, EntryRole::CoOwner).await;
    let mut veras = hub.signed_in(vera).await;
    assert_eq!(
        veras.get(&format!("/media/{entry}")).await.status,
        StatusCode::OK
    );
    assert_eq!(
        veras.get(&format!("/media/{entry}/edit")).await.status,
        StatusCode::FORBIDDEN
    );
    let text = browser
        .get(&format!("/media/{entry}/collaborators"))
        .await
        .text();
    assert!(text.contains("May only view"));
}

#[tokio::test]
async fn the_api_sets_and_removes_collaborators() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    let path = format!("/api/v1/entries/{entry}/collaborators/account:{bob}");
    let roles = json!({ "roles": ["co_viewer", "co_editor"] });
    let answer = browser.json(Method::PUT, &path, roles).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.value()["email"], "bob@uni.edu");
    assert_eq!(answer.value()["roles"], json!(["co_editor", "co_viewer"]));
    for (body, code) in [
        (json!({ "roles": [] }), "unknown_choice"),
        (json!({ "roles": ["owner"] }), "unknown_choice"),
        (json!({ "roles": ["co_editor"], "x": 1 }), "unreadable"),
    ] {
        let answer = browser.json(Method::PUT, &path, body).await;
        assert_eq!(answer.value()["errors"][0]["code"], code);
    }
    let nothing = axum::body::Body::empty();
    let answer = browser.send(Method::DELETE, &path, &[], nothing).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let answer = hub
        .signed_in(bob)
        .await
        .get(&format!("/media/{entry}"))
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_site_without_groups_as_collaborators_says_so_and_keeps_those_there_are() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let (now, app) = (hub.now(), hub.app.clone());
    let groups = hub
        .write(move |tx| {
            let one = accounts::create_group(tx, "Compilers", now, &*app.parts.entropy)?;
            let two = accounts::create_group(tx, "Interpreters", now, &*app.parts.entropy)?;
            Ok([one, two])
        })
        .await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    let path = format!("/api/v1/entries/{entry}/collaborators");
    let mut name = async |group, roles: &[&str]| {
        let body = json!({ "roles": roles });
        let one = format!("{path}/group:{group}");
        browser.json(Method::PUT, &one, body).await
    };
    assert_eq!(name(groups[0], &["co_viewer"]).await.status, StatusCode::OK);
    hub.write(move |tx| {
        tx.execute(
            "INSERT INTO config (module, value, version, updated_at)
             VALUES ('mediacollaboration', '{\"groups\":[\"false\"]}', 1, $1)",
            usher_db::params![now],
        )
    })
    .await;
    let refused = name(groups[1], &["co_viewer"]).await;
    assert_eq!(refused.value()["errors"][0]["code"], "groups_off");
    let changed = name(groups[0], &["co_editor"]).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.text());
}
