//! Groups, through the pages.

use axum::http::StatusCode;
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
