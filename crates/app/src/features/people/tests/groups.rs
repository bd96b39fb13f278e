//! Groups, through the pages.

use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_domain::{
    access::AppRole,
    media::{EntryKind, PublishStatus},
};

use super::office;

#[tokio::test]
async fn a_group_is_added_filled_renamed_and_deleted_with_what_it_touches_said() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let bob = office.hub.account("bob@uni.edu", AppRole::Viewer).await;
    let answer = office
        .browser
        .post("/admin/groups/new", &[("name", "Compilers")])
        .await;
    let path = answer.location().to_owned();
    let taken = office
        .browser
        .post("/admin/groups/new", &[("name", "Compilers")])
        .await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        taken
            .text()
            .contains("There is a group of this name already")
    );

    let members = format!("{path}/members");
    let nobody = office
        .browser
        .post(&members, &[("who", "eve@uni.edu")])
        .await;
    assert!(nobody.text().contains("Nobody here has that address"));
    let bobs = [("who", "Bob"), ("id", &bob.to_string())];
    assert_eq!(office.browser.post(&members, &bobs).await.location(), path);
    office
        .browser
        .post(&members, &[("who", "ADA@uni.edu")])
        .await;

    let film = (office.hub)
        .entry(ada, EntryKind::Video, PublishStatus::Private)
        .await;
    let mut adas = office.hub.signed_in(ada).await;
    let share = [("who", "Compilers"), ("role", "co_viewer")];
    adas.post(&format!("/media/{film}/collaborators"), &share)
        .await;
    let mut bobs = office.hub.signed_in(bob).await;
    let film = format!("/media/{film}");
    assert_eq!(bobs.get(&film).await.status, StatusCode::OK);

    office
        .browser
        .post(&path, &[("name", "Compilers 2027")])
        .await;
    let list = office.browser.get("/admin/groups?q=2027").await.text();
    assert!(list.contains("Compilers 2027"));
    let question = office.browser.get(&format!("{path}/delete")).await.text();
    assert!(question.contains("2 people are in it"));
    assert!(question.contains("One entry is shared with it"));

    let out = [("person", ada.to_string())];
    let out = out.each_ref().map(|(name, id)| (*name, id.as_str()));
    office
        .browser
        .post(&format!("{path}/members/remove"), &out)
        .await;
    assert!(
        !office
            .browser
            .get(&path)
            .await
            .text()
            .contains("ada@uni.edu")
    );
    let gone = office.browser.post(&format!("{path}/delete"), &[]).await;
    assert_eq!(gone.location(), "/admin/groups");
    assert_eq!(bobs.get(&film).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        office.browser.get(&path).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_program_makes_fills_and_deletes_groups() {
    let mut office = office().await;
    let bob = office.hub.account("bob@uni.edu", AppRole::Viewer).await;
    let root = &mut office.browser;
    let named = |name: &str| json!({ "name": name });
    let made = root
        .json(Method::POST, "/api/v1/groups", named("Compilers"))
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let one = format!("/api/v1/groups/{}", made.value()["id"].as_str().unwrap());
    let taken = root
        .json(Method::POST, "/api/v1/groups", named("Compilers"))
        .await;
    assert_eq!(taken.value()["errors"][0]["code"], "group_taken");
    let renamed = root
        .json(Method::PATCH, &one, named("Compilers 2027"))
        .await;
    assert_eq!(renamed.value()["name"], "Compilers 2027");
    let member = format!("{one}/members/{bob}");
    for _ in 0..2 {
        let joined = root.json(Method::PUT, &member, json!({})).await;
        assert_eq!(joined.status, StatusCode::NO_CONTENT, "{}", joined.text());
    }
    let members = root.get(&format!("{one}/members")).await.value();
    assert_eq!(members["users"][0]["email"], "bob@uni.edu");
    assert_eq!(root.get(&one).await.value()["members"], 1);
    let found = root.get("/api/v1/groups?q=2027").await.value();
    assert_eq!(found["groups"][0]["name"], "Compilers 2027");
    let page = root.get(&format!("/admin/users/{bob}")).await.text();
    assert!(page.contains("Compilers 2027"), "it stands on their page");
    let nobody = format!("{one}/members/{}", made.value()["id"].as_str().unwrap());
    let nobody = root.json(Method::PUT, &nobody, json!({})).await;
    assert_eq!(nobody.value()["errors"][0]["code"], "nobody");
    for (path, status) in [
        (&member, StatusCode::NO_CONTENT),
        (&member, StatusCode::NO_CONTENT),
        (&one, StatusCode::NO_CONTENT),
        (&one, StatusCode::NOT_FOUND),
    ] {
        let gone = root.json(Method::DELETE, path, json!({})).await;
        assert_eq!(gone.status, status, "{}", gone.text());
    }
    assert_eq!(root.get(&one).await.status, StatusCode::NOT_FOUND);
}
