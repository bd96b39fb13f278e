//! What goes on with the media of somebody who leaves.

use axum::http::StatusCode;
use usher_domain::{
    access::AppRole,
    ids::{AccountId, EntryId},
    media::{EntryKind, PublishStatus},
};

use super::{Office, office, page_of};

impl Office {
    async fn film(&self, owner: AccountId) -> EntryId {
        (self.hub)
            .entry(owner, EntryKind::Video, PublishStatus::Private)
            .await
    }
}

#[tokio::test]
async fn what_somebody_has_is_handed_over_and_invites_go_with_their_entries() {
    let mut office = office().await;
    let (ada, grace) = (
        office.member("ada@uni.edu").await,
        office.member("grace@uni.edu").await,
    );
    let film = office.film(ada).await;
    let (mut guest, _) = office.hub.guest(film, ada).await;
    let path = format!("{}/hand-over", page_of(ada));
    office.hub.account("vi@uni.edu", AppRole::Viewer).await;
    for (to, sentence) in [
        ("nobody@uni.edu", "Nobody here has that address"),
        ("ada@uni.edu", "It is theirs already"),
        ("vi@uni.edu", "may not have media of their own"),
    ] {
        let answer = office.browser.post(&path, &[("to", to)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{to}");
        assert!(answer.text().contains(sentence), "{to}");
    }
    let to = grace.to_string();
    let answer = office
        .browser
        .post(&path, &[("to", "Grace"), ("to_id", &to)])
        .await;
    assert_eq!(answer.location(), page_of(ada));
    let (mut adas, mut graces) = (
        office.hub.signed_in(ada).await,
        office.hub.signed_in(grace).await,
    );
    let media = format!("/media/{film}");
    assert_eq!(adas.get(&media).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        graces.get(&format!("{media}/invites")).await.status,
        StatusCode::OK
    );
    assert_eq!(guest.get(&media).await.status, StatusCode::OK);
    let text = office.browser.get(&page_of(grace)).await.text();
    assert!(text.contains("<dt>Entries</dt><dd>1</dd>"));
    assert!(text.contains("<dt>Open invites given out</dt><dd>1</dd>"));
}

#[tokio::test]
async fn a_removed_person_is_gone_and_their_address_is_free_again() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let film = office.film(ada).await;
    let (mut guest, _) = office.hub.guest(film, ada).await;
    let mut adas = office.hub.signed_in(ada).await;
    let path = format!("{}/remove", page_of(ada));
    let answer = office.browser.post(&path, &[("media", "trash")]).await;
    assert_eq!(answer.location(), "/admin/users");
    assert_eq!(adas.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        guest.get(&format!("/media/{film}")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        office.browser.get(&page_of(ada)).await.status,
        StatusCode::NOT_FOUND
    );
    for query in ["", "?q=ada", "?show=suspended"] {
        let text = office
            .browser
            .get(&format!("/admin/users{query}"))
            .await
            .text();
        assert!(
            !text.contains("ada@uni.edu") && !text.contains("—"),
            "{query}"
        );
    }
    let again = [
        ("email", "ada@uni.edu"),
        ("first_name", "Ada"),
        ("role", "viewer"),
    ];
    let answer = office.browser.post("/admin/users/new", &again).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_leavers_media_are_somebodys_or_nothing_happens() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    office.film(ada).await;
    let path = format!("{}/remove", page_of(ada));
    for form in [
        &[("media", "hand_over"), ("to", "")][..],
        &[("media", "burn")],
        &[("media", "hand_over"), ("to", "ada@uni.edu")],
    ] {
        let answer = office.browser.post(&path, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
    }
    let text = office.browser.get(&page_of(ada)).await.text();
    assert!(!text.contains("Suspended since"));
    let own = format!("{}/remove", page_of(office.siobhan));
    let answer = office.browser.post(&own, &[("media", "trash")]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
}
